//! Where the money begins: the conventions one signed, or the lines of one's schools.

use maud::html;
use shares::Cents;
use std::collections::BTreeMap;
use web::{
    Access, Cx, Outcome, Page, Problem, Route,
    ui::{self, Column},
};

use super::{
    account::{Account, sum},
    fields::{day, euros},
    model::{Book, Line},
    rights::{CONVENTION_SEE, KEEPERS, LINE_SEE, ROLES},
    store,
    words::{Payer, is_own, part_says},
};
use crate::{home::Door, t};

/// Where it is.
pub(crate) const PATH: &str = "/programme/argent";
/// Conventions whose lines one page reads.
const BOOKS_MAX: usize = 20;

/// Where one finds it.
pub(crate) const DOOR: Door =
    Door { path: PATH, label: t::money_title, help: t::money_under, icon: "coins", roles: ROLES };

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(PATH, Access::Role(ROLES), page)]
}

/// Where a convention is.
pub(super) fn convention_path(id: i64) -> String {
    format!("{PATH}/conventions/{id}")
}

/// Where a line is.
pub(super) fn line_path(id: i64) -> String {
    format!("{PATH}/lignes/{id}")
}

fn page(cx: &mut Cx) -> Outcome {
    let (lang, actor) = (cx.lang(), cx.actor()?.clone());
    let keeps = KEEPERS.iter().any(|role| actor.is(*role));
    let conventions = store::conventions(cx.tx, &actor, &CONVENTION_SEE)?;
    let own = if keeps || !conventions.is_empty() { Vec::new() } else { own_lines(cx)? };
    let columns = [
        Column::words(t::money_convention(lang)),
        Column::words(t::money_reference(lang)),
        Column::words(t::money_signed(lang)),
        Column::numbers(t::money_amount_state(lang)),
    ];
    let rows: Vec<_> = conventions
        .iter()
        .map(|one| {
            vec![
                html! { a href=(convention_path(one.id)) { (one.title) } },
                html! { (one.reference) },
                html! { (day(cx, one.signed)) },
                euros(lang, one.amount),
            ]
        })
        .collect();
    let main = html! {
        (ui::back(crate::home::PATH, t::title(lang)))
        (ui::title(t::money_title(lang), t::money_under(lang)))
        p.actions {
            @if keeps {
                a.act.main href={ (PATH) "/conventions/nouvelle" } { (ui::icon("plus")) (t::money_convention_new(lang)) }
                a.act href={ (PATH) "/partenaires" } { (t::money_partners(lang)) }
            }
            a.act href={ (PATH) "/simulateur" } { (t::money_simulator(lang)) }
            a.act href={ (PATH) "/bareme" } { (t::money_rates(lang)) }
            @if keeps { a.act href={ (PATH) "/banque" } { (t::money_bank(lang)) } }
        }
        @if rows.is_empty() && own.is_empty() {
            (ui::empty("tree", t::money_nothing(lang), &html! {}))
        }
        @if !rows.is_empty() { (ui::cards_table(t::money_conventions(lang), &columns, &rows)) }
        @if !own.is_empty() { (own_table(cx, &own)) }
    };
    Ok(Page::wide(t::money_title(lang), main).into())
}

/// A line of one's schools, with what its owners owe.
pub(super) struct Own {
    pub(super) line: Line,
    pub(super) account: Account,
    /// What each who owns it owes, by name.
    pub(super) owed: Vec<(String, Cents, Cents)>,
}

/// What those who own a line owe of it: by name, of what was ordered, of what was invoiced.
pub(super) fn owned(book: &Book, line: &Line, account: &Account) -> Vec<(String, Cents, Cents)> {
    let own = |payer: Payer| is_own(line.degree, payer);
    account
        .owed
        .iter()
        .filter(|((payer, _), _)| own(*payer))
        .map(|((_, partner), owed)| (book.name(*partner).to_owned(), owed.ordered, owed.invoiced))
        .collect()
}

fn own_lines(cx: &mut Cx) -> Result<Vec<Own>, Problem> {
    let actor = cx.actor()?.clone();
    let mut seen: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (line, convention) in store::lines_seen(cx.tx, &actor, &LINE_SEE)? {
        seen.entry(convention).or_default().push(line);
    }
    let mut own = Vec::new();
    for (convention, lines) in seen.into_iter().rev().take(BOOKS_MAX) {
        let Some(book) = store::book(cx.tx, convention)? else { continue };
        for (line, account) in book.lines.iter().zip(book.accounts()) {
            if lines.contains(&line.id) {
                let owed = owned(&book, line, &account);
                own.push(Own { line: line.clone(), account, owed });
            }
        }
    }
    Ok(own)
}

fn own_table(cx: &Cx, own: &[Own]) -> maud::Markup {
    let lang = cx.lang();
    let columns = [
        Column::words(t::money_line(lang)),
        Column::words(t::money_part(lang)),
        Column::numbers(t::money_planned(lang)),
        Column::numbers(t::money_ordered(lang)),
        Column::numbers(t::money_invoiced(lang)),
        Column::numbers(t::money_owed(lang)),
    ];
    let rows: Vec<_> = own
        .iter()
        .map(|one| {
            vec![
                html! { a href=(line_path(one.line.id)) { (one.line.label) } },
                html! { (part_says(lang, &one.line.key())) },
                euros(lang, one.line.planned),
                euros(lang, one.account.ordered),
                euros(lang, one.account.invoiced),
                euros(lang, sum(one.owed.iter().map(|(_, ordered, _)| *ordered))),
            ]
        })
        .collect();
    ui::cards_table(t::money_lines_own(lang), &columns, &rows)
}
