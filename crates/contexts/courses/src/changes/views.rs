//! How the day of a school and what changes of it are shown.

use directory::api::{Org, PersonName};
use kernel::{Day, Lang};
use maud::{Markup, html};
use today::api::place_said;
use web::{
    Cx, Form, Page, dates,
    ui::{self, Choice, Column, Field},
};

use crate::{calendar, changes::pages::PATH, course::Course, lesson::Lesson, parts, t};

/// A lesson of the day with what changes of it.
pub(crate) struct Line {
    pub(crate) lesson: Lesson,
    pub(crate) course: Course,
    pub(crate) words: String,
}

/// The day of one school.
pub(crate) struct Board {
    pub(crate) org: Org,
    pub(crate) lines: Vec<Line>,
    pub(crate) teachers: Vec<PersonName>,
}

/// The day of the schools of an office.
pub(crate) fn day(cx: &Cx, form: &Form, boards: &[Board], shown: Day) -> Page {
    let (lang, today) = (cx.lang(), cx.today());
    let said = dates::capital(&dates::long_day(lang, shown, today));
    let main = html! {
        (ui::title(t::timetable(lang), &said))
        (ui::error_summary(form))
        nav.row.wide aria-label=(t::change_other_days(lang)) {
            a.act.quiet href={ (PATH) "?jour=" (shown.plus(-1)) } rel="prev" {
                (ui::icon("chevron-left")) (t::change_day_before(lang))
            }
            a.act.quiet href=(calendar::pages::PATH) { (ui::icon("calendar-days")) (t::calendars(lang)) }
            a.act.quiet.end href={ (PATH) "?jour=" (shown.plus(1)) } rel="next" {
                (t::change_day_after(lang)) (ui::icon("chevron-right"))
            }
        }
        @for board in boards { (board_part(cx, form, board, shown)) }
    };
    Page::wide(t::timetable(lang), main)
}

fn board_part(cx: &Cx, form: &Form, board: &Board, shown: Day) -> Markup {
    let lang = cx.lang();
    let columns = [
        Column::words(t::change_lesson(lang)),
        Column::words(t::change_when(lang)),
        Column::words(t::change_who(lang)),
        Column::words(t::room(lang)),
        Column::words(t::change_what(lang)),
    ];
    let rows: Vec<Vec<Markup>> = board.lines.iter().map(|line| row(lang, line)).collect();
    html! {
        section.stack aria-label=(board.org.name) {
            h2 { (board.org.name) }
            @if rows.is_empty() { div.card { (ui::empty("yard", t::change_no_lessons(lang), &html! {})) } }
            @else {
                (absence_form(cx, form, board, shown))
                (ui::cards_table(t::change_table(lang), &columns, &rows))
            }
        }
    }
}

fn row(lang: Lang, line: &Line) -> Vec<Markup> {
    let Line { lesson, course, words } = line;
    let hours = parts::hours(lang, lesson.starts, lesson.ends).unwrap_or_default();
    vec![
        html! { a href={ (PATH) "/seances/" (lesson.id) } { (parts::lesson_name(course, lesson)) } },
        html! { (hours) },
        html! { (course.who()) },
        html! { (place_said(lang, &lesson.room)) },
        html! { @if !words.is_empty() { (ui::tag("attention", words)) } },
    ]
}

fn people<'p>(none: &'p str, names: &'p [(String, String)]) -> Vec<Choice<'p>> {
    let first = Choice { value: String::new(), label: none, hint: "" };
    let each = names.iter().map(|(id, name)| Choice { value: id.clone(), label: name, hint: "" });
    std::iter::once(first).chain(each).collect()
}

fn named(people: &[PersonName]) -> Vec<(String, String)> {
    people.iter().map(|person| (person.id.to_string(), person.full())).collect()
}

fn absence_form(cx: &Cx, form: &Form, board: &Board, shown: Day) -> Markup {
    let lang = cx.lang();
    let names = named(&board.teachers);
    let content = html! {
        form.form method="post" action={ (PATH) "/absences" } {
            (cx.hidden())
            input type="hidden" name="jour" value=(shown);
            input type="hidden" name="ecole" value=(board.org.id);
            (ui::select(form, &Field::new("absent", t::change_absent_field(lang)), &people(t::change_choose(lang), &names)))
            (ui::select(form, &Field::new("remplacant", t::change_substitute_field(lang)), &people(t::change_nobody(lang), &names)))
            (ui::checkbox(form, &Field::new("annulees", t::change_cancel_all(lang))))
            div.actions { button.act.main { (ui::icon("check")) (t::change_absence_act(lang)) } }
        }
    };
    html! { section.card { (ui::details(t::change_absence(lang), &content)) } }
}

/// What changes of one lesson.
pub(crate) fn lesson(
    cx: &Cx,
    form: &Form,
    line: &Line,
    teachers: &[PersonName],
    is_office: bool,
) -> Page {
    let (lang, today) = (cx.lang(), cx.today());
    let Line { lesson, course, words } = line;
    let back = if is_office {
        ui::back(&format!("{PATH}?jour={}", lesson.day), t::timetable(lang))
    } else {
        ui::back(&format!("/cours/lecons/{}", lesson.id), t::lesson_page(lang))
    };
    let main = html! {
        (back)
        (ui::title(&parts::lesson_name(course, lesson), &parts::lesson_when(lang, lesson, today)))
        @if !words.is_empty() { (ui::note(&html! { p { (words) } })) }
        section.card {
            form.form method="post" action={ (PATH) "/seances/" (lesson.id) } {
                (cx.hidden())
                (ui::error_summary(form))
                (ui::text(form, &Field::new("salle", t::room(lang)).optional()))
                @if is_office { (office_fields(form, line, teachers)) }
                div.actions { button.act.main { (ui::icon("check")) (t::change_act(lang)) } }
            }
            p.muted { (t::change_hint(lang)) }
        }
    };
    Page::narrow(t::change_page(lang), main)
}

fn office_fields(form: &Form, line: &Line, teachers: &[PersonName]) -> Markup {
    let lang = form.lang();
    let (own, all) = (named(&line.course.teachers), named(teachers));
    html! {
        (ui::select(form, &Field::new("absent", t::change_absent_field(lang)), &people(t::change_nobody(lang), &own)))
        (ui::select(form, &Field::new("remplacant", t::change_substitute_field(lang)), &people(t::change_nobody(lang), &all)))
        (ui::checkbox(form, &Field::new("annulee", t::change_cancel(lang))))
        (ui::date(form, &Field::new("jour", t::day(lang))))
        @if line.lesson.starts.is_some() {
            (ui::text(form, &Field::new("debut", t::starts(lang)).kind("time").class("short")))
            (ui::text(form, &Field::new("fin", t::ends(lang)).kind("time").class("short").optional()))
        }
    }
}
