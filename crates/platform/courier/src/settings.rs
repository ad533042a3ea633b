//! How the ways out are set up. What is secret is never shown.

use std::fmt;

use crate::{MailAddress, Mobile};

/// A value that is used and never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a value.
    pub const fn new(value: String) -> Self {
        Self(value)
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// How the way to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS after a plain greeting, always: without it nothing is sent.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// TLS after a plain greeting when the server offers it, in the clear otherwise: for a server
    /// of the same network that knows no better. No password goes that way.
    IfOffered,
    /// None: for a server on this machine.
    None,
}

/// The mail server.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is protected.
    pub security: Security,
    /// The certificate of a private authority, in PEM, believed beside the public ones.
    pub ca: Option<Vec<u8>>,
    /// The name and the password it asks for.
    pub account: Option<(String, Secret)>,
    /// Who writes, by name.
    pub from_name: String,
    /// Who writes, by address.
    pub from: MailAddress,
    /// How long one answer of the server is waited for, in seconds.
    pub timeout_seconds: u64,
}

/// What the body of a request to the SMS gateway looks like; `{to}`, `{text}` and `{key}` in its
/// values are replaced.
#[derive(Clone, Debug)]
pub enum Body {
    /// A JSON object.
    Json(serde_json::Value),
    /// Fields of a form.
    Form(Vec<(String, String)>),
}

/// The gateway that sends text messages.
#[derive(Clone)]
pub struct SmsSettings {
    /// Where it is.
    pub url: String,
    /// `POST` or `PUT`.
    pub is_put: bool,
    /// What it is sent.
    pub body: Body,
    /// Headers, often with the account's secret.
    pub headers: Vec<(String, Secret)>,
    /// The beginnings of the numbers it may send to, such as `+33`: nobody makes the territory pay
    /// for messages to the other end of the world.
    pub countries: Vec<String>,
    /// The most segments that leave in a day, of universal time; what is left waits for the next.
    pub segments_a_day: i64,
    /// How long its answer is waited for, in seconds.
    pub timeout_seconds: u64,
}

/// How devices are told, by the push services of their browsers.
#[derive(Clone, Debug)]
pub struct PushSettings {
    /// Where a push service finds who sends: the public address of this house.
    pub contact: String,
    /// Which push services there are.
    pub reach: Reach,
    /// How long the answer of a push service is waited for, in seconds.
    pub timeout_seconds: u64,
}

/// Where push services are, and the addresses that people give to read. They come from outside, so
/// that anyone may name anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Anywhere in public, over HTTPS: never this machine nor its neighbours.
    World,
    /// On this machine, in the clear: the servers of a test.
    ThisMachine,
}

impl SmsSettings {
    pub(crate) fn goes_to(&self, mobile: &Mobile) -> bool {
        self.countries.iter().any(|start| mobile.as_str().starts_with(start.as_str()))
    }

    /// The address without its query, where accounts are sometimes written.
    pub fn shown_url(&self) -> &str {
        let plain = self.url.split(['?', '#']).next().unwrap_or_default();
        if plain.contains('@') { "…" } else { plain }
    }
}

impl fmt::Debug for SmsSettings {
    /// The body and the query may hold the account: neither is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmsSettings")
            .field("url", &self.shown_url())
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}
