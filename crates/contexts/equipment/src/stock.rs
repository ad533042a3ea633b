//! Going through the rooms of a school with a scanner: what is there, and what nobody has seen yet.

use directory::api::Org;
use maud::html;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Field},
};

use crate::{
    device::{
        Device, Said, State,
        edit::{NUMBER_MAX, hand},
        pages::{device_path, note, school_path},
        store,
    },
    rights::ROLES,
    scan,
    schools::kept,
    t,
};

/// The longest name of a place.
const PLACE_MAX: usize = 80;

pub(crate) fn routes() -> Vec<Route> {
    const PATH: &str = "/materiel/ecoles/{org}/releve";
    let who = Access::Role(ROLES);
    vec![Route::get(PATH, who, page), Route::post(PATH, who, seen)]
}

fn path(org: i64) -> String {
    format!("{}/releve", school_path(org))
}

fn page(cx: &mut Cx) -> Outcome {
    let org = kept(cx)?;
    let place = cx.incoming.query("lieu").unwrap_or_default();
    let place: String = place.chars().take(PLACE_MAX).collect();
    let form = cx.blank_form().with("lieu", &place);
    Ok(show(cx, &org, &form)?.into())
}

fn show(cx: &mut Cx, org: &Org, form: &Form) -> Result<Page, Problem> {
    let (lang, today, action) = (cx.lang(), cx.today(), path(org.id));
    let (seen, all) = store::seen_since(cx.tx, org.id, today)?;
    let missing = store::not_seen_since(cx.tx, org.id, today)?;
    let main = html! {
        (ui::back(&school_path(org.id), &org.name))
        (ui::error_summary(form))
        (ui::title(t::stock_title(lang), t::stock_under(lang)))
        (scan::form(cx, form, &action, t::stock_seen(lang), &html! {
            (ui::text(form, &Field::new("lieu", t::part_place(lang)).hint(t::stock_place_hint(lang)).optional()))
        }))
        section.card aria-labelledby="vus" {
            h2 id="vus" { (t::stock_today(lang)) }
            (ui::progress(seen, all, &t::stock_progress(lang, seen, all)))
        }
        @if !missing.is_empty() {
            section.card aria-labelledby="manquent" {
                h2 id="manquent" { (t::stock_missing(lang)) }
                ul.files { @for device in &missing {
                    li { a href=(device_path(device.id)) {
                        (ui::icon("tablet")) span { (device.said.name(lang)) @if !device.said.place.is_empty() { " · " (device.said.place) } }
                        small.muted { (device.said.called()) }
                    } }
                } }
                @if seen + i64::try_from(missing.len()).unwrap_or(0) < all { p.muted { (t::stock_more(lang)) } }
            }
        }
    };
    Ok(Page::narrow(t::stock_title(lang), main).with_island(scan::ISLAND))
}

fn seen(cx: &mut Cx) -> Outcome {
    let org = kept(cx)?;
    let (lang, today, mut form) = (cx.lang(), cx.today(), cx.form());
    let (place, number) = (form.text("lieu", PLACE_MAX), form.required("numero", NUMBER_MAX));
    let actor = cx.actor()?.clone();
    let found = store::called(cx.tx, &actor, &number)?;
    let here: Vec<&Device> = found.iter().filter(|device| device.said.org == org.id).collect();
    match (here.as_slice(), found.is_empty()) {
        ([device], _) if form.is_valid() => {
            store::see(cx.tx, device.id, today)?;
            meet(cx, device, &place)?;
            let query = crate::query(&[("lieu", &place)]);
            let back = format!("{}?{}", path(org.id), query.trim_end_matches('&'));
            let says = t::stock_met(lang, &device.said.name(lang), device.said.called());
            return Ok(Reply::see_other(back).saying(says));
        }
        ([], true) if form.is_valid() => form.refuse("numero", t::stock_unknown(lang, &number)),
        ([], false) => form.refuse("numero", t::stock_elsewhere(lang, &number)),
        ([_, _, ..], _) => form.refuse("numero", t::stock_several(lang, &number)),
        _ => {}
    }
    Ok(Reply::to_correct(show(cx, &org, &form)?))
}

/// What is found again is no longer lost, and is where it was found.
fn meet(cx: &mut Cx, device: &Device, place: &str) -> Result<(), Problem> {
    let mut said: Said = device.said.clone();
    if !place.is_empty() {
        place.clone_into(&mut said.place);
    }
    if matches!(said.state, State::Lost | State::Stolen | State::Gone) {
        said.state = State::Stock;
    }
    let by = hand(cx)?;
    if !store::change(cx.tx, device, &said, by)?.is_empty() {
        note(cx, "equipment.device.change", device.id, device.said.org)?;
    }
    Ok(())
}
