//! The night's work: counting what changed, and opening the months that are over. A month at a time,
//! read and added up outside the writer.

use std::collections::{BTreeMap, BTreeSet};

use db::{DbError, Tx};
use kernel::Instant;
use web::{App, Indicator, Month, Span};

use super::{
    Key,
    conceal::{self, Counted, Table},
    facts::{self, Placed},
    store,
};

/// So many months back are counted when they were never.
const BACK: i32 = 12;
/// What happens in a month may still be written so long after it.
const GRACE_SECONDS: i64 = 3 * 24 * 3_600;

/// Counts one month that is not open and was not counted since an instant, and opens it when it is
/// over; whether there was one. Done again it changes nothing; what another process counted meanwhile
/// stays as it is.
pub(crate) fn one(app: &App, indicators: &[Indicator], since: Instant) -> Result<bool, DbError> {
    let (now, known) = (app.clock.now(), indicators.to_vec());
    let work = app.db.read_blocking(move |tx| to_do(tx, &known, since, now))?;
    let Some(work) = work else { return Ok(false) };
    let figures = Figures::of(&work.indicator, work.month, (&work.schools, &work.before), now);
    app.db.write_blocking(move |tx| keep(tx, &work, &figures, now))?;
    Ok(true)
}

/// A month to count, with all it takes.
struct Work {
    indicator: Indicator,
    month: Month,
    /// When it was counted last.
    seen: Option<Instant>,
    /// What was counted now; a month of long ago is only opened.
    counted: Option<Vec<(i64, i64)>>,
    schools: Vec<Counted>,
    before: BTreeMap<Key, i64>,
}

fn to_do(
    tx: &mut Tx,
    indicators: &[Indicator],
    since: Instant,
    now: Instant,
) -> Result<Option<Work>, DbError> {
    for indicator in indicators {
        let known = store::counted(tx, indicator.name)?;
        let back = if indicator.span == Span::During { BACK } else { 0 };
        let first = Month::at(now).plus(-back);
        let is_open = |month: &Month| known.get(month).is_some_and(|stand| stand.is_open);
        let mut months: BTreeSet<Month> = known.keys().copied().collect();
        months.extend((0..=back).map(|more| first.plus(more)));
        for month in months.into_iter().filter(|month| !is_open(month)) {
            let seen = known.get(&month).map(|stand| stand.computed);
            if seen.is_none_or(|at| at < since) {
                return work(tx, (indicator, month), seen, month >= first).map(Some);
            }
        }
    }
    Ok(None)
}

fn work(
    tx: &mut Tx,
    (indicator, month): (&Indicator, Month),
    seen: Option<Instant>,
    is_counted: bool,
) -> Result<Work, DbError> {
    let counted = if is_counted { Some((indicator.count)(tx, month)?) } else { None };
    let values = match &counted {
        Some(values) => values.iter().copied().collect(),
        None => store::values(tx, (indicator.name, month))?,
    };
    let schools = values_of(&facts::schools(tx)?, &values);
    let before = before(tx, indicator, month)?;
    Ok(Work { indicator: *indicator, month, seen, counted, schools, before })
}

fn values_of(schools: &[Placed], values: &BTreeMap<i64, i64>) -> Vec<Counted> {
    let counted = |(org, parts): &Placed| Counted {
        org: *org,
        value: values.get(org).copied().unwrap_or(0),
        parts: parts.clone(),
    };
    schools.iter().map(counted).collect()
}

/// What was last shown of the same people.
fn before(tx: &mut Tx, indicator: &Indicator, month: Month) -> Result<BTreeMap<Key, i64>, DbError> {
    match indicator.span {
        Span::AtEnd => store::last_shown(tx, (indicator.name, month)),
        Span::During => Ok(BTreeMap::new()),
    }
}

fn keep(tx: &mut Tx, work: &Work, figures: &Figures, now: Instant) -> Result<(), DbError> {
    let of = (work.indicator.name, work.month);
    let stand = store::counted(tx, of.0)?.remove(&of.1);
    let is_as_seen = match stand {
        Some(stand) => !stand.is_open && Some(stand.computed) == work.seen,
        None => work.seen.is_none(),
    };
    if !is_as_seen {
        return Ok(());
    }
    if let Some(values) = &work.counted {
        store::keep(tx, of, values, now)?;
    }
    store::keep_figures(tx, of, &figures.table, &figures.hidden, figures.is_over)
}

/// The numbers of a month, added up.
struct Figures {
    table: Table,
    hidden: BTreeSet<Key>,
    is_over: bool,
}

impl Figures {
    fn of(
        indicator: &Indicator,
        month: Month,
        (schools, before): (&[Counted], &BTreeMap<Key, i64>),
        now: Instant,
    ) -> Self {
        let grace = if indicator.span == Span::During { GRACE_SECONDS } else { 0 };
        let is_over = now >= month.ends().plus_seconds(grace);
        let table = conceal::table(schools);
        let hidden = match (indicator.is_personal, is_over) {
            (true, true) => conceal::hidden(schools, &table, before),
            (false, true) => BTreeSet::new(),
            (_, false) => table.keys().cloned().collect(),
        };
        Self { table, hidden, is_over }
    }
}

/// Adds up the months that are not open yet, and opens those that are over, without counting any.
pub(crate) fn open(tx: &mut Tx, indicators: &[Indicator], now: Instant) -> Result<(), DbError> {
    let schools = facts::schools(tx)?;
    for indicator in indicators {
        for (month, stand) in store::counted(tx, indicator.name)? {
            if !stand.is_open {
                let of = (indicator.name, month);
                let counted = values_of(&schools, &store::values(tx, of)?);
                let before = before(tx, indicator, month)?;
                let figures = Figures::of(indicator, month, (&counted, &before), now);
                store::keep_figures(tx, of, &figures.table, &figures.hidden, figures.is_over)?;
            }
        }
    }
    Ok(())
}
