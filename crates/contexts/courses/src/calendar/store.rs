//! Foreign calendars in tables.

use db::{DbError, Row, Tx, params};
use kernel::{Day, Instant, LocalTime};

use crate::calendar::{Columns, Left, Of, Refusal, Sample, Unclear};

/// A calendar as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    pub(crate) id: i64,
    pub(crate) of: Of,
    /// Who gave it.
    pub(crate) person: i64,
    pub(crate) name: String,
    pub(crate) address: Option<String>,
    /// What was read last, to know it again.
    pub(crate) digest: String,
    pub(crate) refusal: Option<Refusal>,
    pub(crate) left: Left,
    pub(crate) read_at: Option<Instant>,
    /// The file whose columns must be said.
    pub(crate) file: Option<String>,
    /// Its first lines, until its columns are said.
    pub(crate) sample: Option<Sample>,
    /// Some of the lines that are not understood.
    pub(crate) unclear: Vec<Unclear>,
}

const COLUMNS: &str = "id, org_id, person_id, name, address, digest, refusal, without_class, whole_days, cancelled, \
     unreadable, read_at, group_id, file, sample, unclear";

fn read(row: &Row) -> Result<Calendar, DbError> {
    let (refusal, sample, unclear): (String, String, String) =
        (row.get(6)?, row.get(14)?, row.get(15)?);
    let of = match (row.get::<Option<i64>>(1)?, row.get::<Option<i64>>(12)?) {
        (None, _) => Of::Person,
        (Some(org), None) => Of::School { org },
        (Some(org), Some(group)) => Of::Class { group, org },
    };
    Ok(Calendar {
        id: row.get(0)?,
        of,
        person: row.get(2)?,
        name: row.get(3)?,
        address: row.get(4)?,
        digest: row.get(5)?,
        refusal: Refusal::from_code(&refusal),
        left: Left {
            without_class: row.get(7)?,
            whole_days: row.get(8)?,
            cancelled: row.get(9)?,
            unreadable: row.get(10)?,
        },
        read_at: row.get(11)?,
        file: row.get(13)?,
        sample: serde_json::from_str(&sample).ok(),
        unclear: serde_json::from_str(&unclear).unwrap_or_default(),
    })
}

/// A calendar to add.
pub(crate) struct New<'a> {
    pub(crate) of: Of,
    pub(crate) person: i64,
    pub(crate) name: &'a str,
    pub(crate) address: Option<&'a str>,
    pub(crate) once: &'a str,
}

/// Adds a calendar; the same one when it was just added by the same form, or has the same name:
/// the new version of a file that is already there.
pub(crate) fn add(tx: &mut Tx, new: &New, now: Instant) -> Result<i64, DbError> {
    let known = tx.query_opt(
        "SELECT id FROM courses_calendar WHERE deleted_at IS NULL AND (once_key = $1 OR (name = $2 \
         AND COALESCE(group_id, 0) = $3 AND COALESCE(org_id, 0) = $5 \
         AND (org_id IS NOT NULL OR person_id = $4))) ORDER BY id LIMIT 1",
        params![
            new.once,
            new.name,
            new.of.group().unwrap_or(0),
            new.person,
            new.of.org().unwrap_or(0)
        ],
        |row| row.get(0),
    )?;
    if let Some(id) = known {
        return Ok(id);
    }
    tx.query_one(
        "INSERT INTO courses_calendar (org_id, group_id, person_id, name, address, digest, refusal, without_class, \
         whole_days, cancelled, unreadable, created_at, read_at, next_at, once_key) \
         VALUES ($1, $2, $3, $4, $5, '', '', 0, 0, 0, 0, $6, NULL, NULL, $7) RETURNING id",
        params![
            new.of.org(),
            new.of.group(),
            new.person,
            new.name,
            new.address,
            now,
            new.once
        ],
        |row| row.get(0),
    )
}

/// A calendar by its id, unless it is forgotten.
pub(crate) fn get(tx: &mut Tx, id: i64) -> Result<Option<Calendar>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} FROM courses_calendar WHERE id = $1 AND deleted_at IS NULL");
    tx.query_opt(&sql, params![id], read)
}

/// Those of a teacher, the newest first.
pub(crate) fn of_person(tx: &mut Tx, person: i64) -> Result<Vec<Calendar>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM courses_calendar WHERE person_id = $1 AND org_id IS NULL AND deleted_at IS NULL \
         ORDER BY id DESC LIMIT 50"
    );
    tx.query(&sql, params![person], read)
}

/// Those of a school, the newest first.
pub(crate) fn of_org(tx: &mut Tx, org: i64) -> Result<Vec<Calendar>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM courses_calendar WHERE org_id = $1 AND deleted_at IS NULL \
         ORDER BY id DESC LIMIT 200"
    );
    tx.query(&sql, params![org], read)
}

/// Takes the address whose turn it is, and gives it its next turn.
pub(crate) fn take_due(
    tx: &mut Tx,
    now: Instant,
    again: Instant,
) -> Result<Option<Calendar>, DbError> {
    let sql = format!(
        "UPDATE courses_calendar SET next_at = $2 WHERE id = (SELECT id FROM courses_calendar \
         WHERE next_at <= $1 AND deleted_at IS NULL ORDER BY next_at, id LIMIT 1) RETURNING {COLUMNS}"
    );
    tx.query_opt(&sql, params![now, again], read)
}

/// When an address is read again.
pub(crate) fn set_next(tx: &mut Tx, id: i64, next: Instant) -> Result<(), DbError> {
    tx.execute("UPDATE courses_calendar SET next_at = $2 WHERE id = $1", params![id, next])?;
    Ok(())
}

/// Notes why a calendar could not be read; what it said before stays.
pub(crate) fn refuse(tx: &mut Tx, id: i64, refusal: Refusal, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_calendar SET refusal = $2, sample = '', read_at = COALESCE(read_at, $3) WHERE id = $1",
        params![id, refusal.code(), now],
    )?;
    Ok(())
}

/// Notes that the columns of a calendar must be said, with its first lines.
pub(crate) fn ask_columns(
    tx: &mut Tx,
    id: i64,
    sample: &Sample,
    now: Instant,
) -> Result<(), DbError> {
    let sample = serde_json::to_string(sample).map_err(DbError::statement)?;
    refuse(tx, id, Refusal::Columns, now)?;
    tx.execute(
        "UPDATE courses_calendar SET sample = $2 WHERE id = $1",
        params![id, sample.as_str()],
    )?;
    Ok(())
}

/// Keeps what the columns of a calendar are; it must be read again.
pub(crate) fn say_columns(tx: &mut Tx, id: i64, columns: &Columns) -> Result<(), DbError> {
    let columns = serde_json::to_string(columns).map_err(DbError::statement)?;
    tx.execute(
        "UPDATE courses_calendar SET columns = $2, digest = '' WHERE id = $1",
        params![id, columns.as_str()],
    )?;
    Ok(())
}

/// What was said of the columns of this calendar, then of others of its school or of its person.
pub(crate) fn known_columns(tx: &mut Tx, calendar: &Calendar) -> Result<Vec<Columns>, DbError> {
    let said = tx.query(
        "SELECT columns FROM courses_calendar WHERE columns <> '' AND (id = $1 OR org_id = $2 \
         OR (person_id = $3 AND org_id IS NULL)) ORDER BY CASE WHEN id = $1 THEN 0 ELSE 1 END, id DESC LIMIT 20",
        params![calendar.id, calendar.of.org(), calendar.person],
        |row| row.get::<String>(0),
    )?;
    Ok(said.iter().filter_map(|columns| serde_json::from_str(columns).ok()).collect())
}

/// Keeps the file of a calendar until its columns are said.
pub(crate) fn keep_file(tx: &mut Tx, id: i64, hash: Option<&str>) -> Result<(), DbError> {
    tx.execute("UPDATE courses_calendar SET file = $2 WHERE id = $1", params![id, hash])?;
    Ok(())
}

/// Whether a file waits for its columns.
pub(crate) fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM courses_calendar WHERE file = $1 LIMIT 1",
        params![hash],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Notes that a calendar was read and says what it said before.
pub(crate) fn note_read(tx: &mut Tx, id: i64, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_calendar SET refusal = '', sample = '', read_at = $2 WHERE id = $1",
        params![id, now],
    )?;
    Ok(())
}

/// A title of a calendar with what it is about.
#[derive(Clone, Debug)]
pub(crate) struct Title {
    pub(crate) id: i64,
    pub(crate) title: String,
    pub(crate) class: String,
    pub(crate) teaching: Option<i64>,
    /// Whether someone said so; a guess otherwise.
    pub(crate) is_decided: bool,
    /// Its events to come and past, and the days of the first and the last.
    pub(crate) count: i64,
    pub(crate) days: (Option<Day>, Option<Day>),
}

/// The titles of a calendar, by name.
pub(crate) fn titles(tx: &mut Tx, calendar: i64) -> Result<Vec<Title>, DbError> {
    tx.query(
        "SELECT t.id, t.title, t.class, t.teaching_id, COUNT(e.id), MIN(e.day), MAX(e.day), t.decided \
         FROM courses_calendar_title t \
         LEFT JOIN courses_calendar_event e ON e.title_id = t.id AND e.is_there \
         WHERE t.calendar_id = $1 GROUP BY t.id, t.title, t.class, t.teaching_id, t.decided \
         ORDER BY t.class, t.title, t.id LIMIT 2100",
        params![calendar],
        |row| {
            Ok(Title {
                id: row.get(0)?,
                title: row.get(1)?,
                class: row.get(2)?,
                teaching: row.get(3)?,
                count: row.get(4)?,
                days: (row.get(5)?, row.get(6)?),
                is_decided: row.get(7)?,
            })
        },
    )
}

/// Says which teaching a title is, or that it is not taken; its events wait to be planned again.
pub(crate) fn decide(tx: &mut Tx, title: &Title, teaching: Option<i64>) -> Result<(), DbError> {
    let id = title.id;
    tx.execute(
        "UPDATE courses_calendar_title SET teaching_id = $2, decided = TRUE WHERE id = $1",
        params![id, teaching],
    )?;
    tx.execute(
        "UPDATE courses_calendar_event SET settled = FALSE WHERE title_id = $1",
        params![id],
    )?;
    Ok(())
}

/// Whether someone said what a calendar is about.
pub(crate) fn is_decided(tx: &mut Tx, calendar: i64) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM courses_calendar_title WHERE calendar_id = $1 AND decided LIMIT 1",
        params![calendar],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// An event that waits to be planned.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) id: i64,
    pub(crate) teaching: Option<i64>,
    pub(crate) day: Day,
    pub(crate) starts: LocalTime,
    pub(crate) ends: Option<LocalTime>,
    pub(crate) room: String,
    pub(crate) is_there: bool,
    pub(crate) lesson: Option<i64>,
}

/// Events that wait to be planned, the first days first. What is gone goes before what is new
/// takes its place.
pub(crate) fn waiting(tx: &mut Tx, calendar: i64, limit: i64) -> Result<Vec<Waiting>, DbError> {
    tx.query(
        "SELECT e.id, t.teaching_id, e.day, e.starts, e.ends, e.room, e.is_there, e.lesson_id \
         FROM courses_calendar_event e JOIN courses_calendar_title t ON t.id = e.title_id \
         WHERE e.calendar_id = $1 AND e.settled = FALSE ORDER BY e.is_there, e.day, e.starts, e.id LIMIT $2",
        params![calendar, limit],
        |row| {
            Ok(Waiting {
                id: row.get(0)?,
                teaching: row.get(1)?,
                day: row.get(2)?,
                starts: row.get(3)?,
                ends: row.get(4)?,
                room: row.get(5)?,
                is_there: row.get(6)?,
                lesson: row.get(7)?,
            })
        },
    )
}

/// Notes that an event is planned, and the lesson it is.
pub(crate) fn settle(tx: &mut Tx, event: i64, lesson: Option<i64>) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_calendar_event SET settled = TRUE, lesson_id = $2 WHERE id = $1",
        params![event, lesson],
    )?;
    Ok(())
}

/// Whether another event of any calendar is already this lesson.
pub(crate) fn is_taken(tx: &mut Tx, lesson: i64, event: i64) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM courses_calendar_event e JOIN courses_calendar c ON c.id = e.calendar_id \
         WHERE e.lesson_id = $1 AND e.id <> $2 AND c.deleted_at IS NULL LIMIT 1",
        params![lesson, event],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Lessons of a calendar that it does not say any more, kept because something is written in them.
pub(crate) fn orphans(tx: &mut Tx, calendar: i64) -> Result<Vec<i64>, DbError> {
    tx.query(
        "SELECT e.lesson_id FROM courses_calendar_event e \
         JOIN courses_calendar_title t ON t.id = e.title_id \
         JOIN courses_lesson l ON l.id = e.lesson_id \
         WHERE e.calendar_id = $1 AND e.settled AND (NOT e.is_there OR t.teaching_id IS NULL) \
         ORDER BY e.day, e.starts, e.id LIMIT 50",
        params![calendar],
        |row| row.get(0),
    )
}

/// Puts a calendar aside, or takes it back.
pub(crate) fn set_deleted(tx: &mut Tx, id: i64, at: Option<Instant>) -> Result<(), DbError> {
    tx.execute("UPDATE courses_calendar SET deleted_at = $2 WHERE id = $1", params![id, at])?;
    Ok(())
}

/// Forgets what was put aside before an instant.
pub(crate) fn sweep(tx: &mut Tx, before: Instant) -> Result<(), DbError> {
    let old = tx.query(
        "SELECT id FROM courses_calendar WHERE deleted_at <= $1 ORDER BY deleted_at LIMIT 50",
        params![before],
        |row| row.get::<i64>(0),
    )?;
    old.into_iter().try_for_each(|id| forget(tx, id))
}

/// Forgets a calendar with what it said; lessons stay.
pub(crate) fn forget(tx: &mut Tx, calendar: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_calendar_event WHERE calendar_id = $1", params![calendar])?;
    tx.execute("DELETE FROM courses_calendar_title WHERE calendar_id = $1", params![calendar])?;
    tx.execute("DELETE FROM courses_calendar WHERE id = $1", params![calendar])?;
    Ok(())
}

/// Forgets the calendars that a person gave for themself; how many.
pub(crate) fn forget_person(tx: &mut Tx, person: i64) -> Result<u64, DbError> {
    let mut forgotten = 0;
    let own = tx.query(
        "SELECT id FROM courses_calendar WHERE person_id = $1 AND org_id IS NULL ORDER BY id LIMIT 200",
        params![person],
        |row| row.get::<i64>(0),
    )?;
    for calendar in own {
        forget(tx, calendar)?;
        forgotten += 1;
    }
    Ok(forgotten)
}
