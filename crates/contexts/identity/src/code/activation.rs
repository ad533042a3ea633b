//! From a code to an account: type the code, see whom it is for, choose a password.

use db::{DbError, journal};
use directory::api::PersonName;
use events::{
    Event,
    identity::{AccountActivatedV1, PasswordReplacedV1},
};
use kernel::Target;
use maud::html;
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task,
    ui::{self, Field},
};

use super::{
    Code,
    store::{self, Found, State},
};
use crate::{
    account::{self, password, store::NewAccount},
    factors,
    session::{self, Manner},
    signin::{self, Device, Keys, pages::minutes},
    t,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/activation", Access::Public, open),
        Route::post("/activation", Access::Public, check),
        Route::task("/activation/mot-de-passe", Access::Public, submit),
    ]
}

fn open(cx: &mut Cx) -> Outcome {
    Ok(code_page(cx, &cx.blank_form()).into())
}

fn code_page(cx: &Cx, form: &Form) -> Page {
    let lang = cx.lang();
    let field = Field::new("code", t::code(lang))
        .hint(t::code_hint(lang))
        .autocomplete("one-time-code")
        .class("code");
    let main = html! {
        (ui::title(t::activate(lang), t::activate_under(lang)))
        section.card.stack {
            form.form method="post" action="/activation" data-island="activation" {
                (cx.hidden())
                (ui::error_summary(form))
                (ui::text(form, &field))
                div.actions {
                    button.act.main { (t::next_step(lang)) }
                    a.act href="/connexion" { (t::have_an_account(lang)) }
                }
            }
        }
    };
    Page::narrow(t::activate(lang), main).with_island("activation")
}

fn check(cx: &mut Cx) -> Outcome {
    let mut form = cx.form();
    match usable(cx, &mut form)? {
        Some((found, name)) => Ok(password_page(cx, &form, &found, &name)?.into()),
        None => Ok(Reply::to_correct(code_page(cx, &form))),
    }
}

/// The code of the form while it can be used, and whom it is for; otherwise the form says why not.
pub(super) fn usable(cx: &mut Cx, form: &mut Form) -> Result<Option<(Found, PersonName)>, Problem> {
    let lang = form.lang();
    let typed = form.required("code", 60);
    if typed.is_empty() {
        return Ok(None);
    }
    let Some(code) = Code::read(&typed) else {
        form.refuse("code", t::code_malformed(lang));
        return Ok(None);
    };
    let keys = Keys::new(&cx.app.secret, code.as_str(), cx.incoming.source, None);
    let device = Device::of(cx, None)?;
    let wait = signin::store::wide_wait(cx.tx, &keys, device, cx.now)?;
    if wait > 0 {
        form.refuse("code", t::too_many_codes(lang, minutes(wait)));
        return Ok(None);
    }
    let found = store::find(cx.tx, &cx.app.secret, &code, cx.now)?;
    let why = match found.map(|found| found.state) {
        Some(State::Live) => None,
        Some(State::Used) => Some(t::code_used(lang)),
        Some(State::Expired) => Some(t::code_expired(lang)),
        None => {
            signin::store::begin(cx.tx, &keys, device, true, cx.now)?;
            Some(t::code_unknown(lang))
        }
    };
    if let Some(why) = why {
        form.refuse("code", why);
        return Ok(None);
    }
    let Some(found) = found else { return Ok(None) };
    if account::joined_login(cx.tx, found.person)?.is_some() {
        form.refuse("code", t::code_joined(lang));
        return Ok(None);
    }
    let found = Found { person: directory::api::root(cx.tx, found.person)?, ..found };
    let name = directory::api::name(cx.tx, found.person)?.ok_or_else(Problem::not_found)?;
    Ok(Some((found, name)))
}

/// « Lina M. »: enough to know a code is one's own, not enough to learn a name from it.
fn short_name(name: &PersonName) -> String {
    let initial: String = name.last.chars().take(1).collect();
    format!("{} {initial}.", name.first)
}

fn is_staff(cx: &mut Cx, person: i64) -> Result<bool, DbError> {
    let ties = directory::api::ties(cx.tx, person, cx.today())?;
    Ok(account::is_staff(&ties))
}

fn password_page(
    cx: &mut Cx,
    form: &Form,
    found: &Found,
    name: &PersonName,
) -> Result<Page, DbError> {
    let lang = cx.lang();
    let least = password::shortest(is_staff(cx, found.person)?);
    let login = account::store::login_of(cx.tx, found.person)?;
    let hint = t::password_hint(lang, i64::try_from(least).unwrap_or_default());
    let title = if login.is_some() { t::new_password(lang) } else { t::choose_password(lang) };
    let main = html! {
        (ui::title(title, &t::code_is_for(lang, &short_name(name))))
        section.card.stack {
            form.form method="post" action="/activation/mot-de-passe" {
                (cx.hidden())
                input type="hidden" name="code" value=(form.shown("code"));
                (ui::error_summary(form))
                (ui::text(form, &Field::new("nouveau", t::password(lang)).kind("password").hint(&hint).autocomplete("new-password")))
                (ui::text(form, &Field::new("encore", t::password_again(lang)).kind("password").autocomplete("new-password")))
                (signin::pages::stay(cx, form))
                div.actions { button.act.main { (t::come_in(lang)) } a.act href="/activation" { (t::not_me(lang)) } }
            }
        }
    };
    Ok(Page::narrow(title, main))
}

fn submit(app: App, incoming: Incoming) -> Task {
    Box::pin(activate(app, incoming))
}

enum Chosen {
    Refused(Reply),
    Password(String),
}

async fn activate(app: App, incoming: Incoming) -> Outcome {
    let password = match app.write(&incoming, choose).await? {
        Chosen::Refused(reply) => return Ok(reply),
        Chosen::Password(password) => password,
    };
    let hash = password::hashed(&app, password).await?;
    app.write(&incoming, move |cx| come_in(cx, &hash)).await
}

fn choose(cx: &mut Cx) -> Result<Chosen, Problem> {
    let mut form = cx.form();
    let Some((found, name)) = usable(cx, &mut form)? else {
        return Ok(Chosen::Refused(Reply::to_correct(code_page(cx, &form))));
    };
    let login = account::store::login_of(cx.tx, found.person)?.unwrap_or_default();
    let ties = directory::api::ties(cx.tx, found.person, cx.today())?;
    let own = password::Own::new(&login, &name).at(cx.tx, &ties)?;
    let chosen = account::pages::new_password(&mut form, &own, account::is_staff(&ties));
    match chosen {
        Some(password) => Ok(Chosen::Password(password)),
        None => {
            let page = password_page(cx, &form, &found, &name)?;
            Ok(Chosen::Refused(Reply::to_correct(page)))
        }
    }
}

/// The code is used up, the account made (or its password replaced, and its sessions ended).
fn come_in(cx: &mut Cx, hash: &str) -> Outcome {
    let mut form = cx.form();
    let found = usable(cx, &mut form)?;
    let Some((found, name)) = found.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(code_page(cx, &form)));
    };
    store::use_up(cx.tx, found.id, cx.now)?;
    let (action, had_account) = match account::store::login_of(cx.tx, found.person)? {
        Some(login) => {
            account::store::set_password(cx.tx, found.person, hash, cx.now)?;
            session::store::close_all(cx.tx, found.person, 0)?;
            signin::store::forget_devices(cx.tx, found.person)?;
            let keys = Keys::new(&cx.app.secret, &login, cx.incoming.source, None);
            signin::store::forgive_all(cx.tx, &keys.account)?;
            factors::store::forget_awaited_of(cx.tx, found.person)?;
            let event = PasswordReplacedV1 { person: found.person };
            jobs::emit(cx.tx, PasswordReplacedV1::NAME, &event, cx.now)?;
            ("identity.password.replace", true)
        }
        None => {
            let login = account::new_login(cx.tx, &name)?;
            let lang = cx.incoming.lang;
            let new = NewAccount { person: found.person, login: &login, password: hash, lang };
            account::store::create(cx.tx, &new, cx.now)?;
            let event = AccountActivatedV1 { person: found.person };
            jobs::emit(cx.tx, AccountActivatedV1::NAME, &event, cx.now)?;
            ("identity.account.activate", false)
        }
    };
    journal::write(
        cx.tx,
        &journal::Entry {
            at: cx.now,
            person: Some(found.person),
            action,
            object: found.person,
            scope: Target::person(found.person),
        },
    )?;
    let (manner, next) = (Manner::asked(&form), "/mon-compte/bienvenue");
    if had_account {
        return signin::arrive(cx, found.person, manner, next);
    }
    let manner = signin::fitting(cx, found.person, manner)?;
    Ok(session::enter(cx, found.person, manner, next)?.reply)
}
