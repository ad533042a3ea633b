//! Pupils made by hand, and what a school may correct of those that a feed brings.

use kernel::{Day, Target};
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates,
    ui::{self, Choice, Field},
};

use super::{Hand, classes::open_group, form_page, guardians, lead, note, sent_before, store};
use crate::{
    api::{self, Group, PersonName},
    edit::{self, NewPerson},
    rights::{CLASS_EDIT, SCHOOL_EDIT},
    rows::Table,
    t, year,
};

pub(crate) fn routes() -> Vec<Route> {
    let school = Access::Item(&SCHOOL_EDIT);
    let class = Access::Item(&CLASS_EDIT);
    vec![
        Route::get("/classes/{groupe}/eleves/nouveau", class, blank),
        Route::post("/classes/{groupe}/eleves", class, add),
        Route::noted("/etablissements/{org}/eleves/{eleve}", school, file),
        Route::get("/etablissements/{org}/eleves/{eleve}/corriger", school, to_correct),
        Route::post("/etablissements/{org}/eleves/{eleve}/corriger", school, correct),
        Route::get("/etablissements/{org}/eleves/{eleve}/classe", school, to_move),
        Route::post("/etablissements/{org}/eleves/{eleve}/classe", school, change_place),
        Route::post("/etablissements/{org}/eleves/{eleve}/depart", school, leave),
    ]
}

/// A pupil of the school of the path, today or soon.
pub(super) struct Pupil {
    pub(super) org: i64,
    pub(super) name: PersonName,
    pub(super) places: Vec<store::Place>,
    pub(super) path: String,
}

impl Pupil {
    /// The pupil of the path; someone of another school does not exist here.
    pub(super) fn of(cx: &mut Cx) -> Result<Self, Problem> {
        let (org, id, today) = (cx.id()?, cx.param_id("eleve")?, cx.today());
        let places = store::places_of(cx.tx, org, id, today)?;
        if places.is_empty() {
            return Err(Problem::not_found());
        }
        let name = api::name(cx.tx, id)?.ok_or_else(Problem::not_found)?;
        Ok(Self { org, name, places, path: format!("/etablissements/{org}/eleves/{id}") })
    }

    pub(super) fn back(&self) -> (&str, &str) {
        (&self.path, &self.name.first)
    }
}

const NAME_MAX: usize = 80;
/// Nobody is born before, for a school.
const BORN_AFTER: i32 = 100 * 366;

/// Names and birth as they were typed. A feed may not say when someone was born.
fn typed(cx: &Cx, form: &mut Form, may_lack_birth: bool) -> (String, String, Option<Day>) {
    let last = form.required("nom", NAME_MAX);
    let first = form.required("prenom", NAME_MAX);
    let born = if may_lack_birth { form.day("naissance") } else { form.required_day("naissance") };
    if born.is_some_and(|day| day > cx.today() || day < cx.today().plus(-BORN_AFTER)) {
        form.refuse("naissance", t::hand_born_wrong(form.lang()));
    }
    (last, first, born)
}

fn names(cx: &Cx, form: &Form, may_lack_birth: bool) -> Markup {
    let lang = cx.lang();
    let born = Field::new("naissance", t::hand_born(lang));
    html! {
        (ui::text(form, &Field::new("nom", t::field_last_name(lang)).autocomplete("off")))
        (ui::text(form, &Field::new("prenom", t::field_first_name(lang)).autocomplete("off")))
        (ui::date(form, &if may_lack_birth { born.optional() } else { born }))
    }
}

fn blank(cx: &mut Cx) -> Outcome {
    let class = open_group(cx)?;
    let form = cx.blank_form().with("arrivee", &cx.today().max(earliest(cx, &class)));
    Ok(add_page(cx, &class, &form, false).into())
}

/// Nobody is in a class that is prepared before its year begins.
fn earliest(cx: &Cx, class: &Group) -> Day {
    let is_coming = class.year > year::begun(cx.today());
    if is_coming { year::first_day(class.year) } else { Day(0) }
}

fn add_page(cx: &Cx, class: &Group, form: &Form, is_homonym: bool) -> Page {
    let lang = cx.lang();
    let levels: Vec<Choice> = class
        .levels
        .iter()
        .map(|level| Choice { value: level.clone(), label: level, hint: "" })
        .collect();
    let fields = html! {
        (names(cx, form, false))
        @if is_homonym { (ui::checkbox(form, &Field::new("autre", t::hand_homonym_sure(lang)))) }
        @if levels.len() > 1 { (ui::select(form, &Field::new("niveau", t::hand_level(lang)), &levels)) }
        (ui::date(form, &Field::new("arrivee", t::hand_arrives(lang))))
    };
    let path = format!("/classes/{}", class.id);
    form_page(
        cx,
        &t::hand_new_pupil(lang, &class.name),
        (&path, &class.name),
        (form, &format!("{path}/eleves"), t::hand_add(lang)),
        &fields,
    )
}

fn add(cx: &mut Cx) -> Outcome {
    let (class, mut form) = (open_group(cx)?, cx.form());
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let (last, first, born) = typed(cx, &mut form, false);
    let starts = form.required_day("arrivee");
    let earliest = earliest(cx, &class);
    if starts.is_some_and(|day| day < earliest) {
        let first = dates::long_day(form.lang(), earliest, cx.today());
        form.refuse("arrivee", t::year_not_before(form.lang(), &first));
    }
    let level = form.text("niveau", 8);
    let level = if class.levels.contains(&level) { level } else { String::new() };
    let mut is_homonym = false;
    if let Some(born) = born
        && form.is_valid()
        && !form.ticked("autre")
        && store::homonym(cx.tx, class.org, (&last, &first), born)?
    {
        is_homonym = true;
        form.refuse("autre", t::hand_homonym(form.lang()));
    }
    let Some((starts, born)) = starts.zip(born).filter(|_| form.is_valid()) else {
        let asks = is_homonym || form.ticked("autre");
        return Ok(Reply::to_correct(add_page(cx, &class, &form, asks)));
    };
    let mut hand = Hand::begin(cx.tx, class.org)?;
    let new =
        NewPerson { category: "pupil", last: &last, first: &first, title: "", born: Some(born) };
    let pupil = edit::create_person(cx.tx, &new)?;
    hand.show(Table::Person, [store::row_of(cx.tx, Table::Person, pupil)?]);
    let (place, days) = ((class.org, class.id), (starts, Day::NEVER));
    let row = store::add_place(cx.tx, pupil, place, &level, days, hand.since)?;
    hand.show(Table::Membership, [row]);
    hand.done(cx, "directory.pupil.add", pupil, Target::group(class.id))?;
    let says = t::hand_pupil_added(cx.lang(), &first);
    if starts > cx.today() || class.is_class {
        return lead(cx, format!("/etablissements/{}/eleves/{pupil}", class.org), says);
    }
    lead(cx, format!("/classes/{}", class.id), says)
}

/// Reading the file of a child is noted, once a day for each reader.
fn file(cx: &mut Cx) -> Outcome {
    let pupil = Pupil::of(cx)?;
    let (lang, today) = (cx.lang(), cx.today());
    note_reading(cx, &pupil)?;
    let groups: Vec<i64> = pupil.places.iter().filter_map(|place| place.group).collect();
    let groups = api::groups(cx.tx, &groups)?;
    let face = store::face(cx.tx, pupil.name.id)?;
    let school = api::orgs(cx.tx, &[pupil.org])?.remove(&pupil.org).map(|org| org.name);
    let mut facts = vec![
        (t::field_last_name(lang), html! { (face.last) }),
        (t::field_first_name(lang), html! { (face.first) }),
    ];
    if let Some(born) = face.born {
        facts.push((t::field_birth(lang), html! { (dates::long_day(lang, born, today)) }));
    }
    for place in &pupil.places {
        let Some(group) = place.group.and_then(|id| groups.get(&id)) else { continue };
        let label = if group.is_class { t::hand_class(lang) } else { t::hand_group(lang) };
        facts.push((label, html! {
            a href={ "/classes/" (group.id) } { (group.name) }
            @if let Some(says) = days(lang, place.starts, place.ends, today) { " " small.muted { (says) } }
        }));
    }
    let path = &pupil.path;
    let support = format!(
        "/etablissements/{}/missions/nouvelle?nature=accompagnement&eleve={}",
        pupil.org, pupil.name.id
    );
    let main = html! {
        (ui::back(&format!("/etablissements/{}", pupil.org), &school.unwrap_or_default()))
        (ui::title(&pupil.name.full(), ""))
        section.card.stack aria-labelledby="fiche" {
            header { h2 id="fiche" { (t::hand_file(lang)) } }
            (ui::facts(&facts))
            p.actions {
                a.act href={ (path) "/corriger" } { (t::hand_correct(lang)) }
                a.act href={ (path) "/classe" } { (t::hand_move(lang)) }
                a.act href=(support) { (t::hand_support(lang)) }
            }
            (ui::confirm(t::hand_leaves(lang), t::hand_leaves_says(lang), &leave_form(cx, path)))
        }
        (guardians::card(cx, &pupil)?)
        p.muted.wide { (t::hand_reading_noted(lang)) }
    };
    Ok(Page::columns(t::hand_file_title(lang), main).into())
}

fn note_reading(cx: &mut Cx, pupil: &Pupil) -> Result<(), Problem> {
    let (actor, today) = (cx.actor()?.person, cx.today());
    let since = cx.app.place.instant(today, kernel::LocalTime(0));
    let action = "directory.pupil.read";
    let scope = Target::org(pupil.org);
    if !db::journal::was_written(cx.tx, (actor, action, pupil.name.id), scope, since)? {
        note(cx, action, pupil.name.id, scope)?;
    }
    Ok(())
}

/// « depuis le 3 mars », « jusqu’au 12 avril », when it is not plainly now.
pub(super) fn days(lang: kernel::Lang, starts: Day, ends: Day, today: Day) -> Option<String> {
    let from = dates::long_day(lang, starts, today);
    let to = dates::long_day(lang, ends, today);
    match (starts > today, ends < Day::NEVER) {
        (true, true) => Some(t::hand_from_to(lang, &from, &to)),
        (true, false) => Some(t::hand_from(lang, &from)),
        (false, true) => Some(t::hand_until(lang, &to)),
        (false, false) => None,
    }
}

fn leave_form(cx: &Cx, path: &str) -> Markup {
    let lang = cx.lang();
    let form = cx.blank_form().with("dernier-jour", &cx.today());
    html! {
        form.stack method="post" action={ (path) "/depart" } {
            (cx.hidden())
            (ui::date(&form, &Field::new("dernier-jour", t::hand_last_day(lang))))
            button.act.danger { (t::hand_note_leaving(lang)) }
        }
    }
}

fn to_correct(cx: &mut Cx) -> Outcome {
    let pupil = Pupil::of(cx)?;
    let face = store::face(cx.tx, pupil.name.id)?;
    let form = cx
        .blank_form()
        .with("nom", &face.last)
        .with("prenom", &face.first)
        .with("naissance", &face.born.map(|day| day.to_string()).unwrap_or_default());
    Ok(correct_page(cx, &pupil, &form)?.into())
}

fn correct_page(cx: &mut Cx, pupil: &Pupil, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let is_fed = store::is_fed(cx.tx, pupil.name.id)?;
    let lacks_birth = store::face(cx.tx, pupil.name.id)?.born.is_none();
    let fields = html! {
        @if is_fed { p.muted { (t::hand_corrects_feed(lang)) } }
        (names(cx, form, lacks_birth))
    };
    let action = format!("{}/corriger", pupil.path);
    Ok(form_page(
        cx,
        t::hand_correct_title(lang),
        pupil.back(),
        (form, &action, t::hand_save(lang)),
        &fields,
    ))
}

fn correct(cx: &mut Cx) -> Outcome {
    let (pupil, lang, mut form) = (Pupil::of(cx)?, cx.lang(), cx.form());
    let id = pupil.name.id;
    let was = store::face(cx.tx, id)?;
    let (last, first, born) = typed(cx, &mut form, was.born.is_none());
    if !form.is_valid() {
        return Ok(Reply::to_correct(correct_page(cx, &pupil, &form)?));
    }
    let changed: Vec<(&str, String)> = [
        ("last-name", was.last != last, last.clone()),
        ("first-name", was.first != first, first.clone()),
        ("birth", was.born != born, born.map(|day| day.to_string()).unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, is_changed, _)| *is_changed)
    .map(|(field, _, value)| (field, value))
    .collect();
    if !changed.is_empty() {
        let mut hand = Hand::begin(cx.tx, pupil.org)?;
        let row = store::row_of(cx.tx, Table::Person, id)?;
        hand.hide(cx.tx, Table::Person, row)?;
        let face = store::Face { last, first, born, ..was };
        hand.show(Table::Person, [store::add_face(cx.tx, id, &face, hand.since)?]);
        for (field, value) in changed {
            hand.correct(cx, id, field, &value)?;
        }
        hand.done(cx, "directory.pupil.correct", id, Target::org(pupil.org))?;
    }
    Ok(Reply::see_other(pupil.path).saying(t::hand_saved(lang)))
}

fn to_move(cx: &mut Cx) -> Outcome {
    let pupil = Pupil::of(cx)?;
    let form = cx.blank_form().with("depuis", &cx.today());
    Ok(move_page(cx, &pupil, &form)?.into())
}

fn move_page(cx: &mut Cx, pupil: &Pupil, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let here: Vec<i64> = pupil.places.iter().filter_map(|place| place.group).collect();
    let groups = api::groups_of_org(cx.tx, pupil.org, cx.today())?;
    let choices: Vec<Choice> = groups
        .iter()
        .filter(|group| !here.contains(&group.id))
        .map(|group| Choice { value: group.id.to_string(), label: &group.name, hint: "" })
        .collect();
    let fields = html! {
        (ui::select(form, &Field::new("classe", t::hand_move_to(lang)).hint(t::hand_move_hint(lang)), &choices))
        (ui::date(form, &Field::new("depuis", t::hand_since(lang))))
    };
    let action = format!("{}/classe", pupil.path);
    Ok(form_page(
        cx,
        t::hand_move(lang),
        pupil.back(),
        (form, &action, t::hand_save(lang)),
        &fields,
    ))
}

fn change_place(cx: &mut Cx) -> Outcome {
    let (pupil, lang, mut form) = (Pupil::of(cx)?, cx.lang(), cx.form());
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let groups = api::groups_of_org(cx.tx, pupil.org, cx.today())?;
    let here = |id: i64| pupil.places.iter().any(|place| place.group == Some(id));
    let to = form.choice("classe", |typed| {
        let id = web::parse_id(typed)?;
        groups.iter().find(|group| group.id == id && !here(id))
    });
    let since = form.required_day("depuis");
    let Some((to, first)) = to.zip(since) else {
        return Ok(Reply::to_correct(move_page(cx, &pupil, &form)?));
    };
    let id = pupil.name.id;
    let mut hand = Hand::begin(cx.tx, pupil.org)?;
    let mut last = Day::NEVER;
    if to.is_class {
        let here: Vec<i64> = pupil.places.iter().filter_map(|place| place.group).collect();
        let here = api::groups(cx.tx, &here)?;
        let class = |place: &&store::Place| {
            place.group.is_none_or(|id| here.get(&id).is_some_and(|group| group.is_class))
        };
        let is_coming = |place: &&store::Place| {
            let group = place.group.and_then(|id| here.get(&id));
            place.starts > first && group.is_some_and(|group| group.year > to.year)
        };
        // A class that is prepared for next year follows the one of this year, whichever it is.
        let next = pupil.places.iter().filter(class).find(is_coming);
        last = next.map_or(last, |next| next.starts.plus(-1));
        let left = pupil
            .places
            .iter()
            .filter(class)
            .filter(|place| place.ends >= first && !is_coming(place));
        for place in left {
            hand.end(cx.tx, place.row, first.plus(-1))?;
        }
        hand.correct(cx, id, &place_in(pupil.org), &to.id.to_string())?;
    }
    let (place, days) = ((pupil.org, to.id), (first, last));
    hand.show(Table::Membership, [store::add_place(cx.tx, id, place, "", days, hand.since)?]);
    hand.done(cx, "directory.pupil.move", id, Target::org(pupil.org))?;
    lead(cx, pupil.path, t::hand_saved(lang))
}

/// The field that says where a pupil is in a school.
pub(super) fn place_in(org: i64) -> String {
    format!("place:{org}")
}

fn leave(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let (pupil, lang, mut form) = (Pupil::of(cx)?, cx.lang(), cx.form());
    let Some(last) = form.required_day("dernier-jour") else {
        return Err(Problem::refused("no-day", t::hand_no_day(lang)));
    };
    let staying: Vec<_> = pupil.places.iter().filter(|place| place.ends > last).collect();
    if !staying.is_empty() {
        let mut hand = Hand::begin(cx.tx, pupil.org)?;
        for place in staying {
            hand.end(cx.tx, place.row, last)?;
        }
        hand.correct(cx, pupil.name.id, &place_in(pupil.org), "")?;
        hand.done(cx, "directory.pupil.leave", pupil.name.id, Target::org(pupil.org))?;
    }
    let path = format!("/etablissements/{}", pupil.org);
    lead(cx, path, t::hand_pupil_left(lang, &pupil.name.first))
}
