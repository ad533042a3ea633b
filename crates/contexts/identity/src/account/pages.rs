//! My account: name, login, language, password, devices.

use db::journal;
use directory::api::PersonName;
use kernel::{Lang, Target};
use maud::{Markup, html};
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task,
    ui::{self, Choice, Field},
};

use super::{is_staff, password, password::Own, proof, store};
use crate::{code::linking, contact, devices, factors, session, signin, t};

/// The page of what each room knows of a person, which is no room's.
const MINE: &str = "/mon-compte/mes-donnees";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/mon-compte", Access::SignedIn, open),
        Route::get("/mon-compte/bienvenue", Access::SignedIn, welcome),
        Route::task("/mon-compte/mot-de-passe", Access::SignedIn, submit_password),
        Route::post("/langue", Access::Public, choose_language),
    ]
}

fn myself(cx: &mut Cx) -> Result<(PersonName, Option<String>), Problem> {
    let person = cx.actor()?.person;
    let name = directory::api::name(cx.tx, person)?.ok_or_else(Problem::not_found)?;
    Ok((name, store::login_of(cx.tx, person)?))
}

/// What must be kept in mind, said once and clearly.
fn welcome(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let (name, login) = myself(cx)?;
    let main = html! {
        (ui::title(&t::welcome(lang, &name.first), t::welcome_under(lang)))
        section.card.stack {
            h2 { (t::your_login(lang)) }
            p { b { (login.unwrap_or_default()) } }
            p.muted { (t::login_keep(lang)) }
            p { a.act.main href="/" { (t::to_my_day(lang)) } }
        }
    };
    Ok(Page::narrow(t::account_ready(lang), main).into())
}

fn open(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form();
    Ok(page(cx, &form)?.into())
}

fn page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let (name, login) = myself(cx)?;
    let devices = devices::card(cx)?;
    let second_step = factors::mine::card(cx)?;
    let mut facts = vec![(t::name(lang), html! { (name.full()) })];
    if let Some(login) = &login {
        facts.push((t::login(lang), html! { b { (login) } }));
    }
    let main = html! {
        (ui::title(t::my_account(lang), ""))
        (ui::error_summary(form))
        section.card.stack {
            (ui::facts(&facts))
            form method="post" action="/deconnexion" data-sign-out {
                (cx.hidden())
                button.act { (ui::icon("log-out")) (t::sign_out(lang)) }
            }
        }
        @if contact::pages::is_open_to(cx) {
            section.card.stack aria-labelledby="coordonnees" {
                h2 #coordonnees { (t::contacts(lang)) }
                p { (t::contacts_under(lang)) }
                p { a.act href=(contact::pages::PATH) { (t::contacts_open(lang)) } }
            }
        }
        (language_card(cx))
        @if login.is_some() { (password_card(cx, form)) (second_step) }
        @if cx.visitor.as_ref().is_some_and(linking::is_for) {
            section.card.stack aria-labelledby="ecole" {
                h2 #ecole { (t::link_title(lang)) }
                p { (t::link_under(lang)) }
                p { a.act href=(linking::PATH) { (ui::icon("plus")) (t::link_go(lang)) } }
            }
        }
        section.card.stack aria-labelledby="donnees" {
            h2 #donnees { (t::mine_title(lang)) }
            p { (t::mine_under(lang)) }
            p { a.act href=(MINE) { (t::mine_open(lang)) } }
        }
        (devices)
    };
    Ok(Page::narrow(t::my_account(lang), main))
}

fn language_card(cx: &Cx) -> Markup {
    let lang = cx.lang();
    let form = cx.blank_form().with("langue", &lang.tag());
    let answers = Lang::ALL.map(|lang| Choice {
        value: lang.tag().to_owned(),
        label: lang.own_name(),
        hint: "",
    });
    html! {
        section.card.stack {
            form.form method="post" action="/langue" {
                (cx.hidden())
                input type="hidden" name="retour" value="/mon-compte";
                (ui::choices(&form, &Field::new("langue", t::language(lang)), &answers))
                div.actions { button.act { (t::language_do(lang)) } }
            }
        }
    }
}

fn password_card(cx: &Cx, form: &Form) -> Markup {
    let lang = cx.lang();
    let staff = cx.visitor.as_ref().is_some_and(|actor| is_staff(actor.ties()));
    let hint = t::password_hint(lang, i64::try_from(password::shortest(staff)).unwrap_or_default());
    html! {
        section.card.stack aria-labelledby="mdp" {
            h2 #mdp { (t::change_password(lang)) }
            form.form method="post" action="/mon-compte/mot-de-passe" {
                (cx.hidden())
                (ui::text(form, &Field::new("actuel", t::password_now(lang)).kind("password").autocomplete("current-password")))
                (ui::text(form, &Field::new("nouveau", t::new_password(lang)).kind("password").hint(&hint).autocomplete("new-password")))
                (ui::text(form, &Field::new("encore", t::password_again(lang)).kind("password").autocomplete("new-password")))
                div.actions { button.act.main { (t::change_password(lang)) } }
            }
        }
    }
}

pub(crate) fn note(cx: &mut Cx, person: i64, action: &str) -> Result<(), Problem> {
    let entry = journal::Entry {
        at: cx.now,
        person: Some(person),
        action,
        object: person,
        scope: Target::person(person),
    };
    Ok(journal::write(cx.tx, &entry)?)
}

fn choose_language(cx: &mut Cx) -> Outcome {
    let form = cx.form();
    let lang = Lang::from_tag(form.shown("langue")).ok_or_else(Problem::malformed)?;
    let back = form.shown("retour");
    let next = match cx.visitor.as_ref().map(|actor| actor.person) {
        Some(person) => {
            store::set_lang(cx.tx, person, lang)?;
            back.to_owned()
        }
        None => signin::pages::choosing(back, lang),
    };
    Ok(Reply::see_other(next).in_language(lang))
}

/// A new password typed twice in the fields `nouveau` and `encore`; otherwise the form says what
/// is wrong.
pub(crate) fn new_password(form: &mut Form, own: &Own, is_staff: bool) -> Option<String> {
    let chosen = form.secret("nouveau");
    let again = form.secret("encore");
    if chosen.is_empty() || again.is_empty() {
        return None;
    }
    if let Some(weakness) = password::weakness(chosen, own, is_staff) {
        form.refuse("nouveau", weakness.says(form.lang()));
    } else if chosen != again {
        form.refuse("encore", t::password_differs(form.lang()));
    }
    form.is_valid().then(|| chosen.to_owned())
}

fn submit_password(app: App, incoming: Incoming) -> Task {
    Box::pin(change_password(app, incoming))
}

enum Begun {
    Refused(Reply),
    Change(Box<proof::Try>, String),
}

async fn change_password(app: App, incoming: Incoming) -> Outcome {
    let (attempt, new) = match app.write(&incoming, begin).await? {
        Begun::Refused(reply) => return Ok(reply),
        Begun::Change(attempt, new) => (attempt, new),
    };
    if !proof::is_right(&app, &attempt).await? {
        return app.write(&incoming, move |cx| refuse(cx, &attempt)).await;
    }
    let hash = password::hashed(&app, new).await?;
    app.write(&incoming, move |cx| conclude(cx, &attempt, &hash)).await
}

fn begin(cx: &mut Cx) -> Result<Begun, Problem> {
    let actor = cx.actor()?.clone();
    let (name, login) = myself(cx)?;
    let own = Own::new(&login.unwrap_or_default(), &name).at(cx.tx, actor.ties())?;
    let mut form = cx.form();
    if let Some(new) = new_password(&mut form, &own, is_staff(actor.ties()))
        && let Some(attempt) = proof::begin(cx, &mut form)?
    {
        return Ok(Begun::Change(Box::new(attempt), new));
    }
    Ok(Begun::Refused(Reply::to_correct(page(cx, &form)?)))
}

fn refuse(cx: &mut Cx, attempt: &proof::Try) -> Outcome {
    let mut form = cx.form();
    proof::refuse(cx, attempt, &mut form)?;
    Ok(Reply::to_correct(page(cx, &form)?))
}

fn conclude(cx: &mut Cx, attempt: &proof::Try, hash: &str) -> Outcome {
    let (person, current) = (cx.actor()?.person, cx.actor()?.session);
    store::set_password(cx.tx, person, hash, cx.now)?;
    session::store::close_all(cx.tx, person, current)?;
    factors::store::forget_awaited_of(cx.tx, person)?;
    proof::accept(cx, attempt)?;
    note(cx, person, "identity.password.change")?;
    Ok(Reply::see_other("/mon-compte").saying(t::password_changed(cx.lang())))
}
