//! The sign-in page, and the way out.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task, local_path,
    ui::{self, Field},
};

use super::{
    ACCOUNT, Device, Keys, arrive,
    tries::{self, Attempt, Verdict},
};
use crate::{
    account::{self, password},
    factors, lost, pictures,
    session::{self, Manner},
    t,
};

const PATH: &str = "/connexion";
/// The language chosen on the page, in its address and in its form.
const LANGUAGE: &str = "langue";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, Access::Public, open).at_the_entrance(),
        Route::task(PATH, Access::Public, submit).at_the_entrance(),
        Route::post("/deconnexion", Access::Public, sign_out),
    ]
}

fn open(cx: &mut Cx) -> Outcome {
    let next = local_path(cx.incoming.query("suite").unwrap_or_default().to_owned());
    if cx.visitor.is_some() {
        return Ok(Reply::see_other(next));
    }
    if cx.incoming.query("adulte").is_none() && is_of_a_class(cx)? {
        return Ok(Reply::see_other("/classe"));
    }
    let chosen = cx.incoming.query(LANGUAGE).unwrap_or_default();
    Ok(page(cx, &cx.blank_form().with("suite", &next).with(LANGUAGE, &chosen)).into())
}

/// Whether this device is one that a school named for a class.
fn is_of_a_class(cx: &mut Cx) -> Result<bool, Problem> {
    Ok(pictures::tablet(cx.tx, cx.app, cx.incoming)?.is_some())
}

fn page(cx: &Cx, form: &Form) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::title(t::sign_in(lang), ""))
        section.card.stack {
            form.form method="post" action=(PATH) {
                (cx.hidden())
                input type="hidden" name="suite" value=(form.shown("suite"));
                @if let Some(chosen) = chosen_language(form) { input type="hidden" name=(LANGUAGE) value=(chosen.tag()); }
                (ui::error_summary(form))
                (ui::text(form, &Field::new("identifiant", t::login(lang)).hint(t::login_hint(lang)).autocomplete("username")))
                (ui::text(form, &Field::new("mot-de-passe", t::password(lang)).kind("password").autocomplete("current-password")))
                (stay(cx, form))
                div.actions { button.act.main { (ui::icon("log-in")) (t::sign_in_do(lang)) } }
            }
            (factors::keys::sign_in_form(cx, form.shown("suite")))
        }
        section.card.stack {
            h2 { (t::first_time(lang)) }
            p { a.act href="/activation" { (ui::icon("key-round")) (t::have_a_code(lang)) } }
            p { a href=(lost::pages::PATH) { (t::lost_link(lang)) } }
            @if cx.app.demo { p { a href="/demo" { (t::demo_title(lang)) } } }
        }
    };
    Page::narrow(t::sign_in(lang), main).with_island("passkey")
}

/// The language that whoever signs in has just chosen on this page: theirs from now on.
fn chosen_language(form: &Form) -> Option<Lang> {
    Lang::from_tag(form.shown(LANGUAGE))
}

/// Where a choice of language leads back to: the sign-in page takes it to the account of whoever
/// comes in. The language that another visitor left on the device is nobody's choice.
pub(crate) fn choosing(back: &str, lang: Lang) -> String {
    let (path, query) = back.split_once('?').unwrap_or((back, ""));
    if path != PATH {
        return back.to_owned();
    }
    let is_older = |part: &&str| part.split('=').next() == Some(LANGUAGE);
    let kept = query.split('&').filter(|part| !part.is_empty() && !is_older(part));
    let chosen = format!("{LANGUAGE}={}", lang.tag());
    let parts: Vec<&str> = kept.chain([chosen.as_str()]).collect();
    format!("{path}?{}", parts.join("&"))
}

/// « Rester connecté sur cet appareil », « Cet appareil est partagé ».
pub(crate) fn stay(cx: &Cx, form: &Form) -> Markup {
    let lang = cx.lang();
    let stays = Field::new("rester", t::stay(lang)).hint(t::stay_hint(lang));
    let shared = Field::new("partage", t::shared(lang)).hint(t::shared_hint(lang));
    html! { (ui::checkbox(form, &stays)) (ui::checkbox(form, &shared)) }
}

fn submit(app: App, incoming: Incoming) -> Task {
    Box::pin(sign_in(app, incoming))
}

enum Begun {
    Refused(Reply),
    Try(Box<Try>),
}

/// A try under way.
struct Try {
    attempt: Attempt,
    person: Option<i64>,
    stored: Option<String>,
    password: String,
}

async fn sign_in(app: App, incoming: Incoming) -> Outcome {
    let begun = match app.write(&incoming, begin).await? {
        Begun::Refused(reply) => return Ok(reply),
        Begun::Try(begun) => begun,
    };
    let is_right = password::opens(&app, begun.stored.clone(), begun.password.clone()).await?;
    app.write(&incoming, move |cx| conclude(cx, &begun, is_right)).await
}

fn begin(cx: &mut Cx) -> Result<Begun, Problem> {
    let mut form = cx.form();
    let login = account::canonical(&form.required("identifiant", 200));
    let password = form.secret("mot-de-passe").to_owned();
    if !form.is_valid() {
        return Ok(Begun::Refused(Reply::to_correct(page(cx, &form))));
    }
    let keys = Keys::new(&cx.app.secret, &login, cx.incoming.source, Some(&password));
    let account = account::store::by_login(cx.tx, &login)?;
    let (person, stored) =
        account.map_or((None, None), |found| (Some(found.person), Some(found.password)));
    let device = Device::of(cx, person)?;
    match tries::begin(cx.tx, ACCOUNT, &keys, device, cx.now)? {
        tries::Begun::Wait(wait) => Ok(Begun::Refused(too_many(cx, form, wait))),
        tries::Begun::Try(attempt) => {
            Ok(Begun::Try(Box::new(Try { attempt, person, stored, password })))
        }
    }
}

fn conclude(cx: &mut Cx, begun: &Try, is_right: bool) -> Outcome {
    let mut form = cx.form();
    let is_right = is_right && begun.person.is_some();
    match (tries::conclude(cx.tx, &begun.attempt, is_right, cx.now)?, begun.person) {
        (Verdict::Wait(wait), _) => Ok(too_many(cx, form, wait)),
        (Verdict::Right, Some(person)) => {
            if let Some(login) = account::joined_login(cx.tx, person)? {
                form.refuse("identifiant", t::account_joined(form.lang(), &login));
                return Ok(Reply::to_correct(page(cx, &form)));
            }
            if let Some(chosen) = chosen_language(&form) {
                account::store::set_lang(cx.tx, person, chosen)?;
            }
            arrive(cx, person, Manner::asked(&form), form.shown("suite"))
        }
        (Verdict::Right | Verdict::Wrong, _) => {
            form.refuse("identifiant", t::wrong_password(form.lang()));
            Ok(Reply::to_correct(page(cx, &form)))
        }
    }
}

fn too_many(cx: &Cx, mut form: Form, wait: i64) -> Reply {
    form.refuse("identifiant", t::too_many(form.lang(), minutes(wait)));
    Reply::to_correct(page(cx, &form)).with_status(429)
}

/// Whole minutes to wait, at least one.
pub(crate) fn minutes(seconds: i64) -> i64 {
    (seconds + 59) / 60
}

fn sign_out(cx: &mut Cx) -> Outcome {
    if let Some(token) = &cx.incoming.session {
        session::store::close_token(cx.tx, &session::digest(token))?;
    }
    if is_of_a_class(cx)? {
        let reply = Reply::see_other("/classe").closing_session();
        return Ok(reply.saying(t::see_you_soon(cx.lang())));
    }
    let next = if cx.app.demo { "/demo" } else { "/connexion" };
    Ok(Reply::see_other(next).closing_session().saying(t::signed_out(cx.lang())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_in_page_alone_takes_a_language_along() {
        for (back, next) in [
            ("/connexion", "/connexion?langue=ar"),
            ("/connexion?langue=en", "/connexion?langue=ar"),
            ("/connexion?suite=%2Fa&langue=en&adulte", "/connexion?suite=%2Fa&adulte&langue=ar"),
            ("/activation?x=1", "/activation?x=1"),
            ("/connexions", "/connexions"),
            ("", ""),
        ] {
            assert_eq!(choosing(back, Lang::Ar), next, "{back}");
        }
    }
}
