//! What stays on a device when there is no network: the worker of the browser, the page it shows
//! instead of one it does not have, and what waits to be sent.

use base64::{Engine, engine::general_purpose::STANDARD};
use maud::{Markup, html};
use web::{Access, Cx, Outcome, Page, Reply, Route, asset_bytes, dates, ui};

use crate::t;

/// Where a person reads what waits on this device.
pub(crate) const WAITING: &str = "/envois";
/// Who is signed in, and a token for what waits.
const TOKEN: &str = "/envois/jeton";
/// What the worker shows instead of a page it does not have.
const NO_NETWORK: &str = "/hors-connexion";
/// What a browser runs between the pages and the network, and when a message arrives. Its address
/// stays the same: a browser keeps it.
const WORKER: &str = "/service.js";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(WORKER, Access::Public, worker),
        Route::get(NO_NETWORK, Access::Public, no_network),
        Route::get(WAITING, Access::SignedIn, waiting),
        Route::get(TOKEN, Access::SignedIn, token),
    ]
}

/// A browser asks for it without a session; it holds nothing of anyone.
fn worker(_: &mut Cx) -> Outcome {
    Ok(Reply::data("text/javascript; charset=utf-8", None, asset_bytes("worker.js").to_vec()))
}

fn no_network(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let main = html! {
        (ui::title(t::no_network_title(lang), ""))
        section.card {
            (ui::empty("kite", t::no_network(lang), &html! {
                p.muted { (t::no_network_kept(lang)) }
                a.act.main href="/" { (t::no_network_home(lang)) }
            }))
        }
    };
    Ok(Page::narrow(t::no_network_title(lang), main).into())
}

/// Made by the browser of what it holds: the server does not know what waits.
fn waiting(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let main = html! {
        (ui::title(t::waiting_title(lang), ""))
        section.card.stack {
            p.no-js { (t::waiting_needs_script(lang)) }
            p data-outbox-none hidden { (t::waiting_none(lang)) }
            ul.todo data-outbox-list {}
            template data-outbox-item { (item(lang)) }
        }
        p.muted { (t::waiting_sealed(lang)) }
    };
    Ok(Page::narrow(t::waiting_title(lang), main).kept().into())
}

fn item(lang: kernel::Lang) -> Markup {
    html! {
        li {
            span {
                b data-title {}
                small data-when {}
                span.when data-if-waiting { (t::waiting_for_network(lang)) }
                span.when data-if-stopped { (t::waiting_refused(lang)) }
            }
            div.row data-if-stopped {
                button.act type="button" data-open { (t::waiting_open(lang)) }
                button.act.quiet type="button" data-drop { (ui::icon("trash-2")) (t::waiting_drop(lang)) }
            }
        }
    }
}

fn token(cx: &mut Cx) -> Outcome {
    let person = cx.actor()?.person;
    let said = serde_json::json!({ "owner": owner(cx, person), "token": cx.form_token() });
    Ok(Reply::json(&said))
}

/// By which a device tells its people apart; it says nothing of them.
fn owner(cx: &Cx, person: i64) -> String {
    STANDARD.encode(&web::csrf::sign(&cx.app.secret, "owner", &person.to_be_bytes())[..12])
}

/// Whom the page is for, with the key that seals what stays of them on the device. The same for
/// every session of theirs: what was typed before a session ended is found again in the next.
pub(crate) fn person(cx: &Cx, page: &Page) -> Option<Markup> {
    let actor = cx.visitor.as_ref()?;
    let key = web::csrf::sign(&cx.app.secret, "stay", &actor.person.to_be_bytes());
    let own = actor.is_on_own_device;
    Some(html! {
        meta name="person" content=(owner(cx, actor.person)) data-key=(STANDARD.encode(key))
            data-own[own] data-kept[own && page.is_kept];
    })
}

/// Hidden until the browser has something to say: that the page is one it had, that it changed
/// since, that something waits to be sent.
pub(crate) fn banners(cx: &Cx, page: &Page) -> Markup {
    let Some(actor) = &cx.visitor else { return html! {} };
    let (lang, (today, time)) = (cx.lang(), cx.local());
    let (day, time) = (dates::long_day(lang, today, today), dates::time(lang, time));
    html! {
        @if actor.is_on_own_device && page.is_kept {
            aside.demo.offline data-offline hidden aria-label=(t::no_network_title(lang)) {
                p { (t::offline_copy(lang, &day, &time)) }
            }
            aside.demo data-newer hidden aria-label=(t::newer_title(lang)) {
                p { span role="status" { (t::newer(lang)) } " " a href="" { (t::newer_see(lang)) } }
            }
        }
        aside.demo data-outbox hidden aria-label=(t::waiting_title(lang))
            data-one=(t::outbox_one(lang)) data-many=(t::outbox_many(lang)) data-kept=(t::outbox_kept(lang))
            data-sign-in=(t::outbox_sign_in(lang)) data-attention=(t::outbox_attention(lang)) {
            p { span role="status" data-says {} " " a href=(WAITING) { (t::outbox_see(lang)) } }
        }
    }
}
