//! Adding devices, one or a whole delivery from the list of their numbers, and changing one.

use std::collections::HashMap;

use directory::api::{self, Org};
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Field},
};

use crate::{
    SENT, cells,
    device::{
        Category, Device, Said, State,
        pages::{device_path, note, school_path},
        serial::{self, Doubt, Number},
        store::{self, By, Hand},
        views,
    },
    loan,
    rights::{DEVICE_KEEP, ROLES},
    schools::kept,
    t,
};

/// Devices added at once.
const AT_ONCE: usize = 500;
/// The longest name of a brand, a model, a place.
const WORDS_MAX: usize = 80;
/// The longest number.
pub(crate) const NUMBER_MAX: usize = 60;

pub(crate) fn routes() -> Vec<Route> {
    const ADD: &str = "/materiel/ecoles/{org}/ajouter";
    const CHANGE: &str = "/materiel/appareils/{bien}/modifier";
    let (who, keeper) = (Access::Role(ROLES), Access::Item(&DEVICE_KEEP));
    vec![
        Route::get(ADD, who, blank),
        Route::post(ADD, who, add),
        Route::get(CHANGE, keeper, filled),
        Route::post(CHANGE, keeper, change),
    ]
}

/// Who does it, now.
pub(crate) fn hand(cx: &Cx) -> Result<Hand, Problem> {
    Ok(Hand { person: Some(cx.actor()?.person), now: cx.now })
}

fn blank(cx: &mut Cx) -> Outcome {
    let org = kept(cx)?;
    let form = cx
        .blank_form()
        .with("genre", Category::Tablet.code())
        .with("etat", State::Stock.code())
        .with("combien", "1");
    Ok(add_page(cx, &org, &form).into())
}

fn add_page(cx: &Cx, org: &Org, form: &Form) -> Page {
    let lang = cx.lang();
    let fields = html! {
        (views::common(form))
        (ui::textarea(form, &Field::new("numeros", t::serials(lang)).hint(t::serials_hint(lang)).optional(), 6))
        (ui::text(form, &Field::new("combien", t::how_many(lang)).hint(t::how_many_hint(lang)).class("short").kind("number").optional()))
        (ui::text(form, &Field::new("etiquette", t::first_tag(lang)).hint(t::first_tag_hint(lang)).class("short").optional()))
    };
    let path = school_path(org.id);
    form_page(cx, t::add(lang), (&path, &org.name), (form, &format!("{path}/ajouter")), &fields)
}

fn form_page(
    cx: &Cx,
    title: &str,
    back: (&str, &str),
    (form, action): (&Form, &str),
    fields: &Markup,
) -> Page {
    let main = html! {
        (ui::back(back.0, back.1))
        (ui::error_summary(form))
        (ui::title(title, ""))
        form.card.stack method="post" action=(action) {
            (cx.hidden())
            (fields)
            div.actions { button.act.main { (ui::icon("check")) (t::save(cx.lang())) } }
        }
    };
    Page::narrow(title, main)
}

/// What the fields that adding and changing have in common say.
fn common(form: &mut Form, org: i64) -> Said {
    let lang = form.lang();
    let category = form.choice("genre", Category::from_code).unwrap_or(Category::Other);
    let state = form.choice("etat", State::from_code).unwrap_or(State::Stock);
    let price = form.text("prix", 30);
    let price = cells::price(&price).unwrap_or_else(|_unread| {
        form.refuse("prix", t::price_unread(lang));
        None
    });
    Said {
        org,
        category,
        brand: form.text("marque", WORDS_MAX),
        model: form.text("modele", WORDS_MAX),
        serial: String::new(),
        tag: String::new(),
        funding: form.text("financement", WORDS_MAX),
        state,
        place: form.text("lieu", WORDS_MAX),
        bought: form.day("achat").map(|day| day.0),
        price: price.map(|price| price.cents),
    }
}

/// Why a number is not taken, in words.
pub(crate) fn doubt_says(lang: Lang, number: &str, doubt: Doubt) -> String {
    match doubt {
        Doubt::Rounded => t::doubt_rounded(lang, number),
        Doubt::Formula => t::doubt_formula(lang, number),
        Doubt::Model => t::doubt_model(lang, number),
        Doubt::Short => t::doubt_short(lang, number),
    }
}

fn add(cx: &mut Cx) -> Outcome {
    let org = kept(cx)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let mut form = cx.form();
    let said = common(&mut form, org.id);
    let numbers = numbers(cx, &mut form, &said.model)?;
    let count = match numbers.len() {
        0 => {
            let most = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
            let count = form.number("combien", 1, most).unwrap_or(1);
            usize::try_from(count).unwrap_or(1)
        }
        count => count,
    };
    let tags = tags(cx, &mut form, org.id, count)?;
    if !form.is_valid() {
        return Ok(Reply::to_correct(add_page(cx, &org, &form)));
    }
    let by = hand(cx)?;
    let mut first = 0;
    for at in 0..count {
        let one = Said {
            serial: numbers.get(at).map(|number| number.text.clone()).unwrap_or_default(),
            tag: tags.get(at).cloned().unwrap_or_default(),
            ..said.clone()
        };
        let id = store::add(cx.tx, &one, by)?;
        if at == 0 {
            first = id;
        }
    }
    note(cx, "equipment.device.add", first, org.id)?;
    let says = t::added(cx.lang(), i64::try_from(count).unwrap_or(i64::MAX));
    let path = if count == 1 { device_path(first) } else { school_path(org.id) };
    SENT.lead(cx, path, says)
}

/// The serial numbers of the list, one a line; what cannot be one is said with its line.
fn numbers(cx: &mut Cx, form: &mut Form, model: &str) -> Result<Vec<Number>, Problem> {
    let lang = cx.lang();
    let typed = form.text("numeros", AT_ONCE * NUMBER_MAX);
    let mut numbers: Vec<Number> = Vec::new();
    let mut met: HashMap<String, String> = HashMap::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match serial::serial(line, model) {
            Ok(Some(number)) => {
                if met.insert(number.key.clone(), line.to_owned()).is_some() {
                    form.refuse("numeros", t::serial_twice(lang, line));
                }
                numbers.push(number);
            }
            Ok(None) => form.refuse("numeros", t::serial_none(lang, line)),
            Err(doubt) => form.refuse("numeros", doubt_says(lang, line, doubt)),
        }
    }
    if numbers.len() > AT_ONCE {
        form.refuse("numeros", t::serials_too_many(lang));
    }
    let keys: Vec<&str> = numbers.iter().map(|number| number.key.as_str()).collect();
    for device in store::known(cx.tx, By::Serial, &keys)? {
        form.refuse("numeros", t::serial_known(lang, &device.said.serial));
    }
    Ok(numbers)
}

/// The inventory numbers that follow the first one, as many as there are devices.
fn tags(cx: &mut Cx, form: &mut Form, org: i64, count: usize) -> Result<Vec<String>, Problem> {
    let lang = cx.lang();
    let typed = form.text("etiquette", NUMBER_MAX);
    let first = match serial::tag(&typed) {
        Ok(None) => return Ok(Vec::new()),
        Ok(Some(first)) => first,
        Err(doubt) => {
            form.refuse("etiquette", doubt_says(lang, &typed, doubt));
            return Ok(Vec::new());
        }
    };
    let Some(tags) = following(&first.text, count) else {
        form.refuse("etiquette", t::first_tag_no_digits(lang));
        return Ok(Vec::new());
    };
    let keys: Vec<String> = tags.iter().map(|tag| serial::key(tag)).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let taken = store::known(cx.tx, By::Tag, &keys)?;
    if let Some(taken) = taken.iter().find(|device| device.said.org == org) {
        form.refuse("etiquette", t::tag_known(lang, &taken.said.tag));
    }
    Ok(tags)
}

/// A number and those that follow it, with as many digits; none when it ends with no digit and more
/// than one is asked for.
fn following(first: &str, count: usize) -> Option<Vec<String>> {
    if count == 1 {
        return Some(vec![first.to_owned()]);
    }
    let digits = first.bytes().rev().take_while(u8::is_ascii_digit).count().min(12);
    let (before, number) = first.split_at(first.len() - digits);
    let from: u64 = number.parse().ok()?;
    Some((from..).take(count).map(|at| format!("{before}{at:0digits$}")).collect())
}

fn load(cx: &mut Cx) -> Result<(Device, String), Problem> {
    let id = cx.id()?;
    let device = store::device(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    let org = api::orgs(cx.tx, &[device.said.org])?.remove(&device.said.org);
    Ok((device, org.map(|org| org.name).unwrap_or_default()))
}

fn filled(cx: &mut Cx) -> Outcome {
    let (device, _) = load(cx)?;
    let said = &device.said;
    let price = said.price.map(|cents| format!("{},{:02}", cents / 100, cents % 100));
    let form = cx
        .blank_form()
        .with("genre", said.category.code())
        .with("marque", &said.brand)
        .with("modele", &said.model)
        .with("etat", said.state.code())
        .with("lieu", &said.place)
        .with("financement", &said.funding)
        .with("achat", &said.bought.map(|day| kernel::Day(day).to_string()).unwrap_or_default())
        .with("prix", &price.unwrap_or_default())
        .with("numero", &said.serial)
        .with("etiquette", &said.tag);
    Ok(change_page(cx, &device, &form).into())
}

fn change_page(cx: &Cx, device: &Device, form: &Form) -> Page {
    let (lang, path) = (cx.lang(), device_path(device.id));
    let fields = html! {
        (views::common(form))
        (ui::text(form, &Field::new("numero", t::part_serial(lang)).optional()))
        (ui::text(form, &Field::new("etiquette", t::part_tag(lang)).optional()))
    };
    let name = device.said.name(lang);
    form_page(cx, t::change(lang), (&path, &name), (form, &format!("{path}/modifier")), &fields)
}

fn change(cx: &mut Cx) -> Outcome {
    let (device, _) = load(cx)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    let mut said = common(&mut form, device.said.org);
    let (number, tag) = (form.text("numero", NUMBER_MAX), form.text("etiquette", NUMBER_MAX));
    match serial::serial(&number, &said.model) {
        Ok(found) => said.serial = found.map(|number| number.text).unwrap_or_default(),
        Err(doubt) => form.refuse("numero", doubt_says(lang, &number, doubt)),
    }
    match serial::tag(&tag) {
        Ok(found) => said.tag = found.map(|number| number.text).unwrap_or_default(),
        Err(doubt) => form.refuse("etiquette", doubt_says(lang, &tag, doubt)),
    }
    let stays = matches!(said.state, State::Stock | State::Used | State::Broken);
    if stays && loan::store::open_of_device(cx.tx, device.id)?.is_some() {
        form.refuse("etat", t::loan_first_back(lang));
    }
    let (serial_key, tag_key) = (serial::key(&said.serial), serial::key(&said.tag));
    let others = store::known(cx.tx, By::Serial, &[&serial_key])?;
    if !serial_key.is_empty() && others.iter().any(|other| other.id != device.id) {
        form.refuse("numero", t::serial_known(lang, &said.serial));
    }
    let others = store::known(cx.tx, By::Tag, &[&tag_key])?;
    let is_taken = |other: &Device| other.id != device.id && other.said.org == device.said.org;
    if !tag_key.is_empty() && others.iter().any(is_taken) {
        form.refuse("etiquette", t::tag_known(lang, &said.tag));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(change_page(cx, &device, &form)));
    }
    let by = hand(cx)?;
    if !store::change(cx.tx, &device, &said, by)?.is_empty() {
        note(cx, "equipment.device.change", device.id, device.said.org)?;
    }
    Ok(Reply::see_other(device_path(device.id)).saying(t::saved(lang)))
}

#[cfg(test)]
mod tests {
    use super::following;

    #[test]
    fn inventory_numbers_follow_each_other_with_as_many_digits() {
        assert_eq!(following("TAB-008", 3).unwrap(), ["TAB-008", "TAB-009", "TAB-010"]);
        assert_eq!(following("99", 2).unwrap(), ["99", "100"]);
        assert_eq!(following("Chariot", 1).unwrap(), ["Chariot"]);
        assert_eq!(following("Chariot", 2), None);
    }
}
