//! What a study and a draw have in common: what was asked, the data as they were, what came out.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Day, Instant, Lang};
use serde::{Serialize, de::DeserializeOwned};
use web::{Cx, Problem};

use crate::{
    pilots::{decision, draw, is_manager, study},
    t,
};

/// Choices shown in a list.
const SHOWN: i64 = 50;

/// Of what a choice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Which collèges.
    Study,
    /// Which écoles, in which year.
    Draw,
}

impl Kind {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Study => "study",
            Self::Draw => "draw",
        }
    }
}

/// A study or a draw.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) id: i64,
    pub(crate) kind: Kind,
    pub(crate) name: String,
    /// The day of its data.
    pub(crate) made: Day,
    pub(crate) state: String,
    asked: String,
    data: String,
    result: String,
    /// How far the search is.
    pub(crate) found: Option<i64>,
    pub(crate) bound: Option<i64>,
    pub(crate) step: String,
    pub(crate) is_published: bool,
}

const COLUMNS: &str = "r.id, r.kind, r.name, r.made, r.state, r.asked, r.data, r.result, r.found, r.bound, r.step, r.published_at";

fn read(row: &Row) -> Result<Choice, DbError> {
    let (kind, published): (String, Option<i64>) = (row.get(1)?, row.get(11)?);
    Ok(Choice {
        id: row.get(0)?,
        kind: if kind == "draw" { Kind::Draw } else { Kind::Study },
        name: row.get(2)?,
        made: row.get(3)?,
        state: row.get(4)?,
        asked: row.get(5)?,
        data: row.get(6)?,
        result: row.get(7)?,
        found: row.get(8)?,
        bound: row.get(9)?,
        step: row.get(10)?,
        is_published: published.is_some(),
    })
}

impl Choice {
    /// What was asked, as it was written.
    pub(crate) fn asked<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        parsed(&self.asked)
    }

    /// The data as they were.
    pub(crate) fn data<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        parsed(&self.data)
    }

    /// What came out.
    pub(crate) fn result<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        parsed(&self.result)
    }

    pub(crate) fn is_done(&self) -> bool {
        self.state == "done"
    }

    pub(crate) fn path(&self) -> String {
        path(self.kind, self.id)
    }

    /// What it is, in a word.
    pub(crate) fn kind_words(&self, lang: Lang) -> &'static str {
        match self.kind {
            Kind::Study => t::study(lang),
            Kind::Draw => t::draw(lang),
        }
    }
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    serde_json::from_str(text).map_err(|error| DbError::statement(error).into())
}

pub(crate) fn path(kind: Kind, id: i64) -> String {
    match kind {
        Kind::Study => format!("{}/{id}", study::pages::PATH),
        Kind::Draw => format!("{}/{id}", draw::pages::PATH),
    }
}

/// The condition of what someone sees: all for who studies, what is published for the others.
fn seen(cx: &Cx) -> Result<&'static str, Problem> {
    Ok(if is_manager(cx)? { "TRUE" } else { "r.published_at IS NOT NULL" })
}

/// The choices that someone sees, newest first.
pub(crate) fn list(cx: &mut Cx) -> Result<Vec<Choice>, Problem> {
    let sql = format!(
        "SELECT {COLUMNS} FROM programme_choice r WHERE {} ORDER BY r.id DESC LIMIT $1",
        seen(cx)?
    );
    Ok(cx.tx.query(&sql, params![SHOWN], read)?)
}

/// A choice that someone sees; what they do not see does not exist.
pub(crate) fn load(cx: &mut Cx, kind: Kind) -> Result<Choice, Problem> {
    let id = cx.id()?;
    let sql = format!("SELECT {COLUMNS} FROM programme_choice r WHERE r.id = $1 AND {}", seen(cx)?);
    let found = cx.tx.query_opt(&sql, params![id], read)?;
    found.filter(|choice| choice.kind == kind).ok_or_else(Problem::not_found)
}

/// A choice for the program itself.
pub(crate) fn one(tx: &mut Tx, id: i64) -> Result<Option<Choice>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM programme_choice r WHERE r.id = $1");
    tx.query_opt(&sql, params![id], read)
}

/// A choice to keep.
pub(crate) struct New<'n, A, D> {
    pub(crate) kind: Kind,
    pub(crate) name: &'n str,
    pub(crate) made: Day,
    pub(crate) asked: &'n A,
    pub(crate) data: &'n D,
    pub(crate) by: (i64, Instant),
}

/// Keeps what is asked, with the data as they are; its id.
pub(crate) fn add<A: Serialize, D: Serialize>(
    tx: &mut Tx,
    new: &New<A, D>,
) -> Result<i64, DbError> {
    let write = |text: Result<String, serde_json::Error>| text.map_err(DbError::statement);
    let (asked, data) =
        (write(serde_json::to_string(new.asked))?, write(serde_json::to_string(new.data))?);
    let values: [Value; 7] = [
        new.kind.code().into(),
        new.name.into(),
        new.by.0.into(),
        new.made.into(),
        asked.as_str().into(),
        data.as_str().into(),
        new.by.1.into(),
    ];
    tx.query_one(
        "INSERT INTO programme_choice (territory_id, kind, name, person_id, made, state, asked, data, result, found, \
         bound, step, published_at, at) VALUES (0, $1, $2, $3, $4, 'solving', $5, $6, '', NULL, NULL, '', NULL, $7) \
         RETURNING id",
        &values,
        |row| row.get(0),
    )
}

/// Who solves a study: a turn is taken for a while, so that of several processes one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    pub(crate) choice: i64,
    number: i64,
}

impl Turn {
    /// The turn of what was just added and nobody else takes.
    pub(crate) const fn first(choice: i64) -> Self {
        Self { choice, number: 0 }
    }
}

/// How long what is being solved is left to whoever took it, from the last time they were heard.
pub(crate) const CLAIM_SECONDS: i64 = 60;

/// Takes the turn of solving what is asked; none when it has ended or someone is at it.
pub(crate) fn claim(tx: &mut Tx, id: i64, now: Instant) -> Result<Option<Turn>, DbError> {
    tx.query_opt(
        "UPDATE programme_choice SET turn = turn + 1, claimed_until = $2 \
         WHERE id = $1 AND state = 'solving' AND claimed_until <= $3 RETURNING turn",
        params![id, now.plus_seconds(CLAIM_SECONDS), now],
        |row| Ok(Turn { choice: id, number: row.get(0)? }),
    )
}

/// Keeps how far it is, and what is found where that is of the choice itself; whether it goes on.
pub(crate) fn progress(
    tx: &mut Tx,
    turn: Turn,
    step: &str,
    so_far: Option<(i64, i64)>,
    now: Instant,
) -> Result<bool, DbError> {
    let (found, bound) = so_far.unzip();
    let goes_on = tx.execute(
        "UPDATE programme_choice SET step = $3, found = COALESCE($4, found), bound = COALESCE($5, bound), \
         claimed_until = $6 WHERE id = $1 AND turn = $2 AND state = 'solving'",
        params![
            turn.choice,
            turn.number,
            step,
            found,
            bound,
            now.plus_seconds(CLAIM_SECONDS)
        ],
    )?;
    Ok(goes_on == 1)
}

/// Keeps what was chosen before the rest is known, or where it was stopped; whether it goes on.
pub(crate) fn keep(tx: &mut Tx, turn: Turn, result: &str) -> Result<bool, DbError> {
    let state = tx.query_opt(
        "UPDATE programme_choice SET result = CASE WHEN result = '' THEN $3 ELSE result END \
         WHERE id = $1 AND turn = $2 AND state IN ('solving', 'stopped') RETURNING state",
        params![turn.choice, turn.number, result],
        |row| row.get::<String>(0),
    )?;
    Ok(state.is_some_and(|state| state == "solving"))
}

/// Stops what is being solved: what was found stays.
pub(crate) fn stop(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute(
        "UPDATE programme_choice SET state = 'stopped', step = '' WHERE id = $1 AND state = 'solving'",
        params![id],
    )
    .map(drop)
}

/// Ends what was being solved; once it has ended, it never changes.
pub(crate) fn end(tx: &mut Tx, turn: Turn, state: &str, result: &str) -> Result<bool, DbError> {
    let ended = tx.execute(
        "UPDATE programme_choice SET state = $3, result = $4, step = '', claimed_until = 0 \
         WHERE id = $1 AND turn = $2 AND state = 'solving'",
        params![turn.choice, turn.number, state, result],
    )?;
    Ok(ended == 1)
}

/// Shows it to those who read what is published.
pub(crate) fn publish(tx: &mut Tx, id: i64, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE programme_choice SET published_at = $2 WHERE id = $1 AND state = 'done' AND published_at IS NULL",
        params![id, now],
    )
    .map(drop)
}

/// Takes it back, unless it was decided.
pub(crate) fn hide(tx: &mut Tx, id: i64) -> Result<bool, DbError> {
    if decision::store::of_choice(tx, id)?.is_some() {
        return Ok(false);
    }
    tx.execute("UPDATE programme_choice SET published_at = NULL WHERE id = $1", params![id])?;
    Ok(true)
}
