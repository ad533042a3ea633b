//! Who sends, so that a push service takes messages for its browsers from this house alone
//! (VAPID, RFC 8292).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::Instant;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::json;
use ureq::http::Uri;

use crate::seal::authentication_code;

/// How long a signature is good; a push service takes a day at most.
const GOOD_SECONDS: i64 = 12 * 3_600;

/// The key of this house.
pub(super) struct Key {
    signing: SigningKey,
    public: String,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// The key that follows from the program's secret. One draw in four thousand million is not on
    /// the curve: the next one is taken.
    pub(super) fn of(secret: &[u8; 32]) -> Option<Self> {
        let draw = |at: u8| authentication_code(secret, &format!("courier.push.key.{at}"));
        let signing = (0..u8::MAX).find_map(|at| SigningKey::from_slice(&draw(at)).ok())?;
        let public = URL_SAFE_NO_PAD.encode(signing.verifying_key().to_sec1_bytes());
        Some(Self { signing, public })
    }

    /// What browsers and push services know of it: the point, in base64 for addresses.
    pub(super) fn public(&self) -> &str {
        &self.public
    }

    /// Signs for one push service, for a while.
    pub(super) fn authorization(&self, endpoint: &Uri, contact: &str, now: Instant) -> String {
        let scheme = endpoint.scheme_str().unwrap_or_default();
        let authority = endpoint.authority().map_or("", |authority| authority.as_str());
        let claims = json!({
            "aud": format!("{scheme}://{authority}"),
            "exp": now.plus_seconds(GOOD_SECONDS).0 / 1_000_000,
            "sub": contact,
        });
        let part = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let said = format!("{}.{}", part(&json!({"typ": "JWT", "alg": "ES256"})), part(&claims));
        let signature: Signature = self.signing.sign(said.as_bytes());
        let signature = URL_SAFE_NO_PAD.encode(signature.to_bytes());
        format!("vapid t={said}.{signature}, k={}", self.public)
    }
}
