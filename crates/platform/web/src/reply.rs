//! What a handler answers.

use axum::body::Body;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use files::Hash;
use kernel::Lang;
use maud::Markup;
use serde::{Deserialize, Serialize};

use crate::{Entry, Problem, cookie::Cookie, live::Topics, ranges::Asked};

/// A handler's answer, or what went wrong. A write is kept only with `Ok`.
pub type Outcome = Result<Reply, Problem>;

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub(crate) status: u16,
    pub(crate) body: ReplyBody,
    pub(crate) cookies: Vec<Cookie>,
    pub(crate) flash: Option<Flash>,
    /// Seconds after which the page comes again by itself.
    pub(crate) again: Option<u32>,
    pub(crate) tag: Option<String>,
}

#[derive(Debug)]
pub(crate) enum ReplyBody {
    Page(Page),
    Redirect(String),
    Json(String),
    Stored {
        hash: Hash,
        media: &'static str,
        disposition: String,
    },
    File {
        file: std::fs::File,
        length: u64,
        asked: Asked,
        media: &'static str,
        disposition: String,
    },
    Archive {
        disposition: String,
        entries: Vec<Entry>,
    },
    Live(Topics),
    Stream(Body),
    Data {
        media: &'static str,
        disposition: Option<String>,
        bytes: Vec<u8>,
    },
}

/// A page, without what surrounds it.
#[derive(Debug)]
pub struct Page {
    /// What the page is, for the browser's tab; never a person's name.
    pub title: String,
    /// Its content, with its one `h1`.
    pub main: Markup,
    /// How wide it may be.
    pub width: Width,
    /// Islands it needs beyond the core, by the name of their file.
    pub islands: Vec<&'static str>,
    /// Whether a device of the reader's own may keep it, sealed, for when there is no network.
    pub is_kept: bool,
    /// Whether it is refreshed in place when something of it changes: nothing is typed in it.
    pub is_live: bool,
}

/// How wide a page may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// Two columns on a large screen.
    #[default]
    Columns,
    /// One column as wide as comfortable reading.
    Narrow,
    /// One column over the whole width: tables.
    Wide,
}

impl Page {
    /// A page of one narrow column.
    pub fn narrow(title: impl Into<String>, main: Markup) -> Self {
        Self {
            title: title.into(),
            main,
            width: Width::Narrow,
            islands: Vec::new(),
            is_kept: false,
            is_live: false,
        }
    }

    /// A page of two columns.
    pub fn columns(title: impl Into<String>, main: Markup) -> Self {
        Self { width: Width::Columns, ..Self::narrow(title, main) }
    }

    /// A page over the whole width.
    pub fn wide(title: impl Into<String>, main: Markup) -> Self {
        Self { width: Width::Wide, ..Self::narrow(title, main) }
    }

    /// The same page with an island.
    #[must_use]
    pub fn with_island(mut self, island: &'static str) -> Self {
        self.islands.push(island);
        self
    }

    /// The same page, kept on a device of the reader's own for when there is no network.
    #[must_use]
    pub const fn kept(mut self) -> Self {
        self.is_kept = true;
        self
    }

    /// The same page, refreshed in place when something of it changes.
    #[must_use]
    pub const fn live(mut self) -> Self {
        self.is_live = true;
        self
    }
}

/// What the next page has to say, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// The sentence.
    pub says: String,
    /// The draft that is now safe on the server and can be forgotten by the browser.
    pub clears: Option<String>,
}

impl Flash {
    pub(crate) fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    pub(crate) fn decode(text: &str) -> Option<Self> {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
    }
}

impl From<Page> for Reply {
    fn from(page: Page) -> Self {
        Self::new(200, ReplyBody::Page(page))
    }
}

impl Reply {
    const fn new(status: u16, body: ReplyBody) -> Self {
        Self { status, body, cookies: Vec::new(), flash: None, again: None, tag: None }
    }

    /// The form again, with what was typed and what to correct.
    pub const fn to_correct(page: Page) -> Self {
        Self::new(422, ReplyBody::Page(page))
    }

    /// Another page, after a form did its work. The path stays on this site.
    pub fn see_other(path: impl Into<String>) -> Self {
        Self::new(303, ReplyBody::Redirect(local_path(path.into())))
    }

    /// A value for a program.
    pub fn json(value: &impl Serialize) -> Self {
        Self::new(200, ReplyBody::Json(serde_json::to_string(value).unwrap_or_default()))
    }

    /// A stored file, opened after the transaction. Only types that cannot run anything are shown
    /// in place.
    pub const fn stored(hash: Hash, media: &'static str, disposition: String) -> Self {
        Self::new(200, ReplyBody::Stored { hash, media, disposition })
    }

    /// A zip archive, made while it is sent.
    pub fn archive(name: &str, entries: Vec<Entry>) -> Self {
        let disposition = files::content_disposition(name, false);
        Self::new(200, ReplyBody::Archive { disposition, entries })
    }

    /// A stream that tells the page when any of these changes, as [`db::Tx::tell`] says it, while
    /// the session of the person lasts.
    pub const fn live(person: i64, topics: Vec<i64>) -> Self {
        Self::new(200, ReplyBody::Live(Topics { person, topics }))
    }

    /// Bytes made on the spot, such as a report to download.
    pub const fn data(media: &'static str, disposition: Option<String>, bytes: Vec<u8>) -> Self {
        Self::new(200, ReplyBody::Data { media, disposition, bytes })
    }

    /// Says a sentence on the next page.
    #[must_use]
    pub fn saying(mut self, sentence: impl Into<String>) -> Self {
        let clears = self.flash.and_then(|flash| flash.clears);
        self.flash = Some(Flash { says: sentence.into(), clears });
        self
    }

    /// Lets the browser forget a draft that is now safe here.
    #[must_use]
    pub fn clearing_draft(mut self, key: impl Into<String>) -> Self {
        let says = self.flash.map_or_else(String::new, |flash| flash.says);
        self.flash = Some(Flash { says, clears: Some(key.into()) });
        self
    }

    /// Opens a session in the browser; `max_age` in seconds, or until it closes.
    #[must_use]
    pub fn opening_session(mut self, token: &[u8; 32], max_age: Option<i64>) -> Self {
        self.cookies.push(Cookie::session(token, max_age));
        self
    }

    /// Ends the session in the browser.
    #[must_use]
    pub fn closing_session(mut self) -> Self {
        self.cookies.push(Cookie::no_session());
        self
    }

    /// Keeps a place in line in the browser.
    #[must_use]
    pub(crate) fn keeping_place(mut self, ticket: String) -> Self {
        self.cookies.push(Cookie::place(ticket));
        self
    }

    /// The place in line has served.
    #[must_use]
    pub(crate) fn giving_place_up(mut self) -> Self {
        self.cookies.push(Cookie::no_place());
        self
    }

    /// The page comes again by itself after so many seconds.
    #[must_use]
    pub const fn again_in(mut self, seconds: u32) -> Self {
        self.again = Some(seconds);
        self
    }

    /// Keeps a language on this device.
    #[must_use]
    pub fn in_language(mut self, lang: Lang) -> Self {
        self.cookies.push(Cookie::lang(lang));
        self
    }

    /// A program is told the way that a browser is sent.
    pub(crate) fn tell_the_way(&mut self) {
        if let ReplyBody::Redirect(path) = &self.body {
            let told = serde_json::json!({ "location": path });
            (self.status, self.body) = (200, ReplyBody::Json(told.to_string()));
        }
    }

    /// Names this version of the answer: a program that asks again and already has it is told so,
    /// and sent nothing.
    #[must_use]
    pub fn tagged(mut self, tag: &str) -> Self {
        self.tag = Some(format!("\"{tag}\""));
        self
    }

    /// The same answer with another status.
    #[must_use]
    pub const fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }
}

/// A path of this site, or the home page: a redirect never leaves.
pub fn local_path(path: String) -> String {
    let is_local = path.starts_with('/')
        && !path.starts_with("//")
        && !path.starts_with("/\\")
        && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if is_local { path } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_never_leaves_the_site() {
        assert_eq!(local_path("/cours/3?jour=2027-03-11".into()), "/cours/3?jour=2027-03-11");
        for wrong in
            ["//evil", "/\\evil", "https://evil", "", "/a\r\nSet-Cookie: x", "javascript:x"]
        {
            assert_eq!(local_path(wrong.into()), "/", "{wrong:?}");
        }
    }
}
