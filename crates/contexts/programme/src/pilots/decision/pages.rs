//! Recording a decision, and the file that an assembly reads.

use kernel::Day;
use web::{Access, Cx, Form, Outcome, Problem, Reply, Route};

use crate::{
    SENT,
    pilots::{
        MANAGER, READERS,
        choice::{self, Choice, Kind},
        decision::{Decision, keep, load, paper, proposal::Proposal, store, views},
        manager, note,
        study::Way,
    },
    t,
};

/// The longest name of who decides.
const BODY_MAX: usize = 160;
/// The longest reasons.
const REASONS_MAX: usize = 4_000;
/// The most votes.
const VOTES_MAX: i64 = 10_000;

/// The routes of decisions.
pub(crate) fn routes() -> Vec<Route> {
    const STUDY: &str = "/programme/pilotes/etudes/{etude}/decision";
    const DRAW: &str = "/programme/pilotes/tirages/{tirage}/decision";
    let (who, readers) = (Access::Role(MANAGER), Access::Role(READERS));
    vec![
        Route::get(STUDY, who, |cx| blank(cx, Kind::Study)),
        Route::post(STUDY, who, |cx| record(cx, Kind::Study)),
        Route::get(DRAW, who, |cx| blank(cx, Kind::Draw)),
        Route::post(DRAW, who, |cx| record(cx, Kind::Draw)),
        Route::get("/programme/pilotes/etudes/{etude}/dossier.pdf", readers, |cx| {
            file(cx, Kind::Study)
        }),
        Route::get("/programme/pilotes/tirages/{tirage}/dossier.pdf", readers, |cx| {
            file(cx, Kind::Draw)
        }),
    ]
}

fn done(cx: &mut Cx, kind: Kind) -> Result<(Choice, Proposal), Problem> {
    manager(cx)?;
    let choice = choice::load(cx, kind)?;
    if !choice.is_done() {
        return Err(Problem::conflict("not-done", t::study_not_done(cx.lang())));
    }
    let proposal = Proposal::of(&choice)?;
    Ok((choice, proposal))
}

fn blank(cx: &mut Cx, kind: Kind) -> Outcome {
    let (choice, proposal) = done(cx, kind)?;
    if store::of_choice(cx.tx, choice.id)?.is_some() {
        return Ok(Reply::see_other(choice.path()).saying(t::decision_there(cx.lang())));
    }
    let first = proposal.ways.first().and_then(|(way, _)| *way);
    let form = cx.blank_form().with("facon", first.map_or("", Way::code));
    Ok(views::form(cx, &form, &choice, &proposal).into())
}

fn record(cx: &mut Cx, kind: Kind) -> Outcome {
    let person = manager(cx)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let (choice, proposal) = done(cx, kind)?;
    let (lang, today, mut form) = (cx.lang(), cx.today(), cx.form());
    let decision = Decision {
        id: 0,
        body: form.required("qui", BODY_MAX),
        day: form.required_day("jour").unwrap_or(Day(0)),
        votes: ["pour", "contre", "abstentions"].map(|field| votes(&mut form, field)),
        reasons: form.text("raisons", REASONS_MAX),
    };
    if decision.day > today {
        form.refuse("jour", t::decision_future(lang));
    }
    let pilots = pilots(&mut form, kind, &proposal);
    if pilots.is_empty() && form.is_valid() {
        form.refuse("raisons", t::decision_empty(lang));
    }
    let compared = proposal.compared(decision.clone(), &pilots);
    let differs = !(compared.added.is_empty() && compared.left.is_empty());
    if differs && decision.reasons.is_empty() {
        form.refuse("raisons", t::decision_reasons_missing(lang));
    }
    // Someone else was quicker: what was typed stays on the page.
    if store::of_choice(cx.tx, choice.id)?.is_some() {
        form.refuse("qui", t::decision_quicker(lang));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(views::form(cx, &form, &choice, &proposal)));
    }
    keep(cx.tx, choice.id, &decision, &pilots, (person, cx.now))?;
    note(cx, "programme.decision.record", choice.id)?;
    SENT.lead(cx, choice.path(), t::decision_done(lang))
}

fn votes(form: &mut Form, field: &str) -> i64 {
    let lang = form.lang();
    let number = form.number(field, 0, VOTES_MAX);
    if number.is_none() && form.error_of(field).is_none() {
        form.refuse(field, t::votes_missing(lang));
    }
    number.unwrap_or(0)
}

/// The schools that a form decides, with their year.
fn pilots(form: &mut Form, kind: Kind, proposal: &Proposal) -> Vec<(i64, i64)> {
    let ways = [Way::Alone, Way::Within, Way::Beside];
    let way =
        form.values("facon").first().and_then(|code| ways.into_iter().find(|w| w.code() == *code));
    let only = proposal.ways.first().and_then(|(way, _)| *way);
    let chosen = proposal.chosen(way.or(only)).to_vec();
    let candidates = &proposal.candidates;
    if kind == Kind::Draw {
        let lang = form.lang();
        let words = form.text("retirees", REASONS_MAX).to_ascii_uppercase();
        let left: Vec<&str> = words
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let is_drawn = |uai: &str| chosen.iter().any(|(at, _)| candidates[*at].uai == uai);
        if let Some(unknown) = left.iter().find(|uai| !is_drawn(uai)) {
            form.refuse("retirees", t::decision_not_drawn(lang, unknown));
        }
        let stays = chosen.iter().filter(|(at, _)| !left.contains(&candidates[*at].uai.as_str()));
        return stays.map(|(at, year)| (candidates[*at].org, *year)).collect();
    }
    let decided = |(at, one): (usize, &super::proposal::Candidate)| {
        let said =
            form.values(&format!("college-{}", one.uai)).first().copied().unwrap_or_default();
        let is_in = match said {
            "oui" => true,
            "non" => false,
            _ => chosen.iter().any(|(place, _)| *place == at),
        };
        is_in.then_some((one.org, 1))
    };
    candidates.iter().enumerate().filter_map(decided).collect()
}

/// Everything about a choice, as a document.
fn file(cx: &mut Cx, kind: Kind) -> Outcome {
    let choice = choice::load(cx, kind)?;
    if !choice.is_done() {
        return Err(Problem::not_found());
    }
    let decided = load(cx, choice.id)?;
    let bytes = match kind {
        Kind::Study => paper::study(cx, &choice, decided.as_ref())?,
        Kind::Draw => paper::draw(cx, &choice, decided.as_ref())?,
    };
    Ok(Reply::data("application/pdf", Some("inline; filename=\"dossier.pdf\"".to_owned()), bytes))
}
