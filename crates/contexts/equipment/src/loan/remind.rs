//! Reminding of what is due: before its date and after it, each once.

use db::{DbError, Tx};
use events::{
    Event,
    equipment::{LoanDueV1, LoanLateV1, LoanMadeV1},
};
use jobs::JobError;
use kernel::Instant;

use crate::loan::{Loan, Reminder, store};

/// Loans looked at in one transaction.
const AT_ONCE: i64 = 500;

/// Every few minutes: what is due soon, what is late.
pub(crate) fn round(tx: &mut Tx, now: Instant) -> Result<(), JobError> {
    for loan in store::to_remind(tx, now, AT_ONCE)? {
        let (Some(reminder), Some(due)) = (loan.reminder(now), loan.due) else { continue };
        for person in told(tx, &loan)? {
            match reminder {
                Reminder::Soon => {
                    let event = LoanDueV1 { person, loan: loan.id, due: due.0 };
                    jobs::emit(tx, LoanDueV1::NAME, &event, now)?;
                }
                Reminder::Late => {
                    let event = LoanLateV1 { person, loan: loan.id, due: due.0 };
                    jobs::emit(tx, LoanLateV1::NAME, &event, now)?;
                }
            }
        }
        match reminder {
            Reminder::Soon => store::told_soon(tx, loan.id, due)?,
            Reminder::Late => store::told_late(tx, loan.id, due)?,
        }
    }
    Ok(())
}

/// Those who answer for a pupil hear that something is lent to them.
pub(super) fn say_made(tx: &mut Tx, loan: &Loan, now: Instant) -> Result<(), DbError> {
    let Some(person) = loan.person.filter(|_| loan.is_pupil) else { return Ok(()) };
    for guardian in directory::api::guardians_of(tx, person)? {
        let event = LoanMadeV1 { person: guardian, loan: loan.id };
        jobs::emit(tx, LoanMadeV1::NAME, &event, now)?;
    }
    Ok(())
}

/// Whom a loan is said to: its borrower, and who answers for a pupil.
fn told(tx: &mut Tx, loan: &Loan) -> Result<Vec<i64>, DbError> {
    let Some(person) = loan.person else { return Ok(Vec::new()) };
    let mut told = vec![person];
    if loan.is_pupil {
        told.extend(directory::api::guardians_of(tx, person)?);
    }
    Ok(told)
}
