//! The next version of the baseline: written as a draft, then published from a day on.

use kernel::{Lang, Role, Target};
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Choice, Field},
};

use crate::{
    SENT,
    baseline::{
        Applies, EVERY_MAX, Line, Per, QUANTITY_MAX, Version, What,
        store::{self, Seen},
        versions,
    },
    device::pages::note_at,
    rights, t,
};

/// Where the draft is.
pub(super) const PATH: &str = "/materiel/socle/brouillon";
/// The most lines of a version, and those that wait to be filled in.
const LINES_MAX: usize = 30;
const BLANK: usize = 2;
/// The longest title and source.
const WORDS_MAX: usize = 300;

pub(super) fn routes() -> Vec<Route> {
    let who = Access::Role(&[Role::TerritoryManager]);
    vec![
        Route::get(PATH, who, show),
        Route::post(PATH, who, save),
        Route::post("/materiel/socle/brouillon/publier", who, publish),
    ]
}

/// The draft as it is kept, else what is in force, to begin from.
fn draft(cx: &mut Cx) -> Result<Version, Problem> {
    rights::require_runs(cx)?;
    if let Some(draft) = store::draft(cx.tx)? {
        return Ok(draft);
    }
    let today = cx.today();
    let version = store::in_force(cx.tx, today)?;
    Ok(Version { id: 0, starts: today, published: None, ..version })
}

/// The draft that a version is, to be told from another.
fn seen(version: &Version) -> Seen {
    (version.id != 0).then_some((version.id, version.revision))
}

/// The draft that a form was made from.
fn typed_seen(form: &mut Form) -> Seen {
    let mut number = |field| form.number(field, 1, i64::MAX);
    number("brouillon").zip(number("revision"))
}

fn name(field: &str, at: usize) -> String {
    format!("{field}-{at}")
}

fn show(cx: &mut Cx) -> Outcome {
    let draft = draft(cx)?;
    let mut form = cx
        .blank_form()
        .with("titre", &draft.title)
        .with("source", &draft.source)
        .with("debut", &draft.starts);
    for (at, line) in draft.lines.iter().enumerate() {
        let target = if line.target == 0 { String::new() } else { line.target.to_string() };
        form = form
            .with(&name("quoi", at), line.what.code())
            .with(&name("pour", at), line.applies.code())
            .with(&name("par", at), line.per.code())
            .with(&name("tous", at), &line.every)
            .with(&name("combien", at), &line.quantity)
            .with(&name("mieux", at), &target)
            .with(&name("origine", at), &line.source);
    }
    let count = draft.lines.len();
    Ok(page(cx, &form, seen(&draft), count).into())
}

/// The version that the form says, with how many lines it shows.
fn typed(form: &mut Form) -> (Version, usize) {
    let lang = form.lang();
    let mut lines = Vec::new();
    let mut shown = 0;
    for at in 0..LINES_MAX {
        let what = name("quoi", at);
        if form.shown(&what).is_empty() {
            continue;
        }
        shown = at + 1;
        let Some(what) = form.choice(&what, What::from_code) else { continue };
        let quantity = name("combien", at);
        let line = Line {
            what,
            applies: form.choice(&name("pour", at), Applies::from_code).unwrap_or(Applies::All),
            per: form.choice(&name("par", at), Per::from_code).unwrap_or(Per::Class),
            every: form.number(&name("tous", at), 1, EVERY_MAX).unwrap_or(1),
            quantity: form.number(&quantity, 1, QUANTITY_MAX).unwrap_or(0),
            target: form.number(&name("mieux", at), 1, QUANTITY_MAX).unwrap_or(0),
            source: form.text(&name("origine", at), WORDS_MAX),
        };
        if line.quantity == 0 && form.error_of(&quantity).is_none() {
            form.refuse(&quantity, t::quantity_missing(lang));
        }
        if line.target != 0 && line.target < line.quantity {
            form.refuse(&name("mieux", at), t::line_target_less(lang));
        }
        lines.push(line);
    }
    if lines.is_empty() && form.is_valid() {
        form.refuse("quoi-0", t::draft_no_line(lang));
    }
    let version = Version {
        id: 0,
        title: form.required("titre", WORDS_MAX),
        source: form.required("source", WORDS_MAX),
        starts: form.required_day("debut").unwrap_or_default(),
        published: None,
        revision: 0,
        lines,
    };
    (version, shown)
}

fn save(cx: &mut Cx) -> Outcome {
    let (current, mut form) = (draft(cx)?, cx.form());
    let from = typed_seen(&mut form);
    let (version, shown) = typed(&mut form);
    if !form.is_valid() {
        // A form to correct stays that of the draft it was made from.
        return Ok(Reply::to_correct(page(cx, &form, from, shown)));
    }
    if !store::keep(cx.tx, &version, from, cx.now)? {
        form.refuse("titre", t::draft_meanwhile(cx.lang(), &current.title));
        return Ok(Reply::to_correct(page(cx, &form, seen(&current), shown)).with_status(409));
    }
    Ok(Reply::see_other(PATH).saying(t::draft_saved(cx.lang())))
}

/// What was saved becomes the next version. It replaces the last one from its day on, never before.
fn publish(cx: &mut Cx) -> Outcome {
    rights::require_runs(cx)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let lang = cx.lang();
    let Some(draft) = store::draft(cx.tx)? else {
        return Err(Problem::refused("no-draft", t::draft_none(lang)));
    };
    if typed_seen(&mut cx.form()) != seen(&draft) {
        return Err(Problem::conflict("changed", t::draft_publish_meanwhile(lang)));
    }
    let last = store::published(cx.tx)?.first().map(|version| version.starts);
    if last.is_some_and(|last| draft.starts < last) {
        return Err(Problem::refused("too-early", t::draft_too_early(lang)));
    }
    let person = cx.actor()?.person;
    store::publish(cx.tx, draft.id, person, cx.now)?;
    note_at(cx, "equipment.baseline.publish", draft.id, Target::TERRITORY)?;
    SENT.lead(cx, versions::PATH.to_owned(), t::draft_published(lang))
}

fn page(cx: &Cx, form: &Form, from: Seen, count: usize) -> Page {
    let lang = cx.lang();
    let hidden = html! {
        (cx.hidden())
        @if let Some((id, revision)) = from {
            input type="hidden" name="brouillon" value=(id);
            input type="hidden" name="revision" value=(revision);
        }
    };
    let main = html! {
        (ui::back(versions::PATH, t::versions_title(lang)))
        (ui::error_summary(form))
        (ui::title(t::draft_title(lang), t::draft_under(lang)))
        form.form.stack method="post" action=(PATH) {
            (hidden)
            div.card.stack {
                (ui::text(form, &Field::new("titre", t::baseline_name(lang))))
                (ui::text(form, &Field::new("source", t::baseline_source(lang)).hint(t::baseline_source_hint(lang))))
                (ui::date(form, &Field::new("debut", t::baseline_starts(lang)).hint(t::baseline_starts_hint(lang))))
            }
            @for at in 0..(count + BLANK).min(LINES_MAX) { (line(lang, form, at)) }
            div.card.stack {
                p.muted { (t::draft_lines_hint(lang)) }
                div.actions { button.act.main { (ui::icon("check")) (t::draft_save(lang)) } }
            }
        }
        @if from.is_some() && form.is_valid() {
            (ui::confirm(t::draft_publish(lang), t::draft_publish_sure(lang), &html! {
                form method="post" action={ (PATH) "/publier" } {
                    (hidden)
                    button.act.main { (t::draft_publish(lang)) }
                }
            }))
        }
    };
    Page::narrow(t::draft_title(lang), main)
}

fn choices<T: Copy>(
    all: &[T],
    code: impl Fn(T) -> &'static str,
    says: impl Fn(T) -> &'static str,
) -> Vec<Choice<'static>> {
    let choice = |one: &T| Choice { value: code(*one).to_owned(), label: says(*one), hint: "" };
    all.iter().map(choice).collect()
}

/// A line, closed on what it says; one that is to be corrected or filled in is open.
fn line(lang: Lang, form: &Form, at: usize) -> Markup {
    let [what, applies, per, every, quantity, target, source] =
        ["quoi", "pour", "par", "tous", "combien", "mieux", "origine"].map(|field| name(field, at));
    let all = [&what, &applies, &per, &every, &quantity, &target, &source];
    let is_wrong = all.iter().any(|field| form.error_of(field).is_some());
    let mut whats = vec![Choice { value: String::new(), label: t::line_nothing(lang), hint: "" }];
    whats.extend(choices(What::ALL, What::code, |one| one.says(lang)));
    let said = What::from_code(form.shown(&what)).map(|one| one.says(lang));
    let number = i64::try_from(at + 1).unwrap_or(0);
    html! {
        details.details open[is_wrong] {
            summary { (t::line_title(lang, number, said.unwrap_or(t::line_new(lang)))) }
            div.stack {
                (ui::select(form, &Field::new(&what, t::gap_what(lang)), &whats))
                (ui::text(form, &Field::new(&quantity, t::line_quantity(lang)).kind("number").class("short").optional()))
                (ui::select(form, &Field::new(&per, t::line_per(lang)), &choices(Per::ALL, Per::code, |one| one.says(lang))))
                (ui::text(form, &Field::new(&every, t::line_every(lang)).hint(t::line_every_hint(lang)).kind("number").class("short").optional()))
                (ui::text(form, &Field::new(&target, t::line_target(lang)).kind("number").class("short").optional()))
                (ui::select(form, &Field::new(&applies, t::line_applies(lang)), &choices(Applies::ALL, Applies::code, |one| one.says(lang))))
                (ui::text(form, &Field::new(&source, t::line_source(lang)).optional()))
            }
        }
    }
}
