//! Conventions: who signed, what they agreed to, what changed since.

use maud::html;
use shares::Cents;
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route,
    ui::{self, Field},
};

use super::{
    bank,
    convention_views::{self, Around},
    fields::{self, WORDS_MAX},
    home::{PATH, convention_path},
    model::Book,
    rights::{CONVENTION_KEEP, CONVENTION_SEE, KEEPERS},
    sent, store,
    write::{self, NewConvention},
};
use crate::t;

pub(super) fn routes() -> Vec<Route> {
    const AMEND: &str = "/programme/argent/conventions/{convention}/avenants";
    let (keepers, keeper) = (Access::Role(KEEPERS), Access::Item(&CONVENTION_KEEP));
    vec![
        Route::get("/programme/argent/conventions/nouvelle", keepers, blank),
        Route::post("/programme/argent/conventions/nouvelle", keepers, add),
        Route::get(
            "/programme/argent/conventions/{convention}",
            Access::Item(&CONVENTION_SEE),
            show,
        ),
        Route::get(AMEND, keeper, blank_amendment),
        Route::post(AMEND, keeper, amend),
    ]
}

/// The convention of the path, with all that is known of its money.
pub(super) fn book(cx: &mut Cx) -> Result<Book, Problem> {
    let id = cx.id()?;
    store::book(cx.tx, id)?.ok_or_else(Problem::not_found)
}

fn blank(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form();
    Ok(form_page(cx, &form)?.into())
}

fn form_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let partners = store::partners(cx.tx)?;
    let chosen = form.values("parties");
    let funders = partners.iter().filter(|one| one.kind.payer().is_some() && one.kind.is_funder());
    let fields = html! {
        (ui::text(form, &Field::new("titre", t::money_convention_name(lang))))
        (ui::text(form, &Field::new("reference", t::money_reference(lang)).hint(t::money_reference_hint(lang))))
        (ui::date(form, &Field::new("signee", t::money_signed(lang)).hint(t::money_signed_hint(lang))))
        (ui::date(form, &Field::new("fin", t::money_ends(lang)).optional()))
        (ui::date(form, &Field::new("caducite", t::money_lapses(lang)).hint(t::money_lapses_hint(lang)).optional()))
        (fields::amount_field(form, "montant", t::money_amount_state(lang), t::money_amount_hint(lang)))
        fieldset {
            legend { (t::money_parties(lang)) }
            p.hint { (t::money_parties_hint(lang)) }
            div.choices {
                @for one in funders {
                    label.choice {
                        input type="checkbox" name="parties" value=(one.id) checked[chosen.contains(&one.id.to_string().as_str())];
                        span { (one.name) }
                    }
                }
            }
        }
    };
    let main = html! {
        (ui::back(PATH, t::money_title(lang)))
        (ui::error_summary(form))
        (ui::title(t::money_convention_new(lang), t::money_convention_new_under(lang)))
        (fields::form_card(cx, "/programme/argent/conventions/nouvelle", &fields, t::money_save(lang), false))
    };
    Ok(Page::narrow(t::money_convention_new(lang), main))
}

fn add(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let (lang, mut form) = (cx.lang(), cx.form());
    let (title, reference) =
        (form.required("titre", WORDS_MAX), form.required("reference", WORDS_MAX));
    let signed = form.required_day("signee");
    let (ends, lapses) = (form.day("fin"), form.day("caducite"));
    let amount = fields::required_amount(&mut form, "montant");
    if write::is_known(cx.tx, &reference)?.is_some() {
        form.refuse("reference", t::money_reference_known(lang));
    }
    if signed.zip(ends).is_some_and(|(signed, ends)| ends < signed) {
        form.refuse("fin", t::money_ends_before(lang));
    }
    let parties: Vec<i64> = form.values("parties").into_iter().filter_map(web::parse_id).collect();
    let Some((signed, amount)) = signed.zip(amount).filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(form_page(cx, &form)?));
    };
    let new = NewConvention {
        reference: &reference,
        title: &title,
        signed,
        ends,
        lapses,
        amount: amount.0,
    };
    let id = write::add_convention(cx.tx, &new, &parties)?;
    let did = ("programme.money.convention", id);
    sent::lead(cx, did, convention_path(id), t::money_saved(lang))
}

fn show(cx: &mut Cx) -> Outcome {
    let book = book(cx)?;
    let id = book.convention.id;
    let keeps = cx.allows(&CONVENTION_KEEP, id)?;
    let around = Around {
        accounts: book.accounts(),
        parties: store::parties(cx.tx, id)?,
        amendments: store::amendments(cx.tx, id)?,
        calls: store::calls(cx.tx, id)?,
        receipts: store::receipts(cx.tx, id)?,
        bank: bank::said(cx.tx, id)?,
        elsewhere: if keeps { store::elsewhere(cx.tx, id)? } else { Vec::new() },
        keeps,
    };
    Ok(convention_views::page(cx, &book, &around).into())
}

fn blank_amendment(cx: &mut Cx) -> Outcome {
    let (book, form) = (book(cx)?, cx.blank_form().with("jour", &cx.today()));
    Ok(amendment_page(cx, &book, &form).into())
}

fn amendment_page(cx: &Cx, book: &Book, form: &Form) -> Page {
    let (lang, path) = (cx.lang(), convention_path(book.convention.id));
    let fields = html! {
        (ui::date(form, &Field::new("jour", t::money_signed(lang))))
        (ui::text(form, &Field::new("montant", t::money_amend_change(lang)).hint(t::money_amend_hint(lang)).class("short").optional()))
        (ui::date(form, &Field::new("fin", t::money_amend_ends(lang)).optional()))
        (ui::text(form, &Field::new("raison", t::money_why(lang))))
    };
    let main = html! {
        (ui::back(&path, &book.convention.title))
        (ui::error_summary(form))
        (ui::title(t::money_amend(lang), t::money_amend_under(lang)))
        (fields::form_card(cx, &format!("{path}/avenants"), &fields, t::money_save(lang), false))
    };
    Page::narrow(t::money_amend(lang), main)
}

fn amend(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let (book, lang, mut form) = (book(cx)?, cx.lang(), cx.form());
    let (signed, ends) = (form.required_day("jour"), form.day("fin"));
    let change = fields::amount(&mut form, "montant").unwrap_or(Cents(0));
    let reason = form.required("raison", WORDS_MAX);
    if book.convention.amount.0 + change.0 < 0 {
        form.refuse("montant", t::money_amend_below(lang));
    }
    if ends.is_some_and(|ends| ends < book.convention.signed) {
        form.refuse("fin", t::money_ends_before(lang));
    }
    let id = book.convention.id;
    let Some(signed) = signed.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(amendment_page(cx, &book, &form)));
    };
    let by = sent::hand(cx)?;
    write::amend(cx.tx, id, (signed, change.0, ends), &reason, by)?;
    sent::lead(cx, ("programme.money.amend", id), convention_path(id), t::money_saved(lang))
}
