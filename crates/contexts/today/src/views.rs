//! How the home shows things: the line of the day, work, answers.

use kernel::{Day, Lang, LocalTime};
use maud::{Markup, html};
use web::{Cx, dates, ui};

use crate::{
    api::{Kind, State, place_said},
    entry::{Entry, Phase, Reader},
    t,
};

/// The moment a page is read.
#[derive(Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) lang: Lang,
    pub(crate) today: Day,
    pub(crate) time: LocalTime,
}

impl Moment {
    /// The moment of a request.
    pub(crate) fn of(cx: &Cx) -> Self {
        let (today, time) = cx.local();
        Self { lang: cx.lang(), today, time }
    }
}

/// A card with its title and a link beside it.
pub(crate) fn card(id: &str, title: &str, link: Option<(&str, &str)>, content: &Markup) -> Markup {
    html! {
        section.card aria-labelledby=(id) {
            header {
                h2 id=(id) { (title) }
                @if let Some((path, label)) = link { a href=(path) { (label) } }
            }
            (content)
        }
    }
}

/// The line of a day.
pub(crate) fn day_line(lessons: &[&Entry], reader: Reader, moment: Moment) -> Markup {
    let names_class = reader == Reader::Staff && !are_moments_of_one_class(lessons);
    let title = |lesson: &Entry| {
        if names_class { joined(&[&lesson.class, &lesson.title]) } else { lesson.title.clone() }
    };
    html! {
        ol.day {
            @for (at, lesson) in lessons.iter().enumerate() { (lesson_row(lesson, &title(lesson), (at + 1, None), reader, moment)) }
        }
    }
}

/// The line of a day of a week: each lesson knows at which of the week's beginnings it is.
pub(crate) fn week_line(
    lessons: &[&Entry],
    beginnings: &[LocalTime],
    reader: Reader,
    moment: Moment,
) -> Markup {
    let names_class = reader == Reader::Staff && !are_moments_of_one_class(lessons);
    let slot = |lesson: &Entry| {
        let starts = lesson.starts?;
        let at = beginnings.iter().position(|beginning| *beginning == starts);
        Some(at.map_or(beginnings.len(), |at| at + 1))
    };
    html! {
        ol.day {
            @for (at, lesson) in lessons.iter().enumerate() {
                @let title = if names_class { joined(&[&lesson.class, &lesson.title]) } else { lesson.title.clone() };
                (lesson_row(lesson, &title, (at + 1, slot(lesson)), reader, moment))
            }
        }
    }
}

/// The day of an école's teacher: the class goes without saying.
fn are_moments_of_one_class(lessons: &[&Entry]) -> bool {
    lessons.iter().all(|lesson| lesson.starts.is_none())
        && lessons.windows(2).all(|pair| pair[0].class == pair[1].class)
}

fn lesson_row(
    lesson: &Entry,
    title: &str,
    (number, slot): (usize, Option<usize>),
    reader: Reader,
    moment: Moment,
) -> Markup {
    let phase = lesson.phase(moment.today, moment.time);
    let class = match phase {
        _ if lesson.is_cancelled() => Some("cancelled"),
        Phase::Past => Some("past"),
        Phase::Now => Some("now"),
        Phase::Coming => None,
    };
    let change = change_words(lesson, moment);
    let cells = html! {
        (hour(lesson, number, moment.lang))
        span {
            @if lesson.is_cancelled() { s { (title) } }
            @else if phase == Phase::Now { b { (title) } } @else { (title) }
            @let details = lesson_details(lesson, reader, phase, moment.lang);
            @if !details.is_empty() { small { (details) } }
            @if !change.is_empty() { small.changed { (ui::icon("triangle-alert")) " " (change) } }
        }
        (lesson_state(lesson, reader, phase, moment.lang))
    };
    html! {
        li class=[classes(class, slot)] {
            @if opens(lesson, reader) { a href=(lesson.link) { (cells) } } @else { div { (cells) } }
        }
    }
}

/// The classes of a line: where it stands in the day, and in a week's grid.
fn classes(class: Option<&str>, slot: Option<usize>) -> Option<String> {
    let slot = slot.map(|slot| format!("slot-{slot}"));
    let all: Vec<&str> = class.into_iter().chain(slot.as_deref()).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// What changes of a lesson, in words; empty when nothing does.
fn change_words(lesson: &Entry, moment: Moment) -> String {
    let change = lesson.change.as_ref();
    change.map_or_else(String::new, |change| change.words(moment.lang, &lesson.place, moment.today))
}

/// What changes of some lessons, for those who do not see each of them.
pub(crate) fn changes(lessons: &[&Entry], moment: Moment) -> Markup {
    let changed = lessons.iter().map(|lesson| (lesson, change_words(lesson, moment)));
    let changed: Vec<_> = changed.filter(|(_, words)| !words.is_empty()).collect();
    html! {
        @if !changed.is_empty() {
            ul.changes {
                @for (lesson, words) in changed {
                    li { (ui::icon("triangle-alert")) span { b { (lesson.title) } " " (words) } }
                }
            }
        }
    }
}

/// Pupils and families open a lesson once it is published; before, it would not exist for them.
fn opens(lesson: &Entry, reader: Reader) -> bool {
    reader == Reader::Staff || lesson.state == State::Written
}

fn hour(lesson: &Entry, number: usize, lang: Lang) -> Markup {
    html! {
        @match lesson.starts {
            Some(starts) => time datetime=(starts) { (dates::time(lang, starts)) },
            None => span.hour { (number) },
        }
    }
}

fn lesson_details(lesson: &Entry, reader: Reader, phase: Phase, lang: Lang) -> String {
    let who = if reader == Reader::Staff { "" } else { lesson.who.as_str() };
    let now = if phase == Phase::Now { t::now(lang) } else { "" };
    joined(&[who, &place_said(lang, &lesson.place), now])
}

/// What there is, with a dot between.
pub(crate) fn joined(parts: &[&str]) -> String {
    let there: Vec<_> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    there.join(" · ")
}

fn lesson_state(lesson: &Entry, reader: Reader, phase: Phase, lang: Lang) -> Markup {
    let is_written = lesson.state == State::Written;
    let act = match (reader, phase, is_written) {
        (Reader::Staff, Phase::Now, false) => Some(t::write(lang)),
        (_, Phase::Now, true) => Some(t::open(lang)),
        _ => None,
    };
    let word = match (reader, phase, is_written) {
        (_, _, true) => t::written(lang),
        (Reader::Staff, Phase::Past, false) => t::to_write(lang),
        _ => "",
    };
    html! {
        @if let Some(act) = act { span.act.main[reader == Reader::Staff && !is_written] { (act) } }
        @else if !word.is_empty() { span.muted { (word) } }
    }
}

/// Work, each with its day and its state in words. The first that is to hand in has the one coral
/// button of the page.
pub(crate) fn work_list(works: &[&Entry], reader: Reader, moment: Moment) -> Markup {
    let main =
        works.iter().position(|work| reader == Reader::Pupil && work.state == State::ToHandIn);
    html! {
        ul.todo {
            @for (at, work) in works.iter().enumerate() { (work_row(work, reader, Some(at) == main, moment)) }
        }
    }
}

fn work_row(work: &Entry, reader: Reader, is_main: bool, moment: Moment) -> Markup {
    let lang = moment.lang;
    let minutes = work.minutes.map(|m| t::minutes(lang, i64::from(m))).unwrap_or_default();
    let lent = if work.kind == Kind::Return { t::to_return(lang) } else { "" };
    let details = joined(&[lent, &work.class, &minutes]);
    html! {
        li {
            span {
                b { (work.title) }
                @if !details.is_empty() { small { (details) } }
                (when(work, moment))
            }
            @if is_main { a.act.main href=(work.link) { (ui::icon("camera")) (t::hand_in(lang)) } }
            @else { a.act href=(work.link) { (verb(work, reader, lang)) span.sr-only { (t::of_work(lang, &work.title)) } } }
        }
    }
}

/// Something of a child that is to be seen before the rest.
pub(crate) struct Need<'e> {
    pub(crate) first_name: &'e str,
    pub(crate) entry: &'e Entry,
    /// The page of the child's day.
    pub(crate) path: String,
}

/// What is to be seen first, each with the child it is of.
pub(crate) fn needs(needs: &[Need<'_>], moment: Moment) -> Markup {
    let lang = moment.lang;
    html! {
        ul.todo {
            @for need in needs {
                @let change = change_words(need.entry, moment);
                @let link = if change.is_empty() { &need.entry.link } else { &need.path };
                li {
                    span {
                        b { (t::need_of(lang, need.first_name, &need.entry.title)) }
                        @if change.is_empty() { (when(need.entry, moment)) }
                        @else { small.changed { (ui::icon("triangle-alert")) " " (change) } }
                    }
                    a.act href=(link) {
                        (t::see(lang))
                        span.sr-only { (t::of_work(lang, &joined(&[&need.entry.title, need.first_name]))) }
                    }
                }
            }
        }
    }
}

fn verb(work: &Entry, reader: Reader, lang: Lang) -> &'static str {
    match (reader, work.state) {
        (Reader::Pupil, State::ToHandIn) => t::hand_in(lang),
        (_, State::Answered) => t::read(lang),
        _ => t::see(lang),
    }
}

/// For when it is, or where it stands.
fn when(work: &Entry, moment: Moment) -> Markup {
    let lang = moment.lang;
    let done = match work.state {
        State::Done => t::done(lang).to_owned(),
        State::HandedIn => t::handed_in(lang).to_owned(),
        State::HandedInLate => t::handed_in_late(lang).to_owned(),
        State::Answered => t::answered(lang, &work.who),
        State::Open | State::ToHandIn | State::Written => String::new(),
    };
    if !done.is_empty() {
        return html! { span.when.done { (ui::icon("check")) " " (done) } };
    }
    if work.kind == Kind::Sign {
        return html! { span.when.soon { (t::to_sign(lang)) } };
    }
    if work.day < moment.today {
        let day = dates::near_day(lang, work.day, moment.today);
        return html! { span.when.late { (t::late(lang, &day)) } };
    }
    let is_soon = work.day.0 - moment.today.0 <= 1;
    if let (Kind::Return, Some(time)) = (work.kind, work.starts) {
        let day = dates::near_day(lang, work.day, moment.today);
        let says = t::return_by(lang, &day, &dates::time(lang, time));
        return html! { span.when.soon[is_soon] { (dates::capital(&says)) } };
    }
    html! { span.when.soon[is_soon] { (dates::capital(&dates::due(lang, work.day, moment.today))) } }
}

/// Answers just published.
pub(crate) fn answers(cx: &Cx, answers: &[&Entry]) -> Markup {
    let lang = cx.lang();
    html! {
        @for answer in answers {
            a.thread href=(answer.link) {
                span.bubble aria-hidden="true" { (ui::icon("message-circle")) }
                span {
                    b { (answer.who) } " " (t::answered_to(lang, &answer.title))
                    small { (joined(&[&answer.class, &dates::when(lang, answer.at, cx.now, &cx.app.place)])) }
                }
            }
        }
    }
}

/// Hand-ins that wait for a teacher.
pub(crate) fn to_read(entries: &[&Entry], moment: Moment) -> Markup {
    let lang = moment.lang;
    html! {
        ul.todo {
            @for entry in entries {
                li {
                    span {
                        b { (entry.title) }
                        small { (joined(&[&entry.class, &dates::due(lang, entry.day, moment.today)])) }
                        @if entry.position > 0 { span.when { (t::waiting(lang, i64::from(entry.position))) } }
                    }
                    a.act href=(entry.link) { (t::read(lang)) span.sr-only { (t::of_work(lang, &entry.title)) } }
                }
            }
        }
    }
}

/// How a day goes, in one sentence: now, next, or over.
pub(crate) fn day_in_words(lessons: &[&Entry], moment: Moment) -> String {
    let lang = moment.lang;
    let phase = |wanted| {
        let takes_place = lessons.iter().filter(|lesson| !lesson.is_cancelled());
        takes_place.copied().find(|l| l.phase(moment.today, moment.time) == wanted)
    };
    let timed = lessons.iter().any(|lesson| lesson.starts.is_some());
    if lessons.is_empty() {
        return t::no_class_today(lang).to_owned();
    }
    if !timed {
        // Two levels of a class have their own moment of one subject.
        let mut titles: Vec<&str> = Vec::new();
        for lesson in lessons {
            if !titles.contains(&lesson.title.as_str()) {
                titles.push(&lesson.title);
            }
        }
        return t::moments_today(lang, &titles.join(", "));
    }
    if let Some(now) = phase(Phase::Now) {
        let until = now.ends.map(|ends| dates::time(lang, ends)).unwrap_or_default();
        return t::now_until(lang, &joined(&[&now.title, &place_said(lang, &now.place)]), &until);
    }
    match phase(Phase::Coming) {
        Some(next) => {
            let at = next.starts.map(|starts| dates::time(lang, starts)).unwrap_or_default();
            t::next_at(lang, &joined(&[&next.title, &place_said(lang, &next.place)]), &at)
        }
        None => t::day_over(lang).to_owned(),
    }
}

/// How many things are to do, for when when they are all for the nearest day.
pub(crate) fn to_do_in_words(works: &[&Entry], moment: Moment) -> String {
    let lang = moment.lang;
    let waiting: Vec<_> = works.iter().filter(|work| work.is_to_do()).collect();
    let Some(first) = waiting.iter().find(|work| work.day >= moment.today) else {
        let late = i64::try_from(waiting.len()).unwrap_or(0);
        return if late == 0 {
            t::nothing_to_do(lang).to_owned()
        } else {
            t::things_late(lang, late)
        };
    };
    let count = waiting.iter().filter(|work| work.day == first.day).count();
    let day = dates::near_day(lang, first.day, moment.today);
    t::things_to_do(lang, i64::try_from(count).unwrap_or(0), &day)
}

/// How many hand-ins wait for a teacher.
pub(crate) fn to_read_in_words(entries: &[&Entry], lang: Lang) -> String {
    let count: i64 = entries
        .iter()
        .filter(|entry| entry.kind == Kind::ToRead)
        .map(|entry| i64::from(entry.position.max(1)))
        .sum();
    if count == 0 { String::new() } else { t::waiting(lang, count) }
}
