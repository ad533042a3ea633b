//! What accountants and the public take away.

use kernel::Lang;
use shares::Cents;
use web::{Access, Cx, Outcome, Problem, Reply, Route};

use super::{
    convention_pages::book,
    model::Book,
    rights::{CONVENTION_KEEP, CONVENTION_SEE},
    scdl, store,
    words::part_says,
    workbook::{self, Cell, Sheet},
};
use crate::t;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "/programme/argent/conventions/{convention}/export",
            Access::Item(&CONVENTION_SEE),
            export,
        ),
        Route::get(
            "/programme/argent/conventions/{convention}/subventions",
            Access::Item(&CONVENTION_KEEP),
            public,
        ),
    ]
}

/// Everything written down, and who owes what.
fn export(cx: &mut Cx) -> Outcome {
    let (book, lang) = (book(cx)?, cx.lang());
    let sheets = [entries(lang, &book), owed(lang, &book)];
    let is_open = cx.incoming.query("format") == Some("ods");
    let (made, media, extension) = if is_open {
        (workbook::ods(&sheets), files::MediaType::Ods.mime(), "ods")
    } else {
        (workbook::xlsx(&sheets), files::MediaType::Xlsx.mime(), "xlsx")
    };
    let bytes = made.map_err(|error| {
        tracing::error!(%error, "a workbook could not be made");
        Problem::new(500, "internal")
    })?;
    let name = format!("convention-{}.{extension}", book.convention.id);
    Ok(Reply::data(media, Some(files::content_disposition(&name, false)), bytes))
}

fn entries(lang: Lang, book: &Book) -> Sheet {
    let titles = [
        t::money_line(lang),
        t::money_part(lang),
        t::money_written(lang),
        t::money_number(lang),
        t::money_day(lang),
        t::money_year(lang),
        t::money_supplier(lang),
        t::money_amount_net(lang),
        t::money_tax(lang),
        t::money_note(lang),
    ];
    let mut rows = vec![titles.map(Cell::from).to_vec()];
    for entry in &book.entries {
        let line = book.lines.iter().find(|line| line.id == entry.line);
        let years = entry.years();
        let weights: Vec<u64> = years.iter().map(|(_, net)| net.0.unsigned_abs()).collect();
        let taxes = entry.tax.split(&weights).unwrap_or_else(|| vec![Cents(0); years.len()]);
        for ((year, net), tax) in years.into_iter().zip(taxes) {
            rows.push(vec![
                Cell::from(line.map(|line| line.label.as_str()).unwrap_or_default()),
                Cell::Text(line.map(|line| part_says(lang, &line.key())).unwrap_or_default()),
                Cell::from(entry.kind.says(lang)),
                Cell::from(entry.reference.as_str()),
                Cell::Day(entry.day),
                Cell::Text(year.to_string()),
                Cell::from(book.name(entry.supplier)),
                Cell::Money(net),
                Cell::Money(tax),
                Cell::from(entry.note.as_str()),
            ]);
        }
    }
    (t::money_entries(lang).to_owned(), rows)
}

fn owed(lang: Lang, book: &Book) -> Sheet {
    let titles = [
        t::money_line(lang),
        t::money_payer(lang),
        t::money_partner(lang),
        t::money_owed_planned(lang),
        t::money_owed_ordered(lang),
        t::money_owed_invoiced(lang),
        t::money_owed_spent(lang),
    ];
    let mut rows = vec![titles.map(Cell::from).to_vec()];
    for (line, account) in book.lines.iter().zip(book.accounts()) {
        for ((payer, partner), owed) in &account.owed {
            rows.push(vec![
                Cell::from(line.label.as_str()),
                Cell::from(payer.says(lang)),
                Cell::from(book.name(*partner)),
                Cell::Money(owed.planned),
                Cell::Money(owed.ordered),
                Cell::Money(owed.invoiced),
                Cell::Money(owed.spent),
            ]);
        }
    }
    (t::money_who_owes(lang).to_owned(), rows)
}

/// The grants of a convention, as the public schema has them.
fn public(cx: &mut Cx) -> Outcome {
    let book = book(cx)?;
    let parties = store::parties(cx.tx, book.convention.id)?;
    let grants = scdl::grants(&book, &parties)
        .map_err(|why| Problem::refused("no-siret", scdl_says(cx.lang(), &why)))?;
    let bytes = scdl::written(&grants)?;
    let name = format!("subventions-{}.csv", book.convention.id);
    Ok(Reply::data(
        "text/csv; charset=utf-8",
        Some(files::content_disposition(&name, false)),
        bytes,
    ))
}

fn scdl_says(lang: Lang, why: &scdl::Missing) -> String {
    match why {
        scdl::Missing::Funder => t::money_no_funder(lang).to_owned(),
        scdl::Missing::Siret(names) => t::money_siret_missing(lang, names),
        scdl::Missing::End => t::money_end_missing(lang).to_owned(),
    }
}
