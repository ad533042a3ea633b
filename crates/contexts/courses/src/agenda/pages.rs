//! The page where a person opens and closes their secret address, and the calendar it gives.

use db::journal;
use kernel::{Actor, Target};
use maud::{Markup, html};
use sha2::{Digest, Sha256};
use today::api as feed;
use web::{Access, Cx, Outcome, Page, Problem, Reply, Route, ui};

use crate::{
    agenda::{self, store, write},
    parts, t,
};

/// The page of one's own address.
pub(crate) const PATH: &str = "/mon-agenda";
/// What is past is read this far back.
const PAST_DAYS: i32 = 14;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, Access::SignedIn, page),
        Route::post(PATH, Access::SignedIn, open),
        Route::post("/mon-agenda/fermer", Access::SignedIn, close),
        Route::get("/agenda/{secret}", Access::Public, calendar),
    ]
}

/// The person who asks, on a device that is theirs: an address that stays open is never made on
/// one that passes from child to child.
fn own(cx: &Cx) -> Result<i64, Problem> {
    let actor = cx.actor()?;
    if actor.is_passing { Err(Problem::forbidden()) } else { Ok(actor.person) }
}

fn page(cx: &mut Cx) -> Outcome {
    let (lang, person) = (cx.lang(), own(cx)?);
    let opened = store::of(cx.tx, person)?;
    let main = html! {
        (ui::back("/cours", t::my_courses(lang)))
        (ui::title(t::agenda(lang), t::agenda_under(lang)))
        @match &opened {
            Some((nonce, since)) => (shown(cx, &address(cx, person, nonce), &parts::when(cx, *since))),
            None => {
                section.card.stack {
                    p { (t::agenda_none(lang)) }
                    form method="post" action=(PATH) {
                        (cx.hidden())
                        button.act.main { (ui::icon("calendar-days")) (t::agenda_open(lang)) }
                    }
                }
            }
        }
    };
    Ok(Page::narrow(t::agenda(lang), main).into())
}

fn address(cx: &Cx, person: i64, nonce: &str) -> String {
    let secret = agenda::secret(&cx.app.secret, person, nonce);
    format!("{}/agenda/{secret}.ics", cx.app.public_url)
}

fn shown(cx: &Cx, address: &str, since: &str) -> Markup {
    let lang = cx.lang();
    let webcal = address.split_once("://").map_or(address, |(_, rest)| rest);
    let renew = html! {
        form method="post" action=(PATH) {
            (cx.hidden())
            button.act { (ui::icon("refresh-cw")) (t::agenda_renew_act(lang)) }
        }
    };
    let close = html! {
        form method="post" action={ (PATH) "/fermer" } {
            (cx.hidden())
            button.act { (ui::icon("x")) (t::agenda_close_act(lang)) }
        }
    };
    html! {
        section.card.stack {
            div.field {
                label for="adresse" { (t::agenda_address(lang)) }
                p.hint #adresse-aide { (t::agenda_address_hint(lang)) }
                input type="text" id="adresse" value=(address) readonly aria-describedby="adresse-aide";
            }
            p.muted { (t::agenda_since(lang, since)) }
            div.actions { a.act.main href={ "webcal://" (webcal) } { (ui::icon("calendar-days")) (t::agenda_add(lang)) } }
            p { (t::agenda_how(lang)) }
        }
        section.card.stack {
            (ui::confirm(t::agenda_renew(lang), t::agenda_renew_hint(lang), &renew))
            (ui::confirm(t::agenda_close(lang), t::agenda_close_hint(lang), &close))
        }
    }
}

fn open(cx: &mut Cx) -> Outcome {
    let (lang, person) = (cx.lang(), own(cx)?);
    // The key of this one sending: the same sent twice opens the same address.
    let nonce = cx.incoming.once()?.to_owned();
    let digest = agenda::digest(&agenda::secret(&cx.app.secret, person, &nonce));
    store::open(cx.tx, person, (&nonce, &digest), lang, cx.now)?;
    note(cx, person, "courses.agenda.open")?;
    Ok(Reply::see_other(PATH).saying(t::agenda_opened(lang)))
}

fn close(cx: &mut Cx) -> Outcome {
    let (lang, person) = (cx.lang(), own(cx)?);
    if store::close(cx.tx, person)? {
        note(cx, person, "courses.agenda.close")?;
    }
    Ok(Reply::see_other(PATH).saying(t::agenda_closed(lang)))
}

/// Writes in the journal that someone opened or closed their address.
fn note(cx: &mut Cx, person: i64, action: &str) -> Result<(), Problem> {
    let scope = Target::person(person);
    let entry = journal::Entry { at: cx.now, person: Some(person), action, object: person, scope };
    Ok(journal::write(cx.tx, &entry)?)
}

/// The calendar of whoever opened this address, with the rights they have now.
fn calendar(cx: &mut Cx) -> Outcome {
    let secret = agenda::from_path(cx.param("secret")?).ok_or_else(Problem::not_found)?;
    let found = store::find(cx.tx, &agenda::digest(secret))?;
    let (person, lang) = found.ok_or_else(Problem::not_found)?;
    let (today, year) = (cx.today(), directory::api::school_year(cx)?);
    let ties = directory::api::ties(cx.tx, person, today)?;
    let actor = Actor::new(person, 0, lang, ties);
    let days = (today.plus(-PAST_DAYS), year.last.max(today.plus(60)));
    let things = feed::agenda(cx.tx, &actor, days, today)?;
    let host = cx.app.public_url.split("://").nth(1).unwrap_or_default();
    let host = host.split(['/', ':']).next().unwrap_or_default();
    let setting = write::Setting { lang, home: &cx.app.place, host };
    let bytes = write::calendar(&things, &setting).into_bytes();
    let tag = kernel::hex(&Sha256::digest(&bytes)[..16]);
    Ok(Reply::data("text/calendar; charset=utf-8", None, bytes).tagged(&tag))
}
