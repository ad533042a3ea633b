//! A device with passkeys, in software: what a browser and its authenticator do together
//! (WebAuthn level 2), with P-256 and no attestation.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

/// A device that holds one key.
pub(crate) struct Device {
    key: SigningKey,
    credential: Vec<u8>,
    handle: String,
    /// How many times it signed.
    pub(crate) count: u32,
    /// Where its browser believes to be.
    pub(crate) origin: &'static str,
    /// Whether it asks for a finger, a face or a number.
    pub(crate) verifies: bool,
}

impl Device {
    pub(crate) fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            credential: vec![seed; 16],
            handle: String::new(),
            count: 1,
            origin: "http://localhost:8080",
            verifies: true,
        }
    }

    /// Makes the key that is asked for; the answer.
    pub(crate) fn create(&mut self, asked: &Value) -> String {
        let public = &asked["publicKey"];
        self.handle = public["user"]["id"].as_str().unwrap().to_owned();
        let point = self.key.verifying_key().to_sec1_point(false);
        let length = u16::try_from(self.credential.len()).unwrap().to_be_bytes();
        let mut data = self.data(public["rp"]["id"].as_str().unwrap(), WITH_KEY);
        data.extend([0; 16]);
        data.extend(length);
        data.extend(&self.credential);
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(point.x().unwrap());
        data.extend([0x22, 0x58, 32]);
        data.extend(point.y().unwrap());
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(&data);
        let client = self.client("webauthn.create", public);
        self.answer(&json!({
            "clientDataJSON": write(&client),
            "attestationObject": write(&attestation),
        }))
    }

    /// Signs what is asked; the answer.
    pub(crate) fn sign(&mut self, asked: &Value) -> String {
        let public = &asked["publicKey"];
        self.count += 1;
        let data = self.data(public["rpId"].as_str().unwrap(), 0);
        let client = self.client("webauthn.get", public);
        let message = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&message);
        self.answer(&json!({
            "clientDataJSON": write(&client),
            "authenticatorData": write(&data),
            "signature": write(signature.to_der().as_bytes()),
            "userHandle": self.handle,
        }))
    }

    fn data(&self, service: &str, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(service).to_vec();
        let verified = if self.verifies { VERIFIED } else { 0 };
        data.push(PRESENT | verified | flags);
        data.extend(self.count.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, public: &Value) -> Vec<u8> {
        let client = json!({
            "type": kind, "challenge": public["challenge"], "origin": self.origin,
            "crossOrigin": false,
        });
        client.to_string().into_bytes()
    }

    fn answer(&self, response: &Value) -> String {
        let id = write(&self.credential);
        let answer = json!({
            "id": id, "rawId": id, "type": "public-key", "extensions": {}, "response": response,
        });
        answer.to_string()
    }
}

fn write(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
