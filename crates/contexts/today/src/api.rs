//! How a room says that something concerns someone on a day: in the transaction of its change.

use db::{DbError, Tx, params};
use kernel::{Day, Instant, Lang, LocalTime, Target};

use crate::t;

pub use crate::agenda::{Dated, agenda};
pub use crate::change::{Change, say_change};
pub use crate::news::{News, Week, news, week};
pub use crate::whereabouts::place_now;

/// What kind of thing an item is; the home shows each in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A lesson of the day, or a moment in an école.
    Lesson,
    /// Work to do for a day.
    Work,
    /// An answer just published, dated by its publication.
    Answer,
    /// Hand-ins waiting for a teacher, dated by when the work was due.
    ToRead,
    /// Something that was lent, dated by when it should come back.
    Return,
    /// An agreement that who answers for a pupil has not accepted yet, dated by when it was made.
    Sign,
    /// Something that one person took on, dated by when it must be done.
    Duty,
}

impl Kind {
    /// The word stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Work => "work",
            Self::Answer => "answer",
            Self::ToRead => "to-read",
            Self::Return => "return",
            Self::Sign => "sign",
            Self::Duty => "duty",
        }
    }

    /// The kind a stored word means.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Lesson, Self::Work, Self::Answer, Self::ToRead, Self::Return, Self::Sign, Self::Duty]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// Where a thing stands, for the readers of the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// A lesson not written yet; work not done yet; hand-ins to read.
    Open,
    /// Work to hand in, not handed in yet.
    ToHandIn,
    /// A lesson that is written and published.
    Written,
    /// Work marked as done by the pupil; an answer opened by who answers for them.
    Done,
    /// Work handed in.
    HandedIn,
    /// Work handed in after its time.
    HandedInLate,
    /// Work answered, and the answer published.
    Answered,
}

impl State {
    /// The word stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::ToHandIn => "to-hand-in",
            Self::Written => "written",
            Self::Done => "done",
            Self::HandedIn => "handed-in",
            Self::HandedInLate => "handed-in-late",
            Self::Answered => "answered",
        }
    }

    /// The state a stored word means.
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::Open,
            Self::ToHandIn,
            Self::Written,
            Self::Done,
            Self::HandedIn,
            Self::HandedInLate,
            Self::Answered,
        ]
        .into_iter()
        .find(|state| state.code() == code)
    }
}

/// Something that concerns someone on a day.
///
/// The audience is a class or group, or one pupil. An item for one pupil replaces, for them and
/// their guardians, the item of the same kind and reference for their class: that is how each sees
/// their own state of common work.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// What kind of thing.
    pub kind: Kind,
    /// Its id in its room.
    pub reference: i64,
    /// Whom it is for.
    pub audience: Target,
    /// The teaching whose teachers see it too.
    pub staff: Option<Target>,
    /// Whether pupils of the audience see it.
    pub for_pupils: bool,
    /// Whether their guardians see it.
    pub for_guardians: bool,
    /// The day it is about.
    pub day: Day,
    /// When it starts; nothing in an école, whose moments are ordered by `position`.
    pub starts: Option<LocalTime>,
    /// When it ends.
    pub ends: Option<LocalTime>,
    /// Its place among the moments of the day; how many hand-ins wait to be read.
    pub position: i32,
    /// The subject, or the title of the work.
    pub title: &'a str,
    /// The class or group, or the subject of a work: what stands beside the title.
    pub class: &'a str,
    /// Whose lesson or work it is: « Mme Baron ».
    pub who: &'a str,
    /// The room.
    pub place: &'a str,
    /// How long the work should take.
    pub minutes: Option<i32>,
    /// Where it stands.
    pub state: State,
    /// Its page.
    pub link: &'a str,
    /// When this was last changed.
    pub at: Instant,
}

/// How a place is said: « salle 7 », and the words as they are for one that has a name.
pub fn place_said(lang: Lang, place: &str) -> String {
    if place.starts_with(|first: char| first.is_ascii_digit()) {
        t::room(lang, place)
    } else {
        place.to_owned()
    }
}

/// The columns of an item in the order of [`values`]; for bulk loading.
pub const COLUMNS: &str = "kind, reference, audience, staff, for_pupils, for_guardians, day, starts, ends, \
     position, title, class, who, place, minutes, state, link, at";

/// The values of an item in the order of [`COLUMNS`].
pub fn values<'a>(item: &Item<'a>) -> [db::Value<'a>; 18] {
    [
        item.kind.code().into(),
        item.reference.into(),
        item.audience.packed().into(),
        item.staff.map(Target::packed).into(),
        item.for_pupils.into(),
        item.for_guardians.into(),
        item.day.into(),
        item.starts.into(),
        item.ends.into(),
        item.position.into(),
        item.title.into(),
        item.class.into(),
        item.who.into(),
        item.place.into(),
        item.minutes.into(),
        item.state.code().into(),
        item.link.into(),
        item.at.into(),
    ]
}

/// Changes, for every audience that already has this thing, what is common to them: day, hours,
/// title, who, place. For a room that edits a thing some pupils have a state of their own of.
pub fn change_for_all(tx: &mut Tx, item: &Item) -> Result<(), DbError> {
    told(
        tx,
        "UPDATE today_item SET day = $3, starts = $4, ends = $5, position = $6, title = $7, class = $8, who = $9, \
         place = $10, minutes = $11 WHERE kind = $1 AND reference = $2 RETURNING audience, staff",
        params![
            item.kind.code(),
            item.reference,
            item.day,
            item.starts,
            item.ends,
            item.position,
            item.title,
            item.class,
            item.who,
            item.place,
            item.minutes
        ],
    )
}

/// Adds an item, or replaces the one of the same kind, reference and audience.
pub fn put(tx: &mut Tx, item: &Item) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO today_item (kind, reference, audience, staff, for_pupils, for_guardians, day, starts, ends, \
         position, title, class, who, place, minutes, state, link, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
         ON CONFLICT (kind, reference, audience) DO UPDATE SET staff = excluded.staff, \
         for_pupils = excluded.for_pupils, for_guardians = excluded.for_guardians, day = excluded.day, \
         starts = excluded.starts, ends = excluded.ends, position = excluded.position, title = excluded.title, \
         class = excluded.class, who = excluded.who, place = excluded.place, minutes = excluded.minutes, \
         state = excluded.state, link = excluded.link, at = excluded.at",
        &values(item),
    )?;
    tx.tell(item.audience.packed());
    if let Some(staff) = item.staff {
        tx.tell(staff.packed());
    }
    Ok(())
}

/// Removes a thing for everyone.
pub fn remove(tx: &mut Tx, kind: Kind, reference: i64) -> Result<(), DbError> {
    told(
        tx,
        "DELETE FROM today_item WHERE kind = $1 AND reference = $2 RETURNING audience, staff",
        params![kind.code(), reference],
    )
}

/// Removes a thing for one audience: a pupil's own state gives way to their class's again.
pub fn remove_for(
    tx: &mut Tx,
    kind: Kind,
    reference: i64,
    audience: Target,
) -> Result<(), DbError> {
    told(
        tx,
        "DELETE FROM today_item WHERE kind = $1 AND reference = $2 AND audience = $3 RETURNING audience, staff",
        params![kind.code(), reference, audience.packed()],
    )
}

/// Whether an answer waits to be opened by those who answer for a pupil.
pub fn answer_waits(tx: &mut Tx, reference: i64, pupil: i64) -> Result<bool, DbError> {
    let waits = tx.query_opt(
        "SELECT 1 FROM today_item WHERE kind = $1 AND reference = $2 AND audience = $3 AND state = $4",
        params![
            Kind::Answer.code(),
            reference,
            Target::person(pupil).packed(),
            State::Answered.code()
        ],
        |row| row.get::<i64>(0),
    )?;
    Ok(waits.is_some())
}

/// Someone who answers for a pupil opened an answer: it is no more of what they see first.
pub fn answer_opened(tx: &mut Tx, reference: i64, pupil: i64) -> Result<(), DbError> {
    told(
        tx,
        "UPDATE today_item SET state = $4 WHERE kind = $1 AND reference = $2 AND audience = $3 \
         RETURNING audience, staff",
        params![Kind::Answer.code(), reference, Target::person(pupil).packed(), State::Done.code()],
    )
}

/// Changes items, and tells those whom they are for once it is committed.
fn told(tx: &mut Tx, sql: &str, params: &[db::Value]) -> Result<(), DbError> {
    let changed =
        tx.query(sql, params, |row| Ok((row.get::<i64>(0)?, row.get::<Option<i64>>(1)?)))?;
    for (audience, staff) in changed {
        tx.tell(audience);
        if let Some(staff) = staff {
            tx.tell(staff);
        }
    }
    Ok(())
}
