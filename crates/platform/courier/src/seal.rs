//! What waits in the outbox is sealed: a stolen database opens no account with a link that waits.

use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use kernel::Entropy;
use sha2::Sha256;

use crate::To;

const NONCE: usize = 12;

/// The key of the outbox, derived from the program's secret.
#[derive(Clone)]
pub(crate) struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

/// What a letter says, to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Content {
    pub(crate) to: To,
    pub(crate) subject: String,
    pub(crate) text: String,
}

impl Key {
    pub(crate) fn of(secret: &[u8; 32]) -> Self {
        Self(authentication_code(secret, "courier.outbox.key"))
    }

    /// A stable name for a letter that says nothing of its key: for those who receive it twice.
    pub(crate) fn name_of(&self, key: &str) -> String {
        kernel::hex(&authentication_code(&self.0, key)[..16])
    }

    pub(crate) fn seal(&self, content: &Content, key: &str, entropy: &Entropy) -> Vec<u8> {
        let plain = [content.to.as_str(), &content.subject, &content.text].join("\0");
        let nonce: [u8; NONCE] = entropy.bytes();
        let payload = Payload { msg: plain.as_bytes(), aad: key.as_bytes() };
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), payload).unwrap_or_default();
        [nonce.as_slice(), &sealed].concat()
    }

    /// Reads [`Key::seal`] back; `None` when it was sealed under another secret or for another key.
    pub(crate) fn open(&self, sealed: &[u8], key: &str) -> Option<Content> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: sealed, aad: key.as_bytes() };
        let plain = self.cipher().decrypt(&Nonce::from(*nonce), payload).ok()?;
        let plain = String::from_utf8(plain).ok()?;
        let mut parts = plain.splitn(3, '\0');
        let (to, subject, text) = (parts.next()?, parts.next()?, parts.next()?);
        let to = To::read(to)?;
        Some(Content { to, subject: subject.to_owned(), text: text.to_owned() })
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(&chacha20poly1305::Key::from(self.0))
    }
}

pub(crate) fn authentication_code(key: &[u8; 32], message: &str) -> [u8; 32] {
    use hmac::KeyInit as _;
    let Ok(mut code) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    code.update(message.as_bytes());
    code.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MailAddress, Mobile, Subscription};

    #[test]
    fn a_letter_opens_under_its_own_key_only() {
        let (key, entropy) = (Key::of(&[7; 32]), Entropy::seeded(1));
        for to in [
            To::Mail(MailAddress::read("nadia@exemple.fr").unwrap()),
            To::Sms(Mobile::read("06 12 34 56 78").unwrap()),
            To::Push(Subscription::read(crate::push::tests::SUBSCRIPTION).unwrap()),
        ] {
            let content = Content { to, subject: "Préau".into(), text: "Un code : 12".into() };
            let sealed = key.seal(&content, "a", &entropy);
            assert_eq!(key.open(&sealed, "a"), Some(content));
            assert_eq!(key.open(&sealed, "b"), None);
            assert_eq!(Key::of(&[8; 32]).open(&sealed, "a"), None);
            assert_eq!(key.open(b"short", "a"), None);
        }
    }
}
