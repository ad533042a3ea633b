//! Outgoing mail, SMS and push messages through one outbox: a letter is a row written in the transaction of its
//! cause, handed over soon after, at least once, and given up after its time.

mod address;
mod deliver;
mod gateway;
mod http;
mod outbox;
mod push;
mod read;
mod seal;
mod settings;
pub mod sms;
mod smtp;

use std::sync::Arc;

use db::{DbError, Migration, MigrationSet, Tx};
use kernel::{Entropy, Instant};

pub use address::{MailAddress, Mobile};
pub use deliver::{round, serve};
pub use gateway::Failure as SmsFailure;
pub use outbox::{Stuck, spent, stuck, sweep};
pub use push::Subscription;
pub use read::Unread;
pub use settings::{Body, MailSettings, PushSettings, Reach, Secret, Security, SmsSettings};
pub use smtp::{Step, is_authority, probe};

/// The tables of the outbox.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    context: "courier",
    migrations: &[
        Migration { number: 1, name: "outbox", sql: include_str!("../migrations/0001_outbox.sql") },
        Migration { number: 2, name: "spent", sql: include_str!("../migrations/0002_spent.sql") },
    ],
};

/// How long a letter is tried when its sender says nothing else: a day.
pub const A_DAY: i64 = 24 * 3_600;

/// By which way a letter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// Electronic mail.
    Mail,
    /// A text message on a mobile.
    Sms,
    /// A message to a browser.
    Push,
}

impl Channel {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Mail, Self::Sms, Self::Push];

    /// The word stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
            Self::Push => "push",
        }
    }

    /// The way a stored word means.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }
}

/// To whom a letter goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// An address.
    Mail(MailAddress),
    /// A number.
    Sms(Mobile),
    /// A browser.
    Push(Subscription),
}

impl To {
    /// Which way it goes.
    pub const fn channel(&self) -> Channel {
        match self {
            Self::Mail(_) => Channel::Mail,
            Self::Sms(_) => Channel::Sms,
            Self::Push(_) => Channel::Push,
        }
    }

    /// As it is written down.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Mail(address) => address.as_str(),
            Self::Sms(mobile) => mobile.as_str(),
            Self::Push(subscription) => subscription.as_str(),
        }
    }

    /// Reads [`To::as_str`] back.
    pub(crate) fn read(written: &str) -> Option<Self> {
        Mobile::read(written)
            .map(Self::Sms)
            .or_else(|| Subscription::read(written).map(Self::Push))
            .or_else(|| MailAddress::read(written).map(Self::Mail))
    }
}

/// A letter to hand over.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// To whom.
    pub to: &'a To,
    /// The subject of a mail, the title of a push message; an SMS has none. Nothing about a child.
    pub subject: &'a str,
    /// What it says, as plain text.
    pub text: &'a str,
    /// What makes it one: a second letter with the same key is not sent.
    pub key: &'a str,
    /// What it is about for its sender, said again if it is given up; 0 for nothing.
    pub about: i64,
    /// How long it is worth sending, in seconds; [`A_DAY`] for most.
    pub worth_seconds: i64,
}

/// The ways out that are set up.
#[derive(Clone, Debug, Default)]
pub struct Ways {
    /// The mail server.
    pub mail: Option<MailSettings>,
    /// The gateway of text messages.
    pub sms: Option<SmsSettings>,
    /// The push services of browsers.
    pub push: Option<PushSettings>,
}

/// The ways out that are set up, and the key that seals what waits. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Courier(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    mail: Option<MailSettings>,
    sms: Option<SmsSettings>,
    push: Option<push::Sender>,
    key: seal::Key,
    entropy: Entropy,
}

impl Courier {
    /// A courier with the ways that are set up; the program's secret seals what waits.
    pub fn new(ways: Ways, secret: &[u8; 32], entropy: Entropy) -> Self {
        let Ways { mail, sms, push } = ways;
        let push = push.and_then(|settings| push::Sender::new(settings, secret));
        Self(Arc::new(Parts { mail, sms, push, key: seal::Key::of(secret), entropy }))
    }

    /// Whether a way is set up.
    pub fn has(&self, channel: Channel) -> bool {
        match channel {
            Channel::Mail => self.0.mail.is_some(),
            Channel::Sms => self.0.sms.is_some(),
            Channel::Push => self.0.push.is_some(),
        }
    }

    /// The set-up of mail.
    pub fn mail(&self) -> Option<&MailSettings> {
        self.0.mail.as_ref()
    }

    /// The set-up of SMS.
    pub fn sms(&self) -> Option<&SmsSettings> {
        self.0.sms.as_ref()
    }

    /// Reads a mobile number to which this territory sends; `None` for another country, or without
    /// SMS.
    pub fn mobile(&self, typed: &str) -> Option<Mobile> {
        let sms = self.sms()?;
        Mobile::read(typed).filter(|mobile| sms.goes_to(mobile))
    }

    /// The key by which push services know this house, for browsers that subscribe; `None` without
    /// push messages.
    pub fn push_key(&self) -> Option<&str> {
        self.0.push.as_ref().map(push::Sender::public_key)
    }

    /// Reads the subscription that a browser sent; `None` when it is not one, or when it leads
    /// where nothing is sent.
    pub fn subscription(&self, sent: &str) -> Option<Subscription> {
        let push = self.0.push.as_ref()?;
        Subscription::read(sent).filter(|subscription| push.goes_to(subscription))
    }

    /// Where addresses that people type may lead.
    pub(crate) fn reach(&self) -> Reach {
        self.0.push.as_ref().map_or(Reach::World, push::Sender::reach)
    }

    /// Puts a letter in the outbox; whether it is a new one. It goes once the transaction is
    /// committed, not before.
    pub fn send(&self, tx: &mut Tx, letter: &Letter, now: Instant) -> Result<bool, DbError> {
        outbox::add(tx, &self.0.key, &self.0.entropy, letter, now)
    }

    /// Sends a text message now and says what the gateway answered: the operator's test.
    ///
    /// # Errors
    /// What went wrong, in words without a secret.
    pub fn send_sms_now(&self, mobile: &Mobile, text: &str) -> Result<(), SmsFailure> {
        match self.sms() {
            Some(settings) => gateway::send(settings, mobile, &sms::plain(text), "test"),
            None => Err(SmsFailure("SMS is not set up".to_owned())),
        }
    }
}
