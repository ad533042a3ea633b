//! What is someone's own in the room: what was lent to them, what they reported. With their account it
//! is forgotten: the device and its history stay, without a name.

use db::Tx;
use events::Event;
use events::directory::AccountClosedV1;
use jobs::{JobError, Payload, Subscriber};
use kernel::Instant;
use maud::html;
use web::{Cx, Fact, Folder, Own, Problem, dates};

use crate::{
    loan::{mine, store, views::due_said},
    t, ticket,
};

/// What the room gives a person of theirs.
pub(crate) const OWN: Own = Own { title: t::title, facts, work };

pub(crate) const SUBSCRIBER: Subscriber =
    Subscriber { event: AccountClosedV1::NAME, name: "equipment.account-closed", run: erase };

fn erase(tx: &mut Tx, payload: &Payload, _: Instant) -> Result<(), JobError> {
    let closed: AccountClosedV1 = payload.read()?;
    let loans = store::erase(tx, closed.person)?;
    directory::api::prove_erasure(tx, &closed, "equipment.loan", loans)?;
    let tickets = ticket::store::erase(tx, closed.person)?;
    directory::api::prove_erasure(tx, &closed, "equipment.ticket", tickets)?;
    Ok(())
}

fn facts(cx: &mut Cx) -> Result<Vec<Fact>, Problem> {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    let selves = directory::api::selves(cx.tx, person)?;
    let loans = store::of_people(cx.tx, &selves)?.len();
    let tickets = ticket::store::count_of(cx.tx, &selves)?;
    let said =
        [(t::loans_mine(lang), loans.to_string()), (t::tickets_mine(lang), tickets.to_string())];
    let known = said.into_iter().filter(|(_, count)| count != "0");
    Ok(known.map(|(what, says)| Fact { what, says }).collect())
}

fn work(cx: &mut Cx) -> Result<Vec<Folder>, Problem> {
    let lang = cx.lang();
    let Some((loans, told)) = mine::folder(cx)? else { return Ok(Vec::new()) };
    let page = html! {
        ul { @for loan in &loans {
            @let (name, called) = told.device(lang, loan);
            li {
                (name) " " (called) " · " (dates::when(lang, loan.lent_at, cx.now, &cx.app.place)) " · "
                @match loan.ended { Some(end) => (end.says(lang)), None => (t::back_by(lang, &due_said(cx, loan.due))) }
            }
        } }
    };
    Ok(vec![Folder { title: t::loans_mine(lang).to_owned(), page, files: Vec::new() }])
}
