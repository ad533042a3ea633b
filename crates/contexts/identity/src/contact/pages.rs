//! « Mes coordonnées »: an address and a mobile, each proved by a code. The password is asked again
//! before one changes, and who was reached there until then is told.

use courier::{A_DAY, Letter, To};
use db::journal;
use events::{Event, identity::ContactChangedV1};
use kernel::{Role, Target};
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    csrf::sign,
    ui::{self, Field},
};

use super::{ASKED_IN_A_DAY, CODE_SECONDS, Way, code_mark, fresh_code, said, store};
use crate::{
    account::proof::{Door, gated, password_field},
    t,
};

/// Where the page is.
pub(crate) const PATH: &str = "/mon-compte/coordonnees";

/// Who may say where they are reached. Pupils are reached at school: nothing of theirs is asked.
pub const ADULTS: [Role; 15] = [
    Role::Guardian,
    Role::Teacher,
    Role::Head,
    Role::Secretariat,
    Role::SchoolLife,
    Role::SupportAssistant,
    Role::DigitalReferent,
    Role::Trainer,
    Role::DigitalAdviser,
    Role::CommuneAgent,
    Role::Funder,
    Role::TerritoryManager,
    Role::Operator,
    Role::OtherStaff,
    Role::Inspector,
];

const WAY: &str = "/mon-compte/coordonnees/{voie}";
const REMOVE: &str = "/mon-compte/coordonnees/{voie}/retirer";

const ASK: Door = Door { look: admit_new, page: new_page, then: ask };
const TAKE_AWAY: Door = Door { look: admit_removal, page: removal_page, then: remove };

pub(crate) fn routes() -> Vec<Route> {
    let adults = Access::Role(&ADULTS);
    vec![
        Route::get(PATH, adults, open),
        Route::get(WAY, adults, open_new),
        Route::task(WAY, adults, |app, incoming| gated(app, incoming, ASK)),
        Route::post("/mon-compte/coordonnees/{voie}/code", adults, prove),
        Route::get(REMOVE, adults, open_removal),
        Route::task(REMOVE, adults, |app, incoming| gated(app, incoming, TAKE_AWAY)),
    ]
}

/// Whether someone may say where they are reached.
pub(crate) fn is_open_to(cx: &Cx) -> bool {
    cx.visitor.as_ref().is_some_and(|actor| ADULTS.iter().any(|role| actor.is(*role)))
}

fn way(cx: &Cx) -> Result<Way, Problem> {
    Way::from_slug(cx.param("voie")?).ok_or_else(Problem::not_found)
}

fn open(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form();
    Ok(page(cx, &form)?.into())
}

fn page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    let proved = store::of(cx.tx, person)?;
    let wanted = store::wanted(cx.tx, person, cx.now)?;
    let cards: Vec<_> = Way::ALL
        .into_iter()
        .filter(|way| cx.app.courier.has(way.channel()) || of(&proved, *way).is_some())
        .map(|way| card(cx, form, way, of(&proved, way), of(&wanted, way)))
        .collect();
    let main = html! {
        (ui::back("/mon-compte", t::my_account(lang)))
        (ui::title(t::contacts(lang), t::contacts_under(lang)))
        (ui::error_summary(form))
        @for card in &cards { (card) }
        @if cards.is_empty() { section.card { p { (t::contacts_closed(lang)) } } }
    };
    Ok(Page::narrow(t::contacts(lang), main))
}

fn of(contacts: &[To], way: Way) -> Option<&To> {
    contacts.iter().find(|to| to.channel() == way.channel())
}

fn card(cx: &Cx, form: &Form, way: Way, proved: Option<&To>, wanted: Option<&To>) -> Markup {
    let lang = cx.lang();
    let (path, heading) = (format!("{PATH}/{}", way.slug()), format!("titre-{}", way.slug()));
    let code = format!("code-{}", way.slug());
    let is_known = proved.is_some() || wanted.is_some();
    html! {
        section.card.stack aria-labelledby=(heading) {
            h2 id=(heading) { (title(cx, way)) }
            @if let Some(to) = proved {
                p { b { (said(to)) } " " (ui::tag("done", t::contact_proved(lang))) }
            }
            @if let Some(to) = wanted {
                p { (t::contact_code_sent(lang, &said(to))) }
                form.form method="post" action={ (path) "/code" } {
                    (cx.hidden())
                    (ui::text(form, &Field::new(&code, t::contact_code(lang)).hint(t::contact_code_hint(lang)).autocomplete("one-time-code").class("short")))
                    div.actions { button.act.main { (t::contact_prove(lang)) } }
                }
            }
            div.actions {
                @if cx.app.courier.has(way.channel()) {
                    a.act href=(path) { (offer(cx, way, is_known)) }
                }
                @if proved.is_some() { a.act href={ (path) "/retirer" } { (t::contact_remove(lang)) } }
            }
        }
    }
}

fn title(cx: &Cx, way: Way) -> &'static str {
    match way {
        Way::Mail => t::contact_mail(cx.lang()),
        Way::Mobile => t::contact_mobile(cx.lang()),
    }
}

fn offer(cx: &Cx, way: Way, is_known: bool) -> &'static str {
    match (way, is_known) {
        (Way::Mail, false) => t::contact_mail_give(cx.lang()),
        (Way::Mail, true) => t::contact_mail_change(cx.lang()),
        (Way::Mobile, false) => t::contact_mobile_give(cx.lang()),
        (Way::Mobile, true) => t::contact_mobile_change(cx.lang()),
    }
}

/// Something can be sent this way.
fn admit_new(cx: &mut Cx) -> Result<(), Problem> {
    let is_set_up = cx.app.courier.has(way(cx)?.channel());
    if is_set_up { Ok(()) } else { Err(Problem::not_found()) }
}

fn open_new(cx: &mut Cx) -> Outcome {
    admit_new(cx)?;
    let form = cx.blank_form();
    Ok(new_page(cx, &form)?.into())
}

fn new_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let (lang, way) = (cx.lang(), way(cx)?);
    let (label, hint, kind) = match way {
        Way::Mail => (t::contact_mail(lang), t::contact_mail_hint(lang), "email"),
        Way::Mobile => (t::contact_mobile_label(lang), t::contact_mobile_hint(lang), "tel"),
    };
    let field = Field::new(way.slug(), label).hint(hint).kind(kind).autocomplete(kind);
    let content = html! {
        (ui::text(form, &field))
        (password_field(form))
        div.actions { button.act.main { (t::contact_ask(lang)) } }
    };
    Ok(question(cx, form, title(cx, way), &format!("{PATH}/{}", way.slug()), &content))
}

/// There is something to take away.
fn admit_removal(cx: &mut Cx) -> Result<(), Problem> {
    let (way, person) = (way(cx)?, cx.actor()?.person);
    let proved = store::of(cx.tx, person)?;
    of(&proved, way).map(drop).ok_or_else(Problem::not_found)
}

fn open_removal(cx: &mut Cx) -> Outcome {
    admit_removal(cx)?;
    let form = cx.blank_form();
    Ok(removal_page(cx, &form)?.into())
}

fn removal_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let (lang, way) = (cx.lang(), way(cx)?);
    let title = match way {
        Way::Mail => t::contact_remove_mail(lang),
        Way::Mobile => t::contact_remove_mobile(lang),
    };
    let content = html! {
        p { (t::contact_remove_under(lang)) }
        (password_field(form))
        div.actions { button.act.danger { (t::contact_remove(lang)) } }
    };
    Ok(question(cx, form, title, &format!("{PATH}/{}/retirer", way.slug()), &content))
}

fn question(cx: &Cx, form: &Form, title: &str, action: &str, content: &Markup) -> Page {
    let main = html! {
        (ui::back(PATH, t::contacts(cx.lang())))
        (ui::title(title, ""))
        section.card.stack {
            form.form method="post" action=(action) {
                (cx.hidden())
                (ui::error_summary(form))
                (content)
            }
        }
    };
    Page::narrow(title, main)
}

/// Sends a code to what was typed. Whoever sends the same form twice gets one message.
fn ask(cx: &mut Cx) -> Outcome {
    let (way, person, lang) = (way(cx)?, cx.actor()?.person, cx.lang());
    let mut form = cx.form();
    let typed = form.required(way.slug(), 254);
    let to = way.read(&cx.app.courier, &typed);
    if to.is_none() && !typed.is_empty() {
        let wrong = match way {
            Way::Mail => t::contact_mail_wrong(lang),
            Way::Mobile => t::contact_mobile_wrong(lang),
        };
        form.refuse(way.slug(), wrong);
    }
    let who = sign(&cx.app.secret, "identity.asked.person", &person.to_be_bytes());
    let a_day_ago = cx.now.plus_seconds(-24 * 3_600);
    if form.is_valid() && store::asked(cx.tx, &who, a_day_ago)? >= ASKED_IN_A_DAY {
        form.refuse(way.slug(), t::contact_too_many(lang));
    }
    let Some(to) = to.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(new_page(cx, &form)?));
    };
    let code = fresh_code(&cx.app.entropy);
    let key = format!("identity.contact.{person}.{}", cx.incoming.once()?);
    let letter = Letter {
        to: &to,
        subject: t::contact_letter_subject(lang),
        text: &t::contact_letter(lang, &code),
        key: &key,
        about: 0,
        worth_seconds: CODE_SECONDS,
    };
    if cx.app.courier.send(cx.tx, &letter, cx.now)? {
        store::note_asked(cx.tx, &who, cx.now)?;
        let mark = code_mark(&cx.app.secret, person, to.as_str(), &code);
        let (way, value) = (way.channel(), to.as_str());
        let expires = cx.now.plus_seconds(CODE_SECONDS);
        store::want(cx.tx, &store::Wanted { person, way, value, code: mark, expires })?;
    }
    Ok(Reply::see_other(PATH).saying(t::contact_asked(lang)))
}

fn prove(cx: &mut Cx) -> Outcome {
    let (way, person, lang) = (way(cx)?, cx.actor()?.person, cx.lang());
    let field = format!("code-{}", way.slug());
    let mut form = cx.form();
    let typed: String = form.required(&field, 40).chars().filter(char::is_ascii_digit).collect();
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &form)?));
    }
    let before = store::of(cx.tx, person)?;
    let Some(wanted) = store::wanted_value(cx.tx, person, way.channel(), cx.now)? else {
        return Ok(Reply::see_other(PATH).saying(t::contact_code_over(lang)));
    };
    let mark = code_mark(&cx.app.secret, person, &wanted, &typed);
    if !store::prove(cx.tx, person, way.channel(), &mark, cx.now)? {
        form.refuse(&field, t::contact_code_wrong(lang));
        return Ok(Reply::to_correct(page(cx, &form)?));
    }
    if let Some(old) = of(&before, way).filter(|old| old.as_str() != wanted) {
        tell_old(cx, person, old)?;
    }
    changed(cx, person, "identity.contact.prove")?;
    Ok(Reply::see_other(PATH).saying(t::contact_is_proved(lang)))
}

fn remove(cx: &mut Cx) -> Outcome {
    let (way, person) = (way(cx)?, cx.actor()?.person);
    let before = store::of(cx.tx, person)?;
    if store::remove(cx.tx, person, way.channel())? {
        if let Some(old) = of(&before, way) {
            tell_old(cx, person, old)?;
        }
        changed(cx, person, "identity.contact.remove")?;
    }
    Ok(Reply::see_other(PATH).saying(t::contact_removed(cx.lang())))
}

/// Tells whoever is reached at an old address that it no longer is one, and how to stop it: someone
/// else may have changed it.
fn tell_old(cx: &mut Cx, person: i64, old: &To) -> Result<(), Problem> {
    let lang = cx.lang();
    let text = match old {
        To::Mail(_) => t::contact_left_letter(lang, &cx.app.public_url),
        To::Sms(_) | To::Push(_) => t::contact_left_sms(lang).to_owned(),
    };
    let key = format!("identity.contact.left.{person}.{}", cx.incoming.once()?);
    let letter = Letter {
        to: old,
        subject: t::contact_left_subject(lang),
        text: &text,
        key: &key,
        about: 0,
        worth_seconds: A_DAY,
    };
    cx.app.courier.send(cx.tx, &letter, cx.now)?;
    Ok(())
}

fn changed(cx: &mut Cx, person: i64, action: &str) -> Result<(), Problem> {
    let entry = journal::Entry {
        at: cx.now,
        person: Some(person),
        action,
        object: person,
        scope: Target::person(person),
    };
    journal::write(cx.tx, &entry)?;
    jobs::emit(cx.tx, ContactChangedV1::NAME, &ContactChangedV1 { person }, cx.now)?;
    Ok(())
}
