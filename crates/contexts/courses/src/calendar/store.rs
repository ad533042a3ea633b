//! Foreign calendars in tables.

use std::collections::HashMap;

use db::{DbError, Row, Tx, params};
use kernel::{Day, Instant, LocalTime};

use crate::{
    calendar::{Event, Found, Guess, Left, Refusal, TITLES_MAX, guess},
    course::Course,
};

/// A calendar as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    pub(crate) id: i64,
    /// The class it is of, with its school; that of one teacher when none.
    pub(crate) class: Option<(i64, i64)>,
    /// Who gave it.
    pub(crate) person: i64,
    pub(crate) name: String,
    pub(crate) address: Option<String>,
    /// What was read last, to know it again.
    pub(crate) digest: String,
    pub(crate) refusal: Option<Refusal>,
    pub(crate) left: Left,
    pub(crate) read_at: Option<Instant>,
}

const COLUMNS: &str = "id, org_id, person_id, name, address, digest, refusal, without_class, whole_days, cancelled, \
     unreadable, read_at, group_id";

fn read(row: &Row) -> Result<Calendar, DbError> {
    let refusal: String = row.get(6)?;
    Ok(Calendar {
        id: row.get(0)?,
        class: row.get::<Option<i64>>(12)?.zip(row.get(1)?),
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
    })
}

/// A calendar to add.
pub(crate) struct New<'a> {
    /// Its class, with its school.
    pub(crate) class: Option<(i64, i64)>,
    pub(crate) person: i64,
    pub(crate) name: &'a str,
    pub(crate) address: Option<&'a str>,
    pub(crate) once: &'a str,
}

/// Adds a calendar; the same one when it was just added by the same form, or has the same name:
/// the new version of a file that is already there.
pub(crate) fn add(tx: &mut Tx, new: &New, now: Instant) -> Result<i64, DbError> {
    let known = tx.query_opt(
        "SELECT id FROM courses_calendar WHERE once_key = $1 OR (name = $2 AND COALESCE(group_id, 0) = $3 \
         AND (group_id IS NOT NULL OR person_id = $4)) ORDER BY id LIMIT 1",
        params![new.once, new.name, new.class.map_or(0, |(group, _)| group), new.person],
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
            new.class.map(|(_, org)| org),
            new.class.map(|(group, _)| group),
            new.person,
            new.name,
            new.address,
            now,
            new.once
        ],
        |row| row.get(0),
    )
}

/// A calendar by its id.
pub(crate) fn get(tx: &mut Tx, id: i64) -> Result<Option<Calendar>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM courses_calendar WHERE id = $1");
    tx.query_opt(&sql, params![id], read)
}

/// Those of a teacher, the newest first.
pub(crate) fn of_person(tx: &mut Tx, person: i64) -> Result<Vec<Calendar>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM courses_calendar WHERE person_id = $1 AND group_id IS NULL ORDER BY id DESC LIMIT 50"
    );
    tx.query(&sql, params![person], read)
}

/// Those of a school, the newest first.
pub(crate) fn of_org(tx: &mut Tx, org: i64) -> Result<Vec<Calendar>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM courses_calendar WHERE org_id = $1 ORDER BY id DESC LIMIT 200"
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
         WHERE next_at <= $1 ORDER BY next_at, id LIMIT 1) RETURNING {COLUMNS}"
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
        "UPDATE courses_calendar SET refusal = $2, read_at = COALESCE(read_at, $3) WHERE id = $1",
        params![id, refusal.code(), now],
    )?;
    Ok(())
}

/// Notes that a calendar was read and says what it said before.
pub(crate) fn note_read(tx: &mut Tx, id: i64, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_calendar SET refusal = '', read_at = $2 WHERE id = $1",
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
         ORDER BY t.title, t.class, t.id LIMIT 400",
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

/// An event known before.
struct Known {
    id: i64,
    title: i64,
    day: Day,
    starts: LocalTime,
    ends: Option<LocalTime>,
    room: String,
    is_there: bool,
}

fn known(tx: &mut Tx, calendar: i64) -> Result<HashMap<String, Known>, DbError> {
    let mut known = HashMap::new();
    tx.each(
        "SELECT key, id, title_id, day, starts, ends, room, is_there FROM courses_calendar_event WHERE calendar_id = $1",
        params![calendar],
        |row| {
            let event = Known {
                id: row.get(1)?,
                title: row.get(2)?,
                day: row.get(3)?,
                starts: row.get(4)?,
                ends: row.get(5)?,
                room: row.get(6)?,
                is_there: row.get(7)?,
            };
            known.insert(row.get::<String>(0)?, event);
            Ok(())
        },
    )?;
    Ok(known)
}

/// Takes in what a calendar says now: what is new, changed or gone waits to be planned. How many
/// events that is.
pub(crate) fn take_in(
    tx: &mut Tx,
    (calendar, digest): (i64, &str),
    found: &Found,
    courses: &[Course],
    now: Instant,
) -> Result<usize, DbError> {
    let left = found.left;
    tx.execute(
        "UPDATE courses_calendar SET digest = $2, refusal = '', without_class = $3, whole_days = $4, cancelled = $5, \
         unreadable = $6, read_at = $7 WHERE id = $1",
        params![
            calendar,
            digest,
            left.without_class,
            left.whole_days,
            left.cancelled,
            left.unreadable,
            now
        ],
    )?;
    let mut names = Names::of(tx, calendar)?;
    let mut before = known(tx, calendar)?;
    let mut changed = 0;
    for event in &found.events {
        let title = names.title(tx, event, courses)?;
        match before.remove(&event.key) {
            Some(known) if known.says(event, title) => {}
            Some(known) => {
                change(tx, known.id, title, event)?;
                changed += 1;
            }
            None => {
                insert(tx, calendar, title, event)?;
                changed += 1;
            }
        }
    }
    for gone in before.into_values().filter(|known| known.is_there) {
        tx.execute(
            "UPDATE courses_calendar_event SET is_there = FALSE, settled = FALSE WHERE id = $1",
            params![gone.id],
        )?;
        changed += 1;
    }
    Ok(changed)
}

impl Known {
    fn says(&self, event: &Event, title: i64) -> bool {
        self.is_there
            && self.title == title
            && (self.day, self.starts, self.ends) == (event.day, event.starts, event.ends)
            && self.room == event.room
    }
}

fn change(tx: &mut Tx, id: i64, title: i64, event: &Event) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_calendar_event SET title_id = $2, day = $3, starts = $4, ends = $5, room = $6, \
         is_there = TRUE, settled = FALSE WHERE id = $1",
        params![id, title, event.day, event.starts, event.ends, &event.room],
    )?;
    Ok(())
}

fn insert(tx: &mut Tx, calendar: i64, title: i64, event: &Event) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO courses_calendar_event (calendar_id, title_id, key, day, starts, ends, room, is_there, settled, \
         lesson_id) VALUES ($1, $2, $3, $4, $5, $6, $7, TRUE, FALSE, NULL)",
        params![calendar, title, &event.key, event.day, event.starts, event.ends, &event.room],
    )?;
    Ok(())
}

/// The titles of a calendar, made as they come.
struct Names {
    calendar: i64,
    known: HashMap<(String, String), i64>,
}

impl Names {
    fn of(tx: &mut Tx, calendar: i64) -> Result<Self, DbError> {
        let known = titles(tx, calendar)?;
        let known = known.into_iter().map(|title| ((title.title, title.class), title.id));
        Ok(Self { calendar, known: known.collect() })
    }

    /// The title of an event. Past so many, the others are under one that says nothing.
    fn title(&mut self, tx: &mut Tx, event: &Event, courses: &[Course]) -> Result<i64, DbError> {
        let Guess { class, teaching } = guess(courses, event);
        let mut name = (event.title.clone(), class);
        let mut teaching = teaching;
        if !self.known.contains_key(&name) && self.known.len() >= TITLES_MAX {
            (name, teaching) = ((String::new(), String::new()), None);
        }
        if let Some(id) = self.known.get(&name) {
            return Ok(*id);
        }
        let id = tx.query_one(
            "INSERT INTO courses_calendar_title (calendar_id, title, class, teaching_id, decided) \
             VALUES ($1, $2, $3, $4, FALSE) RETURNING id",
            params![self.calendar, &name.0, &name.1, teaching],
            |row| row.get(0),
        )?;
        self.known.insert(name, id);
        Ok(id)
    }
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
         WHERE e.calendar_id = $1 AND NOT e.settled ORDER BY e.is_there, e.day, e.starts, e.id LIMIT $2",
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
        "SELECT 1 FROM courses_calendar_event WHERE lesson_id = $1 AND id <> $2 LIMIT 1",
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
    for calendar in of_person(tx, person)? {
        forget(tx, calendar.id)?;
        forgotten += 1;
    }
    Ok(forgotten)
}
