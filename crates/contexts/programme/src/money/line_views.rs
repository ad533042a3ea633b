//! What a line looks like: who owes what of it, what was written down, what is pointed out.

use std::collections::HashMap;

use directory::api::Org;
use kernel::{Instant, Lang};
use maud::{Markup, html};
use shares::Cents;
use web::{
    Cx, Page, dates,
    ui::{self, Column},
};

use super::{
    account::{Account, Root, Why},
    convention_views::split_says,
    doubts::{self, Piece},
    fields::{day, euros, pointed_out},
    home::{PATH, convention_path, line_path},
    model::{Book, Entry, Line},
    simulator::scope_says,
    store::Paper,
    words::{self, EntryKind, part_says},
};
use crate::t;

/// What a page shows beside a line.
pub(super) struct Around {
    pub(super) papers: Vec<Paper>,
    pub(super) past: Vec<(String, Cents, Instant)>,
    pub(super) schools: HashMap<i64, Org>,
    /// What stands of other conventions, for who keeps them all.
    pub(super) elsewhere: Vec<Piece>,
    /// Whether the reader keeps it.
    pub(super) keeps: bool,
    /// Whether the reader may open its convention.
    pub(super) opens_convention: bool,
}

/// A line with everything written down of it.
pub(super) fn page(cx: &Cx, book: &Book, line: &Line, around: &Around) -> Page {
    let lang = cx.lang();
    let account = book.accounts().into_iter().find(|account| account.line == line.id);
    let path = line_path(line.id);
    let (back, label) = if around.opens_convention {
        (convention_path(book.convention.id), book.convention.title.as_str())
    } else {
        (PATH.to_owned(), t::money_title(lang))
    };
    let mut names: Vec<&str> = around.schools.values().map(|org| org.name.as_str()).collect();
    names.sort_unstable();
    let main = html! {
        (ui::back(&back, label))
        (ui::title(&line.label, &part_says(lang, &line.key())))
        @if let Some(account) = &account { (pointed_out(&alerts(cx, book, line, (account, &around.elsewhere)))) }
        @if around.keeps { (actions(lang, &path)) }
        section.card.stack aria-labelledby="ligne" {
            h2 id="ligne" { (t::money_sums(lang)) }
            (ui::facts(&facts(lang, line, account.as_ref(), &names)))
        }
        @if let Some(account) = &account { (owed(lang, book, account)) (roots(lang, book, account)) }
        (entries(cx, book, line, around))
        p.actions { a.act href={ (path) "/flux" } { (t::money_flow_line(lang)) } }
        @if !around.past.is_empty() {
            (ui::details(t::money_line_past(lang), &html! {
                ul.todo { @for (was, planned, at) in &around.past {
                    li { span { b { (was) " · " (words::euros(lang, *planned)) } small { (dates::when(lang, *at, cx.now, &cx.app.place)) } } }
                } }
            }))
        }
        p.muted { (scope_says(lang, &book.rules, book.convention.signed)) }
    };
    Page::wide(t::money_line(lang), main)
}

fn actions(lang: Lang, path: &str) -> Markup {
    html! {
        p.actions {
            @for kind in [EntryKind::Order, EntryKind::Invoice, EntryKind::Payment, EntryKind::Credit, EntryKind::Commitment] {
                a.act.main[kind == EntryKind::Order] href={ (path) "/ecrire?genre=" (kind.code()) } { (ui::icon("plus")) (kind.says(lang)) }
            }
            a.act href={ (path) "/modifier" } { (ui::icon("pencil")) (t::money_line_change(lang)) }
        }
    }
}

fn facts<'f>(
    lang: Lang,
    line: &Line,
    account: Option<&Account>,
    schools: &[&str],
) -> Vec<(&'f str, Markup)> {
    let mut facts = vec![(t::money_planned_net(lang), euros(lang, line.planned))];
    if let Some(account) = account {
        facts.push((t::money_committed(lang), euros(lang, account.committed)));
        facts.push((t::money_ordered(lang), euros(lang, account.ordered)));
        facts.push((t::money_invoiced(lang), euros(lang, account.invoiced)));
        facts.push((t::money_paid(lang), euros(lang, account.paid)));
    }
    let tax = if line.is_tax_eligible { t::money_tax_yes(lang) } else { t::money_tax_no(lang) };
    facts.push((t::money_tax(lang), html! { (tax) }));
    if !schools.is_empty() {
        facts.push((t::money_schools(lang), html! { (schools.join(", ")) }));
    }
    facts
}

/// What deserves a look: what is not paid for and why, what was split.
fn alerts(
    cx: &Cx,
    book: &Book,
    line: &Line,
    (account, elsewhere): (&Account, &[Piece]),
) -> Vec<String> {
    let lang = cx.lang();
    let own = |id: &i64| book.entries.iter().any(|one| one.id == *id && one.line == line.id);
    let mut says: Vec<String> = doubts::splits(book, elsewhere)
        .iter()
        .filter(|split| split.entries.iter().any(own))
        .map(|split| split_says(lang, book, split))
        .collect();
    for (entry, why, amount) in account.roots.iter().flat_map(|root| &root.refused) {
        let name = book.entries.iter().find(|one| one.id == *entry).map(|one| called(lang, one));
        let amount = words::euros(lang, *amount);
        let (name, signed) = (name.unwrap_or_default(), day(cx, book.convention.signed));
        says.push(match why {
            Why::Before => t::money_refused_before(lang, &name, &amount, &signed),
            _ => {
                let why = t::by_key(lang, &format!("money-of-why-{}", why.code()));
                t::money_refused(lang, &name, &amount, why.unwrap_or_default())
            }
        });
    }
    says
}

/// « Facture F-12 ».
pub(super) fn called(lang: Lang, entry: &Entry) -> String {
    format!("{} {}", entry.kind.says(lang), entry.reference)
}

/// Who owes what.
fn owed(lang: Lang, book: &Book, account: &Account) -> Markup {
    let columns = [
        Column::words(t::money_payer(lang)),
        Column::words(t::money_partner(lang)),
        Column::numbers(t::money_owed_planned(lang)),
        Column::numbers(t::money_owed_ordered(lang)),
        Column::numbers(t::money_owed_invoiced(lang)),
        Column::numbers(t::money_owed_spent(lang)),
    ];
    let rows: Vec<_> = account
        .owed
        .iter()
        .map(|((payer, partner), owed)| {
            vec![
                html! { (payer.says(lang)) },
                html! { @match partner { Some(_) => (book.name(*partner)), None => (t::money_nobody(lang)) } },
                euros(lang, owed.planned),
                euros(lang, owed.ordered),
                euros(lang, owed.invoiced),
                euros(lang, owed.spent),
            ]
        })
        .collect();
    html! {
        @if rows.is_empty() { (ui::note(&html! { p { (t::money_no_rate(lang)) } })) }
        @else { (ui::cards_table(t::money_who_owes(lang), &columns, &rows)) }
    }
}

/// The rates of each order.
fn roots(lang: Lang, book: &Book, account: &Account) -> Markup {
    let columns = [
        Column::words(t::money_order(lang)),
        Column::numbers(t::money_compared(lang)),
        Column::words(t::money_shares(lang)),
    ];
    let shares = |root: &Root| {
        let amounts = root.shares(root.ordered);
        let one = |((payer, amount), (_, rate)): (&(words::Payer, Cents), &(words::Payer, u32))| {
            let (rate, amount) = (words::percent(lang, *rate), words::euros(lang, *amount));
            t::money_share_says(lang, payer.says(lang), &amount, &rate)
        };
        amounts.iter().zip(&root.rates).map(one).collect::<Vec<_>>()
    };
    let rows: Vec<_> = account
        .roots
        .iter()
        .map(|root| {
            let entry = book.entries.iter().find(|one| one.id == root.entry);
            vec![
                html! { (entry.map(|one| called(lang, one)).unwrap_or_default()) },
                euros(lang, root.compared),
                html! { ul.plain { @for says in shares(root) { li { (says) } } } },
            ]
        })
        .collect();
    html! { @if !rows.is_empty() { (ui::cards_table(t::money_orders_shares(lang), &columns, &rows)) } }
}

/// Everything written down, in order, with the files beside it.
fn entries(cx: &Cx, book: &Book, line: &Line, around: &Around) -> Markup {
    let lang = cx.lang();
    let columns = [
        Column::words(t::money_written(lang)),
        Column::words(t::money_day(lang)),
        Column::words(t::money_supplier(lang)),
        Column::numbers(t::money_amount_net(lang)),
        Column::numbers(t::money_tax(lang)),
        Column::words(t::money_papers(lang)),
        Column::words(t::money_state(lang)),
    ];
    let standing: Vec<i64> = book.standing().map(|one| one.id).collect();
    let path = line_path(line.id);
    let rows: Vec<_> = book
        .entries
        .iter()
        .filter(|one| one.line == line.id)
        .map(|one| {
            let stands = standing.contains(&one.id);
            vec![
                html! { (called(lang, one)) @if !one.note.is_empty() { br; small.muted { (one.note) } } (years(lang, one)) },
                html! { (day(cx, one.day)) },
                html! { (book.name(one.supplier)) },
                euros(lang, one.net),
                html! { @if one.tax.0 != 0 { (euros(lang, one.tax)) } },
                html! { @for paper in around.papers.iter().filter(|paper| paper.entry == one.id) {
                    a href={ (PATH) "/pieces/" (paper.id) } { (ui::icon("paperclip")) (paper.kind.says(lang)) span.sr-only { " " (paper.name) } } " "
                } },
                html! {
                    @if !stands { (ui::tag("quiet", if one.corrects.is_some() { t::money_contrary(lang) } else { t::money_taken_back(lang) })) }
                    @else if around.keeps { (change(cx, &path, one)) }
                },
            ]
        })
        .collect();
    html! {
        @if rows.is_empty() { (ui::empty("kite", t::money_entries_none(lang), &html! {})) }
        @else { (ui::cards_table(t::money_entries(lang), &columns, &rows)) }
    }
}

/// An invoice over two years says what is of each.
fn years(lang: Lang, entry: &Entry) -> Markup {
    let years = entry.years();
    html! {
        @if years.len() > 1 {
            br; small.muted { @for (at, (year, amount)) in years.iter().enumerate() {
                @if at > 0 { " · " }
                (t::money_year_says(lang, &year.to_string(), &words::euros(lang, *amount)))
            } }
        }
    }
}

/// What its keeper may do: keep a file beside it, take it back.
fn change(cx: &Cx, path: &str, entry: &Entry) -> Markup {
    let lang = cx.lang();
    html! {
        a href={ (path) "/ecrire?genre=piece&sur=" (entry.id) } aria-label=(t::money_paper_add_to(lang, &called(lang, entry))) { (t::money_paper_add(lang)) }
        " "
        a href={ (path) "/annuler?sur=" (entry.id) } aria-label=(t::money_take_back_of(lang, &called(lang, entry))) { (t::money_take_back(lang)) }
    }
}
