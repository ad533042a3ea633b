//! What loans look like.

use std::collections::HashMap;

use db::{DbError, Tx};
use directory::api::{self, Group, Org, PersonName};
use kernel::{Instant, Lang};
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Choice, Column, Field},
};

use crate::{
    device::{
        Device,
        pages::{device_path, school_path},
        store as devices,
    },
    loan::{
        CameBack, End, Loan, Phase, back,
        lend::{self, when_fields},
        one,
        pages::{Scene, school_loans},
        store::{PER_PAGE, Which},
    },
    scan, t,
};

/// The names and things that loans are told with.
pub(super) struct Told {
    pub(super) people: HashMap<i64, PersonName>,
    groups: HashMap<i64, Group>,
    pub(super) devices: HashMap<i64, Device>,
}

impl Told {
    pub(super) fn load(tx: &mut Tx, loans: &[Loan]) -> Result<Self, DbError> {
        let people: Vec<i64> = loans
            .iter()
            .flat_map(|loan| [loan.person, loan.lent_by, loan.accepted_by])
            .flatten()
            .collect();
        let groups: Vec<i64> = loans.iter().filter_map(|loan| loan.group).collect();
        let ids: Vec<i64> = loans.iter().map(|loan| loan.device).collect();
        let devices = devices::by_ids(tx, &ids)?;
        Ok(Self {
            people: api::names(tx, &people)?,
            groups: api::groups(tx, &groups)?,
            devices: devices.into_iter().map(|device| (device.id, device)).collect(),
        })
    }

    /// « Lina Moreau, 5e B »; someone who is forgotten has no name.
    pub(super) fn borrower(&self, lang: Lang, loan: &Loan) -> String {
        let name = loan.person.and_then(|person| self.people.get(&person)).map(PersonName::full);
        let class = loan.group.and_then(|group| self.groups.get(&group)).map(|group| &group.name);
        match (name, class) {
            (Some(name), Some(class)) => format!("{name}, {class}"),
            (Some(name), None) => name,
            _ => t::someone(lang).to_owned(),
        }
    }

    /// The name of a child alone.
    pub(super) fn first_name(&self, loan: &Loan) -> &str {
        let name = loan.person.and_then(|person| self.people.get(&person));
        name.map(|name| name.first.as_str()).unwrap_or_default()
    }

    pub(super) fn device(&self, lang: Lang, loan: &Loan) -> (String, &str) {
        let device = self.devices.get(&loan.device);
        device.map_or((String::new(), ""), |device| (device.said.name(lang), device.said.called()))
    }
}

/// Where a loan stands, as a tag.
pub(super) fn phase_tag(lang: Lang, phase: Phase) -> Markup {
    match phase {
        Phase::Running => ui::tag("quiet", t::phase_running(lang)),
        Phase::Soon => ui::tag("attention", t::phase_soon(lang)),
        Phase::Late => ui::tag("wrong", t::phase_late(lang)),
        Phase::Over(End::Returned) => ui::tag("done", End::Returned.says(lang)),
        Phase::Over(End::Gone) => ui::tag("quiet", End::Gone.says(lang)),
        Phase::Over(end) => ui::tag("wrong", end.says(lang)),
    }
}

/// « mardi 30 juin à 17 h »; words for what has no date.
pub(super) fn due_said(cx: &Cx, due: Option<Instant>) -> String {
    due_in(cx, cx.lang(), due)
}

/// The same in a language.
pub(super) fn due_in(cx: &Cx, lang: Lang, due: Option<Instant>) -> String {
    due.map_or_else(
        || t::due_open(lang).to_owned(),
        |due| {
            let (day, time) = cx.app.place.local(due);
            t::at_hour(lang, &dates::long_day(lang, day, cx.today()), &dates::time(lang, time))
        },
    )
}

/// « Prêté à Lina Moreau, 5e B », for who lends; « Prêté » for the others.
pub(crate) fn holder_said(
    tx: &mut Tx,
    lang: Lang,
    loans: &HashMap<i64, Loan>,
) -> Result<HashMap<i64, String>, DbError> {
    let list: Vec<Loan> = loans.values().cloned().collect();
    let told = Told::load(tx, &list)?;
    Ok(loans.iter().map(|(device, loan)| (*device, told.borrower(lang, loan))).collect())
}

/// What was lent to a class, pupil by pupil.
pub(super) fn lent_list(
    lang: Lang,
    loans: &[Loan],
    devices: &[Device],
    pupils: &[PersonName],
) -> Markup {
    html! {
        ul.files { @for loan in loans.iter().rev() {
            @let device = devices.iter().find(|device| device.id == loan.device);
            @let pupil = pupils.iter().find(|pupil| Some(pupil.id) == loan.person);
            li { a href=(one::path(loan.id)) {
                (ui::icon("tablet"))
                span { (pupil.map_or_else(|| t::someone(lang).to_owned(), PersonName::full)) }
                small.muted { (device.map(|device| device.said.called()).unwrap_or_default()) }
            } }
        } }
    }
}

/// The agreements of a class, to print.
pub(super) fn print_class(cx: &Cx, org: i64, class: i64) -> Markup {
    html! {
        form method="post" action={ (school_loans(org)) "/conventions" } {
            (cx.hidden())
            input type="hidden" name="classe" value=(class);
            button.act { (ui::icon("printer")) (t::print_agreements(cx.lang())) }
        }
    }
}

/// What came back today.
pub(super) fn back_list(cx: &Cx, loans: &[Loan], told: &Told) -> Markup {
    let lang = cx.lang();
    html! {
        @if loans.is_empty() { p { (t::back_none(lang)) } }
        @else {
            ul.files { @for loan in loans {
                @let (name, called) = told.device(lang, loan);
                li { a href=(one::path(loan.id)) {
                    (ui::icon("tablet"))
                    span { (name) br; small.muted { (told.borrower(lang, loan)) } }
                    small.muted { (called) @if let Some(state) = loan.came_back.filter(|state| *state != CameBack::Good) { " · " (state.says(lang)) } }
                } }
            } }
        }
    }
}

/// The loans of a school.
pub(super) fn list(
    cx: &Cx,
    org: &Org,
    which: Which,
    (loans, told): (&[Loan], &Told),
    (page, count): (i64, i64),
) -> Page {
    let (lang, path) = (cx.lang(), school_loans(org.id));
    let form = cx.blank_form().with("etat", which.code());
    let choices = Which::ALL.map(|one| Choice {
        value: one.code().to_owned(),
        label: which_says(lang, one),
        hint: "",
    });
    let last = (count + PER_PAGE - 1) / PER_PAGE;
    let main = html! {
        (ui::back(&school_path(org.id), &org.name))
        (ui::title(t::loans_title(lang), &t::loans_count(lang, count)))
        p.actions {
            a.act.main href=(lend::path(org.id)) { (ui::icon("plus")) (t::lend(lang)) }
            a.act href=(back::path(org.id)) { (ui::icon("check")) (t::back_title(lang)) }
        }
        form.finder method="get" action=(path) {
            (ui::select(&form, &Field::new("etat", t::loans_which(lang)), &choices))
            button.act { (t::find(lang)) }
        }
        @if loans.is_empty() { (ui::empty("bench", t::loans_none(lang), &html! {})) }
        @else {
            (table(cx, loans, told))
            @if which == Which::Unsigned {
                form method="post" action={ (path) "/conventions" } {
                    (cx.hidden())
                    button.act { (ui::icon("printer")) (t::print_agreements(lang)) }
                }
            }
        }
        (ui::pages(lang, &format!("{path}?etat={}&page=", which.code()), page, last))
    };
    Page::wide(t::loans_title(lang), main)
}

fn which_says(lang: Lang, which: Which) -> &'static str {
    match which {
        Which::Open => t::which_open(lang),
        Which::Late => t::which_late(lang),
        Which::Unsigned => t::which_unsigned(lang),
        Which::Over => t::which_over(lang),
    }
}

fn table(cx: &Cx, loans: &[Loan], told: &Told) -> Markup {
    let lang = cx.lang();
    let columns = [
        Column::words(t::loan_to(lang)),
        Column::words(t::device(lang)),
        Column::words(t::loan_due(lang)),
        Column::words(t::loan_where(lang)),
    ];
    let rows: Vec<Vec<Markup>> = loans
        .iter()
        .map(|loan| {
            let (name, called) = told.device(lang, loan);
            vec![
                html! { a href=(one::path(loan.id)) { (told.borrower(lang, loan)) } },
                html! { (name) " " span.muted { (called) } },
                html! { (due_said(cx, loan.due)) },
                phase_tag(lang, loan.phase(cx.now)),
            ]
        })
        .collect();
    ui::cards_table(t::loans_title(lang), &columns, &rows)
}

/// What is known of a loan, whoever reads it; `is_lender` sees who did what. Who accepted it has a name for
/// the school and for themselves: the other guardian of a child is nobody's to see.
pub(super) fn facts(
    cx: &Cx,
    scene: &Scene,
    told: &Told,
    is_lender: bool,
) -> Vec<(&'static str, Markup)> {
    let (lang, loan) = (cx.lang(), &scene.loan);
    let when = |at: Instant| dates::capital(&dates::when(lang, at, cx.now, &cx.app.place));
    let by =
        |person: Option<i64>| person.and_then(|id| told.people.get(&id)).map(PersonName::formal);
    let me = cx.actor().ok().map(|actor| actor.person);
    let accepted_by = loan.accepted_by.filter(|by| is_lender || Some(*by) == me);
    let mut facts = vec![
        (t::loan_to(lang), html! { (told.borrower(lang, loan)) }),
        (t::number(lang), html! { (scene.device.said.called()) }),
        (t::school_name(lang), html! { (scene.org.name) }),
        (
            t::lent_on(lang),
            html! { (when(loan.lent_at)) @if let Some(by) = by(loan.lent_by) { " · " (by) } },
        ),
        (t::loan_due(lang), html! { (dates::capital(&due_said(cx, loan.due))) }),
    ];
    let agreement = match loan.accepted_at {
        Some(at) if loan.on_paper => {
            html! { (t::signed_on_paper(lang, &dates::when(lang, at, cx.now, &cx.app.place))) }
        }
        Some(at) => {
            html! { (t::accepted_here(lang, &dates::when(lang, at, cx.now, &cx.app.place))) @if let Some(by) = by(accepted_by) { " · " (by) } }
        }
        None => html! { (t::not_accepted(lang)) },
    };
    facts.push((t::agreement(lang), agreement));
    if let Some(at) = loan.ended_at {
        facts.push((t::ended_on(lang), html! { (when(at)) }));
    }
    if let Some(came_back) = loan.came_back {
        facts.push((t::back_state(lang), html! { (came_back.says(lang)) }));
    }
    if is_lender && !loan.words.is_empty() {
        facts.push((t::back_words(lang), html! { (loan.words) }));
    }
    facts
}

/// One loan, for who lends.
pub(super) fn one(cx: &Cx, scene: &Scene, told: &Told, form: &Form) -> Page {
    let (lang, loan) = (cx.lang(), &scene.loan);
    let path = one::path(loan.id);
    let name = scene.device.said.name(lang);
    let main = html! {
        (ui::back(&school_loans(scene.org.id), t::loans_title(lang)))
        (ui::error_summary(form))
        (ui::title(&name, &told.borrower(lang, loan)))
        section.card aria-labelledby="pret" {
            header { h2 id="pret" { (t::loan(lang)) } (phase_tag(lang, loan.phase(cx.now))) }
            (ui::facts(&facts(cx, scene, told, true)))
            p { a href=(device_path(loan.device)) { (t::see_device(lang)) } }
        }
        @if loan.ended.is_none() {
            @if loan.accepted_at.is_none() { (agreement_card(cx, &path)) }
            (scan::more(form, &["rendre", "heure"], t::extend(lang), &html! {
                form.card.stack method="post" action={ (path) "/prolonger" } {
                    (cx.hidden())
                    (when_fields(form, loan.is_pupil))
                    div.actions { button.act.main { (ui::icon("check")) (t::extend(lang)) } }
                }
            }))
        }
        @if loan.ended.is_none() || loan.ended == Some(End::Lost) { (end_form(cx, form, loan, &path)) }
    };
    Page::narrow(t::loan(lang), main)
}

fn agreement_card(cx: &Cx, path: &str) -> Markup {
    let lang = cx.lang();
    html! {
        section.card.stack aria-labelledby="convention" {
            h2 id="convention" { (t::agreement(lang)) }
            p.muted { (t::agreement_under(lang)) }
            div.actions {
                form method="post" action={ (path) "/convention" } {
                    (cx.hidden())
                    button.act { (ui::icon("printer")) (t::print_agreement(lang)) }
                }
                form method="post" action={ (path) "/signee" } {
                    (cx.hidden())
                    button.act { (ui::icon("check")) (t::mark_signed(lang)) }
                }
            }
        }
    }
}

fn end_form(cx: &Cx, form: &Form, loan: &Loan, path: &str) -> Markup {
    let lang = cx.lang();
    let is_lost = loan.ended == Some(End::Lost);
    let ends: Vec<Choice> = [End::Returned, End::Lost, End::Stolen]
        .into_iter()
        .filter(|end| !is_lost || *end == End::Stolen)
        .map(|end| Choice { value: end.code().to_owned(), label: end.says(lang), hint: "" })
        .collect();
    let states: Vec<Choice> = CameBack::ALL
        .iter()
        .map(|one| Choice { value: one.code().to_owned(), label: one.says(lang), hint: "" })
        .collect();
    scan::more(
        form,
        &["fin", "etat", "rendu", "mots"],
        if is_lost { t::was_stolen(lang) } else { t::end_loan(lang) },
        &html! {
            form.card.stack method="post" action={ (path) "/finir" } {
                (cx.hidden())
                (ui::choices(form, &Field::new("fin", t::how_ended(lang)), &ends))
                @if !is_lost {
                    (ui::select(form, &Field::new("etat", t::back_state(lang)), &states))
                    (ui::date(form, &Field::new("rendu", t::back_on(lang)).hint(t::back_on_hint(lang)).optional()))
                }
                (ui::text(form, &Field::new("mots", t::back_words(lang)).optional()))
                div.actions { button.act.main { (ui::icon("check")) (t::save(lang)) } }
            }
        },
    )
}
