//! A push service on this machine, and the browser that reads what arrives (RFC 8030, 8291, 8292),
//! written apart from the one that sends.

use std::{
    collections::VecDeque,
    net::{Ipv4Addr, TcpListener},
    sync::{Arc, Mutex},
    thread,
};

use aes_gcm::{Aes128Gcm, KeyInit, Nonce, aead::Aead};
use axum::{Router, body::Bytes, extract::State, http::HeaderMap, http::StatusCode, routing::post};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use p256::{
    PublicKey, SecretKey,
    ecdsa::{Signature, VerifyingKey, signature::Verifier},
};
use sha2::Sha256;

/// The browser's secret for one who sends.
const AUTH: [u8; 16] = [9; 16];

/// A message as the browser reads it.
#[derive(Clone, Debug, Default)]
pub struct Pushed {
    /// What it says.
    pub message: String,
    /// How long the service was to keep it, in seconds.
    pub ttl: i64,
    /// Who sent it: the key that signed.
    pub by: String,
    /// What the signature claims.
    pub claims: String,
}

/// A push service and one browser.
#[derive(Clone)]
pub struct PushService {
    port: u16,
    browser: SecretKey,
    received: Arc<Mutex<Vec<Pushed>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
}

impl PushService {
    /// Opens one that answers with these statuses, then 201 for ever.
    ///
    /// # Panics
    /// When there is no loopback address.
    pub fn open(answers: &[u16]) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a loopback connection");
        listener.set_nonblocking(true).expect("a loopback connection");
        let service = Self {
            port: listener.local_addr().expect("a loopback connection").port(),
            browser: SecretKey::from_slice(&[7; 32]).expect("a key"),
            received: Arc::default(),
            answers: Arc::new(Mutex::new(answers.iter().copied().collect())),
        };
        let router = Router::new().route("/push", post(take)).with_state(service.clone());
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                axum::serve(listener, router).await.expect("a loopback connection");
            });
        });
        service
    }

    /// What the browser sends to whoever is to tell it.
    pub fn subscription(&self) -> String {
        let key = URL_SAFE_NO_PAD.encode(self.browser.public_key().to_sec1_bytes());
        let auth = URL_SAFE_NO_PAD.encode(AUTH);
        format!("http://127.0.0.1:{}/push {key} {auth}", self.port)
    }

    /// What arrived, in order.
    ///
    /// # Panics
    /// When the service did.
    pub fn received(&self) -> Vec<Pushed> {
        self.received.lock().expect("a loopback connection").clone()
    }

    fn read(&self, headers: &HeaderMap, body: &[u8]) -> Pushed {
        let text = |name: &str| headers[name].to_str().expect("a header").to_owned();
        assert_eq!(text("content-encoding"), "aes128gcm");
        let authorization = text("authorization");
        let (token, by) = authorization
            .strip_prefix("vapid t=")
            .and_then(|rest| rest.split_once(", k="))
            .expect("who sends is said");
        Pushed {
            message: self.opened(body),
            ttl: text("ttl").parse().expect("seconds"),
            by: by.to_owned(),
            claims: claims(token, by),
        }
    }

    fn opened(&self, body: &[u8]) -> String {
        let (head, sealed) = body.split_at(16 + 4 + 1 + 65);
        assert_eq!(head[16..21], [0, 0, 16, 0, 65], "records of 4096, a key of 65");
        let theirs = PublicKey::from_sec1_bytes(&head[21..]).expect("a key");
        let ours = self.browser.public_key().to_sec1_bytes();
        let shared =
            p256::ecdh::diffie_hellman(self.browser.to_nonzero_scalar(), theirs.as_affine());
        let expand = |salt: &[u8], input: &[u8], info: &[&[u8]], length: usize| {
            let mut key = vec![0; length];
            let (_, hkdf) = Hkdf::<Sha256>::extract(Some(salt), input);
            hkdf.expand_multi_info(info, &mut key).expect("a short key");
            key
        };
        let info: [&[u8]; 3] = [b"WebPush: info\0", &ours, &head[21..]];
        let input = expand(&AUTH, shared.raw_secret_bytes(), &info, 32);
        let key = expand(&head[..16], &input, &[b"Content-Encoding: aes128gcm\0"], 16);
        let nonce = expand(&head[..16], &input, &[b"Content-Encoding: nonce\0"], 12);
        let cipher = Aes128Gcm::new_from_slice(&key).expect("a key");
        let nonce: [u8; 12] = nonce.try_into().expect("twelve bytes");
        let mut plain = cipher.decrypt(&Nonce::from(nonce), sealed).expect("it opens");
        assert_eq!(plain.pop(), Some(2), "the last record");
        String::from_utf8(plain).expect("a text")
    }
}

/// The claims of a token that was signed with a key (RFC 7515, ES256).
fn claims(token: &str, by: &str) -> String {
    let read = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base64");
    let (said, signature) = token.rsplit_once('.').expect("a token");
    let key = VerifyingKey::from_sec1_bytes(&read(by)).expect("a key");
    let signature = Signature::from_slice(&read(signature)).expect("a signature");
    key.verify(said.as_bytes(), &signature).expect("the key signed");
    String::from_utf8(read(said.split_once('.').expect("a token").1)).expect("a text")
}

async fn take(State(service): State<PushService>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let pushed = service.read(&headers, &body);
    let answer = service.answers.lock().expect("a loopback connection").pop_front().unwrap_or(201);
    if answer < 300 {
        service.received.lock().expect("a loopback connection").push(pushed);
    }
    StatusCode::from_u16(answer).expect("a status")
}
