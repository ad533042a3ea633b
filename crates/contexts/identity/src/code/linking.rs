//! « Ajouter un enfant d’une autre école »: someone signed in enters the code of that school, and it
//! joins the account they have. No office is asked.

use db::journal;
use directory::api::Linked;
use kernel::{Actor, Role, Target};
use maud::html;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Field},
};

use super::{
    Code, activation,
    store::{self, Found, State},
};
use crate::{session, t};

pub(crate) const PATH: &str = "/mon-compte/autre-ecole";

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get(PATH, Access::SignedIn, open), Route::post(PATH, Access::SignedIn, submit)]
}

/// Whether someone may have children in another school: pupils do not.
pub(crate) fn is_for(actor: &Actor) -> bool {
    !actor.is(Role::Pupil)
}

fn adult(cx: &Cx) -> Result<i64, Problem> {
    let actor = cx.actor()?;
    if is_for(actor) { Ok(actor.person) } else { Err(Problem::forbidden()) }
}

fn open(cx: &mut Cx) -> Outcome {
    adult(cx)?;
    Ok(page(cx, &cx.blank_form()).into())
}

fn page(cx: &Cx, form: &Form) -> Page {
    let lang = cx.lang();
    let field = Field::new("code", t::code(lang))
        .hint(t::link_hint(lang))
        .autocomplete("one-time-code")
        .class("code");
    let main = html! {
        (ui::back("/mon-compte", t::my_account(lang)))
        (ui::title(t::link_title(lang), t::link_under(lang)))
        section.card.stack {
            form.form method="post" action=(PATH) {
                (cx.hidden())
                (ui::error_summary(form))
                (ui::text(form, &field))
                div.actions {
                    button.act.main { (t::link_do(lang)) }
                }
            }
        }
        p.muted { (t::link_means(lang)) }
    };
    Page::narrow(t::link_title(lang), main)
}

fn submit(cx: &mut Cx) -> Outcome {
    let me = adult(cx)?;
    let lang = cx.lang();
    let mut form = cx.form();
    if is_mine_already(cx, &form, me)? {
        return Ok(Reply::see_other("/").saying(t::link_already(lang)));
    }
    let Some((found, _)) = activation::usable(cx, &mut form)? else {
        return Ok(Reply::to_correct(page(cx, &form)));
    };
    match join(cx, me, &found)? {
        Some(why) => {
            form.refuse("code", why);
            Ok(Reply::to_correct(page(cx, &form)))
        }
        None => Ok(Reply::see_other("/").saying(t::link_done(lang))),
    }
}

/// A code that already did its work for this person: the same form sent twice.
fn is_mine_already(cx: &mut Cx, form: &Form, me: i64) -> Result<bool, Problem> {
    let Some(code) = Code::read(form.shown("code")) else { return Ok(false) };
    let found = store::find(cx.tx, &cx.app.secret, &code, cx.now)?;
    let Some(found) = found.filter(|found| found.state == State::Used) else { return Ok(false) };
    Ok(found.person != me && directory::api::root(cx.tx, found.person)? == me)
}

/// Joins the person of a code to someone; why not, otherwise.
fn join(cx: &mut Cx, me: i64, found: &Found) -> Result<Option<&'static str>, Problem> {
    let (lang, today, now) = (cx.lang(), cx.today(), cx.now);
    if found.person == me {
        return Ok(Some(t::link_own_code(lang)));
    }
    let ties = directory::api::ties(cx.tx, found.person, today)?;
    let is = |role: Role| ties.iter().any(|tie| tie.role == role);
    if is(Role::Pupil) {
        return Ok(Some(t::link_code_of_pupil(lang)));
    }
    let outside = [Role::Itself, Role::Guardian];
    if !is(Role::Guardian) || ties.iter().any(|tie| !outside.contains(&tie.role)) {
        return Ok(Some(t::link_code_of_staff(lang)));
    }
    match directory::api::link_by_code(cx.tx, me, found.person, (today, now))? {
        Linked::Already => Ok(Some(t::link_own_code(lang))),
        Linked::Unlike => Ok(Some(t::link_unlike(lang))),
        Linked::Joined => {
            store::use_up(cx.tx, found.id, now)?;
            session::store::close_all(cx.tx, found.person, 0)?;
            journal::write(
                cx.tx,
                &journal::Entry {
                    at: now,
                    person: Some(me),
                    action: "identity.code.link",
                    object: found.person,
                    scope: Target::person(me),
                },
            )?;
            Ok(None)
        }
    }
}
