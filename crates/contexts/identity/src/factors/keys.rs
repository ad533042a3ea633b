//! The pages of passkeys: signing in with one, making the second step with one, adding and
//! removing. They need the browser's own program; without it, passwords and codes remain.

use maud::{Markup, html};
use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route, local_path, ui};
use webauthn_rs::prelude::WebauthnError;

use super::{
    added, mine,
    mine::{Question, admit, ask, is_last, turned_on},
    passkey, removed, second,
};
use crate::{
    account::proof::{Door, gated, password_field},
    account::store::login_of,
    session::{self, Manner},
    signin, t,
};

/// Where they are added.
pub(crate) const PATH: &str = "/mon-compte/deux-etapes/cles";
const ASK_NEW: &str = "/mon-compte/deux-etapes/cles/demande";
const SIGN_IN: &str = "/connexion/cle";
const ASK: &str = "/connexion/cle/demande";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post(ASK, Access::Public, ask_any),
        Route::post(SIGN_IN, Access::Public, sign_in),
        Route::get(PATH, Access::SignedIn, open),
        Route::task(ASK_NEW, Access::SignedIn, |app, incoming| gated(app, incoming, NEW)),
        Route::post(PATH, Access::SignedIn, add),
        Route::get("/mon-compte/deux-etapes/cles/{cle}", Access::SignedIn, open_one),
        Route::task(
            "/mon-compte/deux-etapes/cles/{cle}/retirer",
            Access::SignedIn,
            |app, incoming| gated(app, incoming, REMOVE),
        ),
    ]
}

const NEW: Door = Door { look: admit, page: add_page, then: ask_new };
const REMOVE: Door = Door { look: admit_one, page: one_page, then: remove };

/// Whether the service is where browsers have passkeys.
pub(crate) fn are_possible(cx: &Cx) -> bool {
    passkey::service(cx.app).is_some()
}

/// Whether a person may make their second step with a key, here.
pub(crate) fn has_some(cx: &mut Cx, person: i64) -> Result<bool, Problem> {
    Ok(are_possible(cx) && !passkey::of(cx.tx, person)?.is_empty())
}

/// A form that the island fills in; nothing without it.
fn island(cx: &Cx, action: &str, ask: &str, kind: &str, content: &Markup) -> Markup {
    let lang = cx.lang();
    html! {
        form.form method="post" action=(action) hidden data-island="passkey" data-kind=(kind)
            data-ask=(ask) data-cancelled=(t::key_cancelled(lang)) data-failed=(t::key_failed(lang)) {
            (cx.hidden())
            input type="hidden" name="reponse" value="";
            (content)
            p.error role="alert" hidden data-says {}
        }
    }
}

fn key_button(cx: &Cx, words: &str) -> Markup {
    html! { div.actions { button.act { (ui::icon("fingerprint")) (words) } } p.muted { (t::key_sign_in_hint(cx.lang())) } }
}

/// On the sign-in page: a key instead of a password.
pub(crate) fn sign_in_form(cx: &Cx, next: &str) -> Markup {
    if !are_possible(cx) {
        return html! {};
    }
    let content = html! {
        input type="hidden" name="suite" value=(next);
        (key_button(cx, t::key_sign_in(cx.lang())))
    };
    island(cx, SIGN_IN, ASK, "get", &content)
}

/// On the page of the second step.
pub(crate) fn second_form(cx: &Cx) -> Markup {
    island(cx, SIGN_IN, ASK, "get", &key_button(cx, t::key_second(cx.lang())))
}

fn unaskable(error: &WebauthnError) -> Problem {
    tracing::error!(%error, "a passkey could not be asked for");
    Problem::new(500, "internal")
}

fn service(cx: &Cx) -> Result<webauthn_rs::Webauthn, Problem> {
    passkey::service(cx.app).ok_or_else(Problem::not_found)
}

/// Asks for a key of whoever's second step is awaited, else for any that the device has.
fn ask_any(cx: &mut Cx) -> Outcome {
    let service = service(cx)?;
    let person = second::awaited(cx)?.map(|awaited| awaited.person);
    let keys = match person {
        Some(person) => passkey::public_keys(cx.tx, person)?,
        None => Vec::new(),
    };
    let person = person.filter(|_| !keys.is_empty());
    let asked = passkey::ask(&service, &keys).map_err(|error| unaskable(&error))?;
    let browser = second::browser(cx);
    passkey::keep_asked(cx.tx, &browser, person, &asked.state, cx.now)?;
    Ok(Reply::json(&asked.challenge))
}

/// A key signs in by itself: the device has asked for a finger, a face or a number. It cannot be
/// guessed, so nobody waits.
fn sign_in(cx: &mut Cx) -> Outcome {
    let form = cx.form();
    let lang = form.lang();
    let awaited = second::awaited(cx)?;
    let Some(person) = proven(cx, form.shown("reponse"))? else {
        return Ok(Reply::see_other("/connexion").saying(t::key_failed(lang)));
    };
    match awaited.filter(|awaited| awaited.person == person) {
        Some(awaited) => second::conclude(cx, &awaited),
        None => {
            let next = local_path(form.shown("suite").to_owned());
            signin::come_in(cx, person, Manner::Passes, &next)
        }
    }
}

/// Whose key answered what was asked of this browser.
fn proven(cx: &mut Cx, text: &str) -> Result<Option<i64>, Problem> {
    let service = service(cx)?;
    let browser = second::browser(cx);
    let Some((asked, state)) = passkey::take_asked(cx.tx, &browser, cx.now)? else {
        return Ok(None);
    };
    let Some(answer) = passkey::answer(text) else { return Ok(None) };
    let found = passkey::find(cx.tx, answer.get_credential_id())?;
    let Some((id, person, key)) = found else { return Ok(None) };
    if asked.is_some_and(|asked| asked != person) {
        return Ok(None);
    }
    let Some(key) = passkey::judged(&service, &state, &answer, key, asked.is_some()) else {
        return Ok(None);
    };
    passkey::note_use(cx.tx, id, &key, cx.now)?;
    Ok(Some(person))
}

fn open(cx: &mut Cx) -> Outcome {
    admit(cx)?;
    let form = cx.blank_form();
    Ok(add_page(cx, &form)?.into())
}

fn add_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    service(cx)?;
    let content = html! {
        (password_field(form))
        div.actions { button.act.main { (ui::icon("fingerprint")) (t::keys_add(lang)) } }
    };
    let main = html! {
        (ui::back(mine::PATH, t::two_steps(lang)))
        (ui::title(t::keys_add(lang), t::keys_what(lang)))
        section.card.stack {
            noscript { p { (t::key_needs_script(lang)) } }
            (island(cx, PATH, ASK_NEW, "create", &content))
            p hidden data-no-keys { (t::key_unsupported(lang)) }
        }
    };
    Ok(Page::narrow(t::keys_add(lang), main).with_island("passkey"))
}

/// The session in which a key is added.
fn own_browser(cx: &Cx) -> [u8; 32] {
    session::digest(cx.incoming.session.as_ref().unwrap_or(&cx.incoming.anchor))
}

fn ask_new(cx: &mut Cx) -> Outcome {
    let (service, person) = (service(cx)?, cx.actor()?.person);
    let login = login_of(cx.tx, person)?.unwrap_or_default();
    let known = passkey::public_keys(cx.tx, person)?;
    if known.len() >= passkey::MOST {
        return Err(Problem::refused("too-many-keys", t::key_too_many(cx.lang())));
    }
    let asked = passkey::ask_new(cx.app, &service, person, &login, &known)
        .map_err(|error| unaskable(&error))?;
    let browser = own_browser(cx);
    passkey::keep_asked(cx.tx, &browser, Some(person), &asked.state, cx.now)?;
    Ok(Reply::json(&asked.challenge))
}

fn add(cx: &mut Cx) -> Outcome {
    admit(cx)?;
    let (lang, person, session) = (cx.lang(), cx.actor()?.person, cx.actor()?.session);
    let service = service(cx)?;
    let browser = own_browser(cx);
    let asked = passkey::take_asked(cx.tx, &browser, cx.now)?;
    let made = asked
        .filter(|(of, _)| *of == Some(person))
        .and_then(|(_, state)| passkey::made(&service, &state, cx.form().shown("reponse")));
    let device = session::device(&cx.incoming.device);
    let is_kept = match made {
        Some(key) => passkey::add(cx.tx, person, &key, &device, cx.now)?,
        None => false,
    };
    if !is_kept {
        return Ok(Reply::see_other(PATH).saying(t::key_failed(lang)));
    }
    let codes = added(cx, person, session)?;
    Ok(turned_on(cx, &codes))
}

/// A key of the person themselves.
fn admit_one(cx: &mut Cx) -> Result<(), Problem> {
    admit(cx)?;
    let (person, id) = (cx.actor()?.person, cx.param_id("cle")?);
    let is_theirs = passkey::of(cx.tx, person)?.iter().any(|key| key.id == id);
    if is_theirs { Ok(()) } else { Err(Problem::not_found()) }
}

fn open_one(cx: &mut Cx) -> Outcome {
    admit_one(cx)?;
    let form = cx.blank_form();
    Ok(one_page(cx, &form)?.into())
}

fn one_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let action = format!("{PATH}/{}/retirer", cx.param_id("cle")?);
    let question = Question {
        title: t::key_remove(lang),
        under: t::key_remove_under(lang),
        action: &action,
        button: t::remove(lang),
    };
    Ok(ask(cx, form, &question))
}

fn remove(cx: &mut Cx) -> Outcome {
    let (lang, person, id) = (cx.lang(), cx.actor()?.person, cx.param_id("cle")?);
    if is_last(cx)? {
        return Ok(Reply::see_other(mine::PATH).saying(t::two_steps_last(lang)));
    }
    passkey::remove(cx.tx, person, id)?;
    removed(cx, person)?;
    Ok(Reply::see_other(mine::PATH).saying(t::way_removed(lang)))
}
