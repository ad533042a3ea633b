//! Where an adult may be reached: an address and a mobile, each proved by a code that arrived
//! there. A way to be told, and a way back in after a lost password.

pub(crate) mod pages;
pub(crate) mod store;

use courier::{Channel, Courier, MailAddress, To};
use kernel::{Entropy, Lang};
use web::csrf::sign;

use crate::t;

/// How long a code may be typed, in seconds.
pub(crate) const CODE_SECONDS: i64 = 30 * 60;
/// Wrong codes after which another one is needed.
pub(crate) const TRIES: i64 = 5;
/// Codes that one person may ask for in a day.
pub(crate) const ASKED_IN_A_DAY: i64 = 5;

/// What an adult may give. A browser that is told is of its session, and nobody types it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// An address of mail.
    Mail,
    /// A mobile.
    Mobile,
}

impl Way {
    /// Both, in the order they are shown.
    pub(crate) const ALL: [Self; 2] = [Self::Mail, Self::Mobile];

    /// How it is written in an address.
    pub(crate) const fn slug(self) -> &'static str {
        match self {
            Self::Mail => "courriel",
            Self::Mobile => "mobile",
        }
    }

    /// The way an address names.
    pub(crate) fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.slug() == slug)
    }

    /// By which way of the courier it goes.
    pub(crate) const fn channel(self) -> Channel {
        match self {
            Self::Mail => Channel::Mail,
            Self::Mobile => Channel::Sms,
        }
    }

    /// Reads what was typed for it; `None` when it is not one, or nothing goes there.
    pub(crate) fn read(self, courier: &Courier, typed: &str) -> Option<To> {
        match self {
            Self::Mail => MailAddress::read(typed).map(To::Mail),
            Self::Mobile => courier.mobile(typed).map(To::Sms),
        }
    }
}

/// As people write it.
pub(crate) fn said(to: &To) -> String {
    match to {
        To::Sms(mobile) => mobile.said(),
        To::Mail(_) | To::Push(_) => to.as_str().to_owned(),
    }
}

/// Every text message of this room, with codes that open nothing.
pub(crate) fn text_messages(lang: Lang, public_url: &str) -> [String; 3] {
    let link = crate::lost::pages::link(public_url, "XXXX-XXXX-XXXX");
    [
        t::contact_letter(lang, "000000"),
        t::lost_sms(lang, &link),
        t::contact_left_sms(lang).to_owned(),
    ]
}

/// Six digits.
pub(crate) fn fresh_code(entropy: &Entropy) -> String {
    let drawn = u64::from_be_bytes(entropy.bytes());
    format!("{:06}", drawn % 1_000_000)
}

/// What is kept of a code: good for one person and one recipient.
pub(crate) fn code_mark(secret: &[u8; 32], person: i64, value: &str, code: &str) -> [u8; 32] {
    let message = format!("{person}\0{value}\0{code}");
    sign(secret, "identity.contact.code", message.as_bytes())
}
