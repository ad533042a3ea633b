//! Closing an account: what the directory knows of someone is erased, and the rooms above hear it.
//!
//! Of a pupil or a guardian nothing stays: what they handed in goes with them, so nothing shows
//! their name any more, and when they come back they are someone new with a new code. Of staff the
//! name stays, alone, beside the lessons and the answers they wrote for a class, unless they
//! object. Ids stay everywhere: the journal keeps saying what was done, by nobody in particular.

use db::{DbError, Tx, Value, journal};
use events::{Event, directory::AccountClosedV1};
use kernel::{Day, Instant, Target};

use super::{proofs::prove, store};
use crate::{api::padded, edit, visible::OPEN};

/// What names a person, in every version: the table, and the column that does.
const ERASED: [(&str, &str); 9] = [
    ("directory_membership", "person_id"),
    ("directory_kinship", "guardian_id"),
    ("directory_kinship", "child_id"),
    ("directory_contact", "person_id"),
    ("directory_source", "entity_id"),
    ("directory_correction", "person_id"),
    ("directory_pair", "one_id"),
    ("directory_pair", "other_id"),
    ("directory_sent", "person_id"),
];

/// Closes the account of someone, with all they are recorded as.
pub(super) fn close(
    tx: &mut Tx,
    (person, selves): (i64, &[i64]),
    day: Day,
    now: Instant,
) -> Result<(), DbError> {
    // A comparison made before is worth nothing any more.
    edit::touch(tx)?;
    let (org, objects) = store::last_words(tx, person)?;
    let (list, values) = padded(selves, 1);
    for (table, column) in ERASED {
        tx.execute(&format!("DELETE FROM {table} WHERE {column} IN ({list})"), &values)?;
    }
    duties(tx, &list, &values)?;
    let stays = if objects { 0 } else { keep_names(tx, &list, &values)? };
    if stays > 0 {
        let others = format!(
            "DELETE FROM directory_person WHERE person_id IN ({list}) AND category <> 'staff'"
        );
        tx.execute(&others, &values)?;
    } else {
        tx.execute(&format!("DELETE FROM directory_person WHERE person_id IN ({list})"), &values)?;
    }
    tx.execute(&format!("DELETE FROM directory_same WHERE person_id IN ({list})"), &values)?;
    if stays > 0 {
        store::set_closed(tx, person, day)?;
    } else {
        store::forget(tx, person)?;
    }
    for record in selves {
        let event = AccountClosedV1 { person: *record, org, day: day.0.into() };
        prove(tx, &event, "directory.person", 1)?;
        jobs::emit(tx, AccountClosedV1::NAME, &event, now)?;
    }
    let scope = if org == 0 { Target::TERRITORY } else { Target::org(org) };
    let action = "directory.account.close";
    journal::write(tx, &journal::Entry { at: now, person: None, action, object: person, scope })
}

/// Parts of a school that were given to them go; those given about them stay, about nobody.
fn duties(tx: &mut Tx, list: &str, values: &[Value]) -> Result<(), DbError> {
    tx.execute(&format!("DELETE FROM directory_duty WHERE person_id IN ({list})"), values)?;
    let about = format!(
        "UPDATE directory_duty SET about_id = NULL \
         WHERE kind IN ('support', 'substitute') AND about_id IN ({list})"
    );
    tx.execute(&about, values).map(drop)
}

/// Keeps the names of staff and nothing else of them; how many records it was.
fn keep_names(tx: &mut Tx, list: &str, values: &[Value]) -> Result<u64, DbError> {
    let open = values.len() + 1;
    let mut with_open = values.to_vec();
    with_open.push(Value::Int(OPEN));
    let former = format!(
        "DELETE FROM directory_person WHERE person_id IN ({list}) AND category = 'staff' AND until <> ${open}"
    );
    tx.execute(&former, &with_open)?;
    let bare = format!(
        "UPDATE directory_person SET birth_day = NULL WHERE person_id IN ({list}) AND category = 'staff'"
    );
    tx.execute(&bare, values)
}
