//! People, classes and parts of a school made by hand. A change shows rows and hides others, and
//! keeps both lists: undoing it is the reverse, for thirty days.

pub(crate) mod classes;
pub(crate) mod delegations;
pub(crate) mod guardians;
pub(crate) mod next_year;
pub(crate) mod pupils;
pub(crate) mod staff;
mod store;
pub(crate) mod undo;

use db::{DbError, Tx, journal, params, trash};
use kernel::{Day, Instant, Target};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use web::{Cx, Form, Outcome, Page, Problem, Reply, ui};

use crate::{edit, rows::Table, t};

/// A change while it is made.
pub(crate) struct Hand {
    /// The batch its rows belong to.
    since: i64,
    kept: Kept,
}

/// What is needed to take a change back.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    org: i64,
    shown: Vec<(Table, i64)>,
    hidden: Vec<(Table, i64)>,
    /// A duty with the last day it would have again, and the one it has now.
    duties: Vec<(i64, i32, i32)>,
    /// Fields that were corrected, with what the correction said before if there was one.
    corrected: Vec<(i64, String, Option<String>)>,
}

impl Hand {
    /// Begins a change in a school.
    pub(crate) fn begin(tx: &mut Tx, org: i64) -> Result<Self, DbError> {
        Ok(Self { since: edit::touch(tx)?, kept: Kept { org, ..Kept::default() } })
    }

    /// Notes rows that were made for this change.
    pub(crate) fn show(&mut self, table: Table, rows: impl IntoIterator<Item = i64>) {
        self.kept.shown.extend(rows.into_iter().map(|row| (table, row)));
    }

    /// Hides a row.
    pub(crate) fn hide(&mut self, tx: &mut Tx, table: Table, row: i64) -> Result<(), DbError> {
        hide(tx, table, row, self.since)?;
        self.kept.hidden.push((table, row));
        Ok(())
    }

    /// Ends a role with a day; one that has not begun by then never was.
    pub(crate) fn end(&mut self, tx: &mut Tx, membership: i64, last: Day) -> Result<(), DbError> {
        self.hide(tx, Table::Membership, membership)?;
        let shorter = store::shortened(tx, membership, self.since, last)?;
        self.show(Table::Membership, shorter);
        Ok(())
    }

    /// Moves the last day of a duty.
    pub(crate) fn end_duty(
        &mut self,
        tx: &mut Tx,
        duty: i64,
        was: Day,
        last: Day,
    ) -> Result<(), DbError> {
        store::set_duty_end(tx, duty, last)?;
        self.kept.duties.push((duty, was.0, last.0));
        Ok(())
    }

    /// Notes a duty that was given, which taking back means it never began.
    pub(crate) fn gave(&mut self, duty: i64, starts: Day, ends: Day) {
        self.kept.duties.push((duty, starts.plus(-1).0, ends.0));
    }

    /// Says that a field of someone whom a feed describes is from now on what a person says.
    pub(crate) fn correct(
        &mut self,
        cx: &mut Cx,
        person: i64,
        field: &str,
        value: &str,
    ) -> Result<(), Problem> {
        if !store::is_fed(cx.tx, person)? {
            return Ok(());
        }
        let by = cx.actor()?.person;
        let before = store::correction(cx.tx, person, field)?;
        store::set_correction(cx.tx, (person, field), Some(value), by, cx.now)?;
        self.kept.corrected.push((person, field.to_owned(), before));
        Ok(())
    }

    /// Says no longer by hand what a field of someone is.
    pub(crate) fn withdraw(
        &mut self,
        cx: &mut Cx,
        person: i64,
        field: &str,
    ) -> Result<(), Problem> {
        let by = cx.actor()?.person;
        let before = store::correction(cx.tx, person, field)?;
        if before.is_some() {
            store::set_correction(cx.tx, (person, field), None, by, cx.now)?;
            self.kept.corrected.push((person, field.to_owned(), before));
        }
        Ok(())
    }

    /// Ends the change: its line in the journal and its place in the trash.
    pub(crate) fn done(
        self,
        cx: &mut Cx,
        action: &'static str,
        object: i64,
        scope: Target,
    ) -> Result<(), Problem> {
        let person = cx.actor()?.person;
        let content = serde_json::to_string(&self.kept).map_err(DbError::statement)?;
        trash::put(cx.tx, person, action, object, &content, cx.now)?;
        note(cx, action, object, scope)
    }
}

/// Hides a row that is shown; missing when it is not.
fn hide(tx: &mut Tx, table: Table, row: i64, since: i64) -> Result<(), DbError> {
    let sql = format!(
        "UPDATE {} SET until = $2 WHERE id = $1 AND since <= $2 AND until > $2",
        table.name()
    );
    if tx.execute(&sql, params![row, since])? == 1 { Ok(()) } else { Err(DbError::Missing) }
}

/// Writes a line of the journal.
pub(crate) fn note(cx: &mut Cx, action: &str, object: i64, scope: Target) -> Result<(), Problem> {
    let entry =
        journal::Entry { at: cx.now, person: Some(cx.actor()?.person), action, object, scope };
    Ok(journal::write(cx.tx, &entry)?)
}

/// Where a form that was sent before led to: a double tap changes nothing more.
pub(crate) fn sent_before(cx: &mut Cx) -> Result<Option<Reply>, Problem> {
    let (once, person) = (cx.incoming.once()?, cx.actor()?.person);
    Ok(store::sent(cx.tx, once, person)?.map(Reply::see_other))
}

/// Leads where a change ends, and remembers it for the same form sent again.
pub(crate) fn lead(cx: &mut Cx, path: String, says: impl Into<String>) -> Outcome {
    let (once, person) = (cx.incoming.once()?, cx.actor()?.person);
    store::remember_sent(cx.tx, once, person, &path, cx.now)?;
    Ok(Reply::see_other(path).saying(says))
}

/// A page with one form.
pub(crate) fn form_page(
    cx: &Cx,
    title: &str,
    back: (&str, &str),
    (form, action, button): (&Form, &str, &str),
    fields: &Markup,
) -> Page {
    let main = html! {
        (ui::back(back.0, back.1))
        (ui::error_summary(form))
        (ui::title(title, ""))
        form.card.stack method="post" action=(action) {
            (cx.hidden())
            (fields)
            button.act.main { (button) }
            p.muted { (t::hand_undoable(cx.lang())) }
        }
    };
    Page::narrow(title, main)
}

/// How long the key of a form is remembered.
const SENT_SECONDS: i64 = 2 * 24 * 3600;

/// Forgets the keys of forms sent before yesterday.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    store::forget_sent(tx, now.plus_seconds(-SENT_SECONDS))
}
