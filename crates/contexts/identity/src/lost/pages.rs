//! « Mot de passe perdu »: ask for a message, then choose a new password with its code.

use courier::{Letter, To};
use db::journal;
use events::{Event, identity::PasswordReplacedV1};
use kernel::Target;
use maud::html;
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task,
    csrf::sign,
    ui::{self, Field},
};

use super::{FROM_A_SOURCE, HOUR, OF_AN_ACCOUNT, OPEN_SECONDS, store};
use crate::{
    account::{self, pages::new_password, password, password::Own},
    code::Code,
    contact::{self, Way},
    factors, session,
    signin::{self, Device, Keys, pages::minutes},
    t,
};

/// Where a lost password is told.
pub(crate) const PATH: &str = "/mot-de-passe-perdu";
/// Where a new one is chosen.
const CHOOSE: &str = "/mot-de-passe-perdu/nouveau";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, Access::Public, open),
        Route::post(PATH, Access::Public, ask),
        Route::get(CHOOSE, Access::Public, open_choice),
        Route::task(CHOOSE, Access::Public, submit),
    ]
}

/// The way to choose a new password; the code stands where no server and no log reads it.
pub(crate) fn link(public_url: &str, code: &str) -> String {
    format!("{public_url}{CHOOSE}#{code}")
}

fn goes_out(cx: &Cx) -> bool {
    Way::ALL.into_iter().any(|way| cx.app.courier.has(way.channel()))
}

fn open(cx: &mut Cx) -> Outcome {
    Ok(page(cx, &cx.blank_form()).into())
}

fn page(cx: &Cx, form: &Form) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::back("/connexion", t::sign_in(lang)))
        (ui::title(t::lost(lang), ""))
        @if goes_out(cx) {
            section.card.stack aria-labelledby="message" {
                h2 #message { (t::lost_by_message(lang)) }
                p { (t::lost_by_message_under(lang)) }
                form.form method="post" action=(PATH) {
                    (cx.hidden())
                    (ui::error_summary(form))
                    (ui::text(form, &Field::new("identifiant", t::login(lang)).hint(t::login_hint(lang)).autocomplete("username")))
                    div.actions { button.act.main { (t::lost_ask(lang)) } }
                }
            }
        }
        section.card.stack aria-labelledby="ecole" {
            h2 #ecole { (t::lost_by_school(lang)) }
            ul {
                li { (t::lost_pupil(lang)) }
                li { (t::lost_guardian(lang)) }
                li { (t::lost_staff(lang)) }
            }
            p { a.act href="/activation" { (ui::icon("key-round")) (t::have_a_code(lang)) } }
        }
    };
    Page::narrow(t::lost(lang), main)
}

/// The same answer for every login, known or not, reached or not.
fn ask(cx: &mut Cx) -> Outcome {
    if !goes_out(cx) {
        return Err(Problem::not_found());
    }
    let mut form = cx.form();
    let login = account::canonical(&form.required("identifiant", 200));
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &form)));
    }
    let an_hour_ago = cx.now.plus_seconds(-HOUR);
    let keys = Keys::new(&cx.app.secret, &login, cx.incoming.source, None);
    let source = sign(&cx.app.secret, "identity.asked.source", &keys.source);
    if contact::store::asked(cx.tx, &source, an_hour_ago)? >= FROM_A_SOURCE {
        form.refuse("identifiant", t::lost_too_many(form.lang()));
        return Ok(Reply::to_correct(page(cx, &form)).with_status(429));
    }
    contact::store::note_asked(cx.tx, &source, cx.now)?;
    let account_key = sign(&cx.app.secret, "identity.asked.account", &keys.account);
    let so_far = contact::store::asked(cx.tx, &account_key, an_hour_ago)?;
    contact::store::note_asked(cx.tx, &account_key, cx.now)?;
    let known = account::store::by_login(cx.tx, &login)?;
    if let Some(account) = known.filter(|_| so_far < OF_AN_ACCOUNT) {
        send(cx, account.person)?;
    }
    Ok(Reply::see_other(CHOOSE).saying(t::lost_asked(cx.lang())))
}

/// A code by each way the person proved, in their language.
fn send(cx: &mut Cx, person: i64) -> Result<(), Problem> {
    let ways = contact::store::of(cx.tx, person)?;
    let ways: Vec<_> = ways.into_iter().filter(|to| cx.app.courier.has(to.channel())).collect();
    if ways.is_empty() {
        return Ok(());
    }
    let lang = crate::api::language_of(cx.tx, person)?.unwrap_or_default();
    let once = cx.incoming.once()?;
    for to in &ways {
        let code = Code::fresh(&cx.app.entropy);
        let typed = code.groups().collect::<Vec<_>>().join("-");
        let link = link(&cx.app.public_url, &typed);
        let text = match to {
            To::Mail(_) => t::lost_letter(lang, &typed, &link),
            To::Sms(_) | To::Push(_) => t::lost_sms(lang, &link),
        };
        let key = format!("identity.lost.{person}.{}.{once}", to.channel().code());
        let letter = Letter {
            to,
            subject: t::lost_letter_subject(lang),
            text: &text,
            key: &key,
            about: 0,
            worth_seconds: OPEN_SECONDS,
        };
        if cx.app.courier.send(cx.tx, &letter, cx.now)? {
            let expires = cx.now.plus_seconds(OPEN_SECONDS);
            store::add(cx.tx, person, &lookup(cx, &code), expires)?;
        }
    }
    Ok(())
}

fn lookup(cx: &Cx, code: &Code) -> [u8; 32] {
    sign(&cx.app.secret, "identity.lost.lookup", code.as_str().as_bytes())
}

fn open_choice(cx: &mut Cx) -> Outcome {
    Ok(choice_page(cx, &cx.blank_form()).into())
}

fn choice_page(cx: &Cx, form: &Form) -> Page {
    let lang = cx.lang();
    let code = Field::new("code", t::lost_code(lang))
        .hint(t::lost_code_hint(lang))
        .autocomplete("one-time-code")
        .class("code");
    let least = i64::try_from(password::shortest(false)).unwrap_or_default();
    let hint = t::password_hint(lang, least);
    let main = html! {
        (ui::back(PATH, t::lost(lang)))
        (ui::title(t::choose_password(lang), t::lost_choose_under(lang)))
        section.card.stack {
            form.form method="post" action=(CHOOSE) data-island="lost" {
                (cx.hidden())
                (ui::error_summary(form))
                (ui::text(form, &code))
                (ui::text(form, &Field::new("nouveau", t::new_password(lang)).kind("password").hint(&hint).autocomplete("new-password")))
                (ui::text(form, &Field::new("encore", t::password_again(lang)).kind("password").autocomplete("new-password")))
                div.actions { button.act.main { (t::lost_choose(lang)) } }
            }
        }
    };
    Page::narrow(t::choose_password(lang), main).with_island("lost")
}

fn submit(app: App, incoming: Incoming) -> Task {
    Box::pin(choose(app, incoming))
}

enum Chosen {
    Refused(Reply),
    Password(String),
}

async fn choose(app: App, incoming: Incoming) -> Outcome {
    let password = match app.write(&incoming, begin).await? {
        Chosen::Refused(reply) => return Ok(reply),
        Chosen::Password(password) => password,
    };
    let hash = password::hashed(&app, password).await?;
    app.write(&incoming, move |cx| conclude(cx, &hash)).await
}

/// Whose way back the code of the form opens; otherwise the form says why not.
fn person(cx: &mut Cx, form: &mut Form) -> Result<Option<i64>, Problem> {
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
    let found = store::find(cx.tx, &lookup(cx, &code), cx.now)?;
    if found.is_none() {
        signin::store::begin(cx.tx, &keys, device, true, cx.now)?;
        form.refuse("code", t::lost_code_over(lang));
    }
    Ok(found)
}

fn begin(cx: &mut Cx) -> Result<Chosen, Problem> {
    let mut form = cx.form();
    let Some(person) = person(cx, &mut form)? else {
        return Ok(Chosen::Refused(Reply::to_correct(choice_page(cx, &form))));
    };
    let name = directory::api::name(cx.tx, person)?.ok_or_else(Problem::not_found)?;
    let login = account::store::login_of(cx.tx, person)?.unwrap_or_default();
    let ties = directory::api::ties(cx.tx, person, cx.today())?;
    let own = Own::new(&login, &name).at(cx.tx, &ties)?;
    match new_password(&mut form, &own, account::is_staff(&ties)) {
        Some(password) => Ok(Chosen::Password(password)),
        None => Ok(Chosen::Refused(Reply::to_correct(choice_page(cx, &form)))),
    }
}

/// The password is replaced, every session and every other way back ends, the person is told. They
/// then sign in, with what else their account asks for.
fn conclude(cx: &mut Cx, hash: &str) -> Outcome {
    let mut form = cx.form();
    let Some(person) = person(cx, &mut form)? else {
        return Ok(Reply::to_correct(choice_page(cx, &form)));
    };
    account::store::set_password(cx.tx, person, hash, cx.now)?;
    session::store::close_all(cx.tx, person, 0)?;
    signin::store::forget_devices(cx.tx, person)?;
    if let Some(login) = account::store::login_of(cx.tx, person)? {
        let keys = Keys::new(&cx.app.secret, &login, cx.incoming.source, None);
        signin::store::forgive_all(cx.tx, &keys.account)?;
    }
    factors::store::forget_awaited_of(cx.tx, person)?;
    let entry = journal::Entry {
        at: cx.now,
        person: Some(person),
        action: "identity.password.lost",
        object: person,
        scope: Target::person(person),
    };
    journal::write(cx.tx, &entry)?;
    jobs::emit(cx.tx, PasswordReplacedV1::NAME, &PasswordReplacedV1 { person }, cx.now)?;
    Ok(Reply::see_other("/connexion").closing_session().saying(t::lost_done(cx.lang())))
}
