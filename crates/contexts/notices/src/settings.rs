//! What a person wants to be told, by which way, and when they are left in peace.

use courier::Channel;
use kernel::{Lang, LocalTime, Role};
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates,
    ui::{self, Choice, Field},
};

use crate::{kind::Topic, pages, rest::Rest, store, t};

/// Where the page is.
pub(crate) const PATH: &str = "/avis/reglages";

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get(PATH, Access::SignedIn, open), Route::post(PATH, Access::SignedIn, submit)]
}

fn field_of(topic: Topic, way: Channel) -> String {
    format!("{}-{}", topic.code(), way.code())
}

/// The field of the day of the week.
const WEEK_DAY: &str = "semaine-jour";

/// What a person is offered: the week is that of children.
fn offered(cx: &Cx) -> Result<Vec<Topic>, Problem> {
    let is_guardian = cx.actor()?.is(Role::Guardian);
    Ok(Topic::ALL.into_iter().filter(|topic| is_guardian || *topic != Topic::Week).collect())
}

fn open(cx: &mut Cx) -> Outcome {
    let person = cx.actor()?.person;
    let rest = store::rest_of(cx.tx, person)?;
    let mut form = cx.blank_form().with("repos-de", &rest.starts).with("repos-a", &rest.ends);
    if rest.is_on {
        form = form.with("repos", "oui");
    }
    form = form.with(WEEK_DAY, &store::week_day_of(cx.tx, person)?);
    for topic in offered(cx)? {
        for way in topic.ways() {
            if store::is_on(cx.tx, person, topic, *way)? {
                form = form.with(&field_of(topic, *way), "oui");
            }
        }
    }
    Ok(page(cx, &form)?.into())
}

/// By which ways a person is reached: what they proved, and the devices they asked to be told on.
fn ways_of(cx: &mut Cx, person: i64) -> Result<Vec<Channel>, Problem> {
    let contacts = identity::api::contacts_of(cx.tx, person)?;
    let mut ways: Vec<_> = contacts.iter().map(courier::To::channel).collect();
    if !identity::api::told_devices(cx.tx, person, cx.now)?.is_empty() {
        ways.push(Channel::Push);
    }
    Ok(ways)
}

fn page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    let (ways, offered) = (ways_of(cx, person)?, offered(cx)?);
    let main = html! {
        (ui::back(pages::PATH, t::notices(lang)))
        (ui::title(t::settings(lang), t::settings_under(lang)))
        form.form.stack method="post" action=(PATH) {
            (cx.hidden())
            (ui::error_summary(form))
            section.card.stack aria-labelledby="quoi" {
                h2 #quoi { (t::what_to_tell(lang)) }
                p.muted { (t::always_here(lang)) }
                @for topic in offered { (topic_fields(form, topic, &ways)) }
                @if identity::api::may_be_reached(cx) {
                    p { a href="/mon-compte/coordonnees" { (t::to_contacts(lang)) } }
                }
            }
            section.card.stack aria-labelledby="repos-titre" {
                h2 #repos-titre { (t::rest(lang)) }
                (ui::checkbox(form, &Field::new("repos", t::rest_on(lang)).hint(t::rest_hint(lang)).optional()))
                (ui::text(form, &Field::new("repos-de", t::rest_from(lang)).kind("time").class("short")))
                (ui::text(form, &Field::new("repos-a", t::rest_to(lang)).kind("time").class("short")))
            }
            div.actions { button.act.main { (t::save(lang)) } }
        }
    };
    Ok(Page::narrow(t::settings(lang), main))
}

/// The choices of a topic: only by the ways the person proved.
fn topic_fields(form: &Form, topic: Topic, ways: &[Channel]) -> Markup {
    let lang = form.lang();
    let (title, hint) = match topic {
        Topic::Safety => (t::topic_safety(lang), t::topic_safety_hint(lang)),
        Topic::Account => (t::topic_account(lang), t::topic_account_hint(lang)),
        Topic::Day => (t::topic_day(lang), t::topic_day_hint(lang)),
        Topic::Week => (t::topic_week(lang), t::topic_week_hint(lang)),
        Topic::Equipment => (t::topic_equipment(lang), t::topic_equipment_hint(lang)),
    };
    let open: Vec<_> = topic.ways().iter().filter(|way| ways.contains(way)).collect();
    html! {
        @if !open.is_empty() {
            fieldset {
                legend { (title) }
                p.hint { (hint) }
                div.choices {
                    @for way in open {
                        @let label = match way {
                            Channel::Mail => t::by_mail(lang),
                            Channel::Sms => t::by_sms(lang),
                            Channel::Push => t::by_push(lang),
                        };
                        (ui::checkbox(form, &Field::new(&field_of(topic, *way), label).optional()))
                    }
                }
                @if topic == Topic::Week { (ui::select(form, &Field::new(WEEK_DAY, t::week_on(lang)), &week_days(lang))) }
            }
        }
    }
}

/// Days on which there is school.
fn week_days(lang: Lang) -> Vec<Choice<'static>> {
    let choice =
        |day: i8| Choice { value: day.to_string(), label: dates::weekday(lang, day), hint: "" };
    (1..=5).map(choice).collect()
}

fn submit(cx: &mut Cx) -> Outcome {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    let mut form = cx.form();
    let hour = |form: &mut Form, field: &str, usual: LocalTime| {
        let time = form.time(field);
        if time.is_none() && form.error_of(field).is_none() {
            form.refuse(field, t::rest_needs_hours(lang));
        }
        time.unwrap_or(usual)
    };
    let usual = Rest::default();
    let starts = hour(&mut form, "repos-de", usual.starts);
    let ends = hour(&mut form, "repos-a", usual.ends);
    let week_day = form.number(WEEK_DAY, 1, 5);
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &form)?));
    }
    store::set_rest(cx.tx, person, Rest { is_on: form.ticked("repos"), starts, ends })?;
    let ways = ways_of(cx, person)?;
    if let Some(day) = week_day {
        store::set_week_day(cx.tx, person, day)?;
    }
    for topic in offered(cx)? {
        for way in topic.ways().iter().filter(|way| ways.contains(way)) {
            store::choose(cx.tx, person, topic, *way, form.ticked(&field_of(topic, *way)))?;
        }
    }
    Ok(Reply::see_other(PATH).saying(t::saved(lang)))
}
