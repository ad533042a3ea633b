//! Partners: who gives, receives or is paid, by the national number, and who pays in their place.

use directory::edit;
use kernel::Day;
use maud::html;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Choice, Column, Field},
};

use super::{
    fields::{self, WORDS_MAX, day},
    home::PATH,
    model::Partner,
    rights::{KEEPERS, PARTNER_KEEP},
    sent, siret, store,
    words::PartnerKind,
    write::{self, NewPartner},
};
use crate::t;

const LIST: &str = "/programme/argent/partenaires";
const NEW: &str = "/programme/argent/partenaires/nouveau";

pub(super) fn routes() -> Vec<Route> {
    const ONE: &str = "/programme/argent/partenaires/{partenaire}";
    let (keepers, keeper) = (Access::Role(KEEPERS), Access::Item(&PARTNER_KEEP));
    vec![
        Route::get(LIST, keepers, list),
        Route::get(NEW, keepers, blank),
        Route::post(NEW, keepers, add),
        Route::get(ONE, keeper, filled),
        Route::post(ONE, keeper, change),
    ]
}

fn list(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let partners = store::partners(cx.tx)?;
    let name = |id: i64| partners.iter().find(|one| one.id == id).map(|one| one.name.as_str());
    let columns = [
        Column::words(t::money_partner(lang)),
        Column::words(t::money_partner_kind(lang)),
        Column::words(t::money_siret(lang)),
        Column::words(t::money_successor(lang)),
    ];
    let rows: Vec<_> = partners
        .iter()
        .map(|one| {
            let after = one.successor.map(|(id, from)| {
                t::money_successor_from(lang, name(id).unwrap_or_default(), &day(cx, from))
            });
            vec![
                html! { a href={ (LIST) "/" (one.id) } { (one.name) } },
                html! { (one.kind.says(lang)) },
                html! { (one.siret.as_deref().unwrap_or_default()) },
                html! { (after.unwrap_or_default()) },
            ]
        })
        .collect();
    let main = html! {
        (ui::back(PATH, t::money_title(lang)))
        (ui::title(t::money_partners(lang), t::money_partners_under(lang)))
        p.actions { a.act.main href=(NEW) { (ui::icon("plus")) (t::money_partner_new(lang)) } }
        @if rows.is_empty() { (ui::empty("tree", t::money_partners_none(lang), &html! {})) }
        @else { (ui::cards_table(t::money_partners(lang), &columns, &rows)) }
    };
    Ok(Page::wide(t::money_partners(lang), main).into())
}

fn blank(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form().with("nature", PartnerKind::Commune.code());
    Ok(page(cx, &form, None)?.into())
}

fn page(cx: &mut Cx, form: &Form, known: Option<&Partner>) -> Result<Page, Problem> {
    let lang = cx.lang();
    let partners = store::partners(cx.tx)?;
    let kinds: Vec<Choice> = PartnerKind::ALL
        .iter()
        .map(|kind| Choice { value: kind.code().to_owned(), label: kind.says(lang), hint: "" })
        .collect();
    let others = partners.iter().filter(|one| known.is_none_or(|known| known.id != one.id));
    let others = fields::partner_choices(others, t::money_nobody(lang));
    let whys = [
        Choice { value: "merged".into(), label: t::money_successor_merged(lang), hint: "" },
        Choice { value: "competent".into(), label: t::money_successor_competent(lang), hint: "" },
    ];
    let fields = html! {
        @if let Some(known) = known { input type="hidden" name="revision" value=(known.revision); }
        (ui::text(form, &Field::new("nom", t::money_partner(lang))))
        (ui::select(form, &Field::new("nature", t::money_partner_kind(lang)), &kinds))
        (ui::text(form, &Field::new("siret", t::money_siret(lang)).hint(t::money_siret_hint(lang)).class("code").optional()))
        @if known.is_some() {
            (ui::select(form, &Field::new("successeur", t::money_successor(lang)).hint(t::money_successor_hint(lang)), &others))
            (ui::date(form, &Field::new("depuis", t::money_successor_since(lang)).optional()))
            (ui::select(form, &Field::new("pourquoi", t::money_why(lang)), &whys))
        }
    };
    let (title, action) = match known {
        Some(known) => (t::money_partner(lang), format!("{LIST}/{}", known.id)),
        None => (t::money_partner_new(lang), NEW.to_owned()),
    };
    let main = html! {
        (ui::back(LIST, t::money_partners(lang)))
        (ui::error_summary(form))
        (ui::title(title, t::money_partners_under(lang)))
        (fields::form_card(cx, &action, &fields, t::money_save(lang), false))
    };
    Ok(Page::narrow(title, main))
}

/// What a form says of a partner.
struct Said {
    kind: PartnerKind,
    name: String,
    siret: Option<String>,
}

fn said(cx: &mut Cx, form: &mut Form, known: Option<i64>) -> Result<Said, Problem> {
    let lang = form.lang();
    let name = form.required("nom", WORDS_MAX);
    let kind = form.choice("nature", PartnerKind::from_code).unwrap_or(PartnerKind::Supplier);
    let typed = form.text("siret", 40);
    let siret = siret::parse(&typed);
    if siret.is_none() && !typed.is_empty() {
        form.refuse("siret", t::money_siret_wrong(lang));
    }
    if let Some(siret) = &siret {
        let partners = store::partners(cx.tx)?;
        let same = |one: &&Partner| one.siret.as_ref() == Some(siret) && Some(one.id) != known;
        if let Some(other) = partners.iter().find(same) {
            form.refuse("siret", t::money_siret_known(lang, &other.name));
        }
    }
    Ok(Said { kind, name, siret })
}

/// The organisation by which those who work there see what it pays.
fn org_of(cx: &mut Cx, said: &Said) -> Result<Option<i64>, Problem> {
    if !said.kind.is_funder() {
        return Ok(None);
    }
    Ok(Some(edit::create_funder(cx.tx, said.kind.code(), &said.name)?))
}

fn add(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let mut form = cx.form();
    let said = said(cx, &mut form, None)?;
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &form, None)?));
    }
    let org = org_of(cx, &said)?;
    let new = NewPartner { kind: said.kind, name: &said.name, siret: said.siret.as_deref(), org };
    let id = write::add_partner(cx.tx, &new)?;
    sent::lead(cx, ("programme.money.partner", id), LIST.to_owned(), t::money_saved(cx.lang()))
}

fn known(cx: &mut Cx) -> Result<Partner, Problem> {
    let id = cx.id()?;
    store::partner(cx.tx, id)?.ok_or_else(Problem::not_found)
}

fn filled(cx: &mut Cx) -> Outcome {
    let known = known(cx)?;
    let form = cx
        .blank_form()
        .with("nom", &known.name)
        .with("nature", known.kind.code())
        .with("siret", known.siret.as_deref().unwrap_or_default())
        .with("successeur", &known.successor.map(|(id, _)| id.to_string()).unwrap_or_default())
        .with("depuis", &known.successor.map(|(_, from)| from.to_string()).unwrap_or_default())
        .with("pourquoi", &known.successor_why);
    Ok(page(cx, &form, Some(&known))?.into())
}

fn change(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let (current, lang, mut form) = (known(cx)?, cx.lang(), cx.form());
    let revision = form.number("revision", 1, i64::MAX).unwrap_or(0);
    // A form to correct keeps the revision it was made from.
    let known = Partner { revision, ..current.clone() };
    let said = said(cx, &mut form, Some(known.id))?;
    let successor = form.text("successeur", 20);
    let (successor, from) = (web::parse_id(&successor), form.day("depuis"));
    let why = if form.shown("pourquoi") == "merged" { "merged" } else { "competent" };
    if successor.is_some() && from.is_none() && form.error_of("depuis").is_none() {
        form.refuse("depuis", t::money_successor_when(lang));
    }
    let partners = store::partners(cx.tx)?;
    if successor.is_some_and(|id| id == known.id || !partners.iter().any(|one| one.id == id)) {
        form.refuse("successeur", t::money_successor_wrong(lang));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &form, Some(&known))?));
    }
    let org = match known.org {
        Some(org) => Some(org),
        None => org_of(cx, &said)?,
    };
    let new = NewPartner { kind: said.kind, name: &said.name, siret: said.siret.as_deref(), org };
    let after: Option<(i64, Day, &str)> = successor.zip(from).map(|(id, from)| (id, from, why));
    if !write::change_partner(cx.tx, (known.id, revision), &new, after)? {
        form.refuse("nom", t::money_changed_meanwhile(lang));
        return Ok(Reply::to_correct(page(cx, &form, Some(&current))?).with_status(409));
    }
    sent::lead(cx, ("programme.money.partner", known.id), LIST.to_owned(), t::money_saved(lang))
}
