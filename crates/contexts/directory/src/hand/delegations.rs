//! What the territory delegates for several schools: a digital referent, the agents of a commune
//! for its écoles, those who follow the money of a body that pays. They see schools and figures, never a
//! child.

use kernel::{Day, Role, Target};
use maud::html;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates,
    ui::{self, Choice, Field},
};

use super::{
    Hand, form_page,
    guardians::{Adult, adult},
    lead, sent_before,
    staff::Words,
    store,
};
use crate::{
    api,
    duty::{self, NewDuty, Part},
    rows::Table,
    t,
};

/// Those who delegate for several schools.
pub(crate) const ROLES: &[Role] = &[Role::TerritoryManager, Role::Operator];

const WHO: Access = Access::Role(ROLES);
/// Where it is.
pub(crate) const PATH: &str = "/annuaire/delegations";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, WHO, list),
        Route::get("/annuaire/delegations/nouvelle", WHO, blank),
        Route::post(PATH, WHO, give),
        Route::post("/annuaire/delegations/{personne}/terminer", WHO, end),
    ]
}

const CHOICES: [Role; 3] = [Role::CommuneAgent, Role::DigitalReferent, Role::Funder];

fn list(cx: &mut Cx) -> Outcome {
    let (lang, today) = (cx.lang(), cx.today());
    let duties = store::territory_duties(cx.tx, today)?;
    let words = Words::load(cx, &duties)?;
    let orgs: Vec<i64> = duties.iter().map(|duty| duty.org).collect();
    let orgs = api::orgs(cx.tx, &orgs)?;
    let people = duties.chunk_by(|a, b| a.person == b.person && a.role == b.role);
    let main = html! {
        (ui::title(t::delegations_title(lang), t::delegations_under(lang)))
        section.card.wide.stack {
            @if duties.is_empty() { (ui::empty("bench", t::delegations_none(lang), &html! {})) }
            ul.todo { @for all in people {
                @let first = &all[0];
                @let mut names: Vec<&str> = all.iter().filter_map(|duty| orgs.get(&duty.org)).map(|org| org.name.as_str()).collect();
                li {
                    span {
                        b { (t::duty_line_delegation(lang, &words.person(first.person), t::by_key(lang, &format!("role-{}", first.role)).unwrap_or_default())) }
                        small {
                            (t::hand_until(lang, &dates::long_day(lang, first.ends, today))) " · "
                            ({ names.sort_unstable(); names.dedup(); names.join(", ") })
                        }
                    }
                    form method="post" action={ (PATH) "/" (first.person) "/terminer" } {
                        (cx.hidden())
                        button.act aria-label=(t::duty_end_of(lang, &words.person(first.person))) { (t::duty_end(lang)) }
                    }
                }
            } }
            p.actions { a.act href={ (PATH) "/nouvelle" } { (t::delegations_new(lang)) } }
        }
    };
    Ok(Page::narrow(t::delegations_title(lang), main).into())
}

fn blank(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form().with("role", "commune-agent").with("civilite", "Mme");
    Ok(give_page(cx, &form)?.into())
}

fn give_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let communes = store::communes(cx.tx)?;
    let communes: Vec<Choice> =
        communes.iter().map(|name| Choice { value: name.clone(), label: name, hint: "" }).collect();
    let roles = [
        Choice {
            value: "commune-agent".into(),
            label: t::role_commune_agent(lang),
            hint: t::delegations_agent_hint(lang),
        },
        Choice {
            value: "digital-referent".into(),
            label: t::role_digital_referent(lang),
            hint: t::delegations_referent_hint(lang),
        },
        Choice {
            value: "funder".into(),
            label: t::role_funder(lang),
            hint: t::delegations_funder_hint(lang),
        },
    ];
    let funders = store::funders(cx.tx)?;
    let funders: Vec<Choice> = funders
        .iter()
        .map(|(id, name)| Choice { value: id.to_string(), label: name, hint: "" })
        .collect();
    let fields = html! {
        (ui::choices(form, &Field::new("role", t::duty_role(lang)), &roles))
        (ui::select(form, &Field::new("commune", t::schools_commune(lang)), &communes))
        @if !funders.is_empty() {
            (ui::select(form, &Field::new("organisme", t::delegations_body(lang)).hint(t::delegations_body_hint(lang)), &funders))
        }
        (adult(lang, form, false))
        (ui::date(form, &Field::new("fin", t::hand_last_day(lang))))
    };
    Ok(form_page(
        cx,
        t::delegations_new(lang),
        (PATH, t::delegations_title(lang)),
        (form, PATH, t::duty_do_give(lang)),
        &fields,
    ))
}

fn give(cx: &mut Cx) -> Outcome {
    let (lang, today, me, mut form) = (cx.lang(), cx.today(), cx.actor()?.person, cx.form());
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let role =
        form.choice("role", |typed| Role::from_code(typed).filter(|role| CHOICES.contains(role)));
    let adult = Adult::typed(&mut form);
    let ends = form.required_day("fin");
    if ends.is_some_and(|ends| ends < today) {
        form.refuse("fin", t::duty_over_already(lang));
    }
    let schools = match role {
        Some(Role::Funder) => funder(cx, &mut form)?,
        _ => of_commune(cx, &mut form, role == Some(Role::CommuneAgent))?,
    };
    let Some(&first) = schools.first() else {
        return Ok(Reply::to_correct(give_page(cx, &form)?));
    };
    let Some((role, ends)) = role.zip(ends).filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(give_page(cx, &form)?));
    };
    let mut hand = Hand::begin(cx.tx, first)?;
    let (person, _) = adult.find_or_create(cx, "staff", &mut hand)?;
    let part = Part::Delegation(role);
    for org in schools {
        let new = NewDuty { person, org, part, starts: today, ends, by: me, at: cx.now };
        let Some(id) = duty::give(cx.tx, &new)? else { continue };
        hand.show(Table::Membership, store::roles_of_duty(cx.tx, id)?);
        hand.gave(id, today, ends);
    }
    hand.done(cx, "directory.duty.give", person, Target::TERRITORY)?;
    lead(cx, PATH.to_owned(), t::duty_given(lang))
}

/// The open schools of the commune that is chosen.
fn of_commune(cx: &mut Cx, form: &mut Form, only_ecoles: bool) -> Result<Vec<i64>, Problem> {
    let commune = form.required("commune", 120);
    let schools = store::schools_of_commune(cx.tx, &commune, only_ecoles)?;
    if schools.is_empty() {
        form.refuse("commune", t::delegations_no_school(form.lang()));
    }
    Ok(schools)
}

/// The body that pays, among those there are.
fn funder(cx: &mut Cx, form: &mut Form) -> Result<Vec<i64>, Problem> {
    let typed = form.text("organisme", 20);
    let known = store::funders(cx.tx)?;
    let found = web::parse_id(&typed).filter(|id| known.iter().any(|(one, _)| one == id));
    if found.is_none() {
        form.refuse("role", t::delegations_no_body(form.lang()));
    }
    Ok(found.into_iter().collect())
}

/// Ends at once everything delegated to a person for several schools.
fn end(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let (lang, today) = (cx.lang(), cx.today());
    let person = cx.param_id("personne")?;
    let duties: Vec<_> = store::territory_duties(cx.tx, today)?
        .into_iter()
        .filter(|duty| duty.person == person)
        .collect();
    let Some(first) = duties.first() else { return Err(Problem::not_found()) };
    let last: Day = today.plus(-1);
    let mut hand = Hand::begin(cx.tx, first.org)?;
    for duty in &duties {
        for membership in store::roles_of_duty(cx.tx, duty.id)? {
            hand.end(cx.tx, membership, last)?;
        }
        hand.end_duty(cx.tx, duty.id, duty.ends, last)?;
    }
    hand.done(cx, "directory.duty.end", person, Target::TERRITORY)?;
    lead(cx, PATH.to_owned(), t::duty_ended(lang))
}
