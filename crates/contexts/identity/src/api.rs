//! What the binary, the shell and other rooms may ask about coming in.

use courier::Subscription;
use db::{DbError, Tx, journal, params};
use kernel::{Actor, Entropy, Instant, Lang, Target};
use web::App;

use crate::{account, code, contact, demo, factors, session, setup};

pub use account::password::hash as hash_password;
pub use argon2::password_hash::Error as PasswordError;
pub use contact::pages::ADULTS;
pub use demo::Offer;

/// Who holds a session, with their ties of this moment: the hook of every request.
pub fn authenticate(tx: &mut Tx, app: &App, token: &[u8; 32]) -> Result<Option<Actor>, DbError> {
    session::authenticate(tx, app, token)
}

/// Opens a session for each of these people, as after a sign-in on a device of their own; the
/// secrets their browsers would hold, in order.
pub fn open_sessions(
    tx: &mut Tx,
    entropy: &Entropy,
    people: &[i64],
    now: Instant,
) -> Result<Vec<[u8; 32]>, DbError> {
    let open = |person: &i64| {
        let manner = session::Manner::Stays;
        let new =
            session::NewSession { person: *person, agent: "", manner, is_new: false, tablet: None };
        session::open(tx, entropy, &new, now).map(|(_, token)| token)
    };
    people.iter().map(open).collect()
}

/// Ends every session of a person; how many.
pub fn close_all_sessions(tx: &mut Tx, person: i64) -> Result<u64, DbError> {
    session::store::close_all(tx, person, 0)
}

/// Gives each of these people a new activation code; the codes as they are typed, in order. An
/// older code of theirs dies at once.
pub fn issue_codes(
    tx: &mut Tx,
    app: &App,
    people: &[i64],
    now: Instant,
) -> Result<Vec<String>, DbError> {
    let issue = |person: &i64| {
        code::store::issue(tx, &app.secret, &app.entropy, *person, now)
            .map(|code| code.as_str().to_owned())
    };
    people.iter().map(issue).collect()
}

/// The login of a person who has an account.
pub fn account_of(tx: &mut Tx, person: i64) -> Result<Option<String>, DbError> {
    account::store::login_of(tx, person)
}

/// The language a person chose; `None` without an account.
pub fn language_of(tx: &mut Tx, person: i64) -> Result<Option<Lang>, DbError> {
    let tag: Option<String> = tx.query_opt(
        "SELECT lang FROM identity_account WHERE person_id = $1",
        params![person],
        |row| row.get(0),
    )?;
    Ok(tag.as_deref().and_then(Lang::from_tag))
}

/// Where a person may be reached: an address, a mobile, each proved by them.
pub fn contacts_of(tx: &mut Tx, person: i64) -> Result<Vec<courier::To>, DbError> {
    contact::store::of(tx, person)
}

/// The people who proved an address, by id after one, so many at once.
pub fn reached_by_mail(tx: &mut Tx, after: i64, at_most: i64) -> Result<Vec<i64>, DbError> {
    contact::store::reached_by(tx, courier::Channel::Mail, after, at_most)
}

/// The devices that a person asked to be told on: the session of each, and where it is told.
pub fn told_devices(
    tx: &mut Tx,
    person: i64,
    now: Instant,
) -> Result<Vec<(i64, Subscription)>, DbError> {
    session::store::told(tx, person, now)
}

/// Tells the device of a session from now on; it ends with the session, however that ends.
pub fn tell_device(tx: &mut Tx, session: i64, at: &Subscription) -> Result<(), DbError> {
    session::store::set_push(tx, session, Some(at.as_str()))
}

/// Tells the device of a session no more.
pub fn leave_device(tx: &mut Tx, session: i64) -> Result<(), DbError> {
    session::store::set_push(tx, session, None)
}

/// Whether a session is on a device of its person's own: it stays until they sign out.
pub fn is_on_own_device(tx: &mut Tx, session: i64) -> Result<bool, DbError> {
    session::store::stays(tx, session)
}

/// Every text message of this room, with codes that open nothing: what each costs can be counted.
pub fn text_messages(lang: Lang, public_url: &str) -> [String; 3] {
    contact::text_messages(lang, public_url)
}

/// Whether someone may say where they are reached: adults may, pupils are reached at school.
pub fn may_be_reached(cx: &web::Cx) -> bool {
    contact::pages::is_open_to(cx)
}

/// Keeps the language a person chose.
pub fn set_language(tx: &mut Tx, person: i64, lang: Lang) -> Result<(), DbError> {
    account::store::set_lang(tx, person, lang)
}

/// Removes the second step of an account, when its phone and its spare codes are lost, and ends its
/// sessions; whether there is such an account.
pub fn remove_second_step(tx: &mut Tx, login: &str, now: Instant) -> Result<bool, DbError> {
    let Some(found) = account::store::by_login(tx, &account::canonical(login))? else {
        return Ok(false);
    };
    factors::lift(tx, found.person)?;
    session::store::close_all(tx, found.person, 0)?;
    let entry = journal::Entry {
        at: now,
        person: None,
        action: "identity.second-step.lift",
        object: found.person,
        scope: Target::person(found.person),
    };
    journal::write(tx, &entry)?;
    Ok(true)
}

/// Creates an account of a demonstration, with the hash of a password computed once for all.
pub fn demo_account(
    tx: &mut Tx,
    person: i64,
    login: &str,
    password_hash: &str,
    now: Instant,
) -> Result<(), DbError> {
    let login = &account::canonical(login);
    let new = account::store::NewAccount { person, login, password: password_hash, lang: Lang::Fr };
    account::store::create(tx, &new, now)
}

/// Offers people to be, in this order, on the first page of a demonstration.
pub fn offer_in_demo(tx: &mut Tx, offers: &[Offer]) -> Result<(), DbError> {
    demo::offer(tx, offers)
}

/// Whether nobody can sign in yet: the first steps are still to be made. Schools and people may
/// already have been imported; a demonstration never needs them.
pub fn is_empty(tx: &mut Tx) -> Result<bool, DbError> {
    setup::is_open(tx)
}

/// Makes the secret of the one-time link to the first steps; an older one dies. The link is
/// [`setup_link`].
pub fn create_setup_token(tx: &mut Tx, entropy: &Entropy, now: Instant) -> Result<String, DbError> {
    setup::create_token(tx, entropy, now)
}

/// The one-time link that creates the territory and its first administrator.
pub fn setup_link(public_url: &str, token: &str) -> String {
    format!("{public_url}/premiers-pas/{token}")
}
