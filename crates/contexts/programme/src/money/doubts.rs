//! What deserves a second look before it is written down, and what is pointed out once it is.

use std::collections::BTreeSet;

use kernel::Day;
use shares::Cents;

use super::{
    model::{Book, Entry, Line, Rules},
    words::EntryKind,
};

/// The days between two orders that are looked at together, when no rule says it.
const NEAR_DAYS: i64 = 90;
/// The highest rate of tax in metropolitan France, in hundredths of a percent (CGI, art. 278).
const TAX_MAX: i64 = 2_000;

/// What deserves a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Doubt {
    /// It looks like thousands of euros.
    Thousands,
    /// More tax than there can be.
    Tax,
    /// More than what was ordered.
    OverOrder,
    /// More than what is planned.
    OverLine,
    /// Before the convention: nobody pays a share of it.
    Before,
    /// After its last day.
    After,
}

impl Doubt {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Thousands => "thousands",
            Self::Tax => "tax",
            Self::OverOrder => "over-order",
            Self::OverLine => "over-line",
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// Whether an amount, were it in thousands, would be what is expected.
fn looks_like_thousands(amount: Cents, expected: Cents) -> bool {
    let thousands = i128::from(amount.0) * 1_000;
    let expected = i128::from(expected.0);
    expected >= 10_000_000 && (expected * 5..=expected * 12).contains(&(thousands * 10))
}

/// What deserves a second look in something about to be written down.
pub(crate) fn of(book: &Book, line: &Line, new: &Entry) -> Vec<Doubt> {
    let mut doubts = BTreeSet::new();
    let total = |kind: EntryKind, parent: Option<i64>| -> i64 {
        let of = |one: &&Entry| {
            one.line == line.id && one.kind == kind && (parent.is_none() || one.parent == parent)
        };
        book.standing().filter(of).map(|one| one.net.0).sum()
    };
    let parent = new.parent.and_then(|id| book.standing().find(|one| one.id == id));
    let expected = parent.map_or(line.planned, |one| one.net);
    if looks_like_thousands(new.net, expected) {
        doubts.insert(Doubt::Thousands);
    }
    if new.kind != EntryKind::Payment
        && new.tax.0.abs() * 10_000 > new.net.0.abs() * TAX_MAX + 10_000 * 5
    {
        doubts.insert(Doubt::Tax);
    }
    match new.kind {
        EntryKind::Invoice => {
            if let Some(order) = parent
                && total(EntryKind::Invoice, Some(order.id)) + new.net.0 > order.net.0
            {
                doubts.insert(Doubt::OverOrder);
            }
        }
        EntryKind::Commitment | EntryKind::Order => {
            if total(new.kind, None) + new.net.0 > line.planned.0 {
                doubts.insert(Doubt::OverLine);
            }
        }
        EntryKind::Credit | EntryKind::Payment => {}
    }
    if matches!(new.kind, EntryKind::Order | EntryKind::Invoice) {
        if new.day < book.convention.signed {
            doubts.insert(Doubt::Before);
        }
        if book.convention.ends.is_some_and(|ends| ends < new.day) {
            doubts.insert(Doubt::After);
        }
    }
    doubts.into_iter().collect()
}

/// Orders or invoices that each stay under a threshold and together pass it: one supplier, one
/// beneficiary, one part, days that are near, whatever the convention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Split {
    pub(crate) entries: Vec<i64>,
    pub(crate) kind: EntryKind,
    pub(crate) supplier: i64,
    pub(crate) sum: Cents,
    pub(crate) threshold: Cents,
    pub(crate) from: Day,
    pub(crate) to: Day,
    /// The other conventions that some of them are of.
    pub(crate) elsewhere: BTreeSet<String>,
}

/// An order or an invoice that may be a part of something larger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) entry: i64,
    /// The reference of its convention, when that is another one.
    pub(crate) elsewhere: Option<String>,
    pub(crate) day: Day,
    pub(crate) net: Cents,
    pub(crate) of: Of,
}

/// What the parts of one thing have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Of {
    pub(crate) kind: EntryKind,
    pub(crate) supplier: i64,
    /// Those who own what is bought, in order.
    pub(crate) owners: Vec<i64>,
    /// The key by which rates know the part.
    pub(crate) key: String,
}

/// What was split to stay under a threshold, as far as one can tell; `elsewhere` is what stands of
/// other conventions.
pub(crate) fn splits(book: &Book, elsewhere: &[Piece]) -> Vec<Split> {
    let own = book
        .standing()
        .filter(|one| matches!(one.kind, EntryKind::Order | EntryKind::Invoice))
        .filter_map(|entry| {
            let line = book.lines.iter().find(|line| line.id == entry.line)?;
            let (kind, supplier) = (entry.kind, entry.supplier?);
            let of = Of { kind, supplier, owners: line.owners(), key: line.key() };
            Some(Piece { entry: entry.id, elsewhere: None, day: entry.day, net: entry.net, of })
        });
    let mut pieces: Vec<Piece> = own.chain(elsewhere.iter().cloned()).collect();
    pieces.sort_by(|a, b| (&a.of, a.day, a.entry).cmp(&(&b.of, b.day, b.entry)));
    let mut found = Vec::new();
    for group in pieces.chunk_by(|a, b| a.of == b.of) {
        let Some(first) = group.iter().find(|piece| piece.elsewhere.is_none()) else { continue };
        for threshold in thresholds(book, &first.of.key, first.day) {
            found.extend(split(book, group, threshold));
        }
    }
    found
}

fn split(book: &Book, group: &[Piece], threshold: Cents) -> Option<Split> {
    let near = |day: Day| {
        let days = book.rules.value(Rules::NEAR, day).unwrap_or(NEAR_DAYS);
        day.plus(i32::try_from(days).unwrap_or(i32::MAX / 4))
    };
    let below: Vec<&Piece> =
        group.iter().filter(|one| one.net < threshold && one.net.0 > 0).collect();
    let windows = (0..below.len()).map(|at| {
        let last = near(below[at].day);
        let some: Vec<&Piece> =
            below[at..].iter().copied().take_while(|one| one.day <= last).collect();
        some
    });
    let is_own = |some: &Vec<&Piece>| some.iter().any(|one| one.elsewhere.is_none());
    let made = windows.filter(|some| some.len() > 1 && is_own(some)).find_map(|some| {
        let sum = Cents(some.iter().map(|one| one.net.0).sum());
        (sum >= threshold).then_some((some, sum))
    });
    let (some, sum) = made?;
    let (first, last) = (some.first()?, some.last()?);
    Some(Split {
        entries: some.iter().map(|one| one.entry).collect(),
        kind: first.of.kind,
        supplier: first.of.supplier,
        sum,
        threshold,
        from: first.day,
        to: last.day,
        elsewhere: some.iter().filter_map(|one| one.elsewhere.clone()).collect(),
    })
}

/// The amounts where the rate of someone changes.
pub(crate) fn thresholds(book: &Book, key: &str, day: Day) -> BTreeSet<Cents> {
    let steps = super::words::Payer::ALL
        .iter()
        .flat_map(|payer| book.scale.steps(key, day, payer.code()))
        .filter(|step| step.below.is_some() && step.there.is_some());
    steps.map(|step| step.at).collect()
}
