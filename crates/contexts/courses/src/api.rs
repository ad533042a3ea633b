//! What a loader of many rows may call: columns and values, in the same order.

use db::{DbError, Tx, Value};
use kernel::{Day, Instant, LocalTime};

use crate::{
    attachment::Owner,
    changes::{self, Said, Wanted},
    course::Course,
    link::Link,
};

/// A place in the week, with its own id.
#[derive(Clone, Copy, Debug)]
pub struct SlotRow<'a> {
    /// Its id.
    pub id: i64,
    /// The teaching.
    pub teaching: i64,
    /// The class or group.
    pub group: i64,
    /// The school.
    pub org: i64,
    /// The moment, in an école; otherwise empty.
    pub label: &'a str,
    /// 1 for Monday.
    pub weekday: i16,
    /// When it starts; nothing in an école.
    pub starts: Option<LocalTime>,
    /// When it ends.
    pub ends: Option<LocalTime>,
    /// Its place in a day of moments; 0 when it has hours.
    pub position: i32,
    /// The room.
    pub room: &'a str,
    /// `all`, `a` or `b`.
    pub weeks: &'a str,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
}

/// A lesson, with its own id.
#[derive(Clone, Copy, Debug)]
pub struct LessonRow<'a> {
    /// Its id.
    pub id: i64,
    /// The slot that planned it, if one did.
    pub slot: Option<i64>,
    /// The teaching.
    pub teaching: i64,
    /// The class or group.
    pub group: i64,
    /// The school.
    pub org: i64,
    /// The day.
    pub day: Day,
    /// When it starts; nothing in an école.
    pub starts: Option<LocalTime>,
    /// When it ends.
    pub ends: Option<LocalTime>,
    /// Its place in a day of moments; 0 when it has hours.
    pub position: i32,
    /// The moment, in an école; otherwise empty.
    pub label: &'a str,
    /// The room.
    pub room: &'a str,
    /// Its title, once written.
    pub title: &'a str,
    /// What was done: clean rich text, empty until written.
    pub done_html: &'a str,
    /// When it was shown to the class.
    pub published_at: Option<Instant>,
    /// Who wrote it last.
    pub author: Option<i64>,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// A work given to a class, with its own id.
#[derive(Clone, Copy, Debug)]
pub struct WorkRow<'a> {
    /// Its id.
    pub id: i64,
    /// The lesson it was given in.
    pub lesson: Option<i64>,
    /// The teaching.
    pub teaching: i64,
    /// The class or group.
    pub group: i64,
    /// The school.
    pub org: i64,
    /// The level it is for; empty for everyone.
    pub level: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What to do: clean rich text.
    pub instructions_html: &'a str,
    /// The day it is for.
    pub due: Day,
    /// How long it should take.
    pub minutes: Option<i32>,
    /// Whether something is handed in.
    pub is_handed_in: bool,
    /// Who gave it.
    pub author: i64,
    /// When it was given.
    pub given_at: Instant,
}

/// A sequence of the plan of a teaching.
#[derive(Clone, Copy, Debug)]
pub struct SequenceRow<'a> {
    /// The teaching.
    pub teaching: i64,
    /// The school.
    pub org: i64,
    /// Its title.
    pub title: &'a str,
    /// What it aims at.
    pub aims: &'a str,
    /// In how many lessons.
    pub lessons: i64,
    /// The class.
    pub group: i64,
    /// Clean rich text to read.
    pub text_html: &'a str,
    /// Since when its class reads it.
    pub published_at: Option<Instant>,
    /// What its links are called, with their addresses.
    pub links: &'a [(&'a str, &'a str)],
}

/// What was answered to a hand-in.
#[derive(Clone, Copy, Debug)]
pub struct AnswerRow<'a> {
    /// Clean rich text.
    pub html: &'a str,
    /// When it was written.
    pub at: Instant,
    /// By whom.
    pub by: i64,
    /// When it was shown.
    pub published_at: Option<Instant>,
}

/// What a pupil handed in, with its own id.
#[derive(Clone, Copy, Debug)]
pub struct HandinRow<'a> {
    /// Its id.
    pub id: i64,
    /// The work.
    pub work: i64,
    /// The pupil.
    pub pupil: i64,
    /// The teaching.
    pub teaching: i64,
    /// The class or group.
    pub group: i64,
    /// The school.
    pub org: i64,
    /// The text: clean rich text.
    pub text_html: &'a str,
    /// When it was handed in.
    pub at: Instant,
    /// Whether that was after its day.
    pub is_late: bool,
    /// A key no other hand-in has.
    pub once: &'a str,
    /// What was answered.
    pub answer: Option<AnswerRow<'a>>,
}

/// The columns of [`slot_values`].
pub const SLOT_COLUMNS: &str = "id, teaching_id, group_id, org_id, label, weekday, starts, ends, position, room, weeks, from_day, \
     until_day";
/// The columns of [`lesson_values`].
pub const LESSON_COLUMNS: &str = "id, slot_id, teaching_id, group_id, org_id, day, starts, ends, position, label, room, title, \
     done_html, published_at, revision, author_id, updated_at";
/// The columns of [`work_values`].
pub const WORK_COLUMNS: &str = "id, lesson_id, teaching_id, group_id, org_id, level, title, instructions_html, due_day, \
     minutes, expects, author_id, created_at, published_at";
/// The columns of [`handin_values`].
pub const HANDIN_COLUMNS: &str = "id, work_id, pupil_id, teaching_id, group_id, org_id, text_html, state, handed_at, late, \
     once_key, revision, answer_html, answered_at, answered_by, published_at";

/// The values of a slot, in the order of [`SLOT_COLUMNS`].
pub fn slot_values<'a>(row: &SlotRow<'a>) -> [Value<'a>; 13] {
    [
        row.id.into(),
        row.teaching.into(),
        row.group.into(),
        row.org.into(),
        row.label.into(),
        row.weekday.into(),
        row.starts.into(),
        row.ends.into(),
        row.position.into(),
        row.room.into(),
        row.weeks.into(),
        row.from.into(),
        row.until.into(),
    ]
}

/// The values of a lesson, in the order of [`LESSON_COLUMNS`].
pub fn lesson_values<'a>(row: &LessonRow<'a>) -> [Value<'a>; 17] {
    [
        row.id.into(),
        row.slot.into(),
        row.teaching.into(),
        row.group.into(),
        row.org.into(),
        row.day.into(),
        row.starts.into(),
        row.ends.into(),
        row.position.into(),
        row.label.into(),
        row.room.into(),
        row.title.into(),
        row.done_html.into(),
        row.published_at.into(),
        0_i64.into(),
        row.author.into(),
        row.updated_at.into(),
    ]
}

/// The values of a work, in the order of [`WORK_COLUMNS`].
pub fn work_values<'a>(row: &WorkRow<'a>) -> [Value<'a>; 14] {
    [
        row.id.into(),
        row.lesson.into(),
        row.teaching.into(),
        row.group.into(),
        row.org.into(),
        row.level.into(),
        row.title.into(),
        row.instructions_html.into(),
        row.due.into(),
        row.minutes.into(),
        if row.is_handed_in { "handin" } else { "nothing" }.into(),
        row.author.into(),
        row.given_at.into(),
        row.given_at.into(),
    ]
}

/// The values of a hand-in, in the order of [`HANDIN_COLUMNS`].
pub fn handin_values<'a>(row: &HandinRow<'a>) -> [Value<'a>; 16] {
    let published_at = row.answer.and_then(|answer| answer.published_at);
    let state = match (row.answer, published_at) {
        (_, Some(_)) => "published",
        (Some(_), None) => "answered",
        (None, None) => "handed",
    };
    [
        row.id.into(),
        row.work.into(),
        row.pupil.into(),
        row.teaching.into(),
        row.group.into(),
        row.org.into(),
        row.text_html.into(),
        state.into(),
        row.at.into(),
        row.is_late.into(),
        row.once.into(),
        0_i64.into(),
        row.answer.map_or("", |answer| answer.html).into(),
        row.answer.map(|answer| answer.at).into(),
        row.answer.map(|answer| answer.by).into(),
        published_at.into(),
    ]
}

/// Adds slots.
pub fn load_slots(tx: &mut Tx, rows: &[SlotRow]) -> Result<(), DbError> {
    let values: Vec<_> = rows.iter().flat_map(slot_values).collect();
    tx.insert_many("courses_slot", SLOT_COLUMNS, &values)
}

/// Adds lessons.
pub fn load_lessons(tx: &mut Tx, rows: &[LessonRow]) -> Result<(), DbError> {
    let values: Vec<_> = rows.iter().flat_map(lesson_values).collect();
    tx.insert_many("courses_lesson", LESSON_COLUMNS, &values)
}

/// Adds works.
pub fn load_works(tx: &mut Tx, rows: &[WorkRow]) -> Result<(), DbError> {
    let values: Vec<_> = rows.iter().flat_map(work_values).collect();
    tx.insert_many("courses_work", WORK_COLUMNS, &values)
}

/// Adds the sequences of a plan, in their order.
pub fn load_sequences(tx: &mut Tx, rows: &[SequenceRow]) -> Result<(), DbError> {
    for (position, row) in (1_i64..).zip(rows) {
        let once = format!("loaded-{}-{position}", row.teaching);
        let values: [Value; 10] = [
            row.teaching.into(),
            row.org.into(),
            position.into(),
            row.title.into(),
            row.aims.into(),
            row.lessons.into(),
            once.as_str().into(),
            row.group.into(),
            row.text_html.into(),
            row.published_at.into(),
        ];
        let id = tx.query_one(
            "INSERT INTO courses_sequence (teaching_id, org_id, label, position, title, aims, lessons, once_key, \
             group_id, text_html, published_at) VALUES ($1, $2, '', $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
            &values,
            |row| row.get(0),
        )?;
        load_links(tx, Owner::Sequence(id), row.links)?;
    }
    Ok(())
}

/// Gives links to a loaded lesson: what they are called, with their addresses.
pub fn load_lesson_links(tx: &mut Tx, lesson: i64, links: &[(&str, &str)]) -> Result<(), DbError> {
    load_links(tx, Owner::Lesson(lesson), links)
}

fn load_links(tx: &mut Tx, owner: Owner, links: &[(&str, &str)]) -> Result<(), DbError> {
    let links: Vec<Link> = links
        .iter()
        .map(|(label, address)| Link { label: (*label).into(), address: (*address).into() })
        .collect();
    crate::link::store::set(tx, owner, &links)
}

/// Says that a loaded work is for these pupils alone.
pub fn name_pupils(tx: &mut Tx, work: i64, pupils: &[i64]) -> Result<(), DbError> {
    crate::work::store::name(tx, work, pupils)
}

/// Adds hand-ins.
pub fn load_handins(tx: &mut Tx, rows: &[HandinRow]) -> Result<(), DbError> {
    let values: Vec<_> = rows.iter().flat_map(handin_values).collect();
    tx.insert_many("courses_handin", HANDIN_COLUMNS, &values)
}

/// After loading: makes some of what was loaded known to the search; whether there is more.
pub fn find_what_was_loaded(tx: &mut Tx) -> Result<bool, DbError> {
    crate::finding::catch_up(tx)
}

/// Says which skills works show: a work, and the code of a published list.
pub fn load_skills(tx: &mut Tx, rows: &[(i64, &str)]) -> Result<(), DbError> {
    let values: Vec<Value> =
        rows.iter().flat_map(|(work, skill)| [(*work).into(), (*skill).into()]).collect();
    tx.insert_many("courses_work_skill", "work_id, skill", &values)
}

/// Adds levels: a hand-in, the code of a skill, from 1 to 4.
pub fn load_levels(tx: &mut Tx, rows: &[(i64, &str, i64)]) -> Result<(), DbError> {
    let values: Vec<Value> = rows
        .iter()
        .flat_map(|(handin, skill, level)| [(*handin).into(), (*skill).into(), (*level).into()])
        .collect();
    tx.insert_many("courses_level", "handin_id, skill, level", &values)
}

/// Adds the phrases someone answers with.
pub fn load_phrases(tx: &mut Tx, person: i64, phrases: &[&str]) -> Result<(), DbError> {
    let values: Vec<Value> =
        phrases.iter().flat_map(|words| [person.into(), (*words).into()]).collect();
    tx.insert_many("courses_phrase", "person_id, words", &values)
}

/// After loading: the ids assigned next are above those that were loaded.
pub fn settle(tx: &mut Tx) -> Result<(), DbError> {
    ["courses_slot", "courses_lesson", "courses_work", "courses_handin"]
        .into_iter()
        .try_for_each(|table| tx.settle_ids(table))
}

/// Reads the foreign calendar whose turn it is, from its address; whether there was one. Run again
/// and again by the program, outside any transaction.
///
/// # Errors
/// When the database fails. A calendar's own trouble is noted with it and said on its page.
pub async fn read_calendars(app: &web::App) -> Result<bool, DbError> {
    crate::calendar::refresh::round(app).await
}

/// Says that the first lesson of a class on a day is in another room; nothing on a day without any.
pub fn change_room(
    tx: &mut Tx,
    (class, day): (i64, Day),
    room: &str,
    (by, now): (i64, Instant),
) -> Result<(), DbError> {
    let lessons = crate::lesson::store::select(
        tx,
        "r.group_id = $1 AND r.day = $2 AND r.starts IS NOT NULL ORDER BY r.starts, r.id LIMIT 1",
        db::params![class, day],
    )?;
    let Some(lesson) = lessons.first() else { return Ok(()) };
    let Some(course) = Course::load(tx, lesson.teaching, day)? else { return Ok(()) };
    let before = changes::store::of(tx, lesson.id)?;
    let wanted = Wanted { room: room.to_owned(), ..Wanted::of(lesson, &before) };
    changes::apply(tx, &course, lesson, &wanted, Said { by, now })
}
