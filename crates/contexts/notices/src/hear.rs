//! From what happened to what a person is told: one event, one notice.

use db::Tx;
use events::directory::{AccountClosedV1, AccountClosingV1, ImportWaitingV1};
use events::equipment::{LoanDueV1, LoanLateV1, LoanMadeV1, TicketMovedV1};
use events::identity::{CodeRenewedV1, ContactChangedV1, NewDeviceV1, PasswordReplacedV1};
use events::surveys::SurveyWaitingV1;
use events::{
    Event,
    courier::{DeviceGoneV1, GivenUpV1},
};
use jobs::{JobError, Payload, Subscriber};
use kernel::Instant;

use crate::{
    kind::Kind,
    store::{self, Notice},
};

/// A closing is told again when so many days are left.
const SOON: i64 = 15;

pub(crate) fn subscribers() -> Vec<Subscriber> {
    let heard = |event, name, run| Subscriber { event, name, run };
    vec![
        heard(NewDeviceV1::NAME, "notices.new-device", new_device),
        heard(PasswordReplacedV1::NAME, "notices.password-replaced", password_replaced),
        heard(CodeRenewedV1::NAME, "notices.code-renewed", code_renewed),
        heard(ContactChangedV1::NAME, "notices.contact-changed", contact_changed),
        heard(AccountClosingV1::NAME, "notices.account-closing", account_closing),
        heard(ImportWaitingV1::NAME, "notices.import-waiting", import_waiting),
        heard(SurveyWaitingV1::NAME, "notices.survey-waiting", survey_waiting),
        heard(AccountClosedV1::NAME, "notices.account-closed", account_closed),
        heard(GivenUpV1::NAME, "notices.given-up", given_up),
        heard(DeviceGoneV1::NAME, "notices.device-gone", device_gone),
        heard(LoanMadeV1::NAME, "notices.loan-made", loan_made),
        heard(LoanDueV1::NAME, "notices.loan-due", loan_due),
        heard(LoanLateV1::NAME, "notices.loan-late", loan_late),
        heard(TicketMovedV1::NAME, "notices.ticket-moved", ticket_moved),
    ]
}

fn new_device(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let event: NewDeviceV1 = payload.read()?;
    let notice = Notice { kind: Kind::NewDevice, about: event.session, at: now };
    Ok(store::put(tx, event.person, &notice, &event.session.to_string())?)
}

fn password_replaced(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let event: PasswordReplacedV1 = payload.read()?;
    let notice = Notice { kind: Kind::PasswordReplaced, about: 0, at: now };
    Ok(store::put(tx, event.person, &notice, &now.0.to_string())?)
}

fn code_renewed(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let event: CodeRenewedV1 = payload.read()?;
    let notice = Notice { kind: Kind::CodeRenewed, about: event.by, at: now };
    Ok(store::put(tx, event.person, &notice, &now.0.to_string())?)
}

fn contact_changed(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let event: ContactChangedV1 = payload.read()?;
    let notice = Notice { kind: Kind::ContactChanged, about: 0, at: now };
    Ok(store::put(tx, event.person, &notice, &now.0.to_string())?)
}

fn account_closing(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let event: AccountClosingV1 = payload.read()?;
    let notice = Notice { kind: Kind::AccountClosing, about: event.on_day, at: now };
    let days_left = event.on_day - now.0.div_euclid(24 * 3_600 * 1_000_000);
    // Told long before and shortly before: two notices of one day.
    let key = format!("{}{}", event.on_day, if days_left <= SOON { "-soon" } else { "" });
    Ok(store::put(tx, event.person, &notice, &key)?)
}

/// Their account is closed: what they were told and what they chose are erased.
fn account_closed(tx: &mut Tx, payload: &Payload, _: Instant) -> Result<(), JobError> {
    let closed: AccountClosedV1 = payload.read()?;
    let erased = store::erase(tx, closed.person)?;
    Ok(directory::api::prove_erasure(tx, &closed, "notices.notice", erased)?)
}

fn import_waiting(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let event: ImportWaitingV1 = payload.read()?;
    let notice = Notice { kind: Kind::ImportWaiting, about: event.import, at: now };
    Ok(store::put(tx, event.person, &notice, &event.import.to_string())?)
}

fn survey_waiting(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let event: SurveyWaitingV1 = payload.read()?;
    let notice = Notice { kind: Kind::SurveyWaiting, about: event.org, at: now };
    let key = format!("{}-{}-{}", event.survey, event.org, event.day);
    Ok(store::put(tx, event.person, &notice, &key)?)
}

/// A message of this room was given up: the person reads it here.
fn given_up(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let event: GivenUpV1 = payload.read()?;
    let Some(person) = store::person_of(tx, event.about)? else { return Ok(()) };
    let notice = Notice { kind: Kind::NotDelivered, about: event.about, at: now };
    Ok(store::put(tx, person, &notice, &event.letter.to_string())?)
}

/// A browser takes nothing any more: its session is told no longer.
fn device_gone(tx: &mut Tx, payload: &Payload, _: Instant) -> Result<(), JobError> {
    let event: DeviceGoneV1 = payload.read()?;
    Ok(identity::api::leave_device(tx, event.about)?)
}

fn loan_made(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let event: LoanMadeV1 = payload.read()?;
    let notice = Notice { kind: Kind::LoanMade, about: event.loan, at: now };
    Ok(store::put(tx, event.person, &notice, &event.loan.to_string())?)
}

/// Reminded once of each date: another one is another reminder.
fn loan_due(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let event: LoanDueV1 = payload.read()?;
    let notice = Notice { kind: Kind::LoanDue, about: event.loan, at: now };
    Ok(store::put(tx, event.person, &notice, &format!("{}-{}", event.loan, event.due))?)
}

fn loan_late(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let event: LoanLateV1 = payload.read()?;
    let notice = Notice { kind: Kind::LoanLate, about: event.loan, at: now };
    Ok(store::put(tx, event.person, &notice, &format!("{}-{}", event.loan, event.due))?)
}

fn ticket_moved(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let event: TicketMovedV1 = payload.read()?;
    let notice = Notice { kind: Kind::TicketMoved, about: event.ticket, at: now };
    Ok(store::put(tx, event.person, &notice, &event.step.to_string())?)
}
