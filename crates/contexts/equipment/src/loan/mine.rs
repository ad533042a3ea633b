//! « Prêts »: what is lent to oneself and to one's children, accepted and reported on from there.

use db::DbError;
use directory::api;
use kernel::{Actor, Role, TargetKind};
use maud::{Markup, html};
use web::{Access, Cx, Door, Form, Outcome, Page, Problem, Reply, Route, ui};

use crate::{
    device::{edit::NUMBER_MAX, pages::note, serial},
    loan::{
        Loan,
        agreement::commitments,
        pages::Scene,
        store,
        views::{self, Told, due_said, facts, phase_tag},
    },
    rights::{LOAN_ACCEPT, LOAN_MINE},
    scan, t,
};

/// The page.
pub(crate) const PATH: &str = "/prets";

pub(super) fn routes() -> Vec<Route> {
    const REPORT: &str = "/prets/signaler";
    let who = Access::SignedIn;
    vec![
        Route::get(PATH, who, list),
        Route::get(REPORT, who, ask),
        Route::post(REPORT, who, found),
        Route::get("/prets/{pret}", Access::Item(&LOAN_MINE), show),
        Route::post("/prets/{pret}/accepter", Access::Item(&LOAN_ACCEPT), accept),
    ]
}

/// Where a loan is, for its borrower.
pub(super) fn path(loan: i64) -> String {
    format!("{PATH}/{loan}")
}

/// Oneself and one's children, by all their records.
fn people(actor: &Actor) -> Vec<i64> {
    let own = actor.reach(Role::Itself, TargetKind::Person);
    own.chain(actor.reach(Role::Guardian, TargetKind::Person)).collect()
}

/// What is within reach from the home: reporting, for who works in a school; the loans of who has one.
pub(crate) fn at_hand(cx: &mut Cx) -> Result<Vec<Door>, DbError> {
    let Ok(actor) = cx.actor() else { return Ok(Vec::new()) };
    let (people, lang) = (people(actor), cx.lang());
    let mut doors = Vec::new();
    if crate::ticket::reports(actor) {
        doors.push(crate::ticket::door(lang));
    }
    if store::is_lent_to(cx.tx, &people)? {
        doors.push(Door { path: PATH, says: t::loans_mine(lang), icon: "tablet" });
    }
    Ok(doors)
}

fn list(cx: &mut Cx) -> Outcome {
    let (lang, actor) = (cx.lang(), cx.actor()?.clone());
    let loans = store::of_people(cx.tx, &people(&actor))?;
    let told = Told::load(cx.tx, &loans)?;
    let (open, over): (Vec<&Loan>, Vec<&Loan>) =
        loans.iter().partition(|loan| loan.ended.is_none());
    let main = html! {
        (ui::back("/", t::home(lang)))
        (ui::title(t::loans_mine(lang), t::loans_mine_under(lang)))
        @if open.is_empty() { section.card { (ui::empty("bench", t::loans_mine_none(lang), &html! {})) } }
        @for loan in &open { (card(cx, loan, &told)) }
        @if !open.is_empty() {
            p.actions { a.act href={ (PATH) "/signaler" } { (ui::icon("triangle-alert")) (t::report_damage(lang)) } }
        }
        @if !over.is_empty() {
            section.card aria-labelledby="avant" {
                header { h2 id="avant" { (t::loans_before(lang)) } }
                ul.files { @for loan in &over {
                    @let (name, called) = told.device(lang, loan);
                    li { a href=(path(loan.id)) {
                        (ui::icon("tablet")) span { (name) " " (phase_tag(lang, loan.phase(cx.now))) } small.muted { (called) }
                    } }
                } }
            }
        }
    };
    Ok(Page::narrow(t::loans_mine(lang), main).into())
}

fn card(cx: &Cx, loan: &Loan, told: &Told) -> Markup {
    let lang = cx.lang();
    let (name, called) = told.device(lang, loan);
    let id = format!("pret-{}", loan.id);
    let is_own = cx.actor().is_ok_and(|actor| loan.person == Some(actor.person));
    html! {
        section.card aria-labelledby=(id) {
            header { h2 id=(id) { (name) } (phase_tag(lang, loan.phase(cx.now))) }
            p {
                @if !is_own { b { (told.first_name(loan)) } " · " }
                (t::back_by(lang, &due_said(cx, loan.due)))
            }
            p.muted { (t::number(lang)) " " (called) }
            p.actions {
                a.act.main[loan.accepted_at.is_none()] href=(path(loan.id)) {
                    @if loan.accepted_at.is_none() && loan.is_pupil { (t::read_agreement(lang)) } @else { (t::see_loan(lang)) }
                }
            }
        }
    }
}

/// A loan as its borrower, and who answers for them, see it.
fn show(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let (scene, may_accept) = (Scene::load(cx)?, cx.allows(&LOAN_ACCEPT, id)?);
    let told = Told::load(cx.tx, std::slice::from_ref(&scene.loan))?;
    let (lang, loan) = (cx.lang(), &scene.loan);
    let name = scene.device.said.name(lang);
    let main = html! {
        (ui::back(PATH, t::loans_mine(lang)))
        (ui::title(&name, &told.borrower(lang, loan)))
        section.card aria-labelledby="pret" {
            header { h2 id="pret" { (t::loan(lang)) } (phase_tag(lang, loan.phase(cx.now))) }
            (ui::facts(&facts(cx, &scene, &told, false)))
            @if loan.ended.is_none() {
                p.actions { a.act href={ (path(loan.id)) "/probleme" } { (ui::icon("triangle-alert")) (t::report_damage(lang)) } }
            }
        }
        section.card.stack aria-labelledby="convention" {
            h2 id="convention" { (t::agreement(lang)) }
            p { (t::agreement_commits(lang)) }
            ul { @for one in commitments(lang) { li { (one) } } }
            div.actions {
                @if may_accept && loan.accepted_at.is_none() {
                    form method="post" action={ (path(loan.id)) "/accepter" } {
                        (cx.hidden())
                        button.act.main { (ui::icon("check")) (t::accept(lang)) }
                    }
                }
                form method="post" action={ (path(loan.id)) "/convention" } {
                    (cx.hidden())
                    button.act { (ui::icon("printer")) (t::print_agreement(lang)) }
                }
            }
            @if loan.accepted_at.is_none() && !may_accept && loan.is_pupil { p.muted { (t::accept_by_guardian(lang)) } }
        }
    };
    Ok(Page::narrow(t::loan(lang), main).into())
}

fn accept(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let person = cx.actor()?.person;
    if scene.loan.accepted_at.is_none() {
        super::accept(cx.tx, scene.loan.id, (person, cx.now), false)?;
        note(cx, "equipment.loan.accept", scene.loan.id, scene.loan.org)?;
    }
    Ok(Reply::see_other(path(scene.loan.id)).saying(t::accepted(cx.lang())))
}

fn ask(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form();
    Ok(ask_page(cx, &form).into())
}

fn ask_page(cx: &Cx, form: &Form) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::back(PATH, t::loans_mine(lang)))
        (ui::error_summary(form))
        (ui::title(t::report_damage(lang), t::report_which(lang)))
        (scan::form(cx, form, &format!("{PATH}/signaler"), t::go_on(lang), &html! {}))
    };
    Page::narrow(t::report_damage(lang), main).with_island(scan::ISLAND)
}

/// The label that was scanned, among what is lent to them and to nobody else.
fn found(cx: &mut Cx) -> Outcome {
    let (lang, actor, mut form) = (cx.lang(), cx.actor()?.clone(), cx.form());
    let number = form.required("numero", NUMBER_MAX);
    let key = serial::key(&number);
    let mut loans = store::of_people(cx.tx, &people(&actor))?;
    loans.retain(|loan| loan.ended.is_none());
    let told = Told::load(cx.tx, &loans)?;
    let loan = loans.iter().find(|loan| {
        let said = told.devices.get(&loan.device).map(|device| &device.said);
        said.is_some_and(|said| {
            !key.is_empty() && [&said.tag, &said.serial].iter().any(|one| serial::key(one) == key)
        })
    });
    if let Some(loan) = loan {
        return Ok(Reply::see_other(format!("{}/probleme", path(loan.id))));
    }
    if form.is_valid() {
        form.refuse("numero", t::not_lent_to_you(lang, &number));
    }
    Ok(Reply::to_correct(ask_page(cx, &form)))
}

/// What the room gives a person of their loans.
pub(super) fn folder(cx: &mut Cx) -> Result<Option<(Vec<Loan>, Told)>, Problem> {
    let person = cx.actor()?.person;
    let selves = api::selves(cx.tx, person)?;
    let loans = store::of_people(cx.tx, &selves)?;
    if loans.is_empty() {
        return Ok(None);
    }
    let told = views::Told::load(cx.tx, &loans)?;
    Ok(Some((loans, told)))
}
