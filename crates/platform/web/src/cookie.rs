//! The five cookies: the session, what forms are tied to before one, a place in line, the language
//! of the device, and what the next page has to say. All are `HttpOnly` and `SameSite`.

use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::Lang;

use crate::{entrance, reply::Flash, request::decode_secret};

/// A cookie to set; an empty value with no time left removes it.
#[derive(Clone, Debug)]
pub(crate) struct Cookie {
    name: &'static str,
    value: String,
    /// Seconds to live; `None` until the browser closes.
    max_age: Option<i64>,
}

const SESSION: &str = "preau-session";
const ANCHOR: &str = "preau-formulaire";
const LANG: &str = "preau-langue";
const FLASH: &str = "preau-dit";
const PLACE: &str = "preau-place";

const A_YEAR: i64 = 365 * 24 * 3600;

#[derive(Default)]
pub(crate) struct Cookies {
    pub(crate) session: Option<[u8; 32]>,
    pub(crate) anchor: Option<[u8; 32]>,
    pub(crate) lang: Option<Lang>,
    pub(crate) flash: Option<Flash>,
    pub(crate) place: Option<String>,
}

/// Reads our cookies; over HTTPS only those that no other origin can set (`__Host-`).
pub(crate) fn read(headers: &HeaderMap, secure: bool) -> Cookies {
    let mut cookies = Cookies::default();
    for header in headers.get_all(header::COOKIE) {
        for pair in header.to_str().unwrap_or_default().split(';') {
            let Some((name, value)) = pair.trim().split_once('=') else { continue };
            let name = if secure { name.strip_prefix("__Host-").unwrap_or_default() } else { name };
            match name {
                SESSION => cookies.session = decode_secret(value),
                ANCHOR => cookies.anchor = decode_secret(value),
                LANG => cookies.lang = Lang::from_tag(value),
                FLASH => cookies.flash = Flash::decode(value),
                PLACE => cookies.place = Some(value.to_owned()),
                _ => {}
            }
        }
    }
    cookies
}

impl Cookie {
    /// The session, for as long as the server keeps it or until the browser closes.
    pub(crate) fn session(token: &[u8; 32], max_age: Option<i64>) -> Self {
        Self { name: SESSION, value: URL_SAFE_NO_PAD.encode(token), max_age }
    }

    pub(crate) const fn no_session() -> Self {
        Self { name: SESSION, value: String::new(), max_age: Some(0) }
    }

    /// What forms are tied to before a session. Kept, so that a device is known again at the next
    /// sign-in; sent when a link of a letter or a mail leads here, so that it is not replaced.
    pub(crate) fn anchor(anchor: &[u8; 32]) -> Self {
        Self { name: ANCHOR, value: URL_SAFE_NO_PAD.encode(anchor), max_age: Some(A_YEAR) }
    }

    pub(crate) fn lang(lang: Lang) -> Self {
        Self { name: LANG, value: lang.tag().to_owned(), max_age: Some(A_YEAR) }
    }

    /// A place in line, signed; it says nothing of anyone.
    pub(crate) const fn place(ticket: String) -> Self {
        Self { name: PLACE, value: ticket, max_age: Some(entrance::KEPT) }
    }

    pub(crate) const fn no_place() -> Self {
        Self { name: PLACE, value: String::new(), max_age: Some(0) }
    }

    pub(crate) fn flash(flash: &Flash) -> Self {
        Self { name: FLASH, value: flash.encode(), max_age: Some(60) }
    }

    pub(crate) const fn no_flash() -> Self {
        Self { name: FLASH, value: String::new(), max_age: Some(0) }
    }

    /// The header that sets it.
    pub(crate) fn header(&self, secure: bool) -> String {
        let (prefix, only) = if secure { ("__Host-", "; Secure") } else { ("", "") };
        let age = self.max_age.map_or_else(String::new, |s| format!("; Max-Age={s}"));
        format!("{prefix}{}={}; Path=/; HttpOnly; SameSite=Lax{only}{age}", self.name, self.value)
    }
}
