//! A message that only one browser can open (RFC 8291, over the `aes128gcm` coding of RFC 8188).

use aes_gcm::{Aes128Gcm, KeyInit, Nonce, aead::Aead};
use hkdf::Hkdf;
use p256::SecretKey;
use sha2::Sha256;

use super::subscription::Parts;

/// The size of a record; a message is one.
const RECORD: u32 = 4_096;
/// What follows the last record's text.
const LAST: u8 = 2;

/// Seals a message with a key drawn for it alone; `None` when it is longer than a record.
pub(super) fn seal(plain: &[u8], to: &Parts, own: &SecretKey, salt: [u8; 16]) -> Option<Vec<u8>> {
    let (theirs, ours) = (to.key.to_sec1_bytes(), own.public_key().to_sec1_bytes());
    let shared = own.diffie_hellman(&to.key);
    let info = [b"WebPush: info\0", theirs.as_ref(), ours.as_ref()].concat();
    let input: [u8; 32] = derived(&to.auth, shared.raw_secret_bytes(), &info)?;
    let key: [u8; 16] = derived(&salt, &input, b"Content-Encoding: aes128gcm\0")?;
    let nonce: [u8; 12] = derived(&salt, &input, b"Content-Encoding: nonce\0")?;
    let padded = [plain, &[LAST]].concat();
    let cipher = Aes128Gcm::new(&aes_gcm::Key::<Aes128Gcm>::from(key));
    let sealed = cipher.encrypt(&Nonce::from(nonce), padded.as_slice()).ok()?;
    let fits = u32::try_from(sealed.len()).is_ok_and(|length| length <= RECORD);
    let length = u8::try_from(ours.len()).ok().filter(|_| fits)?;
    Some([&salt[..], &RECORD.to_be_bytes(), &[length], &ours, &sealed].concat())
}

fn derived<const N: usize>(salt: &[u8], input: &[u8], info: &[u8]) -> Option<[u8; N]> {
    let mut key = [0; N];
    Hkdf::<Sha256>::new(Some(salt), input).expand(info, &mut key).ok()?;
    Some(key)
}

#[cfg(test)]
mod tests {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

    use super::*;
    use crate::{Subscription, push::tests::SUBSCRIPTION};

    #[test]
    fn the_example_of_the_standard_is_sealed_as_it_says() {
        let read = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
        let own = SecretKey::from_slice(&read("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
        let salt = read("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
        let parts = Subscription::read(SUBSCRIPTION).unwrap().parts().unwrap();
        let plain = b"When I grow up, I want to be a watermelon";
        let sealed = seal(plain, &parts, &own.unwrap(), salt).unwrap();
        let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg\
            Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuw\
            XPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(URL_SAFE_NO_PAD.encode(sealed), expected);
        assert_eq!(
            seal(&[b'a'; 5_000], &parts, &SecretKey::from_slice(&[1; 32]).unwrap(), salt),
            None
        );
    }
}
