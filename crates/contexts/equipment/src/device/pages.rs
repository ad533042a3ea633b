//! The devices of a school, and one device with what happened to it.

use std::collections::HashMap;

use db::journal;
use directory::{api, export::Sheet};
use kernel::{Lang, Target};
use web::{Access, App, Cx, Incoming, Outcome, Problem, Reply, Route, Task};

use crate::{
    device::{
        Category, Device, Said, State,
        labels::{self, Format},
        store::{self, Asked},
        views,
    },
    loan,
    rights::{DEVICE_KEEP, ROLES, answers, lends},
    schools::{self, kept},
    survey, t, ticket,
};

const WHO: Access = Access::Role(ROLES);

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/materiel/ecoles/{org}", WHO, list),
        Route::get("/materiel/ecoles/{org}/export", WHO, export),
        Route::get("/materiel/ecoles/{org}/etiquettes", WHO, ask_labels),
        Route::task("/materiel/ecoles/{org}/etiquettes", WHO, print_labels),
        Route::get("/materiel/appareils/{bien}", Access::Item(&DEVICE_KEEP), show),
    ]
}

/// Where the devices of a school are.
pub(crate) fn school_path(org: i64) -> String {
    format!("{}/ecoles/{org}", schools::PATH)
}

/// Where a device is.
pub(crate) fn device_path(device: i64) -> String {
    format!("{}/appareils/{device}", schools::PATH)
}

impl Asked {
    /// What the address asks for; what makes no sense asks nothing.
    fn of(cx: &Cx) -> Self {
        let query = |name| cx.incoming.query(name).unwrap_or_default();
        Self {
            words: query("q").trim().chars().take(80).collect(),
            category: Category::from_code(query("genre")),
            state: State::from_code(query("etat")),
            page: cx.incoming.query("page").and_then(web::parse_id).unwrap_or(1),
        }
    }

    /// The same as the beginning of a query.
    pub(super) fn query(&self) -> String {
        crate::query(&[
            ("q", &self.words),
            ("genre", self.category.map(Category::code).unwrap_or_default()),
            ("etat", self.state.map(State::code).unwrap_or_default()),
        ])
    }
}

fn list(cx: &mut Cx) -> Outcome {
    let (org, asked, today) = (kept(cx)?, Asked::of(cx), cx.today());
    let (devices, count) = store::of_school(cx.tx, org.id, &asked)?;
    // What waits for an answer is said to those who answer, above the devices.
    let waiting = survey::waiting(cx.tx, org.id, today)?;
    let waiting = waiting.filter(|_| cx.actor().is_ok_and(|actor| answers(actor, org.id)));
    let holders = holders(cx, org.id, &devices)?;
    let actor = cx.actor()?.clone();
    let problems = ticket::store::open_count(cx.tx, &actor, org.id)?;
    let shown = (devices.as_slice(), count);
    Ok(views::list(cx, (&org, waiting.as_ref()), &asked, shown, (&holders, problems)).into())
}

/// Who has the devices that are lent, for who lends; nobody is named to the others.
fn holders(cx: &mut Cx, org: i64, devices: &[Device]) -> Result<HashMap<i64, String>, Problem> {
    if !lends(cx.actor()?, org) {
        return Ok(HashMap::new());
    }
    let lent = devices.iter().filter(|device| device.said.state == State::Lent);
    let lent: Vec<i64> = lent.map(|device| device.id).collect();
    let loans = loan::store::holders(cx.tx, &lent)?;
    Ok(loan::holder_said(cx.tx, cx.lang(), &loans)?)
}

/// The devices of a school as a spreadsheet, with the titles that an import reads.
fn export(cx: &mut Cx) -> Outcome {
    let (org, asked, lang) = (kept(cx)?, Asked::of(cx), cx.lang());
    let devices = store::all_of_school(cx.tx, org.id, &asked)?;
    let holders = holders(cx, org.id, &devices)?;
    let mut sheet = Sheet::new();
    let mut titles = columns(lang).to_vec();
    titles.push(t::holder(lang));
    sheet.row(&titles)?;
    for device in &devices {
        let holder = holders.get(&device.id).map(String::as_str).unwrap_or_default();
        row(lang, &mut sheet, (&[], &[holder]), &device.said)?;
    }
    let disposition = files_name(t::export_name(lang));
    Ok(Reply::data("text/csv; charset=utf-8", disposition, sheet.finish()?))
}

/// The titles of the columns of a device.
pub(super) fn columns(lang: Lang) -> [&'static str; 10] {
    [
        t::part_category(lang),
        t::part_brand(lang),
        t::part_model(lang),
        t::part_serial(lang),
        t::part_tag(lang),
        t::part_state(lang),
        t::part_place(lang),
        t::part_funding(lang),
        t::part_bought(lang),
        t::part_price(lang),
    ]
}

/// Adds a device to a table, between what is said of its school and of who has it.
pub(super) fn row(
    lang: Lang,
    sheet: &mut Sheet,
    (before, after): (&[&str], &[&str]),
    said: &Said,
) -> Result<(), db::DbError> {
    let bought = said.bought.map(|day| kernel::Day(day).to_string()).unwrap_or_default();
    let price = said.price.map(|cents| format!("{},{:02}", cents / 100, cents % 100));
    let price = price.unwrap_or_default();
    let mut cells = before.to_vec();
    cells.extend([
        said.category.says(lang),
        &said.brand,
        &said.model,
        &said.serial,
        &said.tag,
        said.state.says(lang),
        &said.place,
        &said.funding,
        &bought,
        &price,
    ]);
    cells.extend_from_slice(after);
    sheet.row(&cells)
}

pub(super) fn files_name(name: &str) -> Option<String> {
    Some(format!("attachment; filename=\"{name}\""))
}

fn show(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let device = store::device(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    let org = api::orgs(cx.tx, &[device.said.org])?.remove(&device.said.org);
    let events = store::events(cx.tx, id)?;
    let people: Vec<i64> = events.iter().filter_map(|event| event.person).collect();
    let names = api::names(cx.tx, &people)?;
    let moved = events.iter().filter(|event| event.kind == "school");
    let orgs: Vec<i64> = moved
        .flat_map(|event| [&event.was, &event.became])
        .filter_map(|id| id.parse().ok())
        .collect();
    let orgs = api::orgs(cx.tx, &orgs)?;
    let mut held = None;
    if let Some(loan) = loan::store::open_of_device(cx.tx, id)? {
        let holders = holders(cx, device.said.org, std::slice::from_ref(&device))?;
        held = Some((loan.id, holders.get(&id).cloned()));
    }
    let actor = cx.actor()?.clone();
    let tickets = ticket::store::open_of_device(cx.tx, &actor, id)?;
    let past = views::Past { events, names, orgs };
    Ok(views::device(cx, &device, org.as_ref(), &past, (held, &tickets)).into())
}

fn ask_labels(cx: &mut Cx) -> Outcome {
    let (org, asked) = (kept(cx)?, Asked::of(cx));
    let devices = store::all_of_school(cx.tx, org.id, &asked)?;
    let labelled = devices.iter().filter(|device| !device.said.called().is_empty()).count();
    Ok(views::labels(cx, &org, &asked, (labelled, devices.len())).into())
}

fn print_labels(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (lang, format, first, labels) = app.write(&incoming, ready_to_print).await?;
        let made = app.slow.run(move |_| labels::paper(lang, format, first, &labels)).await?;
        let pdf = made.map_err(|error| {
            tracing::error!(%error, "labels could not be made");
            Problem::new(500, "internal")
        })?;
        Ok(Reply::data("application/pdf", files_name("etiquettes.pdf"), pdf))
    })
}

type Printed = (Lang, Format, usize, Vec<labels::Label>);

fn ready_to_print(cx: &mut Cx) -> Result<Printed, Problem> {
    let (org, lang) = (kept(cx)?, cx.lang());
    let field = |name| cx.incoming.field(name).unwrap_or_default();
    let asked = Asked {
        words: field("q").chars().take(80).collect(),
        category: Category::from_code(field("genre")),
        state: State::from_code(field("etat")),
        page: 1,
    };
    let format = Format::from_code(field("format")).unwrap_or(Format::Large);
    let first: usize = field("depart").trim().parse().unwrap_or(1);
    let devices = store::all_of_school(cx.tx, org.id, &asked)?;
    let labels = devices.iter().filter(|device| !device.said.called().is_empty());
    let labels: Vec<_> = labels
        .map(|device| labels::Label {
            number: device.said.called().to_owned(),
            name: device.said.name(lang),
            school: org.name.clone(),
        })
        .collect();
    if labels.is_empty() {
        return Err(Problem::refused("no-label", t::labels_none(lang)));
    }
    note(cx, "equipment.labels.print", org.id, org.id)?;
    Ok((lang, format, first, labels))
}

/// Writes a line of the journal of a school.
pub(crate) fn note(
    cx: &mut Cx,
    action: &'static str,
    object: i64,
    org: i64,
) -> Result<(), Problem> {
    note_at(cx, action, object, Target::org(org))
}

/// Writes a line of the journal of a school, or of the territory.
pub(crate) fn note_at(
    cx: &mut Cx,
    action: &'static str,
    object: i64,
    scope: Target,
) -> Result<(), Problem> {
    let person = Some(cx.actor()?.person);
    let entry = journal::Entry { at: cx.now, person, action, object, scope };
    Ok(journal::write(cx.tx, &entry)?)
}
