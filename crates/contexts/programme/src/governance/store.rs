//! Bodies, meetings, decisions, actions and documents.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Day, Instant};

use super::Action;
use crate::knowing::MEETING_READ;

/// Rows on one page.
const SHOWN: i64 = 60;

/// A partner or a committee.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) id: i64,
    pub(crate) is_committee: bool,
    pub(crate) name: String,
    pub(crate) about: String,
}

/// A meeting of a committee.
#[derive(Clone, Debug)]
pub(crate) struct Meeting {
    pub(crate) id: i64,
    pub(crate) body: String,
    pub(crate) day: Day,
    pub(crate) subject: String,
    pub(crate) notes: String,
}

/// A file of a meeting.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) hash: String,
}

/// Partners and committees, committees first.
pub(crate) fn bodies(tx: &mut Tx) -> Result<Vec<Body>, DbError> {
    tx.query(
        "SELECT id, kind, name, about FROM programme_body ORDER BY kind, name, id LIMIT $1",
        params![SHOWN],
        |row| {
            Ok(Body {
                id: row.get(0)?,
                is_committee: row.get::<String>(1)? == "committee",
                name: row.get(2)?,
                about: row.get(3)?,
            })
        },
    )
}

/// Adds a partner or a committee; the same form sent twice adds one.
pub(crate) fn add_body(
    tx: &mut Tx,
    (is_committee, name, about): (bool, &str, &str),
    once: &str,
) -> Result<(), DbError> {
    let kind = if is_committee { "committee" } else { "partner" };
    tx.execute(
        "INSERT INTO programme_body (territory_id, kind, name, about, once_key) VALUES (0, $1, $2, $3, $4) \
         ON CONFLICT (once_key) DO NOTHING",
        params![kind, name, about, once],
    )
    .map(drop)
}

const MEETING: &str = "r.id, b.name, r.day, r.subject, r.notes FROM programme_meeting r \
                       JOIN programme_body b ON b.id = r.body_id";

fn meeting_of(row: &Row) -> Result<Meeting, DbError> {
    Ok(Meeting {
        id: row.get(0)?,
        body: row.get(1)?,
        day: Day(row.get(2)?),
        subject: row.get(3)?,
        notes: row.get(4)?,
    })
}

/// The meetings that someone may read, the last first.
pub(crate) fn meetings(tx: &mut Tx, actor: &Actor) -> Result<Vec<Meeting>, DbError> {
    let condition = MEETING_READ.condition(actor, 2);
    let mut values = vec![Value::Int(SHOWN)];
    values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
    let sql =
        format!("SELECT {MEETING} WHERE {} ORDER BY r.day DESC, r.id DESC LIMIT $1", condition.sql);
    tx.query(&sql, &values, meeting_of)
}

/// A meeting.
pub(crate) fn meeting(tx: &mut Tx, id: i64) -> Result<Option<Meeting>, DbError> {
    tx.query_opt(&format!("SELECT {MEETING} WHERE r.id = $1"), params![id], meeting_of)
}

/// What a form says of a meeting.
pub(crate) struct NewMeeting<'a> {
    pub(crate) body: i64,
    pub(crate) day: Day,
    pub(crate) subject: &'a str,
    pub(crate) notes: &'a str,
}

/// Adds a meeting; the same form sent twice adds one. Its id.
pub(crate) fn add_meeting(tx: &mut Tx, new: &NewMeeting, once: &str) -> Result<i64, DbError> {
    tx.execute(
        "INSERT INTO programme_meeting (territory_id, body_id, day, subject, notes, once_key) \
         VALUES (0, $1, $2, $3, $4, $5) ON CONFLICT (once_key) DO NOTHING",
        params![new.body, new.day, new.subject, new.notes, once],
    )?;
    tx.query_one("SELECT id FROM programme_meeting WHERE once_key = $1", params![once], |row| {
        row.get(0)
    })
}

/// What a meeting decided, in order.
pub(crate) fn decisions(tx: &mut Tx, meeting: i64) -> Result<Vec<String>, DbError> {
    tx.query(
        "SELECT says FROM programme_decision WHERE meeting_id = $1 ORDER BY id LIMIT 200",
        params![meeting],
        |row| row.get(0),
    )
}

/// Adds what a meeting decided.
pub(crate) fn decide(tx: &mut Tx, meeting: i64, says: &str, once: &str) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO programme_decision (meeting_id, says, once_key) VALUES ($1, $2, $3) \
         ON CONFLICT (once_key) DO NOTHING",
        params![meeting, says, once],
    )
    .map(drop)
}

const ACTION: &str = "id, meeting_id, says, owner, due, done FROM programme_action";

fn action_of(row: &Row) -> Result<Action, DbError> {
    Ok(Action {
        id: row.get(0)?,
        meeting: row.get(1)?,
        says: row.get(2)?,
        owner: row.get(3)?,
        due: Day(row.get(4)?),
        done: row.get::<Option<i32>>(5)?.map(Day),
    })
}

/// What is still to do, by its day: what is late comes first.
pub(crate) fn to_do(tx: &mut Tx) -> Result<Vec<Action>, DbError> {
    tx.query(
        &format!("SELECT {ACTION} WHERE done IS NULL ORDER BY due, id LIMIT $1"),
        params![SHOWN],
        action_of,
    )
}

/// What a meeting asked to be done: what is not done first, by its day.
pub(crate) fn actions(tx: &mut Tx, meeting: i64) -> Result<Vec<Action>, DbError> {
    tx.query(
        &format!(
            "SELECT {ACTION} WHERE meeting_id = $1 ORDER BY CASE WHEN done IS NULL THEN 0 ELSE 1 END, \
             due, id LIMIT 200"
        ),
        params![meeting],
        action_of,
    )
}

/// An action.
pub(crate) fn action(tx: &mut Tx, id: i64) -> Result<Option<Action>, DbError> {
    tx.query_opt(&format!("SELECT {ACTION} WHERE id = $1"), params![id], action_of)
}

/// What a form says of an action.
pub(crate) struct NewAction<'a> {
    pub(crate) meeting: i64,
    pub(crate) says: &'a str,
    pub(crate) owner: &'a str,
    /// The person of the house who does it.
    pub(crate) person: Option<i64>,
    pub(crate) due: Day,
}

/// Adds an action; its id, when it was not there already.
pub(crate) fn act(tx: &mut Tx, new: &NewAction, once: &str) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "INSERT INTO programme_action (territory_id, meeting_id, says, owner, owner_id, due, once_key) \
         VALUES (0, $1, $2, $3, $4, $5, $6) ON CONFLICT (once_key) DO NOTHING RETURNING id",
        params![new.meeting, new.says, new.owner, new.person, new.due, once],
        |row| row.get(0),
    )
}

/// An action is done; once.
pub(crate) fn done(tx: &mut Tx, id: i64, today: Day) -> Result<bool, DbError> {
    let changed = tx.execute(
        "UPDATE programme_action SET done = $2 WHERE id = $1 AND done IS NULL",
        params![id, today],
    )?;
    Ok(changed > 0)
}

/// The files of a meeting.
pub(crate) fn documents(tx: &mut Tx, meeting: i64) -> Result<Vec<Document>, DbError> {
    tx.query(
        "SELECT id, name, hash FROM programme_document WHERE meeting_id = $1 ORDER BY id LIMIT 100",
        params![meeting],
        document_of,
    )
}

fn document_of(row: &Row) -> Result<Document, DbError> {
    Ok(Document { id: row.get(0)?, name: row.get(1)?, hash: row.get(2)? })
}

/// A file of a meeting.
pub(crate) fn document(tx: &mut Tx, id: i64) -> Result<Option<Document>, DbError> {
    tx.query_opt(
        "SELECT id, name, hash FROM programme_document WHERE id = $1",
        params![id],
        document_of,
    )
}

/// Adds a file to a meeting; the same file is there once.
pub(crate) fn attach(
    tx: &mut Tx,
    meeting: i64,
    (name, hash, media): (&str, &str, &str),
    now: Instant,
) -> Result<(), DbError> {
    let known = tx.query_opt(
        "SELECT 1 FROM programme_document WHERE meeting_id = $1 AND hash = $2 LIMIT 1",
        params![meeting, hash],
        |_| Ok(()),
    )?;
    if known.is_some() {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO programme_document (territory_id, meeting_id, name, hash, media, at) \
         VALUES (0, $1, $2, $3, $4, $5)",
        params![meeting, name, hash, media, now],
    )
    .map(drop)
}

/// Whether a document still needs a stored file.
pub(crate) fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM programme_document WHERE hash = $1 LIMIT 1",
        params![hash],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// The public page in a language: as it is written, and as it was published.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub(crate) draft_title: String,
    pub(crate) draft_html: String,
    pub(crate) title: String,
    pub(crate) html: String,
    pub(crate) published: Option<Instant>,
    /// How many times the draft was written; 0 when it never was.
    pub(crate) revision: i64,
}

/// The public page in a language.
pub(crate) fn text(tx: &mut Tx, lang: &str) -> Result<Text, DbError> {
    let text = tx.query_opt(
        "SELECT draft_title, draft_html, title, html, published_at, revision FROM programme_public WHERE lang = $1",
        params![lang],
        |row| {
            Ok(Text {
                draft_title: row.get(0)?,
                draft_html: row.get(1)?,
                title: row.get(2)?,
                html: row.get(3)?,
                published: row.get(4)?,
                revision: row.get(5)?,
            })
        },
    )?;
    Ok(text.unwrap_or_default())
}

/// Writes the draft of the public page in a language.
pub(crate) fn write(tx: &mut Tx, lang: &str, title: &str, html: &str) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO programme_public (lang, draft_title, draft_html, title, html) VALUES ($1, $2, $3, '', '') \
         ON CONFLICT (lang) DO UPDATE SET draft_title = excluded.draft_title, draft_html = excluded.draft_html, \
         revision = programme_public.revision + 1",
        params![lang, title, html],
    )
    .map(drop)
}

/// Publishes every draft that says something.
pub(crate) fn publish(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE programme_public SET title = draft_title, html = draft_html, published_at = $1 \
         WHERE draft_title <> ''",
        params![now],
    )
    .map(drop)
}

/// Takes the public page away.
pub(crate) fn withdraw(tx: &mut Tx) -> Result<(), DbError> {
    tx.execute("UPDATE programme_public SET published_at = NULL", &[]).map(drop)
}
