//! Sends what is due by the ways each person chose, outside their quiet hours.

use courier::{A_DAY, Channel, Letter, To};
use db::{DbError, Tx};
use kernel::{Day, Instant, Lang, SchoolYear};
use web::{App, dates};

use crate::{
    kind::{Kind, Topic},
    rest::{Peace, Where},
    store::{self, Due},
    t,
};

/// Sent in one transaction.
const AT_ONCE: i64 = 50;

/// Sends some of what is due; whether there may be more.
pub(crate) fn round(tx: &mut Tx, app: &App, now: Instant) -> Result<bool, DbError> {
    let due = store::due(tx, AT_ONCE, now)?;
    if due.is_empty() {
        return Ok(false);
    }
    let year = directory::api::school_year_of(tx, app.zone, app.place.local(now).0)?;
    for one in &due {
        tell(tx, (app, &year), one, now)?;
    }
    Ok(due.len() == usize::try_from(AT_ONCE).unwrap_or(usize::MAX))
}

fn tell(
    tx: &mut Tx,
    (app, year): (&App, &SchoolYear),
    due: &Due,
    now: Instant,
) -> Result<(), DbError> {
    let Some(topic) = due.kind.topic().filter(|_| app.courier.has(due.way)) else {
        return store::done(tx, due.id);
    };
    let recipients = recipients(tx, due, now)?;
    if recipients.is_empty() || !store::is_on(tx, due.person, topic, due.way)? {
        return store::done(tx, due.id);
    }
    if let Some(peace) = peace(topic, due.way) {
        let at = Where { place: &app.place, year };
        if let Some(end) = store::rest_of(tx, due.person)?.until(peace, at, now) {
            return store::put_off(tx, due.id, end);
        }
    }
    let lang = identity::api::language_of(tx, due.person)?.unwrap_or_default();
    let today = app.place.local(now).0;
    let said = words(lang, due.kind, due.about, today);
    let (subject, text) = match due.way {
        Channel::Mail => {
            let text = t::letter(lang, &said.title, &said.what, &app.public_url);
            (t::letter_subject(lang), text)
        }
        Channel::Sms => ("", t::sms(lang, &said.title, &app.public_url)),
        Channel::Push => (t::push_title(lang), t::push(lang).to_owned()),
    };
    for Recipient { to, key, about } in &recipients {
        let letter = Letter { to, subject, text: &text, key, about: *about, worth_seconds: A_DAY };
        app.courier.send(tx, &letter, now)?;
    }
    store::done(tx, due.id)
}

/// Where a notice goes by one way.
struct Recipient {
    to: To,
    key: String,
    /// What comes back when it is not handed over: the notice, or the session of the device.
    about: i64,
}

fn recipients(tx: &mut Tx, due: &Due, now: Instant) -> Result<Vec<Recipient>, DbError> {
    let key = format!("notices.{}.{}", due.notice, due.way.code());
    if due.way == Channel::Push {
        let told = identity::api::told_devices(tx, due.person, now)?.into_iter();
        let recipient = |(session, at)| Recipient {
            to: To::Push(at),
            key: format!("{key}.{session}"),
            about: session,
        };
        return Ok(told.map(recipient).collect());
    }
    let contacts = identity::api::contacts_of(tx, due.person)?.into_iter();
    let of_way = contacts.filter(|to| to.channel() == due.way);
    Ok(of_way.map(|to| Recipient { to, key: key.clone(), about: due.notice }).collect())
}

/// A mail rings nobody: what concerns safety leaves at once.
const fn peace(topic: Topic, way: Channel) -> Option<Peace> {
    match (topic, way) {
        (Topic::Safety, Channel::Mail) => None,
        (Topic::Safety, Channel::Sms | Channel::Push) => Some(Peace::Nights),
        (Topic::Account | Topic::Equipment | Topic::Day | Topic::Week, _) => {
            Some(Peace::NightsAndDays)
        }
    }
}

/// A notice in words.
pub(crate) struct Said {
    pub(crate) title: String,
    /// What it means, and what to do.
    pub(crate) what: String,
}

/// What a notice says; nothing about a child, and nobody's name.
pub(crate) fn words(lang: Lang, kind: Kind, about: i64, today: Day) -> Said {
    let (title, what) = match kind {
        Kind::NewDevice => (t::new_device(lang), t::new_device_what(lang)),
        Kind::PasswordReplaced => (t::password_replaced(lang), t::password_replaced_what(lang)),
        Kind::CodeRenewed => (t::code_renewed(lang), t::code_renewed_what(lang)),
        Kind::ContactChanged => (t::contact_changed(lang), t::contact_changed_what(lang)),
        Kind::NotDelivered => (t::not_delivered(lang), t::not_delivered_what(lang)),
        Kind::ImportWaiting => (t::import_waiting(lang), t::import_waiting_what(lang)),
        Kind::LoanMade => (t::loan_made(lang), t::loan_made_what(lang)),
        Kind::LoanDue => (t::loan_due(lang), t::loan_due_what(lang)),
        Kind::LoanLate => (t::loan_late(lang), t::loan_late_what(lang)),
        Kind::TicketMoved => (t::ticket_moved(lang), t::ticket_moved_what(lang)),
        Kind::SurveyWaiting => (t::survey_waiting(lang), t::survey_waiting_what(lang)),
        Kind::AccountClosing => {
            let day = Day(i32::try_from(about).unwrap_or(today.0));
            let title = t::account_closing(lang, &dates::long_day(lang, day, today));
            return Said { title, what: t::account_closing_what(lang).to_owned() };
        }
    };
    Said { title: title.to_owned(), what: what.to_owned() }
}
