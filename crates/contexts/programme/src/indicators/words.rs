//! Numbers, months and what schools have in common, in words.

use kernel::Lang;
use web::{Month, dates};

use super::{Cut, read::Figure};
use crate::t;

/// « mars 2027 ».
pub(crate) fn month(lang: Lang, month: Month) -> String {
    dates::month(lang, month.first())
}

/// « 12 345 ».
pub(crate) fn number(lang: Lang, value: i64) -> String {
    t::number(lang, value)
}

/// Tenths as a number: « 4,2 ».
pub(super) fn tenths(lang: Lang, tenths: i64) -> String {
    format!("{}{}{}", number(lang, tenths / 10), t::decimal_mark(lang), tenths % 10)
}

/// A number that may be hidden.
pub(crate) fn value(lang: Lang, figure: &Figure) -> String {
    match figure.value {
        Some(value) => number(lang, value),
        None => t::hidden(lang).to_owned(),
    }
}

/// A number by class, that may be hidden or have no class.
pub(super) fn rate(lang: Lang, figure: &Figure) -> String {
    match (figure.value, figure.tenths()) {
        (None, _) => t::hidden(lang).to_owned(),
        (_, Some(rate)) => tenths(lang, rate),
        (_, None) => t::unknown(lang).to_owned(),
    }
}

/// What a cut is called.
pub(super) fn cut(lang: Lang, cut: Cut) -> &'static str {
    t::by_key(lang, &format!("cut-{}", cut.code())).unwrap_or_default()
}

/// What a part of a cut is called.
pub(super) fn part(lang: Lang, cut: Cut, part: &str) -> String {
    if cut == Cut::Cohort && part != "none" {
        return t::pilots_of(lang, part);
    }
    let key = format!("part-{}-{part}", cut.code());
    t::by_key(lang, &key).map_or_else(|| part.to_owned(), str::to_owned)
}
