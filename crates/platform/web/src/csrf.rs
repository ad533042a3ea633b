//! Cross-site requests: a token tied to the session and masked anew in every page, and the
//! browser's own word (`Sec-Fetch-Site`).

use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use kernel::Entropy;
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// The hidden field of the token.
pub const FIELD: &str = "_jeton";
/// The hidden field of the key that makes a double submit one.
pub const ONCE: &str = "_envoi";

/// An authentication code of a text under the program's secret.
pub fn sign(secret: &[u8; 32], purpose: &str, message: &[u8]) -> [u8; 32] {
    let mut signed = [0; 32];
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) {
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(message);
        signed.copy_from_slice(&mac.finalize().into_bytes());
    }
    signed
}

/// A fresh token for a form: a random mask, then the expected code under that mask, so that the
/// same bytes never stand twice in compressed pages (BREACH).
pub(crate) fn token(secret: &[u8; 32], entropy: &Entropy, anchor: &[u8]) -> String {
    let mask: [u8; 32] = entropy.bytes();
    let mut bytes = [0; 64];
    bytes[..32].copy_from_slice(&mask);
    for (at, code) in sign(secret, "form", anchor).into_iter().enumerate() {
        bytes[32 + at] = code ^ mask[at];
    }
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether a token was made for this anchor.
pub(crate) fn is_valid(secret: &[u8; 32], anchor: &[u8], token: &str) -> bool {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else { return false };
    if bytes.len() != 64 {
        return false;
    }
    let code: Vec<u8> =
        bytes[..32].iter().zip(&bytes[32..]).map(|(mask, masked)| mask ^ masked).collect();
    sign(secret, "form", anchor).ct_eq(code.as_slice()).into()
}

/// Whether the browser says that the request comes from one of our own pages. Browsers without
/// `Sec-Fetch-Site` are judged by `Origin`, and by the token alone when they send neither.
pub(crate) fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = headers.get("sec-fetch-site").and_then(|v| v.to_str().ok()) {
        return matches!(site, "same-origin" | "none");
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, from)| from == host)
        }
        (Some(_), None) => false,
        (None, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_for_its_session_only_and_never_the_same_twice() {
        let (secret, entropy) = ([7; 32], Entropy::seeded(1));
        let token_a = token(&secret, &entropy, b"session");
        assert!(is_valid(&secret, b"session", &token_a));
        assert_ne!(token_a, token(&secret, &entropy, b"session"));
        for wrong in ["", "AAAA", &token_a[1..], &"A".repeat(86)] {
            assert!(!is_valid(&secret, b"session", wrong), "{wrong}");
        }
        assert!(!is_valid(&secret, b"another", &token_a));
        assert!(!is_valid(&[8; 32], b"session", &token_a));
    }

    #[test]
    fn another_site_is_refused_by_the_browsers_own_word() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            pairs
                .iter()
                .map(|(n, v)| (n.parse().unwrap(), v.parse().unwrap()))
                .collect::<HeaderMap>()
        };
        assert!(is_same_origin(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(is_same_origin(&headers(&[("origin", "http://a:1"), ("host", "a:1")])));
        for pair in
            [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "null")]
        {
            assert!(!is_same_origin(&headers(&[pair, ("host", "a:1")])), "{pair:?}");
        }
    }
}
