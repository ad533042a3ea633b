//! The second step of a sign-in, once the password was right.

use maud::html;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Field},
};

use super::{keys, opens, recovery_digest, store, store::Awaited};
use crate::{
    code::Code,
    session::{self, Manner},
    signin::{self, Device, Keys, SECOND, pages::minutes, tries},
    t,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get(PATH, Access::Public, open), Route::post(PATH, Access::Public, submit)]
}

const PATH: &str = "/connexion/verification";
/// How long a right password waits for its second step, in seconds.
const WAITS: i64 = 10 * 60;

/// What a browser is known by before it has a session.
pub(crate) fn browser(cx: &Cx) -> [u8; 32] {
    session::digest(&cx.incoming.anchor)
}

/// Keeps a sign-in until its second step, and asks for it.
pub(crate) fn await_step(
    cx: &mut Cx,
    person: i64,
    manner: Manner,
    next: &str,
) -> Result<Reply, Problem> {
    let awaited = Awaited { person, manner: manner.code().to_owned(), next: next.to_owned() };
    store::await_step(cx.tx, &browser(cx), &awaited, cx.now.plus_seconds(WAITS))?;
    Ok(Reply::see_other(PATH))
}

/// The sign-in of this browser that is half made.
pub(crate) fn awaited(cx: &mut Cx) -> Result<Option<Awaited>, Problem> {
    let browser = browser(cx);
    Ok(store::awaited(cx.tx, &browser, cx.now)?)
}

/// The second step is made.
pub(crate) fn conclude(cx: &mut Cx, awaited: &Awaited) -> Result<Reply, Problem> {
    let browser = browser(cx);
    store::forget_awaited(cx.tx, &browser)?;
    signin::come_in(cx, awaited.person, Manner::from_code(&awaited.manner), &awaited.next)
}

/// Nothing is awaited: the password comes first.
pub(crate) fn from_the_start(cx: &Cx) -> Reply {
    Reply::see_other("/connexion").saying(t::second_over(cx.lang()))
}

fn open(cx: &mut Cx) -> Outcome {
    match awaited(cx)? {
        Some(awaited) => {
            let form = cx.blank_form();
            Ok(page(cx, &awaited, &form)?.into())
        }
        None => Ok(from_the_start(cx)),
    }
}

fn page(cx: &mut Cx, awaited: &Awaited, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let has_codes = store::totp(cx.tx, awaited.person)?.is_some_and(|totp| totp.is_confirmed);
    let has_keys = keys::has_some(cx, awaited.person)?;
    let hint = if has_codes { t::second_code_hint(lang) } else { t::second_spare_hint(lang) };
    let label = if has_codes { t::second_code(lang) } else { t::spare_code(lang) };
    let field = Field::new("code", label).hint(hint).autocomplete("one-time-code").class("code");
    let main = html! {
        (ui::title(t::second_step(lang), t::second_step_under(lang)))
        @if has_keys { section.card.stack { (keys::second_form(cx)) } }
        section.card.stack {
            form.form method="post" action=(PATH) {
                (cx.hidden())
                (ui::error_summary(form))
                (ui::text(form, &field))
                div.actions {
                    button.act.main { (ui::icon("log-in")) (t::sign_in_do(lang)) }
                    a.act href="/connexion" { (t::not_me(lang)) }
                }
            }
            p.muted { (t::second_lost(lang)) }
        }
    };
    Ok(Page::narrow(t::second_step(lang), main).with_island("passkey"))
}

fn submit(cx: &mut Cx) -> Outcome {
    let Some(awaited) = awaited(cx)? else { return Ok(from_the_start(cx)) };
    let mut form = cx.form();
    let typed = form.required("code", 60);
    if typed.is_empty() {
        return Ok(Reply::to_correct(page(cx, &awaited, &form)?));
    }
    let person = awaited.person;
    let keys = Keys::new(&cx.app.secret, &key_of(person), cx.incoming.source, None);
    let device = Device::of(cx, Some(person))?;
    let attempt = match tries::begin(cx.tx, SECOND, &keys, device, cx.now)? {
        tries::Begun::Try(attempt) => attempt,
        tries::Begun::Wait(wait) => {
            form.refuse("code", t::too_many(form.lang(), minutes(wait)));
            return Ok(Reply::to_correct(page(cx, &awaited, &form)?).with_status(429));
        }
    };
    let read = read(&typed);
    let is_right = match &read {
        Some(Typed::Digits(digits)) => opens(cx, person, digits)?,
        Some(Typed::Spare(code)) => uses_up(cx, person, code)?,
        None => false,
    };
    tries::conclude(cx.tx, &attempt, is_right, cx.now)?;
    if !is_right {
        form.refuse("code", t::second_wrong(form.lang()));
        return Ok(Reply::to_correct(page(cx, &awaited, &form)?));
    }
    let reply = conclude(cx, &awaited)?;
    if matches!(read, Some(Typed::Spare(_))) {
        let left = store::recovery_left(cx.tx, person)?;
        return Ok(reply.saying(t::spare_left(form.lang(), left)));
    }
    Ok(reply)
}

/// What tries of a second step are counted under: no login looks like this.
fn key_of(person: i64) -> String {
    format!("second:{person}")
}

fn uses_up(cx: &mut Cx, person: i64, code: &Code) -> Result<bool, Problem> {
    let digest = recovery_digest(&cx.app.secret, person, code);
    Ok(store::use_recovery(cx.tx, person, &digest)?)
}

enum Typed {
    Digits(String),
    Spare(Code),
}

/// Six digits, however they are spaced, or a code for a lost phone.
fn read(typed: &str) -> Option<Typed> {
    let close: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if close.len() == 6 && close.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Typed::Digits(close));
    }
    Code::read(typed).map(Typed::Spare)
}
