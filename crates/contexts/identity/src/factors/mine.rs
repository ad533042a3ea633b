//! My second step: adding and removing the ways of making it. The password is asked each time.

use db::DbError;
use kernel::Instant;
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates, sealed,
    ui::{self, Column, Field},
};

use super::{
    added, is_suspended, keys, may, must, new_recovery_codes, note, of, passkey, phone_time,
    removed, store, totp,
};
use crate::{
    account::proof::{Door, gated, password_field},
    account::store::login_of,
    code::Code,
    devices::device_words,
    t,
};

/// The page.
pub(crate) const PATH: &str = "/mon-compte/deux-etapes";
const CODES: &str = "/mon-compte/deux-etapes/codes";
const REMOVE_CODES: &str = "/mon-compte/deux-etapes/codes/retirer";
const CHECK_CODES: &str = "/mon-compte/deux-etapes/codes/verifier";
const SPARE: &str = "/mon-compte/deux-etapes/secours";
/// A secret that was proposed is to be confirmed within so many seconds.
const PROPOSED: i64 = 15 * 60;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, Access::SignedIn, open),
        Route::get(CODES, Access::SignedIn, open_codes),
        Route::task(CODES, Access::SignedIn, |app, incoming| gated(app, incoming, PROPOSE)),
        Route::post(CHECK_CODES, Access::SignedIn, check),
        Route::task(REMOVE_CODES, Access::SignedIn, |app, incoming| gated(app, incoming, REMOVE)),
        Route::get(SPARE, Access::SignedIn, open_spare),
        Route::task(SPARE, Access::SignedIn, |app, incoming| gated(app, incoming, RENEW)),
    ]
}

const PROPOSE: Door = Door { look: admit, page: codes_page, then: propose };
const REMOVE: Door = Door { look: admit, page: codes_page, then: remove };
const RENEW: Door = Door { look: admit_to_spare, page: spare_page, then: renew };

/// Pupils have no second step; nor have those who have no password.
pub(crate) fn admit(cx: &mut Cx) -> Result<(), Problem> {
    let actor = cx.actor()?.clone();
    let has_account = login_of(cx.tx, actor.person)?.is_some();
    if has_account && may(actor.ties()) { Ok(()) } else { Err(Problem::not_found()) }
}

/// The ties of the person as they would be with a second step.
fn is_bound(cx: &mut Cx) -> Result<bool, Problem> {
    let person = cx.actor()?.person;
    Ok(must(&directory::api::ties(cx.tx, person, cx.today())?))
}

/// On « Mon compte »: how it stands, and the way to the page.
pub(crate) fn card(cx: &mut Cx) -> Result<Markup, Problem> {
    let (lang, actor) = (cx.lang(), cx.actor()?.clone());
    if !may(actor.ties()) {
        return Ok(html! {});
    }
    let is_on = store::count(cx.tx, actor.person)? > 0;
    Ok(html! {
        section.card.stack {
            h2 { (t::two_steps(lang)) }
            p { (state(cx, is_on)) }
            p.muted { (t::two_steps_why(lang)) }
            p { a.act href=(PATH) { (ui::icon("key-round")) (t::two_steps_open(lang)) } }
        }
    })
}

fn state(cx: &Cx, is_on: bool) -> Markup {
    let lang = cx.lang();
    if is_on { ui::tag("done", t::is_on(lang)) } else { ui::tag("quiet", t::is_off(lang)) }
}

fn open(cx: &mut Cx) -> Outcome {
    admit(cx)?;
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    let has_codes = store::totp(cx.tx, person)?.is_some_and(|totp| totp.is_confirmed);
    let keys = passkey::of(cx.tx, person)?;
    let left = store::recovery_left(cx.tx, person)?;
    let is_on = has_codes || !keys.is_empty();
    let main = html! {
        (ui::back("/mon-compte", t::my_account(lang)))
        (ui::title(t::two_steps(lang), t::two_steps_why(lang)))
        (demand(cx, is_on)?)
        section.card.stack {
            h2 { (t::codes_app(lang)) }
            p { (state(cx, has_codes)) }
            p.muted { (t::codes_app_what(lang)) }
            p { a.act href=(CODES) { @if has_codes { (t::codes_app_remove(lang)) } @else { (t::codes_app_add(lang)) } } }
        }
        section.card.stack {
            @if keys.is_empty() { h2 { (t::keys(lang)) } p { (state(cx, false)) } }
            @else { (keys_table(cx, &keys)) }
            p.muted { (t::keys_what(lang)) }
            @if keys::are_possible(cx) { p { a.act href=(keys::PATH) { (t::keys_add(lang)) } } }
        }
        @if is_on {
            section.card.stack {
                h2 { (t::spare_codes(lang)) }
                p { (t::spare_left(lang, left)) }
                p { a.act href=(SPARE) { (t::spare_renew(lang)) } }
            }
        }
    };
    Ok(Page::narrow(t::two_steps(lang), main).into())
}

/// What an administrator is told while they have no second step.
fn demand(cx: &mut Cx, is_on: bool) -> Result<Markup, Problem> {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    if is_on || !is_bound(cx)? {
        return Ok(html! {});
    }
    if is_suspended(cx.tx, cx.app, person, cx.now)? {
        return Ok(ui::note(&html! { p { (t::two_steps_suspended(lang)) } }));
    }
    Ok(match store::grace(cx.tx, person)? {
        Some(ends) => {
            let until = dates::when(lang, ends, cx.now, &cx.app.place);
            ui::note(&html! {
                p { (t::two_steps_until(lang, &until)) }
                p { a.act href="/" { (t::later(lang)) } }
            })
        }
        None => ui::note(&html! { p { (t::two_steps_must(lang)) } }),
    })
}

fn keys_table(cx: &Cx, keys: &[passkey::Listed]) -> Markup {
    let lang = cx.lang();
    let columns = [
        Column::words(t::key(lang)),
        Column::words(t::key_used(lang)),
        Column::words(t::action(lang)),
    ];
    let when = |at: Instant| dates::when(lang, at, cx.now, &cx.app.place);
    let rows: Vec<_> = keys
        .iter()
        .map(|key| {
            let added = t::key_added(lang, &device_words(lang, &key.device), &when(key.created));
            let used = key.used.map_or_else(|| t::never(lang).to_owned(), when);
            let remove = html! {
                a.act data-size="sm" href={ (keys::PATH) "/" (key.id) } { (t::remove(lang)) }
            };
            vec![html! { (added) }, html! { (used) }, remove]
        })
        .collect();
    ui::cards_table(t::keys(lang), &columns, &rows)
}

/// A page that asks for the password before it does one thing.
pub(crate) struct Question<'a> {
    pub(crate) title: &'a str,
    pub(crate) under: &'a str,
    pub(crate) action: &'a str,
    pub(crate) button: &'a str,
}

/// That page.
pub(crate) fn ask(cx: &Cx, form: &Form, question: &Question) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::back(PATH, t::two_steps(lang)))
        (ui::title(question.title, question.under))
        section.card.stack {
            form.form method="post" action=(question.action) {
                (cx.hidden())
                (ui::error_summary(form))
                (password_field(form))
                div.actions { button.act.main { (question.button) } }
            }
        }
    };
    Page::narrow(question.title, main)
}

fn open_codes(cx: &mut Cx) -> Outcome {
    admit(cx)?;
    let form = cx.blank_form();
    Ok(codes_page(cx, &form)?.into())
}

/// The secret that was proposed to the person and not confirmed yet.
fn proposed(cx: &mut Cx) -> Result<Option<Vec<u8>>, Problem> {
    let person = cx.actor()?.person;
    let totp = store::totp(cx.tx, person)?;
    let fresh =
        totp.filter(|totp| !totp.is_confirmed && cx.now.seconds_since(totp.created) < PROPOSED);
    Ok(fresh.and_then(|totp| sealed::unseal(&cx.app.secret, of(person), &totp.sealed)))
}

fn codes_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    if store::totp(cx.tx, person)?.is_some_and(|totp| totp.is_confirmed) {
        return Ok(ask(
            cx,
            form,
            &Question {
                title: t::codes_app_remove(lang),
                under: t::codes_app_remove_under(lang),
                action: REMOVE_CODES,
                button: t::remove(lang),
            },
        ));
    }
    if let Some(secret) = proposed(cx)? {
        return proposal_page(cx, form, &secret);
    }
    Ok(ask(
        cx,
        form,
        &Question {
            title: t::codes_app_add(lang),
            under: t::codes_app_what(lang),
            action: CODES,
            button: t::next_step(lang),
        },
    ))
}

fn proposal_page(cx: &mut Cx, form: &Form, secret: &[u8]) -> Result<Page, Problem> {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    let login = login_of(cx.tx, person)?.unwrap_or_default();
    let typed: Vec<String> = totp::base32(secret)
        .as_bytes()
        .chunks(4)
        .map(|four| String::from_utf8_lossy(four).into_owned())
        .collect();
    let field = Field::new("code", t::second_code(lang)).hint(t::codes_app_check_hint(lang));
    let main = html! {
        (ui::back(PATH, t::two_steps(lang)))
        (ui::title(t::codes_app_add(lang), ""))
        (ui::error_summary(form))
        section.card.stack {
            h2 { (t::codes_app_scan(lang)) }
            p { (t::codes_app_scan_how(lang)) }
            @if let Some(picture) = totp::picture(&totp::address(secret, &login), t::codes_app_picture(lang)) { (picture) }
            (ui::details(t::codes_app_type(lang), &html! {
                p { (t::codes_app_type_how(lang)) }
                p { code.code { (typed.join(" ")) } }
            }))
        }
        section.card.stack {
            h2 { (t::codes_app_check(lang)) }
            form.form method="post" action=(CHECK_CODES) {
                (cx.hidden())
                (ui::text(form, &field.autocomplete("one-time-code").class("code")))
                div.actions { button.act.main { (t::turn_on(lang)) } }
            }
        }
    };
    Ok(Page::narrow(t::codes_app_add(lang), main))
}

fn propose(cx: &mut Cx) -> Outcome {
    let person = cx.actor()?.person;
    let secret: [u8; totp::SECRET] = cx.app.entropy.bytes();
    let sealed = sealed::seal(&cx.app.secret, &cx.app.entropy, of(person), &secret);
    store::propose_totp(cx.tx, person, &sealed, cx.now)?;
    Ok(Reply::see_other(CODES))
}

fn check(cx: &mut Cx) -> Outcome {
    admit(cx)?;
    let (lang, person, session) = (cx.lang(), cx.actor()?.person, cx.actor()?.session);
    let Some(secret) = proposed(cx)? else { return Ok(Reply::see_other(CODES)) };
    let mut form = cx.form();
    let typed: String = form.required("code", 20).split_whitespace().collect();
    let Some(step) = totp::accepted(&secret, &typed, 0, phone_time(cx)) else {
        if !typed.is_empty() {
            form.refuse("code", t::codes_app_wrong(lang));
        }
        return Ok(Reply::to_correct(codes_page(cx, &form)?));
    };
    store::confirm_totp(cx.tx, person, step, cx.now)?;
    let codes = added(cx, person, session)?;
    Ok(turned_on(cx, &codes))
}

/// A way was added: codes for a lost phone are shown when they are new.
pub(crate) fn turned_on(cx: &Cx, codes: &[Code]) -> Reply {
    if codes.is_empty() {
        return Reply::see_other(PATH).saying(t::two_steps_on(cx.lang()));
    }
    spare_codes(cx, codes).into()
}

fn remove(cx: &mut Cx) -> Outcome {
    let person = cx.actor()?.person;
    if is_last(cx)? {
        return Ok(Reply::see_other(PATH).saying(t::two_steps_last(cx.lang())));
    }
    store::remove_totp(cx.tx, person)?;
    removed(cx, person)?;
    Ok(Reply::see_other(PATH).saying(t::way_removed(cx.lang())))
}

/// Whether an administrator would be left without a second step.
pub(crate) fn is_last(cx: &mut Cx) -> Result<bool, Problem> {
    let person = cx.actor()?.person;
    Ok(!cx.app.demo && store::count(cx.tx, person)? == 1 && is_bound(cx)?)
}

/// Spare codes belong to a second step.
fn admit_to_spare(cx: &mut Cx) -> Result<(), Problem> {
    admit(cx)?;
    let person = cx.actor()?.person;
    if store::count(cx.tx, person)? > 0 { Ok(()) } else { Err(Problem::not_found()) }
}

fn open_spare(cx: &mut Cx) -> Outcome {
    admit_to_spare(cx)?;
    let form = cx.blank_form();
    Ok(spare_page(cx, &form)?.into())
}

fn spare_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let question = Question {
        title: t::spare_renew(lang),
        under: t::spare_renew_under(lang),
        action: SPARE,
        button: t::spare_renew(lang),
    };
    Ok(ask(cx, form, &question))
}

fn renew(cx: &mut Cx) -> Outcome {
    let person = cx.actor()?.person;
    let codes = new_codes(cx, person)?;
    note(cx, person, "identity.second-step.spare")?;
    Ok(spare_codes(cx, &codes).into())
}

fn new_codes(cx: &mut Cx, person: i64) -> Result<Vec<Code>, DbError> {
    new_recovery_codes(cx.tx, &cx.app.secret, &cx.app.entropy, person)
}

/// The codes for a lost phone, shown this once.
fn spare_codes(cx: &Cx, codes: &[Code]) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::title(t::spare_codes(lang), t::spare_keep(lang)))
        section.card.stack {
            ul.spare { @for code in codes { li { code { (code.groups().collect::<Vec<_>>().join(" ")) } } } }
            p { a.act.main href=(PATH) { (t::spare_kept(lang)) } }
        }
    };
    Page::narrow(t::spare_codes(lang), main)
}
