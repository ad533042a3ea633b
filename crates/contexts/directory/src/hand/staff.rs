//! The staff of a school, and who has which part of it from when to when.

use std::collections::HashMap;

use kernel::{Day, Lang, Role, Target};
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates,
    ui::{self, Choice, Column, Field},
};

use super::{
    Hand, form_page,
    guardians::{Adult, adult},
    lead,
    pupils::days,
    sent_before, store,
};
use crate::{
    api::{self, PersonName},
    duty::{self, NewDuty, Part},
    rights::{SCHOOL_EDIT, STAFF_EDIT},
    rows::Table,
    t,
};

pub(crate) fn routes() -> Vec<Route> {
    let staff = Access::Item(&STAFF_EDIT);
    vec![
        Route::get("/etablissements/{org}/personnels", staff, list),
        Route::get("/etablissements/{org}/missions/nouvelle", staff, blank),
        Route::post("/etablissements/{org}/missions", staff, give),
        Route::post("/etablissements/{org}/missions/{mission}/terminer", staff, end),
    ]
}

/// What is given, as the form says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nature {
    Role,
    Teaching,
    Substitute,
    Support,
    Delegation,
    Inspection,
}

impl Nature {
    const ALL: [Self; 6] = [
        Self::Role,
        Self::Teaching,
        Self::Substitute,
        Self::Support,
        Self::Delegation,
        Self::Inspection,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Role => "fonction",
            Self::Teaching => "enseignement",
            Self::Substitute => "remplacement",
            Self::Support => "accompagnement",
            Self::Delegation => "delegation",
            Self::Inspection => "inspection",
        }
    }

    fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Role => t::duty_new_role(lang),
            Self::Teaching => t::duty_new_teaching(lang),
            Self::Substitute => t::duty_new_substitute(lang),
            Self::Support => t::duty_new_support(lang),
            Self::Delegation => t::duty_new_delegation(lang),
            Self::Inspection => t::duty_new_inspection(lang),
        }
    }

    /// Whether it needs a last day: what is lent or replaced always ends.
    const fn must_end(self) -> bool {
        matches!(self, Self::Substitute | Self::Delegation | Self::Inspection)
    }
}

/// What a person may give in a school.
fn natures(cx: &mut Cx, org: i64) -> Result<Vec<Nature>, Problem> {
    let in_school = cx.allows(&SCHOOL_EDIT, org)?;
    let is_head = cx.actor()?.has(Role::Head, Target::org(org));
    Ok(Nature::ALL
        .into_iter()
        .filter(|nature| match nature {
            Nature::Role => true,
            Nature::Teaching | Nature::Substitute | Nature::Support => in_school,
            Nature::Delegation | Nature::Inspection => is_head,
        })
        .collect())
}

/// The roles a person may give or end: nobody gives more than they have. A head comes from the
/// territory.
fn roles(cx: &Cx, org: i64, nature: Nature) -> Result<&'static [Role], Problem> {
    let actor = cx.actor()?;
    let is_head = actor.has(Role::Head, Target::org(org));
    Ok(match nature {
        Nature::Delegation if is_head => {
            &[Role::Secretariat, Role::SchoolLife, Role::DigitalReferent]
        }
        Nature::Role if is_head => &[
            Role::Teacher,
            Role::Secretariat,
            Role::SchoolLife,
            Role::SupportAssistant,
            Role::DigitalReferent,
            Role::OtherStaff,
        ],
        Nature::Role if actor.has(Role::Secretariat, Target::org(org)) => {
            &[Role::Teacher, Role::SupportAssistant, Role::OtherStaff]
        }
        Nature::Role => &[Role::Head, Role::Secretariat, Role::DigitalReferent],
        _ => &[],
    })
}

fn role_words(lang: Lang, role: &str) -> &'static str {
    t::by_key(lang, &format!("role-{role}")).unwrap_or_default()
}

/// The longest inspection, in days: a quarter of a year.
const INSPECTION_MAX: i32 = 92;

/// How long what ended stays in the list.
const SHOWN_AFTER: i32 = 60;

fn list(cx: &mut Cx) -> Outcome {
    let (org, lang, today) = (cx.id()?, cx.lang(), cx.today());
    let school = api::orgs(cx.tx, &[org])?.remove(&org).ok_or_else(Problem::not_found)?;
    let natures = natures(cx, org)?;
    let posts = posts(cx, org)?;
    let mut duties = store::duties_of(cx.tx, org, today.plus(-SHOWN_AFTER))?;
    if !natures.contains(&Nature::Support) {
        // Those who run the territory never read the name of a child.
        duties.retain(|duty| duty.kind != "support");
    }
    let columns = [Column::words(t::staff_who(lang)), Column::words(t::staff_what(lang))];
    let path = format!("/etablissements/{org}/missions/nouvelle?nature=");
    let (now, over): (Vec<_>, Vec<_>) = duties.iter().partition(|duty| duty.ends >= today);
    let words = Words::load(cx, &duties)?;
    let main = html! {
        (ui::back(&format!("/etablissements/{org}"), &school.name))
        (ui::title(t::staff_title(lang), &school.name))
        section.card.wide.stack aria-labelledby="ajouter" {
            h2 id="ajouter" { (t::duty_give(lang)) }
            ul.files { @for nature in natures.iter().filter(|nature| **nature != Nature::Support) {
                li { a href={ (path) (nature.code()) } { (ui::icon("plus")) span { (nature.title(lang)) } } }
            } }
            @if natures.contains(&Nature::Support) { p.muted { (t::duty_support_hint(lang)) } }
        }
        section.card.wide.stack aria-labelledby="missions" {
            h2 id="missions" { (t::duty_now(lang)) }
            @if now.is_empty() { p.muted { (t::duty_none(lang)) } }
            @else { ul.todo { @for duty in &now { li {
                (words.line(lang, duty, today))
                (end_form(cx, duty, &words))
            } } } }
        }
        @if !over.is_empty() {
            section.card.wide.stack aria-labelledby="finies" {
                h2 id="finies" { (t::duty_over(lang)) }
                ul.todo { @for duty in &over { li { (words.line(lang, duty, today)) } } }
            }
        }
        section.card.wide {
            @if posts.is_empty() { p.muted { (t::school_nobody(lang)) } }
            @else { (ui::cards_table(t::staff_list(lang), &columns, &posts)) }
        }
    };
    Ok(Page::wide(t::staff_title(lang), main).into())
}

/// Each member of staff with their roles today and to come.
fn posts(cx: &mut Cx, org: i64) -> Result<Vec<Vec<Markup>>, Problem> {
    let (lang, today) = (cx.lang(), cx.today());
    let staff = store::staff_of(cx.tx, org, today)?;
    let teachings: Vec<i64> = staff.iter().filter_map(|post| post.teaching).collect();
    let groups: Vec<i64> = staff.iter().filter_map(|post| post.group).collect();
    let (teachings, groups) = (api::teachings(cx.tx, &teachings)?, api::groups(cx.tx, &groups)?);
    let mut lines: Vec<(PersonName, Vec<Held>)> = Vec::new();
    for post in staff {
        let taught = post.teaching.and_then(|id| teachings.get(&id));
        let group = post.group.and_then(|id| groups.get(&id));
        let what = match (taught, group) {
            (Some(taught), Some(_)) => taught.label.clone(),
            _ => role_words(lang, &post.role).to_owned(),
        };
        let when = days(lang, post.starts, post.ends, today).map(|when| format!("({when})"));
        let place = group.map(|group| group.name.clone());
        let place: Vec<String> = place.into_iter().chain(when).collect();
        if lines.last().is_none_or(|(name, _)| name.id != post.name.id) {
            lines.push((post.name, Vec::new()));
        }
        if let Some((_, held)) = lines.last_mut() {
            take(held, what, place.join(" "));
        }
    }
    Ok(lines
        .iter()
        .map(|(name, held)| {
            let says: Vec<String> = held.iter().map(Held::words).collect();
            vec![html! { (name.title) " " (name.full()) }, html! { (says.join(" · ")) }]
        })
        .collect())
}

/// A subject or a role, and the classes it is held in.
struct Held {
    what: String,
    places: Vec<String>,
}

impl Held {
    fn words(&self) -> String {
        if self.places.is_empty() {
            self.what.clone()
        } else {
            format!("{} {}", self.what, self.places.join(", "))
        }
    }
}

fn take(held: &mut Vec<Held>, what: String, place: String) {
    let at = held.iter().position(|one| one.what == what).unwrap_or(held.len());
    if at == held.len() {
        held.push(Held { what, places: Vec::new() });
    }
    if !place.is_empty() && !held[at].places.contains(&place) {
        held[at].places.push(place);
    }
}

/// The names that lists of duties need.
pub(super) struct Words {
    people: HashMap<i64, PersonName>,
    teachings: HashMap<i64, api::Teaching>,
    groups: HashMap<i64, api::Group>,
}

impl Words {
    pub(super) fn load(cx: &mut Cx, duties: &[store::Duty]) -> Result<Self, Problem> {
        let people: Vec<i64> = duties
            .iter()
            .flat_map(|duty| [Some(duty.person), duty.about, Some(duty.by)])
            .flatten()
            .collect();
        let teachings: Vec<i64> = duties
            .iter()
            .filter(|duty| duty.kind == "teaching")
            .filter_map(|duty| duty.about)
            .collect();
        let people = api::names(cx.tx, &people)?;
        let teachings = api::teachings(cx.tx, &teachings)?;
        let groups: Vec<i64> = teachings.values().map(|teaching| teaching.group).collect();
        let groups = api::groups(cx.tx, &groups)?;
        Ok(Self { people, teachings, groups })
    }

    pub(super) fn person(&self, id: i64) -> String {
        self.people.get(&id).map(PersonName::formal).unwrap_or_default()
    }

    fn about(&self, duty: &store::Duty) -> String {
        let Some(id) = duty.about else { return String::new() };
        if let Some(teaching) = self.teachings.get(&id).filter(|_| duty.kind == "teaching") {
            let group = self.groups.get(&teaching.group).map(|group| group.name.clone());
            return format!("{}, {}", teaching.label, group.unwrap_or_default());
        }
        self.people.get(&id).map(PersonName::formal).unwrap_or_default()
    }

    /// « M. Faure remplace Mme Baron », and its days.
    fn line(&self, lang: Lang, duty: &store::Duty, today: Day) -> Markup {
        let (who, about) = (self.person(duty.person), self.about(duty));
        let role = role_words(lang, &duty.role);
        let says = match duty.kind.as_str() {
            "substitute" => t::duty_line_substitute(lang, &who, &about),
            "support" => t::duty_line_support(lang, &who, &about),
            "teaching" => t::duty_line_teaching(lang, &who, &about),
            "delegation" if duty.role == Role::Inspector.code() => {
                if duty.about.is_some() {
                    t::duty_line_inspection_of(lang, &who, &about)
                } else {
                    t::duty_line_inspection(lang, &who)
                }
            }
            "delegation" => t::duty_line_delegation(lang, &who, role),
            _ => t::duty_line_role(lang, &who, role),
        };
        let from = dates::long_day(lang, duty.starts, today);
        let when = if duty.ends < Day::NEVER {
            t::hand_from_to(lang, &from, &dates::long_day(lang, duty.ends, today))
        } else {
            t::hand_from(lang, &from)
        };
        html! { span { b { (says) } small { (when) " · " (t::duty_given_by(lang, &self.person(duty.by))) } } }
    }
}

fn end_form(cx: &Cx, duty: &store::Duty, words: &Words) -> Markup {
    let lang = cx.lang();
    html! {
        form method="post" action={ "/etablissements/" (duty.org) "/missions/" (duty.id) "/terminer" } {
            (cx.hidden())
            button.act aria-label=(t::duty_end_of(lang, &words.person(duty.person))) { (t::duty_end(lang)) }
        }
    }
}

fn asked(cx: &mut Cx, org: i64, typed: &str) -> Result<Nature, Problem> {
    let nature = natures(cx, org)?.into_iter().find(|nature| nature.code() == typed);
    nature.ok_or_else(Problem::not_found)
}

fn blank(cx: &mut Cx) -> Outcome {
    let org = cx.id()?;
    let nature = asked(cx, org, cx.incoming.query("nature").unwrap_or("fonction"))?;
    let pupil = cx.incoming.query("eleve").unwrap_or_default().to_owned();
    let teaching = cx.incoming.query("enseignement").unwrap_or_default().to_owned();
    let form = cx
        .blank_form()
        .with("debut", &cx.today())
        .with("eleve", &pupil)
        .with("enseignement", &teaching)
        .with("civilite", "Mme");
    Ok(give_page(cx, org, nature, &form)?.into())
}

/// The staff of the school, each once.
fn colleagues(cx: &mut Cx, org: i64) -> Result<Vec<PersonName>, Problem> {
    let mut names: Vec<PersonName> = Vec::new();
    for post in store::staff_of(cx.tx, org, cx.today().plus(-SHOWN_AFTER))? {
        if names.last().is_none_or(|last| last.id != post.name.id) {
            names.push(post.name);
        }
    }
    Ok(names)
}

/// The teachers of the school who teach something, each once.
fn teachers(cx: &mut Cx, org: i64) -> Result<Vec<PersonName>, Problem> {
    let mut names: Vec<PersonName> = Vec::new();
    let staff = store::staff_of(cx.tx, org, cx.today())?;
    for post in staff.into_iter().filter(|post| post.teaching.is_some()) {
        if names.last().is_none_or(|last| last.id != post.name.id) {
            names.push(post.name);
        }
    }
    Ok(names)
}

fn people(names: &[PersonName]) -> Vec<(String, String)> {
    names
        .iter()
        .map(|name| (name.id.to_string(), format!("{} {}", name.last, name.first)))
        .collect()
}

fn choices(pairs: &[(String, String)]) -> Vec<Choice<'_>> {
    pairs.iter().map(|(value, label)| Choice { value: value.clone(), label, hint: "" }).collect()
}

fn give_page(cx: &mut Cx, org: i64, nature: Nature, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let staff = candidates(cx, org, nature)?;
    let what = what_field(cx, org, nature, form)?;
    let ends = Field::new("fin", t::hand_last_day(lang));
    let fields = html! {
        input type="hidden" name="nature" value=(nature.code());
        (what)
        @if staff.is_empty() {
            fieldset.stack { legend { (t::inspection_who(lang)) } (adult(lang, form, false)) }
        } @else {
            (ui::select(form, &Field::new("personne", t::duty_who(lang)), &choices(&staff)))
            fieldset.stack {
                legend { (t::duty_new_person(lang)) }
                p.hint { (t::duty_new_person_hint(lang)) }
                (adult(lang, form, true))
            }
        }
        (ui::date(form, &Field::new("debut", t::hand_first_day(lang))))
        (ui::date(form, &if nature.must_end() { ends } else { ends.optional() }))
    };
    Ok(form_page(
        cx,
        nature.title(lang),
        (&format!("/etablissements/{org}/personnels"), t::staff_title(lang)),
        (form, &format!("/etablissements/{org}/missions"), t::duty_do_give(lang)),
        &fields,
    ))
}

/// Those one may choose, first someone else; nobody for an inspection, which comes from elsewhere.
fn candidates(cx: &mut Cx, org: i64, nature: Nature) -> Result<Vec<(String, String)>, Problem> {
    if nature == Nature::Inspection {
        return Ok(Vec::new());
    }
    let mut staff = vec![(String::new(), t::duty_someone_new(cx.lang()).to_owned())];
    staff.extend(people(&colleagues(cx, org)?));
    Ok(staff)
}

fn what_field(cx: &mut Cx, org: i64, nature: Nature, form: &Form) -> Result<Markup, Problem> {
    let lang = cx.lang();
    Ok(match nature {
        Nature::Role | Nature::Delegation => {
            let pairs: Vec<(String, String)> = roles(cx, org, nature)?
                .iter()
                .map(|role| (role.code().to_owned(), role_words(lang, role.code()).to_owned()))
                .collect();
            ui::choices(form, &Field::new("role", t::duty_role(lang)), &choices(&pairs))
        }
        Nature::Teaching => {
            let pairs = taught(cx, org)?;
            ui::select(form, &Field::new("enseignement", t::duty_teaching(lang)), &choices(&pairs))
        }
        Nature::Substitute => {
            let pairs = people(&teachers(cx, org)?);
            ui::select(form, &Field::new("absent", t::duty_absent(lang)), &choices(&pairs))
        }
        Nature::Inspection => {
            let mut pairs = vec![(String::new(), t::inspection_all(lang).to_owned())];
            pairs.extend(people(&teachers(cx, org)?));
            let field = Field::new("enseignant", t::inspection_what(lang));
            ui::select(form, &field.hint(t::inspection_hint(lang)), &choices(&pairs))
        }
        Nature::Support => {
            let pupil = pupil(cx, org, form.shown("eleve"))?;
            html! {
                input type="hidden" name="eleve" value=(pupil.id);
                p { (t::duty_supports(lang)) " " b { (pupil.full()) } }
                p.muted { (t::duty_support_says(lang)) }
            }
        }
    })
}

/// Everything that is taught in the school.
fn taught(cx: &mut Cx, org: i64) -> Result<Vec<(String, String)>, Problem> {
    let mut pairs = Vec::new();
    for group in api::groups_of_org(cx.tx, org, cx.today())? {
        for teaching in api::teachings_of_group(cx.tx, group.id)? {
            pairs.push((teaching.id.to_string(), format!("{}, {}", group.name, teaching.label)));
        }
    }
    Ok(pairs)
}

fn pupil(cx: &mut Cx, org: i64, typed: &str) -> Result<PersonName, Problem> {
    let id = web::parse_id(typed).ok_or_else(Problem::not_found)?;
    if store::places_of(cx.tx, org, id, cx.today())?.is_empty() {
        return Err(Problem::not_found());
    }
    api::name(cx.tx, id)?.ok_or_else(Problem::not_found)
}

/// What is given, as it was typed.
fn part(cx: &mut Cx, org: i64, nature: Nature, form: &mut Form) -> Result<Option<Part>, Problem> {
    Ok(match nature {
        Nature::Role | Nature::Delegation => {
            let roles = roles(cx, org, nature)?;
            let role = form
                .choice("role", |typed| Role::from_code(typed).filter(|role| roles.contains(role)));
            role.map(if nature == Nature::Role { Part::Role } else { Part::Delegation })
        }
        Nature::Teaching => {
            let known = taught(cx, org)?;
            let id = form.choice("enseignement", |typed| {
                known.iter().any(|(id, _)| id == typed).then(|| web::parse_id(typed)).flatten()
            });
            id.map(Part::Teaching)
        }
        Nature::Substitute => {
            let known = teachers(cx, org)?;
            let id = form.choice("absent", |typed| {
                web::parse_id(typed).filter(|id| known.iter().any(|name| name.id == *id))
            });
            id.map(Part::Substitute)
        }
        Nature::Support => Some(Part::Support(pupil(cx, org, form.shown("eleve"))?.id)),
        Nature::Inspection => {
            let known = teachers(cx, org)?;
            let chosen = |typed: &str| match typed {
                "" => Some(None),
                id => {
                    web::parse_id(id).filter(|id| known.iter().any(|name| name.id == *id)).map(Some)
                }
            };
            form.choice("enseignant", chosen).map(Part::Inspection)
        }
    })
}

fn give(cx: &mut Cx) -> Outcome {
    let (org, lang, mut form) = (cx.id()?, cx.lang(), cx.form());
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let nature = asked(cx, org, form.shown("nature"))?;
    let part = part(cx, org, nature, &mut form)?;
    let known = candidates(cx, org, nature)?;
    let chosen = web::parse_id(form.shown("personne"))
        .filter(|id| known.iter().any(|(value, _)| *value == id.to_string()));
    let new = if chosen.is_none() { Some(Adult::typed(&mut form)) } else { None };
    let starts = form.required_day("debut");
    let ends = if nature.must_end() { form.required_day("fin") } else { form.day("fin") };
    if starts.zip(ends).is_some_and(|(starts, ends)| ends < starts) {
        form.refuse("fin", t::duty_ends_before(lang));
    }
    if ends.is_some_and(|ends| ends < cx.today()) {
        form.refuse("fin", t::duty_over_already(lang));
    }
    let is_long = |(starts, ends): (Day, Day)| ends.0 - starts.0 >= INSPECTION_MAX;
    if nature == Nature::Inspection && starts.zip(ends).is_some_and(is_long) {
        form.refuse("fin", t::inspection_too_long(lang));
    }
    let me = cx.actor()?.person;
    let runs = cx.actor()?.has(Role::Head, Target::org(org));
    if chosen == Some(me) && !runs {
        form.refuse("personne", t::duty_not_oneself(lang));
    }
    if part == chosen.map(Part::Substitute) {
        form.refuse("personne", t::duty_replaces_oneself(lang));
    }
    let Some((part, starts)) = part.zip(starts).filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(give_page(cx, org, nature, &form)?));
    };
    let mut hand = Hand::begin(cx.tx, org)?;
    let person = match (chosen, new) {
        (Some(person), _) => person,
        (None, Some(adult)) => adult.find_or_create(cx, "staff", &mut hand)?.0,
        (None, None) => return Err(Problem::malformed()),
    };
    let ends = ends.unwrap_or(Day::NEVER);
    let duty = NewDuty { person, org, part, starts, ends, by: me, at: cx.now };
    let Some(id) = duty::give(cx.tx, &duty)? else {
        return Err(Problem::refused("teaches-nothing", t::duty_teaches_nothing(lang)));
    };
    hand.show(Table::Membership, store::roles_of_duty(cx.tx, id)?);
    hand.gave(id, starts, ends);
    let path = format!("/etablissements/{org}/personnels");
    if nature == Nature::Inspection {
        hand.done(cx, "directory.duty.inspect", person, Target::org(org))?;
        return lead(cx, path, t::inspection_given(lang));
    }
    hand.done(cx, "directory.duty.give", person, Target::org(org))?;
    lead(cx, path, t::duty_given(lang))
}

/// Ends a duty at once: the rights that came with it end with this request.
fn end(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let (org, today, lang) = (cx.id()?, cx.today(), cx.lang());
    let id = cx.param_id("mission")?;
    let duty = store::duty(cx.tx, org, id, today)?.ok_or_else(Problem::not_found)?;
    if !may_end(cx, &duty)? {
        return Err(Problem::refused("not-yours-to-end", t::duty_not_yours(lang)));
    }
    let last = today.plus(-1);
    let mut hand = Hand::begin(cx.tx, org)?;
    for membership in store::roles_of_duty(cx.tx, id)? {
        hand.end(cx.tx, membership, last)?;
    }
    hand.end_duty(cx.tx, id, duty.ends, last)?;
    hand.done(cx, "directory.duty.end", duty.person, Target::org(org))?;
    lead(cx, format!("/etablissements/{org}/personnels"), t::duty_ended(lang))
}

/// Whoever may give a part may end it.
fn may_end(cx: &mut Cx, duty: &store::Duty) -> Result<bool, Problem> {
    let natures = natures(cx, duty.org)?;
    let role = Role::from_code(&duty.role);
    Ok(match duty.kind.as_str() {
        "role" => {
            let roles = roles(cx, duty.org, Nature::Role)?;
            role.is_some_and(|role| roles.contains(&role))
        }
        "delegation" => {
            natures.contains(&Nature::Delegation)
                || cx.actor()?.has(Role::TerritoryManager, Target::TERRITORY)
                || cx.actor()?.has(Role::Operator, Target::TERRITORY)
        }
        _ => natures.contains(&Nature::Substitute),
    })
}
