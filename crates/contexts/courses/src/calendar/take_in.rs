//! Taking in what a calendar says now: what is new, changed or gone waits to be planned.

use std::{collections::HashMap, sync::Arc};

use db::{DbError, Tx, Value, params};
use kernel::{Day, Instant, LocalTime};

use crate::{
    calendar::{Event, Found, Guess, Guesser, TITLES_MAX, store},
    course::Course,
};

/// New events written in one statement.
const AT_ONCE: usize = 64;
/// Changes taken in by one transaction: a whole school has tens of thousands, and others write too.
const STEP: usize = 512;

/// An event known before.
struct Known {
    id: i64,
    key: String,
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
                key: row.get(0)?,
                id: row.get(1)?,
                title: row.get(2)?,
                day: row.get(3)?,
                starts: row.get(4)?,
                ends: row.get(5)?,
                room: row.get(6)?,
                is_there: row.get(7)?,
            };
            known.insert(event.key.clone(), event);
            Ok(())
        },
    )?;
    Ok(known)
}

/// What a reading changes, of one event. Those that are found are named by their place.
#[derive(Clone, Copy, Debug)]
enum Change {
    Gone(i64),
    Says { event: i64, title: i64, found: usize },
    New { title: i64, found: usize },
}

/// A reading of a calendar that is being taken in.
#[derive(Debug)]
pub(crate) struct Reading {
    calendar: i64,
    /// The number of this reading: a later one takes its place.
    number: i64,
    found: Arc<Found>,
    changes: Vec<Change>,
}

/// Begins to take in what a calendar says now: what it changes is known, and nothing is done yet.
/// Until the end, the calendar is one that was not read: it is begun again after an interruption.
pub(crate) fn begin(
    tx: &mut Tx,
    calendar: i64,
    found: &Arc<Found>,
    courses: &[Course],
    now: Instant,
) -> Result<Reading, DbError> {
    let number = note(tx, calendar, found, now)?;
    let mut names = Names::of(tx, calendar, courses)?;
    let mut before = known(tx, calendar)?;
    let (mut says, mut new) = (Vec::new(), Vec::new());
    for (at, event) in found.events.iter().enumerate() {
        let title = names.title(tx, event)?;
        match before.remove(&event.key) {
            Some(known) if known.says(event, title) => {}
            Some(known) => says.push(Change::Says { event: known.id, title, found: at }),
            None => new.push((title, at)),
        }
    }
    let mut gone = Gone::of(before);
    let mut added = Vec::new();
    for (title, at) in new {
        match gone.met(title, &found.events[at]) {
            Some(event) => says.push(Change::Says { event, title, found: at }),
            None => added.push(Change::New { title, found: at }),
        }
    }
    let mut changes: Vec<Change> = gone.rest().into_iter().map(Change::Gone).collect();
    changes.append(&mut says);
    changes.append(&mut added);
    Ok(Reading { calendar, number, found: Arc::clone(found), changes })
}

impl Reading {
    /// How many steps it takes, each a transaction that nobody waits for.
    pub(crate) fn steps(&self) -> usize {
        self.changes.len().div_ceil(STEP)
    }

    /// Takes in a part; whether this is still the last reading that began.
    pub(crate) fn step(&self, tx: &mut Tx, at: usize) -> Result<bool, DbError> {
        if !self.is_last(tx)? {
            return Ok(false);
        }
        let mut new = Vec::new();
        for change in self.changes.iter().skip(at * STEP).take(STEP) {
            match *change {
                Change::Gone(event) => go(tx, event)?,
                Change::Says { event, title, found } => {
                    self::change(tx, event, title, &self.found.events[found])?;
                }
                Change::New { title, found } => new.push((title, &self.found.events[found])),
            }
        }
        insert(tx, self.calendar, &new)?;
        Ok(true)
    }

    /// Ends it: the calendar says what has this digest. Whether this was still the last reading.
    pub(crate) fn end(&self, tx: &mut Tx, digest: &str) -> Result<bool, DbError> {
        let done = tx.execute(
            "UPDATE courses_calendar SET digest = $3 WHERE id = $1 AND reading = $2",
            params![self.calendar, self.number, digest],
        )?;
        Ok(done == 1)
    }

    fn is_last(&self, tx: &mut Tx) -> Result<bool, DbError> {
        let found = tx.query_opt(
            "SELECT 1 FROM courses_calendar WHERE id = $1 AND reading = $2",
            params![self.calendar, self.number],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }
}

/// Notes what was left out; the number of this reading.
fn note(tx: &mut Tx, calendar: i64, found: &Found, now: Instant) -> Result<i64, DbError> {
    let left = found.left;
    let unclear = match found.unclear.as_slice() {
        [] => String::new(),
        lines => serde_json::to_string(lines).map_err(DbError::statement)?,
    };
    tx.query_one(
        "UPDATE courses_calendar SET digest = '', reading = reading + 1, refusal = '', without_class = $2, \
         whole_days = $3, cancelled = $4, unreadable = $5, read_at = $6, unclear = $7, sample = '', file = NULL \
         WHERE id = $1 RETURNING reading",
        params![
            calendar,
            left.without_class,
            left.whole_days,
            left.cancelled,
            left.unreadable,
            now,
            unclear.as_str()
        ],
        |row| row.get(0),
    )
}

/// Events that are gone. One of the same title in the same week is taken for the same that moved,
/// so that its lesson follows.
struct Gone(HashMap<(i64, Day), Vec<Known>>);

fn monday(day: Day) -> Day {
    day.plus(1 - i32::from(day.weekday()))
}

impl Gone {
    fn of(before: HashMap<String, Known>) -> Self {
        let mut weeks: HashMap<(i64, Day), Vec<Known>> = HashMap::new();
        for known in before.into_values().filter(|known| known.is_there) {
            weeks.entry((known.title, monday(known.day))).or_default().push(known);
        }
        for known in weeks.values_mut() {
            known.sort_by(|a, b| (a.day, a.starts, &a.key).cmp(&(b.day, b.starts, &b.key)));
        }
        Self(weeks)
    }

    /// The one that an event is, moved.
    fn met(&mut self, title: i64, event: &Event) -> Option<i64> {
        let week = self.0.get_mut(&(title, monday(event.day)))?;
        let there = |known: &Known| (known.day, known.starts) == (event.day, event.starts);
        let at = week.iter().position(there).or_else(|| (!week.is_empty()).then_some(0))?;
        Some(week.remove(at).id)
    }

    fn rest(&self) -> Vec<i64> {
        let mut ids: Vec<i64> = self.0.values().flatten().map(|known| known.id).collect();
        ids.sort_unstable();
        ids
    }
}

impl Known {
    fn says(&self, event: &Event, title: i64) -> bool {
        self.is_there
            && self.title == title
            && (self.day, self.starts, self.ends) == (event.day, event.starts, event.ends)
            && self.room == event.room
    }
}

fn go(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_calendar_event SET is_there = FALSE, settled = FALSE WHERE id = $1",
        params![id],
    )?;
    Ok(())
}

fn change(tx: &mut Tx, id: i64, title: i64, event: &Event) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_calendar_event SET key = $7, title_id = $2, day = $3, starts = $4, ends = $5, room = $6, \
         is_there = TRUE, settled = FALSE WHERE id = $1",
        params![id, title, event.day, event.starts, event.ends, &event.room, &event.key],
    )?;
    Ok(())
}

/// Adds events, many in a statement: a whole school has tens of thousands.
fn insert(tx: &mut Tx, calendar: i64, new: &[(i64, &Event)]) -> Result<(), DbError> {
    for some in new.chunks(AT_ONCE) {
        let size = if some.len() == AT_ONCE { AT_ONCE } else { 1 };
        for rows in some.chunks(size) {
            let mut values: Vec<Value> = Vec::with_capacity(size * 7);
            let mut places = Vec::with_capacity(size);
            for (title, event) in rows {
                let list = db::placeholders(values.len() + 1, 7);
                places.push(format!("({list}, TRUE, FALSE, NULL)"));
                values.extend(params![
                    calendar,
                    *title,
                    &event.key,
                    event.day,
                    event.starts,
                    event.ends,
                    &event.room
                ]);
            }
            let sql = format!(
                "INSERT INTO courses_calendar_event (calendar_id, title_id, key, day, starts, ends, room, is_there, \
                 settled, lesson_id) VALUES {}",
                places.join(", ")
            );
            tx.execute(&sql, &values)?;
        }
    }
    Ok(())
}

/// The titles of a calendar, made as they come.
struct Names<'c> {
    calendar: i64,
    guesser: Guesser<'c>,
    known: HashMap<(String, String), i64>,
    /// What events that say the same are.
    met: HashMap<(String, String, String), i64>,
}

impl<'c> Names<'c> {
    fn of(tx: &mut Tx, calendar: i64, courses: &'c [Course]) -> Result<Self, DbError> {
        let known = store::titles(tx, calendar)?;
        let known = known.into_iter().map(|title| ((title.title, title.class), title.id));
        Ok(Self {
            calendar,
            guesser: Guesser::new(courses),
            known: known.collect(),
            met: HashMap::new(),
        })
    }

    fn title(&mut self, tx: &mut Tx, event: &Event) -> Result<i64, DbError> {
        let says = (event.title.clone(), event.class.clone(), event.words.clone());
        if let Some(id) = self.met.get(&says) {
            return Ok(*id);
        }
        let id = self.find(tx, event)?;
        self.met.insert(says, id);
        Ok(id)
    }

    /// The title of an event. Past so many, the others are under one that says nothing.
    fn find(&mut self, tx: &mut Tx, event: &Event) -> Result<i64, DbError> {
        let Guess { class, mut teaching } = self.guesser.guess(event);
        let class = if event.class.is_empty() { class } else { event.class.clone() };
        let mut name = (event.title.clone(), class);
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
