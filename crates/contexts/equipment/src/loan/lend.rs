//! Lending: to one person, found by name or by class, or to a whole class by scanning one device after
//! another, each for the next pupil.

use std::collections::HashSet;

use directory::api::{self, Group, Org, PersonName};
use kernel::{Day, Instant, LocalTime};
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Choice, Field},
};

use crate::{
    SENT,
    device::{
        Device, Said, State,
        edit::{NUMBER_MAX, hand},
        pages::note,
        store as devices,
    },
    loan::{
        borrowers::{self, Borrower},
        pages::{lent_school, school_loans},
        remind, say_today,
        store::{self, NewLoan},
        views,
    },
    rights::LENDERS,
    scan, t,
};

/// The longest name that is looked for.
const NAME_MAX: usize = 80;
/// The hour at which things come back, unless another is said.
pub(super) const USUAL_HOUR: &str = "17:00";
/// Nothing is lent for longer, in days.
const LONGEST: i32 = 3 * 366;

pub(super) fn routes() -> Vec<Route> {
    const LEND: &str = "/materiel/ecoles/{org}/preter";
    let who = Access::Role(LENDERS);
    vec![
        Route::get(LEND, who, ask),
        Route::post(LEND, who, lend),
        Route::post("/materiel/ecoles/{org}/preter/chercher", who, find),
    ]
}

/// Where one lends what a school has.
pub(super) fn path(org: i64) -> String {
    format!("{}/preter", crate::device::pages::school_path(org))
}

/// To whom one is lending: a class, pupil after pupil, or one person.
enum For {
    Class { class: Group, pupils: Vec<PersonName> },
    One(Borrower),
    Nobody,
}

/// What the page is made of.
struct Scene {
    org: Org,
    whom: For,
}

impl Scene {
    fn load(cx: &mut Cx, class: Option<i64>, person: Option<i64>) -> Result<Self, Problem> {
        let (org, today) = (lent_school(cx)?, cx.today());
        if let Some(class) = class {
            let mut classes = borrowers::classes(cx.tx, org.id, today)?;
            classes.retain(|known| known.id == class);
            let class = classes.pop().ok_or_else(Problem::not_found)?;
            let pupils = api::pupils_of_group(cx.tx, class.id, today)?;
            return Ok(Self { org, whom: For::Class { class, pupils } });
        }
        let Some(person) = person else { return Ok(Self { org, whom: For::Nobody }) };
        let one = borrowers::of_school(cx.tx, (org.id, today), person)?;
        let one = one.ok_or_else(Problem::not_found)?;
        Ok(Self { org, whom: For::One(one) })
    }

    /// The class as the beginning of the address that goes on.
    fn again(&self, due: &str, hour: &str) -> String {
        match &self.whom {
            For::Class { class, .. } => {
                let class = class.id.to_string();
                let asked = [("classe", class.as_str()), ("rendre", due), ("heure", hour)];
                let query = crate::query(&asked);
                format!("{}?{}", path(self.org.id), query.trim_end_matches('&'))
            }
            For::One(_) | For::Nobody => school_loans(self.org.id),
        }
    }
}

fn ask(cx: &mut Cx) -> Outcome {
    let query = |name| cx.incoming.query(name);
    let (class, person) = (query("classe"), query("eleve"));
    let scene = Scene::load(cx, class.and_then(web::parse_id), person.and_then(web::parse_id))?;
    let asked = |name, usual| {
        let said = cx.incoming.query(name).filter(|said| !said.is_empty() && said.len() <= 10);
        said.unwrap_or(usual).to_owned()
    };
    let form = cx.blank_form();
    let form = form.with("rendre", &asked("rendre", "")).with("heure", &asked("heure", USUAL_HOUR));
    Ok(page(cx, &scene, form)?.into())
}

fn page(cx: &mut Cx, scene: &Scene, form: Form) -> Result<Page, Problem> {
    let (lang, today, org) = (cx.lang(), cx.today(), &scene.org);
    let action = path(org.id);
    let main = match &scene.whom {
        For::Nobody => {
            let classes = borrowers::classes(cx.tx, org.id, today)?;
            whom_page(cx, org, &form, &classes)
        }
        For::One(one) => {
            let class = one.class.as_ref().map(|class| class.name.as_str()).unwrap_or_default();
            let more = html! {
                input type="hidden" name="eleve" value=(one.name.id);
                (when_fields(&form, one.is_pupil()))
            };
            html! {
                (ui::back(&action, t::lend(lang)))
                (ui::error_summary(&form))
                (ui::title(&t::lend_to(lang, &one.name.full()), class))
                (scan::form(cx, &form, &action, t::lend(lang), &more))
            }
        }
        For::Class { class, pupils } => {
            let lent = store::open_of_class(cx.tx, org.id, class.id)?;
            let ids: Vec<i64> = lent.iter().map(|loan| loan.device).collect();
            let lent_devices = devices::by_ids(cx.tx, &ids)?;
            let have: HashSet<i64> = lent.iter().filter_map(|loan| loan.person).collect();
            let next = pupils.iter().find(|pupil| !have.contains(&pupil.id));
            let form = match next {
                Some(next) => form.with("eleve", &next.id),
                None => form,
            };
            let names: Vec<(i64, String)> = pupils
                .iter()
                .map(|pupil| {
                    let name = pupil.full();
                    let says =
                        if have.contains(&pupil.id) { t::has_one(lang, &name) } else { name };
                    (pupil.id, says)
                })
                .collect();
            let choices: Vec<Choice> = names
                .iter()
                .map(|(id, says)| Choice { value: id.to_string(), label: says, hint: "" })
                .collect();
            let more = html! {
                input type="hidden" name="classe" value=(class.id);
                (when_fields(&form, true))
                (ui::select(&form, &Field::new("eleve", t::next_pupil(lang)).hint(t::next_pupil_hint(lang)), &choices))
            };
            let (count, all) = (size(have.len()), size(pupils.len()));
            html! {
                (ui::back(&action, t::lend(lang)))
                (ui::error_summary(&form))
                (ui::title(&t::lend_to(lang, &class.name), t::lend_class_under(lang)))
                (scan::form(cx, &form, &action, t::lend(lang), &more))
                section.card aria-labelledby="pretes" {
                    header { h2 id="pretes" { (t::lent_in_class(lang)) } }
                    (ui::progress(count, all, &t::lent_progress(lang, count, all)))
                    (views::lent_list(lang, &lent, &lent_devices, pupils))
                    @if !lent.is_empty() { (views::print_class(cx, org.id, class.id)) }
                }
            }
        }
    };
    Ok(Page::narrow(t::lend(lang), main).with_island(scan::ISLAND))
}

fn size(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// When it is to come back.
pub(super) fn when_fields(form: &Form, is_needed: bool) -> Markup {
    let lang = form.lang();
    let day = Field::new("rendre", t::due_day(lang));
    let day = if is_needed { day } else { day.optional().hint(t::due_open_hint(lang)) };
    html! {
        (ui::date(form, &day))
        (ui::text(form, &Field::new("heure", t::due_hour(lang)).kind("time").class("short").optional()))
    }
}

fn whom_page(cx: &Cx, org: &Org, form: &Form, classes: &[Group]) -> Markup {
    let (lang, path) = (cx.lang(), path(org.id));
    html! {
        (ui::back(&school_loans(org.id), t::loans_title(lang)))
        (ui::error_summary(form))
        (ui::title(t::lend(lang), &org.name))
        form.card.stack method="post" action={ (path) "/chercher" } {
            (cx.hidden())
            (ui::text(form, &Field::new("nom", t::whom(lang)).hint(t::whom_hint(lang)).autocomplete("off")))
            div.actions { button.act { (ui::icon("search")) (t::find(lang)) } }
        }
        section.card aria-labelledby="classes" {
            header { h2 id="classes" { (t::whole_class(lang)) } }
            @if classes.is_empty() { p.muted { (t::no_class(lang)) } }
            @else {
                ul.doors { @for class in classes {
                    li { a.door href={ (path) "?classe=" (class.id) } { (ui::icon("users")) b { (class.name) } (ui::icon("chevron-right")) } }
                } }
            }
        }
    }
}

/// Who is called so. The name is a child's: it stays out of the address.
fn find(cx: &mut Cx) -> Outcome {
    let (org, today, lang) = (lent_school(cx)?, cx.today(), cx.lang());
    let mut form = cx.form();
    let words = form.required("nom", NAME_MAX);
    let found = borrowers::called(cx.tx, (org.id, today), &words)?;
    let path = path(org.id);
    if let [only] = found.as_slice() {
        return Ok(Reply::see_other(format!("{path}?eleve={}", only.name.id)));
    }
    if found.is_empty() {
        if form.is_valid() {
            form.refuse("nom", t::whom_nobody(lang));
        }
        let classes = borrowers::classes(cx.tx, org.id, today)?;
        let main = whom_page(cx, &org, &form, &classes);
        return Ok(Reply::to_correct(Page::narrow(t::lend(lang), main)));
    }
    let main = html! {
        (ui::back(&path, t::lend(lang)))
        (ui::title(t::whom_which(lang), &org.name))
        ul.doors { @for one in &found {
            li { a.door href={ (path) "?eleve=" (one.name.id) } {
                (ui::icon("user")) b { (one.name.full()) @if let Some(class) = &one.class { ", " (class.name) } }
                (ui::icon("chevron-right"))
            } }
        } }
    };
    Ok(Page::narrow(t::lend(lang), main).into())
}

/// The due date and hour of a form; what makes no sense is said.
pub(super) fn due(cx: &Cx, form: &mut Form, is_needed: bool) -> Option<Instant> {
    let lang = form.lang();
    let day = if is_needed { form.required_day("rendre") } else { form.day("rendre") };
    let hour = form.time("heure").or_else(|| LocalTime::parse(USUAL_HOUR));
    let (day, hour) = (day?, hour?);
    let due = cx.app.place.instant(day, hour);
    if due <= cx.now {
        form.refuse("rendre", t::due_past(lang));
    } else if day > Day(cx.today().0 + LONGEST) {
        form.refuse("rendre", t::due_far(lang));
    }
    Some(due)
}

fn lend(cx: &mut Cx) -> Outcome {
    let field = |name| cx.incoming.field(name).and_then(web::parse_id);
    let (class, person) = (field("classe"), field("eleve"));
    let scene = Scene::load(cx, class, if class.is_some() { None } else { person })?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let (lang, mut form) = (cx.lang(), cx.form());
    let borrower = borrower(&scene, person);
    let is_pupil = borrower.as_ref().is_none_or(Borrower::is_pupil);
    let due = due(cx, &mut form, is_pupil);
    if borrower.is_none() {
        form.refuse("eleve", t::whom_missing(lang));
    }
    let device = device(cx, &mut form, scene.org.id)?;
    let (Some(borrower), Some(device)) = (borrower, device.filter(|_| form.is_valid())) else {
        return Ok(Reply::to_correct(page(cx, &scene, form)?));
    };
    let by = hand(cx)?;
    let new = NewLoan {
        device: device.id,
        org: scene.org.id,
        person: borrower.name.id,
        group: borrower.class.as_ref().map(|class| class.id),
        is_pupil: borrower.is_pupil(),
        due,
        at: cx.now,
        by: by.person,
    };
    // The device says it is lent before the loan is there: from then on its loan says so.
    let lent = Said { state: State::Lent, ..device.said.clone() };
    devices::change(cx.tx, &device, &lent, by)?;
    let Some(id) = store::lend(cx.tx, &new)? else {
        form.refuse("numero", t::lent_already(lang, device.said.called()));
        return Ok(Reply::to_correct(page(cx, &scene, form)?));
    };
    let loan = store::loan(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    let name = device.said.name(lang);
    say_today(cx.tx, &loan, (&name, &cx.app.place), cx.now)?;
    remind::say_made(cx.tx, &loan, cx.now)?;
    note(cx, "equipment.loan.lend", id, scene.org.id)?;
    let says = t::lent_to(lang, &name, device.said.called(), &borrower.name.full());
    let (day, hour) = (form.shown("rendre").to_owned(), form.shown("heure").to_owned());
    let next = match scene.whom {
        For::Class { .. } => scene.again(&day, &hour),
        For::One(_) | For::Nobody => super::one::path(id),
    };
    SENT.lead(cx, next, says)
}

/// Whom the form names, among those of the class or of the school.
fn borrower(scene: &Scene, person: Option<i64>) -> Option<Borrower> {
    match &scene.whom {
        For::Class { class, pupils } => {
            let pupil = pupils.iter().find(|pupil| Some(pupil.id) == person);
            pupil.map(|name| Borrower { name: name.clone(), class: Some(class.clone()) })
        }
        For::One(one) => Some(one.clone()),
        For::Nobody => None,
    }
}

/// The device of the school that the form names, if it may be lent.
fn device(cx: &mut Cx, form: &mut Form, org: i64) -> Result<Option<Device>, Problem> {
    let lang = cx.lang();
    let number = form.required("numero", NUMBER_MAX);
    if number.is_empty() {
        return Ok(None);
    }
    let device = match of_school(cx, org, &number)? {
        Ok(device) => device,
        Err(says) => {
            form.refuse("numero", says);
            return Ok(None);
        }
    };
    let called = device.said.called().to_owned();
    if store::open_of_device(cx.tx, device.id)?.is_some() {
        form.refuse("numero", t::lent_already(lang, &called));
        return Ok(None);
    }
    if matches!(device.said.state, State::Broken | State::Lost | State::Stolen | State::Gone) {
        form.refuse("numero", t::lent_not_there(lang, &called, device.said.state.says(lang)));
        return Ok(None);
    }
    Ok(Some(device))
}

/// The one device of a school that a number calls, or what to say.
pub(super) fn of_school(
    cx: &mut Cx,
    org: i64,
    number: &str,
) -> Result<Result<Device, String>, Problem> {
    let (lang, actor) = (cx.lang(), cx.actor()?.clone());
    let mut found = devices::called(cx.tx, &actor, number)?;
    let is_known = !found.is_empty();
    found.retain(|device| device.said.org == org);
    Ok(match (found.len(), is_known) {
        (1, _) => found.pop().ok_or_else(String::new),
        (0, false) => Err(t::loan_unknown(lang, number)),
        (0, true) => Err(t::stock_elsewhere(lang, number)),
        _ => Err(t::stock_several(lang, number)),
    })
}
