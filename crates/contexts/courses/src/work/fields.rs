//! The fields of a work: read, checked, shown.

use db::{DbError, Tx};
use kernel::{Day, Lang};
use maud::{Markup, html};
use web::{
    Form, dates,
    ui::{self, Choice, Field},
};

use crate::{
    course::Course,
    lesson::TITLE_MAX,
    parts, t,
    work::{
        Expects, Given, INSTRUCTIONS_MAX, load,
        whom::{Offer, Whom},
    },
};

/// The last day a work may be due: within two years.
const FAR: i32 = 730;
/// The answer to « Pour quand ? » that means the next lesson.
const NEXT: &str = "prochain";
/// What stands before the id of a group in the answer to « Pour ».
const GROUP: &str = "groupe-";

/// What surrounds the fields of a work: whom it may be for, the next lesson, the load of its day.
pub(crate) struct Around {
    offer: Offer,
    today: Day,
    /// The day of the next lesson, when one is planned.
    next: Option<Day>,
    load: String,
    load_path: String,
}

impl Around {
    /// For a work of a course that is or will be due on a day; `but` is its id, 0 without.
    pub(crate) fn load(
        tx: &mut Tx,
        course: &Course,
        (due, next): (Day, Option<Day>),
        (today, lang, but): (Day, Lang, i64),
    ) -> Result<Self, DbError> {
        let shares = load::of_day(tx, course, due, (today, but))?;
        Ok(Self {
            offer: Offer::load(tx, course, today)?,
            today,
            next,
            load: load::words(lang, &shares, due, today),
            load_path: format!("/cours/{}/charge?sauf={but}&jour=", course.id),
        })
    }
}

/// What the form of a work starts from.
pub(crate) fn preset<'i>(form: Form<'i>, given: &Given, around: &Around) -> Form<'i> {
    let is_next = around.next == Some(given.due);
    let whom = match &given.whom {
        Whom::Group(group) => format!("{GROUP}{group}"),
        whom => whom.level().to_owned(),
    };
    form.with("travail", &given.title)
        .with("quand", if is_next { NEXT } else { "jour" })
        .with("pour-le", &if is_next { String::new() } else { given.due.to_string() })
        .with("duree", &given.minutes.map_or_else(String::new, |minutes| minutes.to_string()))
        .with("rendre", given.expects.code())
        .with("pour-qui", &whom)
}

/// A work nobody has written anything of yet.
pub(crate) const fn blank(due: Day) -> Given {
    Given {
        whom: Whom::Class,
        title: String::new(),
        instructions_html: String::new(),
        due,
        minutes: None,
        expects: Expects::Nothing,
    }
}

/// What was typed of a work; what is missing keeps what was there.
pub(crate) fn read(form: &mut Form, course: &Course, around: &Around, before: &Given) -> Given {
    let minutes = form.number("duree", 1, 600);
    Given {
        whom: read_whom(form, course, &around.offer),
        title: form.text("travail", TITLE_MAX),
        instructions_html: parts::read_rich(
            form,
            "consignes",
            INSTRUCTIONS_MAX,
            &before.instructions_html,
        ),
        due: read_due(form, around.next).unwrap_or(before.due),
        minutes: minutes.and_then(|minutes| i32::try_from(minutes).ok()),
        expects: Expects::from_code(form.shown("rendre")),
    }
}

/// A day that was typed counts, whatever is ticked above it.
fn read_due(form: &mut Form, next: Option<Day>) -> Option<Day> {
    let typed = form.day("pour-le");
    typed.or_else(|| next.filter(|_| form.shown("quand") == NEXT))
}

fn read_whom(form: &Form, course: &Course, offer: &Offer) -> Whom {
    let ticked: Vec<i64> = form.values("eleve").into_iter().filter_map(web::parse_id).collect();
    let of_class = offer.pupils.iter().map(|name| name.id);
    let named: Vec<i64> = of_class.filter(|id| ticked.contains(id)).collect();
    if !named.is_empty() {
        return Whom::Pupils(named);
    }
    let chosen = form.shown("pour-qui").trim();
    let group = chosen.strip_prefix(GROUP).and_then(web::parse_id);
    match group.filter(|id| offer.groups.iter().any(|group| group.id == *id)) {
        Some(group) => Whom::Group(group),
        None if course.levels().iter().any(|level| level == chosen) => {
            Whom::Level(chosen.to_owned())
        }
        None => Whom::Class,
    }
}

/// Says what a work still lacks to be given. A day already set may stay, even past.
pub(crate) fn check(
    form: &mut Form,
    given: &Given,
    around: &Around,
    (today, before): (Day, Option<Day>),
) {
    let lang = form.lang();
    if given.title.is_empty() {
        form.refuse("travail", t::work_title_missing(lang));
    }
    let is_next = around.next.is_some() && form.shown("quand") == NEXT;
    if form.shown("pour-le").trim().is_empty() && !is_next {
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
pub(crate) fn show(form: &Form, course: &Course, around: &Around, stored: &Given) -> Markup {
    let lang = form.lang();
    html! {
        (parts::line(form, &Field::new("travail", t::work_title(lang)).hint(t::work_title_hint(lang))))
        (due(form, around))
        (whom(form, course, around, stored))
        (parts::editor(form, &Field::new("consignes", t::work_instructions(lang)), &stored.instructions_html, 3))
        (ui::choices(form, &Field::new("rendre", t::work_expects(lang)), &[
            Choice { value: "nothing".into(), label: t::work_expects_nothing(lang), hint: t::work_expects_nothing_hint(lang) },
            Choice { value: "handin".into(), label: t::work_expects_handin(lang), hint: t::work_expects_handin_hint(lang) },
        ]))
        (parts::line(form, &Field::new("duree", t::work_minutes(lang)).kind("number").class("short")))
    }
}

/// For when: the next lesson or a day, and what the class already has to do that day.
fn due(form: &Form, around: &Around) -> Markup {
    let lang = form.lang();
    let date = Field::new("pour-le", t::work_due(lang)).kind("date").class("short");
    html! {
        @if let Some(next) = around.next {
            (ui::choices(form, &Field::new("quand", t::work_when(lang)), &[
                Choice {
                    value: NEXT.into(),
                    label: t::work_next_lesson(lang),
                    hint: &dates::long_day(lang, next, around.today),
                },
                Choice { value: "jour".into(), label: t::work_other_day(lang), hint: "" },
            ]))
        }
        (parts::line(form, &date))
        p.load role="status" data-island="load" data-path=(around.load_path)
            data-next=[around.next.map(|day| day.to_string())] { (around.load) }
    }
}

fn whom(form: &Form, course: &Course, around: &Around, stored: &Given) -> Markup {
    let lang = form.lang();
    let Offer { groups, pupils } = &around.offer;
    let named = stored.whom.pupils();
    html! {
        @if !course.levels().is_empty() || !groups.is_empty() { (part(form, course, around)) }
        @if !pupils.is_empty() {
            details.details open[!named.is_empty()] {
                summary { (t::work_some_pupils(lang)) }
                fieldset {
                    legend { (t::work_for_pupils(lang)) }
                    p.hint { (t::work_for_pupils_hint(lang)) }
                    div.choices.across {
                        @for name in pupils {
                            label.choice {
                                input type="checkbox" name="eleve" value=(name.id) checked[named.contains(&name.id)];
                                span { (name.full()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The class, one of its levels, or one of its groups.
fn part(form: &Form, course: &Course, around: &Around) -> Markup {
    let lang = form.lang();
    let all = Choice { value: String::new(), label: t::work_level_all(lang), hint: "" };
    let levels = course.levels().iter().map(|l| Choice { value: l.clone(), label: l, hint: "" });
    let groups = around.offer.groups.iter().map(|group| Choice {
        value: format!("{GROUP}{}", group.id),
        label: &group.name,
        hint: "",
    });
    let answers: Vec<_> = std::iter::once(all).chain(levels).chain(groups).collect();
    ui::select(form, &Field::new("pour-qui", t::work_level(lang)), &answers)
}
