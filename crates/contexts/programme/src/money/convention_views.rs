//! What a convention looks like: what was agreed, what became of it, what is pointed out.

use kernel::Lang;
use maud::{Markup, html};
use shares::Cents;
use web::{
    Cx, Page,
    ui::{self, Column},
};

use super::{
    account::{Account, sum},
    doubts,
    fields::{day, euros, pointed_out},
    home::{PATH, convention_path, line_path},
    model::{Book, Call, Receipt, Rules},
    simulator::scope_says,
    store::Amendment,
    words::{self, Payer, part_says},
};
use crate::t;

/// What a page shows beside a convention and its lines.
pub(super) struct Around {
    pub(super) accounts: Vec<Account>,
    pub(super) parties: Vec<(i64, Payer)>,
    pub(super) amendments: Vec<Amendment>,
    pub(super) calls: Vec<Call>,
    pub(super) receipts: Vec<Receipt>,
    /// What the bank's own file says it gives.
    pub(super) bank: Option<Cents>,
    /// What stands of other conventions, for who keeps them all.
    pub(super) elsewhere: Vec<doubts::Piece>,
    /// Whether the reader keeps it.
    pub(super) keeps: bool,
}

/// What the State owes of what was paid, and no more than it gives.
fn earned(book: &Book, accounts: &[Account]) -> Cents {
    let spent = sum(accounts.iter().map(|account| account.of(Payer::State).spent));
    spent.min(book.convention.amount)
}

/// What was asked for in all.
fn called<'c>(calls: impl IntoIterator<Item = &'c Call>) -> Cents {
    sum(calls.into_iter().map(|call| call.amount))
}

/// Everything that deserves a look.
fn alerts(lang: Lang, book: &Book, around: &Around) -> Vec<String> {
    let splits = doubts::splits(book, &around.elsewhere);
    let mut says: Vec<String> = splits.iter().map(|split| split_says(lang, book, split)).collect();
    let planned = sum(around.accounts.iter().map(|account| account.of(Payer::State).planned));
    let amount = book.convention.amount;
    if planned > amount {
        let over = Cents(planned.0 - amount.0);
        says.push(t::money_over_allotted(lang, &words::euros(lang, over)));
    }
    if let Some(bank) = around.bank.filter(|bank| *bank != amount) {
        says.push(t::money_bank_differs(
            lang,
            &words::euros(lang, bank),
            &words::euros(lang, amount),
        ));
    }
    if book.rules.value(Rules::CEILING, book.convention.signed).is_none() {
        says.push(t::money_no_ceiling(lang).to_owned());
    }
    says
}

/// « Deux commandes au même fournisseur… ».
pub(super) fn split_says(lang: Lang, book: &Book, split: &doubts::Split) -> String {
    let count = i64::try_from(split.entries.len()).unwrap_or(0);
    let (total, limit) = (words::euros(lang, split.sum), words::euros(lang, split.threshold));
    let supplier = book.name(Some(split.supplier));
    let days = i64::from(split.to.0 - split.from.0);
    let says = match split.kind {
        words::EntryKind::Order => {
            t::money_split_orders(lang, count, supplier, days, &total, &limit)
        }
        _ => t::money_split_invoices(lang, count, supplier, days, &total, &limit),
    };
    if split.elsewhere.is_empty() {
        return says;
    }
    let references: Vec<&str> = split.elsewhere.iter().map(String::as_str).collect();
    format!("{says} {}", t::money_split_elsewhere(lang, &references.join(", ")))
}

/// A convention, with its lines and its calls for funds.
pub(super) fn page(cx: &Cx, book: &Book, around: &Around) -> Page {
    let (lang, convention) = (cx.lang(), &book.convention);
    let path = convention_path(convention.id);
    let main = html! {
        (ui::back(PATH, t::money_title(lang)))
        (ui::title(&convention.title, &convention.reference))
        (pointed_out(&alerts(lang, book, around)))
        p.actions {
            a.act.main href={ (path) "/flux" } { (t::money_flow(lang)) }
            @if around.keeps {
                a.act href={ (path) "/lignes" } { (ui::icon("plus")) (t::money_line_new(lang)) }
                a.act href={ (path) "/appels" } { (t::money_call_new(lang)) }
                a.act href={ (path) "/avenants" } { (t::money_amend(lang)) }
            }
        }
        (sums(cx, book, around))
        (lines(lang, book, &around.accounts))
        (calls(cx, book, around))
        (amendments(cx, around))
        section.card.stack aria-labelledby="emporter" {
            h2 id="emporter" { (t::money_exports(lang)) }
            ul.files {
                li { a href={ (path) "/export?format=xlsx" } { (ui::icon("download")) span { (t::money_export_xlsx(lang)) } } }
                li { a href={ (path) "/export?format=ods" } { (ui::icon("download")) span { (t::money_export_ods(lang)) } } }
                @if around.keeps { li { a href={ (path) "/subventions" } { (ui::icon("download")) span { (t::money_export_scdl(lang)) } } } }
            }
        }
        p.muted { (scope_says(lang, &book.rules, convention.signed)) }
    };
    Page::wide(t::money_convention(lang), main)
}

fn sums(cx: &Cx, book: &Book, around: &Around) -> Markup {
    let (lang, convention) = (cx.lang(), &book.convention);
    let accounts = &around.accounts;
    let received = sum(around.receipts.iter().map(|one| one.amount));
    let mut facts: Vec<(&str, Markup)> = vec![
        (t::money_signed(lang), html! { (day(cx, convention.signed)) }),
        (t::money_amount_state(lang), euros(lang, convention.amount)),
        (t::money_planned(lang), euros(lang, sum(accounts.iter().map(|one| one.planned)))),
        (t::money_committed(lang), euros(lang, sum(accounts.iter().map(|one| one.committed)))),
        (t::money_ordered(lang), euros(lang, sum(accounts.iter().map(|one| one.ordered)))),
        (t::money_invoiced(lang), euros(lang, sum(accounts.iter().map(|one| one.invoiced)))),
        (t::money_paid(lang), euros(lang, sum(accounts.iter().map(|one| one.paid)))),
        (t::money_earned(lang), euros(lang, earned(book, accounts))),
        (t::money_called(lang), euros(lang, called(&around.calls))),
        (t::money_received(lang), euros(lang, received)),
    ];
    let names: Vec<&str> = around.parties.iter().map(|(id, _)| book.name(Some(*id))).collect();
    if !names.is_empty() {
        facts.insert(0, (t::money_parties(lang), html! { (names.join(", ")) }));
    }
    facts.extend(convention.ends.map(|ends| (t::money_ends(lang), html! { (day(cx, ends)) })));
    let of_state = |call: &&Call| {
        around.parties.iter().any(|(id, payer)| *id == call.partner && *payer == Payer::State)
    };
    let asked = called(around.calls.iter().filter(of_state));
    let lost = Cents((convention.amount.0 - asked.0).max(0));
    facts.extend(convention.lapses.map(|lapses| {
        let says = t::money_lapse_says(lang, &day(cx, lapses), &words::euros(lang, lost));
        (t::money_lapses(lang), html! { (says) })
    }));
    html! { section.card.stack aria-labelledby="sommes" { h2 id="sommes" { (t::money_sums(lang)) } (ui::facts(&facts)) } }
}

fn lines(lang: Lang, book: &Book, accounts: &[Account]) -> Markup {
    let columns = [
        Column::words(t::money_line(lang)),
        Column::words(t::money_part(lang)),
        Column::numbers(t::money_planned(lang)),
        Column::numbers(t::money_ordered(lang)),
        Column::numbers(t::money_invoiced(lang)),
        Column::numbers(t::money_paid(lang)),
        Column::numbers(t::money_share_state(lang)),
    ];
    let rows: Vec<_> = book
        .lines
        .iter()
        .zip(accounts)
        .map(|(line, account)| {
            vec![
                html! { a href=(line_path(line.id)) { (line.label) } },
                html! { (part_says(lang, &line.key())) },
                euros(lang, account.planned),
                euros(lang, account.ordered),
                euros(lang, account.invoiced),
                euros(lang, account.paid),
                euros(lang, account.of(Payer::State).ordered),
            ]
        })
        .collect();
    html! {
        @if rows.is_empty() { (ui::empty("bench", t::money_lines_none(lang), &html! {})) }
        @else { (ui::cards_table(t::money_lines(lang), &columns, &rows)) }
    }
}

fn calls(cx: &Cx, book: &Book, around: &Around) -> Markup {
    let lang = cx.lang();
    let columns = [
        Column::words(t::money_call(lang)),
        Column::words(t::money_funder(lang)),
        Column::words(t::money_day(lang)),
        Column::numbers(t::money_amount(lang)),
        Column::numbers(t::money_received(lang)),
    ];
    let rows: Vec<_> = around
        .calls
        .iter()
        .map(|call| {
            let received = around.receipts.iter().filter(|one| one.call == call.id);
            vec![
                html! { a href={ (PATH) "/appels/" (call.id) } { (t::money_call_numbered(lang, call.number, call.kind.says(lang))) } },
                html! { (book.name(Some(call.partner))) @if call.corrects.is_some() { " " (ui::tag("quiet", t::money_taken_back(lang))) } },
                html! { (day(cx, call.day)) },
                euros(lang, call.amount),
                euros(lang, sum(received.map(|one| one.amount))),
            ]
        })
        .collect();
    html! { @if !rows.is_empty() { (ui::cards_table(t::money_calls(lang), &columns, &rows)) } }
}

fn amendments(cx: &Cx, around: &Around) -> Markup {
    let lang = cx.lang();
    html! {
        @if !around.amendments.is_empty() {
            section.card.stack aria-labelledby="avenants" {
                h2 id="avenants" { (t::money_amendments(lang)) }
                ul.todo { @for (signed, change, ends, reason) in &around.amendments {
                    li { span { b { (reason) } small {
                        (day(cx, *signed))
                        @if change.0 != 0 { " · " (words::euros(lang, *change)) }
                        @if let Some(ends) = ends { " · " (t::money_until(lang, &day(cx, *ends))) }
                    } } }
                } }
            }
        }
    }
}
