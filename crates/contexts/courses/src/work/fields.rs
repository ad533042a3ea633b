//! The fields of a work: read, checked, shown.

use kernel::{Day, Lang};
use maud::{Markup, html};
use web::{
    Form,
    ui::{self, Choice, Field},
};

use crate::{
    course::Course,
    lesson::TITLE_MAX,
    parts, t,
    work::{Expects, Given, INSTRUCTIONS_MAX},
};

/// The last day a work may be due: within two years.
const FAR: i32 = 730;

/// What the form of a work starts from.
pub(crate) fn preset<'i>(form: Form<'i>, given: &Given) -> Form<'i> {
    form.with("travail", &given.title)
        .with("pour-le", &given.due)
        .with("duree", &given.minutes.map_or_else(String::new, |minutes| minutes.to_string()))
        .with("rendre", given.expects.code())
        .with("niveau", &given.level)
}

/// A work nobody has written anything of yet.
pub(crate) const fn blank(due: Day) -> Given {
    Given {
        level: String::new(),
        title: String::new(),
        instructions_html: String::new(),
        due,
        minutes: None,
        expects: Expects::Nothing,
    }
}

/// What was typed of a work; what is missing keeps what was there.
pub(crate) fn read(form: &mut Form, course: &Course, before: &Given) -> Given {
    let level = form.text("niveau", 40);
    let minutes = form.number("duree", 1, 600);
    Given {
        title: form.text("travail", TITLE_MAX),
        instructions_html: parts::read_rich(
            form,
            "consignes",
            INSTRUCTIONS_MAX,
            &before.instructions_html,
        ),
        due: form.day("pour-le").unwrap_or(before.due),
        minutes: minutes.and_then(|minutes| i32::try_from(minutes).ok()),
        expects: Expects::from_code(form.shown("rendre")),
        level: if course.levels().contains(&level) { level } else { String::new() },
    }
}

/// Says what a work still lacks to be given. A day already set may stay, even past.
pub(crate) fn check(form: &mut Form, given: &Given, (today, before): (Day, Option<Day>)) {
    let lang = form.lang();
    if given.title.is_empty() {
        form.refuse("travail", t::work_title_missing(lang));
    }
    if form.shown("pour-le").trim().is_empty() {
        form.refuse("pour-le", t::work_due_missing(lang));
    } else if form.error_of("pour-le").is_none() && Some(given.due) != before {
        if given.due < today {
            form.refuse("pour-le", t::work_due_past(lang));
        } else if given.due > today.plus(FAR) {
            form.refuse("pour-le", t::work_due_far(lang));
        }
    }
}

/// The fields. In a lesson they may all stay empty.
pub(crate) fn show(form: &Form, course: &Course, stored: &Given) -> Markup {
    let lang = form.lang();
    html! {
        (parts::line(form, &Field::new("travail", t::work_title(lang)).hint(t::work_title_hint(lang))))
        @if !course.levels().is_empty() { (level(form, course, lang)) }
        (parts::line(form, &Field::new("pour-le", t::work_due(lang)).kind("date").class("short")))
        (parts::editor(form, &Field::new("consignes", t::work_instructions(lang)), &stored.instructions_html, 3))
        (ui::choices(form, &Field::new("rendre", t::work_expects(lang)), &[
            Choice { value: "nothing".into(), label: t::work_expects_nothing(lang), hint: t::work_expects_nothing_hint(lang) },
            Choice { value: "handin".into(), label: t::work_expects_handin(lang), hint: t::work_expects_handin_hint(lang) },
        ]))
        (parts::line(form, &Field::new("duree", t::work_minutes(lang)).kind("number").class("short")))
    }
}

fn level(form: &Form, course: &Course, lang: Lang) -> Markup {
    let all = Choice { value: String::new(), label: t::work_level_all(lang), hint: "" };
    let each = course.levels().iter().map(|l| Choice { value: l.clone(), label: l, hint: "" });
    let answers: Vec<_> = std::iter::once(all).chain(each).collect();
    ui::select(form, &Field::new("niveau", t::work_level(lang)), &answers)
}
