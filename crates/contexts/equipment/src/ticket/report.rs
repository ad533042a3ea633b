//! Reporting: the room is where one teaches now, the second tap says what is wrong.

use db::journal;
use directory::api::{self, Org};
use kernel::{Target, TargetKind};
use maud::{Markup, html};
use today::api as day;
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task, dates,
    ui::{self, Choice, Field, Files},
};

use crate::{
    SENT,
    device::{edit::NUMBER_MAX, serial, store as devices},
    rights::STAFF,
    scan, t,
    ticket::{
        Trouble,
        pages::ticket_path,
        photo::{self, FILES_LIMIT, Prepared},
        store::{self, NewTicket},
    },
};

/// Where one reports.
pub(super) const PATH: &str = "/materiel/probleme";
/// The longest name of a place.
const PLACE_MAX: usize = 80;
/// The longest words.
pub(super) const WORDS_MAX: usize = 1_000;

pub(super) fn routes() -> Vec<Route> {
    let who = Access::Role(STAFF);
    vec![Route::get(PATH, who, ask), Route::task(PATH, who, send).accepting(FILES_LIMIT)]
}

/// The schools where someone works.
fn schools(cx: &mut Cx) -> Result<Vec<Org>, Problem> {
    let actor = cx.actor()?;
    let mut ids: Vec<i64> =
        STAFF.iter().flat_map(|role| actor.reach(*role, TargetKind::Org)).collect();
    ids.sort_unstable();
    ids.dedup();
    let orgs = api::orgs(cx.tx, &ids)?;
    let mut orgs: Vec<Org> = orgs.into_values().collect();
    orgs.sort_by_key(|org| org.id);
    if orgs.is_empty() { Err(Problem::forbidden()) } else { Ok(orgs) }
}

fn ask(cx: &mut Cx) -> Outcome {
    let (schools, actor, lang) = (schools(cx)?, cx.actor()?.clone(), cx.lang());
    let asked = |name| -> String {
        cx.incoming.query(name).unwrap_or_default().trim().chars().take(PLACE_MAX).collect()
    };
    let (number, mut place) = (asked("numero"), asked("lieu"));
    if place.is_empty() && number.is_empty() {
        let now = day::place_now(cx.tx, &actor, cx.local())?;
        place = now.map(|now| dates::capital(&day::place_said(lang, &now))).unwrap_or_default();
    }
    let form = cx.blank_form().with("lieu", &place).with("numero", &number);
    Ok(page(cx, &schools, &form).into())
}

fn page(cx: &Cx, schools: &[Org], form: &Form) -> Page {
    let lang = cx.lang();
    let choices: Vec<Choice> = schools
        .iter()
        .map(|org| Choice { value: org.id.to_string(), label: &org.name, hint: "" })
        .collect();
    let main = html! {
        (ui::error_summary(form))
        (ui::title(t::report_title(lang), t::report_under(lang)))
        form.form.stack method="post" action=(PATH) enctype="multipart/form-data" {
            (cx.hidden())
            section.card.stack {
                @if schools.len() > 1 { (ui::select(form, &Field::new("ecole", t::school_name(lang)), &choices)) }
                (ui::text(form, &Field::new("lieu", t::report_place(lang)).hint(t::report_place_hint(lang)).optional()))
                (scan::more(form, &["numero", "mots", "photos"], t::report_more(lang), &html! {
                    div.stack {
                        (ui::text(form, &Field::new("numero", t::report_number(lang)).hint(t::report_number_hint(lang)).optional().autocomplete("off")))
                        (words_and_photos(form))
                    }
                }))
            }
            (troubles(form))
        }
        p { a href=(crate::ticket::PATH) { (t::tickets_mine(lang)) } }
    };
    Page::narrow(t::report_title(lang), main).with_island("photo")
}

/// What may be said and shown of it.
pub(super) fn words_and_photos(form: &Form) -> Markup {
    let lang = form.lang();
    html! {
        (ui::textarea(form, &Field::new("mots", t::report_words(lang)).hint(t::report_words_hint(lang)).optional(), 3))
        (ui::files(form, &Field::new("photos", t::report_photo(lang)).hint(t::report_photo_hint(lang)).optional(), &Files::with_photos("image/*", FILES_LIMIT)))
    }
}

/// What is wrong: each is a button that sends.
pub(super) fn troubles(form: &Form) -> Markup {
    let (lang, error) = (form.lang(), form.error_of("quoi"));
    html! {
        section.card.stack aria-labelledby="quoi" {
            h2 id="quoi" { (t::report_what(lang)) }
            @if let Some(error) = error { p.error { (ui::icon("circle-alert")) span { (error) } } }
            div.actions { @for trouble in Trouble::ALL {
                button.act name="quoi" value=(trouble.code()) { (trouble.says(lang)) }
            } }
        }
    }
}

fn send(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let photos = photo::prepare(&app, &incoming).await?;
        app.write(&incoming, move |cx| add(cx, &photos)).await
    })
}

fn add(cx: &mut Cx, photos: &Prepared) -> Outcome {
    if !crate::ticket::reports(cx.actor()?) {
        return Err(Problem::forbidden());
    }
    let schools = schools(cx)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let (lang, mut form) = (cx.lang(), cx.form());
    let org = match schools.as_slice() {
        [only] => Some(only.id),
        several => form
            .choice("ecole", web::parse_id)
            .filter(|org| several.iter().any(|school| school.id == *org)),
    };
    let org = org.ok_or_else(Problem::not_found)?;
    let (mut place, number) = (form.text("lieu", PLACE_MAX), form.text("numero", NUMBER_MAX));
    let device = match number.as_str() {
        "" => None,
        number => {
            let found = of_school(cx, org, number)?;
            if found.is_none() {
                form.refuse("numero", t::report_unknown(lang, number));
            }
            found
        }
    };
    if let Some(device) = device.as_ref().filter(|_| place.is_empty()) {
        place.clone_from(&device.said.place);
    }
    if place.is_empty() && device.is_none() && form.is_valid() {
        form.refuse("lieu", t::report_where(lang));
    }
    let Some(told) = told(&mut form, photos) else {
        return Ok(Reply::to_correct(page(cx, &schools, &form)));
    };
    let new = NewTicket {
        org,
        device: device.map(|device| device.id),
        place: &place,
        trouble: told.0,
        words: &told.1,
        reporter: cx.actor()?.person,
        is_family: false,
    };
    keep(cx, &new, photos)
}

/// What a form says of what is wrong, when nothing is to be corrected.
pub(super) fn told(form: &mut Form, photos: &Prepared) -> Option<(Trouble, String)> {
    let lang = form.lang();
    let trouble = form.choice("quoi", Trouble::from_code);
    let words = form.text("mots", WORDS_MAX);
    if let Err(refused) = photos {
        form.refuse("photos", refused.says(lang));
    }
    trouble.filter(|_| form.is_valid()).map(|trouble| (trouble, words))
}

/// Keeps what is reported, once; the same thing told again leads to the first time.
pub(super) fn keep(cx: &mut Cx, new: &NewTicket, photos: &Prepared) -> Outcome {
    let lang = cx.lang();
    if let Some(known) = store::same(cx.tx, new)? {
        return SENT.lead(cx, ticket_path(known), t::report_again(lang));
    }
    let id = store::add(cx.tx, new, cx.now)?;
    for photo in photos.iter().flatten() {
        store::add_photo(cx.tx, id, photo)?;
    }
    let scope = Target::org(new.org);
    let person = Some(new.reporter);
    let action = "equipment.ticket.add";
    journal::write(cx.tx, &journal::Entry { at: cx.now, person, action, object: id, scope })?;
    SENT.lead(cx, ticket_path(id), t::report_sent(lang))
}

/// The device of a school that a number calls: of no other school, known or not.
fn of_school(
    cx: &mut Cx,
    org: i64,
    number: &str,
) -> Result<Option<crate::device::Device>, Problem> {
    let Ok(Some(number)) = serial::tag(number) else { return Ok(None) };
    let mut found = devices::known(cx.tx, devices::By::Tag, &[&number.key])?;
    found.extend(devices::known(cx.tx, devices::By::Serial, &[&number.key])?);
    Ok(found.into_iter().find(|device| device.said.org == org))
}
