//! Tables that become cards on a phone, pages of results, empty states.

use kernel::Lang;
use maud::{Markup, html};

use crate::{t, ui::drawing};

/// A column of a table.
#[derive(Clone, Copy)]
pub struct Column<'a> {
    /// Its head, repeated as a label when the row is a card.
    pub head: &'a str,
    /// Whether it holds numbers.
    pub is_number: bool,
}

impl<'a> Column<'a> {
    /// A column of words.
    pub const fn words(head: &'a str) -> Self {
        Self { head, is_number: false }
    }

    /// A column of numbers.
    pub const fn numbers(head: &'a str) -> Self {
        Self { head, is_number: true }
    }
}

/// A table whose rows become cards on a phone. The first cell of a row is its name. Roles are
/// written out, since cards lose the table's own in some readers.
pub fn cards_table(caption: &str, columns: &[Column], rows: &[Vec<Markup>]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.table role="table" {
                caption { (caption) }
                thead role="rowgroup" {
                    tr role="row" {
                        @for column in columns {
                            th.num[column.is_number] scope="col" role="columnheader" { (column.head) }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for row in rows {
                        tr role="row" {
                            @for (at, (cell, column)) in row.iter().zip(columns).enumerate() {
                                @if at == 0 { th scope="row" role="rowheader" { (cell) } }
                                @else { td.num[column.is_number] role="cell" data-label=(column.head) { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Nothing here: a drawing, a sentence, and what one can do.
pub fn empty(art: &str, sentence: &str, action: &Markup) -> Markup {
    html! { div.empty { (drawing(art)) p { (sentence) } (action) } }
}

/// A term and what it is, several times.
pub fn facts(pairs: &[(&str, Markup)]) -> Markup {
    html! { dl.facts { @for (term, value) in pairs { dt { (term) } dd { (value) } } } }
}

/// Links to the pages of a long list; `path` ends before the number. Pages count from 1.
pub fn pages(lang: Lang, path: &str, current: i64, last: i64) -> Markup {
    if last <= 1 {
        return html! {};
    }
    html! {
        nav aria-label=(t::pages(lang)) {
            ul.pages {
                @if current > 1 { li { a href={ (path) (current - 1) } rel="prev" { (t::previous(lang)) } } }
                @for page in (current - 2).max(1)..=(current + 2).min(last) {
                    li { a href={ (path) (page) } aria-current=[(page == current).then_some("page")] { (page) } }
                }
                @if current < last { li { a href={ (path) (current + 1) } rel="next" { (t::next(lang)) } } }
            }
        }
    }
}
