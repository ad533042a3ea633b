//! Taking in what a calendar says now: what is new, changed or gone waits to be planned.

use std::collections::HashMap;

use db::{DbError, Tx, Value, params};
use kernel::{Day, Instant, LocalTime};

use crate::{
    calendar::{Event, Found, Guess, Guesser, TITLES_MAX, store},
    course::Course,
};

/// New events written in one statement.
const AT_ONCE: usize = 64;

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

/// Takes in what a calendar says now. How many events that changes.
pub(crate) fn take_in(
    tx: &mut Tx,
    (calendar, digest): (i64, &str),
    found: &Found,
    courses: &[Course],
    now: Instant,
) -> Result<usize, DbError> {
    note(tx, (calendar, digest), found, now)?;
    let mut names = Names::of(tx, calendar, courses)?;
    let mut before = known(tx, calendar)?;
    let mut changed = 0;
    let mut new = Vec::new();
    for event in &found.events {
        let title = names.title(tx, event)?;
        match before.remove(&event.key) {
            Some(known) if known.says(event, title) => {}
            Some(known) => {
                change(tx, known.id, title, event)?;
                changed += 1;
            }
            None => new.push((title, event)),
        }
    }
    let mut gone = Gone::of(before);
    new.retain(|(title, event)| !gone.meets(*title, event));
    for (known, title, event) in &gone.moved {
        change(tx, *known, *title, event)?;
    }
    changed += gone.moved.len() + new.len();
    insert(tx, calendar, &new)?;
    for id in gone.rest() {
        tx.execute(
            "UPDATE courses_calendar_event SET is_there = FALSE, settled = FALSE WHERE id = $1",
            params![id],
        )?;
        changed += 1;
    }
    Ok(changed)
}

fn note(
    tx: &mut Tx,
    (calendar, digest): (i64, &str),
    found: &Found,
    now: Instant,
) -> Result<(), DbError> {
    let left = found.left;
    let unclear = match found.unclear.as_slice() {
        [] => String::new(),
        lines => serde_json::to_string(lines).map_err(DbError::statement)?,
    };
    tx.execute(
        "UPDATE courses_calendar SET digest = $2, refusal = '', without_class = $3, whole_days = $4, cancelled = $5, \
         unreadable = $6, read_at = $7, unclear = $8, sample = '', file = NULL WHERE id = $1",
        params![
            calendar,
            digest,
            left.without_class,
            left.whole_days,
            left.cancelled,
            left.unreadable,
            now,
            unclear.as_str()
        ],
    )?;
    Ok(())
}

/// Events that are gone. One of the same title in the same week is taken for the same that moved,
/// so that its lesson follows.
struct Gone<'f> {
    weeks: HashMap<(i64, Day), Vec<Known>>,
    moved: Vec<(i64, i64, &'f Event)>,
}

fn monday(day: Day) -> Day {
    day.plus(1 - i32::from(day.weekday()))
}

impl<'f> Gone<'f> {
    fn of(before: HashMap<String, Known>) -> Self {
        let mut weeks: HashMap<(i64, Day), Vec<Known>> = HashMap::new();
        for known in before.into_values().filter(|known| known.is_there) {
            weeks.entry((known.title, monday(known.day))).or_default().push(known);
        }
        for known in weeks.values_mut() {
            known.sort_by(|a, b| (a.day, a.starts, &a.key).cmp(&(b.day, b.starts, &b.key)));
        }
        Self { weeks, moved: Vec::new() }
    }

    fn meets(&mut self, title: i64, event: &'f Event) -> bool {
        let Some(week) = self.weeks.get_mut(&(title, monday(event.day))) else { return false };
        let there = |known: &Known| (known.day, known.starts) == (event.day, event.starts);
        let at = week.iter().position(there).or_else(|| (!week.is_empty()).then_some(0));
        let Some(at) = at else { return false };
        self.moved.push((week.remove(at).id, title, event));
        true
    }

    fn rest(&self) -> Vec<i64> {
        let mut ids: Vec<i64> = self.weeks.values().flatten().map(|known| known.id).collect();
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
