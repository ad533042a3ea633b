//! What is kept of someone to come in with: for them to read while they have it, and erased when
//! their account is closed.

use db::{DbError, Tx, params};
use events::Event;
use events::directory::AccountClosedV1;
use jobs::{JobError, Payload, Subscriber};
use kernel::Instant;
use web::{Cx, Fact, Own, Problem, dates};

use crate::{account, contact, devices, factors, session, t};

/// Every table that names a person, the account last.
const TABLES: [&str; 16] = [
    "identity_session",
    "identity_device",
    "identity_code",
    "identity_lost",
    "identity_contact",
    "identity_contact_wanted",
    "identity_picture",
    "identity_badge",
    "identity_totp",
    "identity_passkey",
    "identity_recovery",
    "identity_awaited",
    "identity_ceremony",
    "identity_grace",
    "identity_demo",
    "identity_account",
];

pub(crate) const SUBSCRIBER: Subscriber = Subscriber {
    event: AccountClosedV1::NAME,
    name: "identity.account-closed",
    run: |tx, payload, _| erase(tx, payload),
};

fn erase(tx: &mut Tx, payload: &Payload) -> Result<(), JobError> {
    let closed: AccountClosedV1 = payload.read()?;
    for table in TABLES {
        let sql = format!("DELETE FROM {table} WHERE person_id = $1");
        let erased = tx.execute(&sql, params![closed.person])?;
        if table == "identity_account" {
            directory::api::prove_erasure(tx, &closed, "identity.account", erased)?;
        }
    }
    Ok(())
}

/// What the room gives a person of theirs.
pub(crate) const OWN: Own = Own::facts(t::my_account, facts);

fn facts(cx: &mut Cx) -> Result<Vec<Fact>, Problem> {
    let (lang, person, now, today) = (cx.lang(), cx.actor()?.person, cx.now, cx.today());
    let day = |at: Instant| dates::long_day(lang, cx.app.place.local(at).0, today);
    let mut facts = Vec::new();
    if let Some((login, since)) = account_of(cx.tx, person)? {
        facts.push(Fact { what: t::login(lang), says: login });
        facts.push(Fact { what: t::mine_account_since(lang), says: day(since) });
    }
    for reached in contact::store::of(cx.tx, person)? {
        facts.push(Fact { what: t::contacts(lang), says: contact::said(&reached) });
    }
    for session in session::store::of(cx.tx, person, now)? {
        let device = devices::device_words(lang, &session.device);
        let says = t::mine_device_since(lang, &device, &day(session.created));
        facts.push(Fact { what: t::mine_device(lang), says });
    }
    let steps = factors::store::count(cx.tx, person)?;
    if steps > 0 {
        facts.push(Fact { what: t::two_steps(lang), says: t::mine_steps(lang, steps) });
    }
    Ok(facts)
}

fn account_of(tx: &mut Tx, person: i64) -> Result<Option<(String, Instant)>, DbError> {
    let Some(login) = account::store::login_of(tx, person)? else { return Ok(None) };
    let since = tx.query_one(
        "SELECT activated FROM identity_account WHERE person_id = $1",
        params![person],
        |row| row.get(0),
    )?;
    Ok(Some((login, since)))
}
