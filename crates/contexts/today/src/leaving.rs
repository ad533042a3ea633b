//! The home of someone who left: until when they have their account, and their work to take away.

use db::DbError;
use directory::api::Departure;
use events::Event;
use events::directory::AccountClosedV1;
use jobs::Subscriber;
use kernel::{Actor, Role};
use maud::html;
use web::{Cx, Page, dates, ui};

use crate::{store, t};

pub(crate) const SUBSCRIBER: Subscriber = Subscriber {
    event: AccountClosedV1::NAME,
    name: "today.account-closed",
    run: |tx, payload, _| {
        let closed: AccountClosedV1 = payload.read()?;
        Ok(store::forget(tx, kernel::Target::person(closed.person))?)
    },
};

/// The page of what is theirs, which is no room's.
const MINE: &str = "/mon-compte/mes-donnees";

/// Their page, if they have no tie left.
pub(crate) fn home(cx: &mut Cx, actor: &Actor) -> Result<Option<Page>, DbError> {
    if actor.ties().iter().any(|tie| tie.role != Role::Itself) {
        return Ok(None);
    }
    let today = cx.today();
    Ok(directory::api::departure(cx.tx, actor.person, today)?.map(|leaving| page(cx, &leaving)))
}

fn page(cx: &Cx, leaving: &Departure) -> Page {
    let (lang, today) = (cx.lang(), cx.today());
    let closes = dates::long_day(lang, leaving.closes, today);
    let left = dates::long_day(lang, leaving.left, today);
    let main = html! {
        (ui::title(&t::leaving_title(lang, &closes), &t::leaving_since(lang, &left)))
        section.card.stack aria-labelledby="emporter" {
            h2 #emporter { (t::leaving_take(lang)) }
            p { (t::leaving_take_what(lang)) }
            p { a.act.main href=(MINE) { (ui::icon("download")) (t::leaving_take(lang)) } }
        }
        section.card.stack aria-labelledby="ensuite" {
            h2 #ensuite { (t::leaving_then(lang)) }
            p { (t::leaving_then_what(lang)) }
            p { (t::leaving_back(lang)) }
        }
    };
    Page::narrow(t::leaving_page(lang), main)
}
