//! What was deleted and can be taken back for thirty days.

use db::{DbError, Tx, trash as kept};
use kernel::Instant;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use web::{Access, Cx, Outcome, Page, Problem, Reply, Route, dates, ui};

use crate::{
    answering, attachment, calendar, course::Course, drawing, link, plan, remark, t, timetable,
    work,
};

/// The page of what can be taken back.
pub(crate) const PATH: &str = "/cours/corbeille";

/// A kind of thing that can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deleted {
    Work,
    File,
    Slot,
    Phrase,
    Sequence,
    Calendar,
    Remark,
}

impl Deleted {
    const ALL: [Self; 7] = [
        Self::Work,
        Self::File,
        Self::Slot,
        Self::Phrase,
        Self::Sequence,
        Self::Calendar,
        Self::Remark,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Work => "courses.work",
            Self::File => "courses.file",
            Self::Slot => "courses.slot",
            Self::Phrase => "courses.phrase",
            Self::Sequence => "courses.sequence",
            Self::Calendar => "courses.calendar",
            Self::Remark => "courses.remark",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What the trash keeps: a name to recognise, and for a slot the slot itself.
#[derive(Serialize, Deserialize)]
struct Content {
    name: String,
    slot: Option<timetable::Slot>,
}

/// Notes that a thing was deleted by the person who asks.
pub(crate) fn put(cx: &mut Cx, kind: Deleted, id: i64, name: &str) -> Result<(), Problem> {
    keep(cx, kind, id, &Content { name: name.to_owned(), slot: None })
}

/// Notes that a slot of a teaching was removed.
pub(crate) fn put_slot(
    cx: &mut Cx,
    teaching: i64,
    name: &str,
    slot: timetable::Slot,
) -> Result<(), Problem> {
    keep(cx, Deleted::Slot, teaching, &Content { name: name.to_owned(), slot: Some(slot) })
}

fn keep(cx: &mut Cx, kind: Deleted, id: i64, content: &Content) -> Result<(), Problem> {
    let person = cx.actor()?.person;
    let content = serde_json::to_string(content).map_err(DbError::statement)?;
    kept::put(cx.tx, person, kind.code(), id, &content, cx.now)?;
    Ok(())
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, Access::SignedIn, page),
        Route::post("/cours/corbeille/{item}", Access::SignedIn, take_back),
    ]
}

fn page(cx: &mut Cx) -> Outcome {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    let items: Vec<_> = kept::of(cx.tx, person, cx.now)?
        .into_iter()
        .filter(|item| Deleted::from_code(&item.kind).is_some())
        .collect();
    let main = html! {
        (ui::back("/cours", t::my_courses(lang)))
        (ui::title(t::trash_title(lang), t::trash_under(lang)))
        section.card.wide.stack {
            @if items.is_empty() { (ui::empty("kite", t::trash_empty(lang), &html! {})) }
            @else { ul.todo { @for item in &items { (line(cx, item)) } } }
        }
    };
    Ok(Page::narrow(t::trash_title(lang), main).into())
}

fn line(cx: &Cx, item: &kept::Item) -> Markup {
    let lang = cx.lang();
    let kind = match Deleted::from_code(&item.kind) {
        Some(Deleted::Work) => t::trash_work(lang),
        Some(Deleted::Slot) => t::trash_slot(lang),
        Some(Deleted::Phrase) => t::trash_phrase(lang),
        Some(Deleted::Sequence) => t::trash_sequence(lang),
        Some(Deleted::Calendar) => t::trash_calendar(lang),
        Some(Deleted::Remark) => t::trash_remark(lang),
        Some(Deleted::File) | None => t::trash_file(lang),
    };
    let name = serde_json::from_str::<Content>(&item.content).map(|c| c.name).unwrap_or_default();
    let when = dates::when(lang, item.at, cx.now, &cx.app.place);
    html! {
        li {
            span { b { (name) } small { (kind) " · " (t::trash_when(lang, &when)) } }
            form method="post" action={ (PATH) "/" (item.id) } {
                (cx.hidden())
                button.act { (ui::icon("undo-2")) (t::trash_take_back(lang)) }
            }
        }
    }
}

fn take_back(cx: &mut Cx) -> Outcome {
    let (id, lang, person) = (cx.id()?, cx.lang(), cx.actor()?.person);
    let item = kept::take(cx.tx, person, id, cx.now)?.ok_or_else(Problem::not_found)?;
    let kind = Deleted::from_code(&item.kind).ok_or_else(Problem::not_found)?;
    let page = match kind {
        Deleted::File => attachment::restore(cx, item.object)?,
        Deleted::Work => work::pages::restore(cx, item.object)?,
        Deleted::Slot => restore_slot(cx, &item)?,
        Deleted::Phrase => answering::phrases::restore(cx, &content_of(&item)?.name)?,
        Deleted::Sequence => plan::pages::restore(cx, item.object)?,
        Deleted::Calendar => calendar::pages::restore(cx, item.object)?,
        Deleted::Remark => remark::pages::restore(cx, item.object)?,
    };
    Ok(Reply::see_other(page).saying(t::trash_taken_back(lang)))
}

fn content_of(item: &kept::Item) -> Result<Content, DbError> {
    serde_json::from_str(&item.content).map_err(DbError::statement)
}

fn restore_slot(cx: &mut Cx, item: &kept::Item) -> Result<String, Problem> {
    let content = content_of(item)?;
    let slot = content.slot.ok_or_else(Problem::not_found)?;
    let today = cx.today();
    let course = Course::load(cx.tx, item.object, today)?.ok_or_else(Problem::not_found)?;
    if !course.is_taught_by(cx.actor()?) {
        return Err(Problem::not_found());
    }
    let year = directory::api::school_year(cx)?;
    timetable::store::add(cx.tx, &course, &slot, &year, (today, cx.now))?;
    Ok(format!("/cours/{}/emploi-du-temps", course.id))
}

/// Empties for good what can no longer be taken back; runs every night.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), jobs::JobError> {
    let before = now.plus_seconds(-kept::KEPT_SECONDS);
    drawing::store::sweep(tx, before)?;
    remark::store::sweep(tx, before)?;
    attachment::sweep(tx, before)?;
    work::store::sweep(tx, before)?;
    link::store::sweep_sequences(tx, before)?;
    plan::store::sweep(tx, before)?;
    calendar::store::sweep(tx, before)?;
    crate::sent::sweep(tx, now)?;
    Ok(())
}
