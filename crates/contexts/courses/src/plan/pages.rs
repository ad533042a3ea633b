//! « Plan de l’année » of a teaching: its sequences by term, on the days that the timetable gives.

use kernel::{Day, Lang, Role, Target};
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates,
    ui::{self, Choice, Field},
};

use crate::{
    course::Course,
    lesson::{
        TITLE_MAX,
        cahier::{course_of, taught_course},
    },
    parts,
    plan::{
        AT_MOST, LONGEST, Sequence, Term, Unrolled, content,
        store::{self, Said},
        unroll,
    },
    rights::SEQUENCE_WRITE,
    t,
    trash::{self, Deleted},
};

/// The longest aims of a sequence, in characters.
const AIMS_MAX: usize = 2_000;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/cours/{teaching}/plan", Access::SignedIn, page),
        Route::post("/cours/{teaching}/plan", Access::SignedIn, add),
        Route::post("/cours/sequences/{sequence}", Access::Item(&SEQUENCE_WRITE), change),
    ]
}

/// The plan of a course with the lessons it unrolls on.
struct Scene {
    course: Course,
    plan: Vec<Sequence>,
    lessons: Vec<(String, Day)>,
    is_taught: bool,
}

impl Scene {
    fn load(cx: &mut Cx, course: Course) -> Result<Self, Problem> {
        let from = directory::api::school_year(cx)?.first;
        Ok(Self {
            plan: store::of_teaching(cx.tx, course.id)?,
            lessons: store::lessons(cx.tx, course.id, from)?,
            is_taught: course.is_taught_by(cx.actor()?),
            course,
        })
    }

    /// The moments of an école, each once in their order; one without a name elsewhere.
    fn labels(&self) -> Vec<&str> {
        let mut labels: Vec<&str> = Vec::new();
        let used = self.plan.iter().map(|sequence| sequence.label.as_str());
        for label in self.lessons.iter().map(|(label, _)| label.as_str()).chain(used) {
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        labels
    }

    fn unrolled(&self) -> Vec<Unrolled<'_>> {
        let of_label = |label: &str| {
            let plan: Vec<_> = self.plan.iter().filter(|s| s.label == label).collect();
            let own = self.lessons.iter().filter(|(of, _)| of == label);
            unroll(&plan, &own.map(|(_, day)| *day).collect::<Vec<_>>())
        };
        self.labels().into_iter().flat_map(of_label).collect()
    }
}

/// For those who teach it, and the head of the school.
fn page(cx: &mut Cx) -> Outcome {
    let course = course_of(cx)?;
    let actor = cx.actor()?;
    if !course.is_taught_by(actor) && !actor.has(Role::Head, Target::org(course.org.id)) {
        return Err(Problem::not_found());
    }
    let scene = Scene::load(cx, course)?;
    let form = cx.blank_form();
    Ok(show(cx, &scene, &form).into())
}

fn show(cx: &Cx, scene: &Scene, form: &Form) -> Page {
    let lang = cx.lang();
    let unrolled = scene.unrolled();
    let main = html! {
        (ui::back(&format!("/cours/{}/cahier", scene.course.id), t::cahier(lang)))
        (ui::title(t::plan_title(lang), &scene.course.name()))
        div.stack {
            @if scene.plan.is_empty() {
                div.card { (ui::empty("tree", t::plan_empty(lang), &html! {})) }
            }
            @for term in Term::ALL { (of_term(cx, scene, &unrolled, term)) }
        }
        @if scene.is_taught { (add_form(cx, scene, form)) }
    };
    if scene.is_taught {
        Page::columns(t::plan_title(lang), main)
    } else {
        Page::narrow(t::plan_title(lang), main)
    }
}

fn term_words(lang: Lang, term: Term) -> &'static str {
    match term {
        Term::First => t::plan_term_first(lang),
        Term::Second => t::plan_term_second(lang),
        Term::Third => t::plan_term_third(lang),
        Term::Later => t::plan_term_later(lang),
    }
}

fn of_term(cx: &Cx, scene: &Scene, unrolled: &[Unrolled], term: Term) -> Markup {
    let starts = |one: &Unrolled| Term::of(one.span.map(|(first, _)| first));
    let own: Vec<_> = unrolled.iter().filter(|one| starts(one) == term).collect();
    html! {
        @if !own.is_empty() {
            section.stack {
                h2 { (term_words(cx.lang(), term)) }
                @for one in own { (card(cx, scene, one)) }
            }
        }
    }
}

fn card(cx: &Cx, scene: &Scene, one: &Unrolled) -> Markup {
    let (lang, today, sequence) = (cx.lang(), cx.today(), one.sequence);
    html! {
        article.card.stack {
            header {
                h3 { (sequence.title) }
                @if !sequence.label.is_empty() { (ui::tag("quiet", &sequence.label)) }
                @if sequence.published_at.is_some() { (ui::tag("done", t::sequence_shown(lang))) }
            }
            p.muted {
                (t::plan_lessons(lang, sequence.lessons.into()))
                @if let Some((first, last)) = one.span {
                    " · " (t::plan_span(lang, &dates::long_day(lang, first, today), &dates::long_day(lang, last, today)))
                }
            }
            @if one.missing > 0 && one.span.is_some() { p { (t::plan_missing(lang, one.missing.into())) } }
            @if !sequence.aims.is_empty() { (parts::prose(&web::rich::from_plain(&sequence.aims))) }
            p { a.act href=(content::path(sequence.id)) { (ui::icon("paperclip")) (t::sequence_content(lang)) span.sr-only { "(" (sequence.title) ")" } } }
            @if scene.is_taught { (tools(cx, sequence)) }
        }
    }
}

/// What a teacher does with a sequence, closed until asked for.
fn tools(cx: &Cx, sequence: &Sequence) -> Markup {
    let lang = cx.lang();
    let id = |name: &str| format!("{name}-{}", sequence.id);
    let (title, count, aims) = (id("titre"), id("seances"), id("buts"));
    let form = html! {
        form.form method="post" action={ "/cours/sequences/" (sequence.id) } {
            (cx.hidden())
            div.field {
                label for=(title) { (t::plan_sequence(lang)) }
                input id=(title) type="text" name="titre" value=(sequence.title) required;
            }
            div.field.short {
                label for=(count) { (t::plan_count(lang)) }
                input id=(count) type="number" name="seances" value=(sequence.lessons) min="1" max=(LONGEST) required;
            }
            div.field {
                label for=(aims) { (t::plan_aims(lang)) }
                textarea id=(aims) name="buts" rows="3" { (sequence.aims) }
            }
            div.actions {
                button.act.main name="action" value="enregistrer" { (t::save(lang)) }
                button.act name="action" value="monter" { (t::plan_up(lang)) }
                button.act name="action" value="descendre" { (t::plan_down(lang)) }
                button.act.danger name="action" value="supprimer" { (ui::icon("trash-2")) (t::delete(lang)) }
            }
        }
    };
    ui::details(t::plan_change(lang), &form)
}

fn add_form(cx: &Cx, scene: &Scene, form: &Form) -> Markup {
    let lang = cx.lang();
    let moments = scene.labels();
    let choices: Vec<_> = moments
        .iter()
        .map(|label| Choice { value: (*label).to_owned(), label, hint: "" })
        .collect();
    html! {
        section.card.stack.no-print aria-labelledby="ajouter" {
            header { h2 #ajouter { (t::plan_add(lang)) } }
            form.form method="post" action={ "/cours/" (scene.course.id) "/plan" } {
                (cx.hidden())
                (ui::error_summary(form))
                (ui::text(form, &Field::new("titre", t::plan_sequence(lang))))
                @if moments.len() > 1 { (ui::select(form, &Field::new("moment", t::moment(lang)), &choices)) }
                (ui::text(form, &Field::new("seances", t::plan_count(lang)).kind("number").class("short")))
                (ui::textarea(form, &Field::new("buts", t::plan_aims(lang)).optional(), 3))
                div.actions { button.act.main { (ui::icon("plus")) (t::plan_add(lang)) } }
            }
            p.muted { (t::plan_hint(lang)) }
        }
    }
}

/// What was typed of a sequence.
struct Typed {
    title: String,
    aims: String,
    lessons: i64,
}

fn typed(form: &mut Form) -> Typed {
    let (title, aims) = (form.required("titre", TITLE_MAX), form.text("buts", AIMS_MAX));
    let lessons = form.number("seances", 1, LONGEST);
    if lessons.is_none() && form.error_of("seances").is_none() {
        form.refuse("seances", t::plan_count_missing(form.lang()));
    }
    Typed { title, aims, lessons: lessons.unwrap_or(1) }
}

fn add(cx: &mut Cx) -> Outcome {
    let course = taught_course(cx)?;
    let scene = Scene::load(cx, course)?;
    let (lang, once) = (cx.lang(), cx.incoming.once()?);
    let mut form = cx.form();
    let typed = typed(&mut form);
    if scene.plan.len() >= AT_MOST {
        form.refuse("titre", t::plan_full(lang));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(show(cx, &scene, &form)));
    }
    let moment = form.shown("moment");
    let label = scene.labels().into_iter().find(|label| *label == moment);
    let label = label.or_else(|| scene.labels().first().copied()).unwrap_or_default();
    let said = Said { label, title: &typed.title, aims: &typed.aims, lessons: typed.lessons };
    store::add(cx.tx, &scene.course, &said, once)?;
    Ok(Reply::see_other(path(scene.course.id)).saying(t::plan_added(lang)))
}

/// Where the plan of a teaching is.
pub(crate) fn path(teaching: i64) -> String {
    format!("/cours/{teaching}/plan")
}

/// Changes a sequence, moves it, or takes it away.
fn change(cx: &mut Cx) -> Outcome {
    let (id, lang) = (cx.id()?, cx.lang());
    let sequence = store::get(cx.tx, id)?;
    let back = Reply::see_other(path(sequence.teaching));
    match cx.incoming.field("action") {
        Some("monter") => step(cx, &sequence, -1).map(|()| back),
        Some("descendre") => step(cx, &sequence, 1).map(|()| back),
        Some("supprimer") => {
            store::set_deleted(cx.tx, id, Some(cx.now))?;
            trash::put(cx, Deleted::Sequence, id, &sequence.title)?;
            Ok(back.saying(t::plan_deleted(lang)))
        }
        _ => {
            let mut form = cx.form();
            let typed = typed(&mut form);
            if !form.is_valid() {
                return Ok(back.saying(t::plan_not_changed(lang)));
            }
            let said = Said {
                label: &sequence.label,
                title: &typed.title,
                aims: &typed.aims,
                lessons: typed.lessons,
            };
            store::change(cx.tx, id, &said)?;
            Ok(back.saying(t::plan_changed(lang)))
        }
    }
}

/// Moves a sequence one place among those of its moment; at the end nothing moves.
fn step(cx: &mut Cx, sequence: &Sequence, by: isize) -> Result<(), Problem> {
    let mut plan = store::of_teaching(cx.tx, sequence.teaching)?;
    plan.retain(|other| other.label == sequence.label);
    let at = plan.iter().position(|other| other.id == sequence.id);
    let other = at.and_then(|at| at.checked_add_signed(by)).and_then(|at| plan.get(at));
    if let Some(other) = other {
        store::swap(cx.tx, sequence, other)?;
    }
    Ok(())
}

/// Brings a sequence back from the trash; the page of its plan.
pub(crate) fn restore(cx: &mut Cx, id: i64) -> Result<String, Problem> {
    store::set_deleted(cx.tx, id, None)?;
    cx.require(&SEQUENCE_WRITE, id)?;
    Ok(path(store::get(cx.tx, id)?.teaching))
}
