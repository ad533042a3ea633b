//! The first steps: a one-time link creates the territory and its first administrator.

use db::{DbError, Tx, journal, params};
use directory::{
    api::PersonName,
    edit::{self, NewMembership, NewPerson},
};
use kernel::{Day, Entropy, Instant, Role, Target};
use maud::html;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task,
    ui::{self, Field},
};

use crate::{
    account::{self, pages::new_password, password, store::NewAccount},
    session::{self, Manner},
    t,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/premiers-pas/{jeton}", Access::Public, open),
        Route::task("/premiers-pas/{jeton}", Access::Public, submit),
    ]
}

/// Makes the secret of the link; an older one dies.
pub(crate) fn create_token(
    tx: &mut Tx,
    entropy: &Entropy,
    now: Instant,
) -> Result<String, DbError> {
    let token = entropy.token();
    let digest: [u8; 32] = Sha256::digest(token.as_bytes()).into();
    tx.execute(
        "INSERT INTO identity_setup (id, digest, created) VALUES (1, $1, $2) \
         ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, created = excluded.created",
        params![&digest, now],
    )?;
    Ok(token)
}

/// Whether the first steps are still to be made: nobody has an account, and no demonstration.
pub(crate) fn is_open(tx: &mut Tx) -> Result<bool, DbError> {
    let is_demo = directory::api::territory(tx)?.is_some_and(|(_, is_demo)| is_demo);
    Ok(!is_demo && account::store::is_empty(tx)?)
}

/// Refuses any link but the one that was made last and not used.
fn admit(cx: &mut Cx) -> Result<(), Problem> {
    let digest = Sha256::digest(cx.param("jeton")?.as_bytes());
    let stored: Option<Vec<u8>> =
        cx.tx.query_opt("SELECT digest FROM identity_setup WHERE id = 1", &[], |row| row.get(0))?;
    let is_right = stored.is_some_and(|stored| stored.ct_eq(digest.as_slice()).into());
    if is_right && is_open(cx.tx)? { Ok(()) } else { Err(Problem::not_found()) }
}

fn open(cx: &mut Cx) -> Outcome {
    admit(cx)?;
    Ok(page(cx, &cx.blank_form())?.into())
}

fn page(cx: &Cx, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let least = i64::try_from(password::shortest(true)).unwrap_or_default();
    let hint = t::password_hint(lang, least);
    let main = html! {
        (ui::title(t::first_steps(lang), t::first_steps_under(lang)))
        section.card.stack {
            form.form method="post" action={ "/premiers-pas/" (cx.param("jeton")?) } {
                (cx.hidden())
                (ui::error_summary(form))
                (ui::text(form, &Field::new("territoire", t::territory(lang)).hint(t::territory_hint(lang))))
                (ui::text(form, &Field::new("prenom", t::first_name(lang)).autocomplete("given-name")))
                (ui::text(form, &Field::new("nom", t::last_name(lang)).autocomplete("family-name")))
                (ui::text(form, &Field::new("identifiant", t::login(lang)).hint(t::login_choose(lang)).autocomplete("username")))
                (ui::text(form, &Field::new("nouveau", t::password(lang)).kind("password").hint(&hint).autocomplete("new-password")))
                (ui::text(form, &Field::new("encore", t::password_again(lang)).kind("password").autocomplete("new-password")))
                div.actions { button.act.main { (t::first_steps_do(lang)) } }
            }
        }
    };
    Ok(Page::narrow(t::first_steps(lang), main))
}

/// What the page asks for.
#[derive(Clone)]
struct Founder {
    territory: String,
    first: String,
    last: String,
    login: String,
    password: String,
}

enum Asked {
    Refused(Reply),
    Founder(Founder),
}

fn submit(app: App, incoming: Incoming) -> Task {
    Box::pin(found(app, incoming))
}

async fn found(app: App, incoming: Incoming) -> Outcome {
    let founder = match app.read(&incoming, ask).await? {
        Asked::Refused(reply) => return Ok(reply),
        Asked::Founder(founder) => founder,
    };
    let hash = password::hashed(&app, founder.password.clone()).await?;
    app.write(&incoming, move |cx| create(cx, &founder, &hash)).await
}

fn ask(cx: &mut Cx) -> Result<Asked, Problem> {
    admit(cx)?;
    let mut form = cx.form();
    let territory = form.required("territoire", 120);
    let first = form.required("prenom", 80);
    let last = form.required("nom", 80);
    let typed = form.required("identifiant", 60);
    let login = account::canonical(&typed);
    if login.is_empty() && !typed.is_empty() {
        form.refuse("identifiant", t::login_choose(form.lang()));
    }
    let name = PersonName { id: 0, last: last.clone(), first: first.clone(), title: String::new() };
    match new_password(&mut form, &password::Own::new(&login, &name), true) {
        Some(password) => Ok(Asked::Founder(Founder { territory, first, last, login, password })),
        None => Ok(Asked::Refused(Reply::to_correct(page(cx, &form)?))),
    }
}

fn create(cx: &mut Cx, founder: &Founder, hash: &str) -> Outcome {
    admit(cx)?;
    cx.tx.execute("DELETE FROM identity_setup WHERE id = 1", &[])?;
    edit::create_territory(cx.tx, &founder.territory, false)?;
    let new = NewPerson {
        category: "staff",
        last: &founder.last,
        first: &founder.first,
        title: "",
        born: None,
    };
    let person = edit::create_person(cx.tx, &new)?;
    for role in [Role::Operator, Role::TerritoryManager] {
        edit::add_membership(cx.tx, &everywhere(person, role, cx.today()))?;
    }
    let lang = cx.incoming.lang;
    let account = NewAccount { person, login: &founder.login, password: hash, lang };
    account::store::create(cx.tx, &account, cx.now)?;
    let entry = journal::Entry {
        at: cx.now,
        person: Some(person),
        action: "identity.territory.create",
        object: person,
        scope: Target::TERRITORY,
    };
    journal::write(cx.tx, &entry)?;
    Ok(session::enter(cx, person, Manner::Passes, "/mon-compte/bienvenue")?.reply)
}

const fn everywhere(person: i64, role: Role, starts: Day) -> NewMembership {
    NewMembership { person, role, org: None, group: None, teaching: None, starts, ends: Day::NEVER }
}
