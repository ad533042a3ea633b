//! Taking back, scan after scan: whose it was, whoever brings it.

use directory::api::Org;
use kernel::LocalTime;
use maud::html;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates,
    ui::{self, Choice, Field},
};

use crate::{
    device::{
        Device, Said, State,
        edit::{NUMBER_MAX, hand},
        pages::{note, school_path},
        store as devices,
    },
    loan::{
        CameBack, End, Ending, finish,
        lend::of_school,
        one::WORDS_MAX,
        pages::{lent_school, school_loans},
        store, views,
    },
    rights::LENDERS,
    scan, t,
};

pub(super) fn routes() -> Vec<Route> {
    const PATH: &str = "/materiel/ecoles/{org}/retours";
    let who = Access::Role(LENDERS);
    vec![Route::get(PATH, who, ask), Route::post(PATH, who, take)]
}

/// Where a school takes back.
pub(super) fn path(org: i64) -> String {
    format!("{}/retours", school_path(org))
}

fn ask(cx: &mut Cx) -> Outcome {
    let org = lent_school(cx)?;
    let form = cx.blank_form().with("etat", CameBack::Good.code());
    Ok(page(cx, &org, &form)?.into())
}

fn page(cx: &mut Cx, org: &Org, form: &Form) -> Result<Page, Problem> {
    let (lang, today, action) = (cx.lang(), cx.today(), path(org.id));
    let since = cx.app.place.instant(today, LocalTime(0));
    let back = store::came_back(cx.tx, org.id, since)?;
    let told = views::Told::load(cx.tx, &back)?;
    let (open, late) = store::counts(cx.tx, org.id, cx.now)?;
    let states: Vec<Choice> = CameBack::ALL
        .iter()
        .map(|one| Choice { value: one.code().to_owned(), label: one.says(lang), hint: "" })
        .collect();
    let more = html! {
        (ui::choices(form, &Field::new("etat", t::back_state(lang)), &states))
        (ui::text(form, &Field::new("mots", t::back_words(lang)).hint(t::back_words_hint(lang)).optional()))
    };
    let main = html! {
        (ui::back(&school_loans(org.id), t::loans_title(lang)))
        (ui::error_summary(form))
        (ui::title(t::back_title(lang), t::back_under(lang)))
        (scan::form(cx, form, &action, t::back_take(lang), &more))
        section.card aria-labelledby="rendus" {
            h2 id="rendus" { (t::back_today(lang)) }
            p.muted { (t::open_count(lang, open)) @if late > 0 { " · " (t::late_count(lang, late)) } }
            (views::back_list(cx, &back, &told))
        }
    };
    Ok(Page::narrow(t::back_title(lang), main).with_island(scan::ISLAND))
}

fn take(cx: &mut Cx) -> Outcome {
    let org = lent_school(cx)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    let came_back = form.choice("etat", CameBack::from_code).unwrap_or(CameBack::Good);
    let words = form.text("mots", WORDS_MAX);
    let number = form.required("numero", NUMBER_MAX);
    let found = if number.is_empty() { None } else { Some(of_school(cx, org.id, &number)?) };
    let device = match found {
        Some(Ok(device)) => Some(device),
        Some(Err(says)) => {
            form.refuse("numero", says);
            None
        }
        None => None,
    };
    let Some(device) = device.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(page(cx, &org, &form)?));
    };
    let Some(loan) = store::open_of_device(cx.tx, device.id)? else {
        return not_lent(cx, &org, form, &device);
    };
    let ending =
        Ending { end: End::Returned, at: cx.now, came_back: Some(came_back), words: &words };
    let by = hand(cx)?;
    finish(cx.tx, (&loan, &device), &ending, by)?;
    note(cx, "equipment.loan.end", loan.id, loan.org)?;
    let told = views::Told::load(cx.tx, std::slice::from_ref(&loan))?;
    let says = t::back_says(
        lang,
        &device.said.name(lang),
        device.said.called(),
        &told.borrower(lang, &loan),
    );
    Ok(Reply::see_other(path(org.id)).saying(says))
}

/// A device that is in no loan: it is back already, or it was lost and is found again.
fn not_lent(cx: &mut Cx, org: &Org, mut form: Form, device: &Device) -> Outcome {
    let (lang, called) = (cx.lang(), device.said.called().to_owned());
    let last = store::last_of_device(cx.tx, (device.id, org.id))?;
    if matches!(device.said.state, State::Lost | State::Stolen) {
        let by = hand(cx)?;
        let found = Said { state: State::Stock, ..device.said.clone() };
        devices::change(cx.tx, device, &found, by)?;
        note(cx, "equipment.device.change", device.id, org.id)?;
        let says = t::back_found(lang, &device.said.name(lang), &called);
        return Ok(Reply::see_other(path(org.id)).saying(says));
    }
    let says = match last.as_ref().and_then(|loan| loan.ended_at.map(|at| (loan, at))) {
        Some((loan, at)) => {
            let told = views::Told::load(cx.tx, std::slice::from_ref(loan))?;
            let when = dates::when(lang, at, cx.now, &cx.app.place);
            t::back_already(lang, &called, &when, &told.borrower(lang, loan))
        }
        None => t::back_not_lent(lang, &called),
    };
    form.refuse("numero", says);
    Ok(Reply::to_correct(page(cx, org, &form)?))
}
