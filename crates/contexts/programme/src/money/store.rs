//! Reading what is known of the money.

use std::collections::HashMap;

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Day, Right};
use shares::{Cents, Rate, Scale};

use super::{
    doubts::{Of, Piece},
    model::{
        Book, Call, Convention, Entry, Line, LinePayer, Partner, Receipt, Rule, Rules, owners,
    },
    words::{CallKind, Degree, EntryKind, PaperKind, Part, PartnerKind, Payer, part_key},
};

/// Conventions of a territory that one page shows.
const CONVENTIONS_MAX: i64 = 200;
/// Partners of a territory.
const PARTNERS_MAX: i64 = 5_000;
/// Lines of one convention.
const LINES_MAX: i64 = 3_000;
/// What is written down of one convention.
const ENTRIES_MAX: i64 = 50_000;

fn word<T>(row: &Row, at: usize, read: fn(&str) -> Option<T>) -> Result<T, DbError> {
    let code: String = row.get(at)?;
    read(&code).ok_or_else(|| DbError::statement(format!("the money knows no {code}")))
}

const PARTNER: &str =
    "id, kind, name, siret, org_id, successor_id, successor_from, successor_why, revision";

fn partner_of(row: &Row) -> Result<Partner, DbError> {
    let (successor, from): (Option<i64>, Option<Day>) = (row.get(5)?, row.get(6)?);
    Ok(Partner {
        id: row.get(0)?,
        kind: word(row, 1, PartnerKind::from_code)?,
        name: row.get(2)?,
        siret: row.get(3)?,
        org: row.get(4)?,
        successor: successor.zip(from),
        successor_why: row.get(7)?,
        revision: row.get(8)?,
    })
}

/// Every partner, by name.
pub(crate) fn partners(tx: &mut Tx) -> Result<Vec<Partner>, DbError> {
    let sql = format!("SELECT {PARTNER} FROM programme_partner ORDER BY name, id LIMIT $1");
    tx.query(&sql, params![PARTNERS_MAX], partner_of)
}

/// One partner.
pub(crate) fn partner(tx: &mut Tx, id: i64) -> Result<Option<Partner>, DbError> {
    let sql = format!("SELECT {PARTNER} FROM programme_partner WHERE id = $1");
    tx.query_opt(&sql, params![id], partner_of)
}

const CONVENTION: &str = "r.id, r.reference, r.title, r.signed, r.ends, r.lapses, r.amount, \
     (SELECT CAST(COALESCE(SUM(a.change), 0) AS BIGINT) FROM programme_amendment a WHERE a.convention_id = r.id), \
     (SELECT a.ends FROM programme_amendment a WHERE a.convention_id = r.id AND a.ends IS NOT NULL \
     ORDER BY a.signed DESC, a.id DESC LIMIT 1)";

fn convention_of(row: &Row) -> Result<Convention, DbError> {
    let (amount, change): (i64, i64) = (row.get(6)?, row.get(7)?);
    let (ends, moved): (Option<Day>, Option<Day>) = (row.get(4)?, row.get(8)?);
    Ok(Convention {
        id: row.get(0)?,
        reference: row.get(1)?,
        title: row.get(2)?,
        signed: row.get(3)?,
        ends: moved.or(ends),
        lapses: row.get(5)?,
        amount: Cents(amount + change),
    })
}

/// One convention.
pub(crate) fn convention(tx: &mut Tx, id: i64) -> Result<Option<Convention>, DbError> {
    let sql = format!("SELECT {CONVENTION} FROM programme_convention r WHERE r.id = $1");
    tx.query_opt(&sql, params![id], convention_of)
}

/// The conventions that someone may see, the latest first.
pub(crate) fn conventions(
    tx: &mut Tx,
    actor: &Actor,
    right: &Right,
) -> Result<Vec<Convention>, DbError> {
    let condition = right.condition(actor, 1);
    let mut values: Vec<Value> = condition.ids.iter().map(|id| Value::Int(*id)).collect();
    values.push(Value::Int(CONVENTIONS_MAX));
    let sql = format!(
        "SELECT {CONVENTION} FROM programme_convention r WHERE {} ORDER BY r.signed DESC, r.id DESC LIMIT ${}",
        condition.sql,
        values.len()
    );
    tx.query(&sql, &values, convention_of)
}

/// Those who signed a convention, with what they pay.
pub(crate) fn parties(tx: &mut Tx, convention: i64) -> Result<Vec<(i64, Payer)>, DbError> {
    tx.query(
        "SELECT partner_id, payer FROM programme_convention_party WHERE convention_id = $1 ORDER BY id LIMIT 100",
        params![convention],
        |row| Ok((row.get(0)?, word(row, 1, Payer::from_code)?)),
    )
}

/// An amendment as it was written: its day, what it changes, the new last day, why.
pub(crate) type Amendment = (Day, Cents, Option<Day>, String);

/// What changed of a convention since it was signed, in order.
pub(crate) fn amendments(tx: &mut Tx, convention: i64) -> Result<Vec<Amendment>, DbError> {
    tx.query(
        "SELECT signed, change, ends, reason FROM programme_amendment WHERE convention_id = $1 ORDER BY id LIMIT 200",
        params![convention],
        |row| Ok((row.get(0)?, Cents(row.get(1)?), row.get(2)?, row.get(3)?)),
    )
}

const LINE: &str = "r.id, r.convention_id, r.part, r.degree, r.label, r.planned, r.is_tax_eligible, r.is_private, r.revision";

fn line_of(row: &Row) -> Result<Line, DbError> {
    Ok(Line {
        id: row.get(0)?,
        convention: row.get(1)?,
        part: word(row, 2, Part::from_code)?,
        degree: word(row, 3, Degree::from_code)?,
        label: row.get(4)?,
        planned: Cents(row.get(5)?),
        is_tax_eligible: row.get(6)?,
        is_private: row.get(7)?,
        revision: row.get(8)?,
        payers: Vec::new(),
        schools: Vec::new(),
    })
}

/// The convention of a line.
pub(crate) fn convention_of_line(tx: &mut Tx, line: i64) -> Result<Option<i64>, DbError> {
    tx.query_opt("SELECT convention_id FROM programme_line WHERE id = $1", params![line], |row| {
        row.get(0)
    })
}

/// The lines that someone may see, as the ids of each with its convention.
pub(crate) fn lines_seen(
    tx: &mut Tx,
    actor: &Actor,
    right: &Right,
) -> Result<Vec<(i64, i64)>, DbError> {
    let condition = right.condition(actor, 1);
    let mut values: Vec<Value> = condition.ids.iter().map(|id| Value::Int(*id)).collect();
    values.push(Value::Int(LINES_MAX));
    let sql = format!(
        "SELECT r.id, r.convention_id FROM programme_line r WHERE {} ORDER BY r.convention_id DESC, r.id LIMIT ${}",
        condition.sql,
        values.len()
    );
    tx.query(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))
}

fn lines(tx: &mut Tx, convention: i64) -> Result<Vec<Line>, DbError> {
    let sql = format!(
        "SELECT {LINE} FROM programme_line r WHERE r.convention_id = $1 ORDER BY r.id LIMIT $2"
    );
    let mut lines = tx.query(&sql, params![convention, LINES_MAX], line_of)?;
    let places: HashMap<i64, usize> =
        lines.iter().enumerate().map(|(at, line)| (line.id, at)).collect();
    tx.each(
        "SELECT p.line_id, p.payer, p.partner_id, p.weight FROM programme_line_payer p \
         JOIN programme_line l ON l.id = p.line_id WHERE l.convention_id = $1 ORDER BY p.id",
        params![convention],
        |row| {
            let payer = word(row, 1, Payer::from_code)?;
            let one = LinePayer { payer, partner: row.get(2)?, weight: row.get(3)? };
            if let Some(at) = places.get(&row.get(0)?) {
                lines[*at].payers.push(one);
            }
            Ok(())
        },
    )?;
    tx.each(
        "SELECT o.line_id, o.org_id FROM programme_line_org o \
         JOIN programme_line l ON l.id = o.line_id WHERE l.convention_id = $1 AND o.is_school ORDER BY o.id",
        params![convention],
        |row| {
            if let Some(at) = places.get(&row.get(0)?) {
                lines[*at].schools.push(row.get(1)?);
            }
            Ok(())
        },
    )?;
    Ok(lines)
}

fn entry_of(row: &Row) -> Result<Entry, DbError> {
    let (first, last): (Option<Day>, Option<Day>) = (row.get(8)?, row.get(9)?);
    Ok(Entry {
        id: row.get(0)?,
        line: row.get(1)?,
        kind: word(row, 2, EntryKind::from_code)?,
        parent: row.get(3)?,
        corrects: row.get(4)?,
        supplier: row.get(5)?,
        reference: row.get(6)?,
        day: row.get(7)?,
        span: first.zip(last),
        net: Cents(row.get(10)?),
        tax: Cents(row.get(11)?),
        equipment: row.get(12)?,
        note: row.get(13)?,
    })
}

fn entries(tx: &mut Tx, convention: i64) -> Result<Vec<Entry>, DbError> {
    tx.query(
        "SELECT e.id, e.line_id, e.kind, e.parent_id, e.corrects_id, e.supplier_id, e.reference, e.day, \
         e.first_day, e.last_day, e.net, e.tax, e.equipment_id, e.note FROM programme_entry e \
         JOIN programme_line l ON l.id = e.line_id WHERE l.convention_id = $1 ORDER BY e.id LIMIT $2",
        params![convention, ENTRIES_MAX],
        entry_of,
    )
}

/// A convention with all that is known of its money; none when there is no such convention.
pub(crate) fn book(tx: &mut Tx, id: i64) -> Result<Option<Book>, DbError> {
    let Some(convention) = convention(tx, id)? else { return Ok(None) };
    Ok(Some(Book {
        lines: lines(tx, id)?,
        entries: entries(tx, id)?,
        partners: partners(tx)?,
        scale: scale(tx)?,
        rules: rules(tx)?,
        convention,
    }))
}

/// The orders and invoices of the other conventions that stand, of suppliers of this one: what may be
/// a part of something larger with its own.
pub(crate) fn elsewhere(tx: &mut Tx, convention: i64) -> Result<Vec<Piece>, DbError> {
    let mut payers: HashMap<i64, Vec<LinePayer>> = HashMap::new();
    tx.each(
        "SELECT p.line_id, p.payer, p.partner_id, p.weight FROM programme_line_payer p \
         JOIN programme_line l ON l.id = p.line_id WHERE l.convention_id <> $1 ORDER BY p.id",
        params![convention],
        |row| {
            let payer = word(row, 1, Payer::from_code)?;
            let one = LinePayer { payer, partner: row.get(2)?, weight: row.get(3)? };
            payers.entry(row.get(0)?).or_default().push(one);
            Ok(())
        },
    )?;
    tx.query(
        "SELECT e.id, c.reference, e.kind, e.supplier_id, e.day, e.net, l.id, l.part, l.degree \
         FROM programme_entry e JOIN programme_line l ON l.id = e.line_id \
         JOIN programme_convention c ON c.id = l.convention_id \
         WHERE c.id <> $1 AND e.kind IN ('order', 'invoice') AND e.corrects_id IS NULL \
         AND NOT EXISTS (SELECT 1 FROM programme_entry b WHERE b.corrects_id = e.id) \
         AND e.supplier_id IN (SELECT o.supplier_id FROM programme_entry o \
         JOIN programme_line m ON m.id = o.line_id WHERE m.convention_id = $1) ORDER BY e.id LIMIT $2",
        params![convention, ENTRIES_MAX],
        |row| {
            let (part, degree) = (word(row, 7, Part::from_code)?, word(row, 8, Degree::from_code)?);
            let of = Of {
                kind: word(row, 2, EntryKind::from_code)?,
                supplier: row.get(3)?,
                owners: owners(degree, payers.get(&row.get(6)?).map_or(&[][..], Vec::as_slice)),
                key: part_key(part, degree),
            };
            let (entry, elsewhere) = (row.get(0)?, Some(row.get(1)?));
            Ok(Piece { entry, elsewhere, day: row.get(4)?, net: Cents(row.get(5)?), of })
        },
    )
}

/// The references of the invoices of a supplier that stand, whatever the convention.
pub(crate) fn invoices_of(tx: &mut Tx, supplier: i64) -> Result<Vec<String>, DbError> {
    tx.query(
        "SELECT e.reference FROM programme_entry e WHERE e.supplier_id = $1 AND e.kind = 'invoice' \
         AND e.corrects_id IS NULL \
         AND NOT EXISTS (SELECT 1 FROM programme_entry b WHERE b.corrects_id = e.id)",
        params![supplier],
        |row| row.get(0),
    )
}

/// The rates as they were written.
pub(crate) fn rates(tx: &mut Tx) -> Result<Vec<shares::Line>, DbError> {
    tx.query(
        "SELECT part, payer, first_day, last_day, least, below, rate FROM programme_rate \
         WHERE NOT is_aside ORDER BY part, first_day, least, id LIMIT $1",
        params![i64::try_from(shares::LINES_MAX).unwrap_or(i64::MAX)],
        |row| {
            let (below, rate): (Option<i64>, i64) = (row.get(5)?, row.get(6)?);
            Ok(shares::Line {
                part: row.get(0)?,
                payer: row.get(1)?,
                from: row.get(2)?,
                until: row.get(3)?,
                least: Cents(row.get(4)?),
                below: below.map(Cents),
                rate: Rate(u32::try_from(rate).unwrap_or(0)),
            })
        },
    )
}

/// The rates, ready to share by.
pub(crate) fn scale(tx: &mut Tx) -> Result<Scale, DbError> {
    Scale::new(rates(tx)?).map_err(DbError::statement)
}

/// The rules, the oldest first.
pub(crate) fn rules(tx: &mut Tx) -> Result<Rules, DbError> {
    let rules = tx.query(
        "SELECT name, first_day, value, is_confirmed FROM programme_rule ORDER BY first_day, id LIMIT 500",
        &[],
        |row| {
            Ok(Rule {
                name: row.get(0)?,
                first: row.get(1)?,
                value: row.get(2)?,
                is_confirmed: row.get(3)?,
            })
        },
    )?;
    Ok(Rules(rules))
}

/// What a line said before: how it was called, and what was planned.
pub(crate) fn past(
    tx: &mut Tx,
    line: i64,
) -> Result<Vec<(String, Cents, kernel::Instant)>, DbError> {
    tx.query(
        "SELECT was, planned, at FROM programme_line_past WHERE line_id = $1 ORDER BY id DESC LIMIT 100",
        params![line],
        |row| Ok((row.get(0)?, Cents(row.get(1)?), row.get(2)?)),
    )
}

/// A supporting document.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    pub(crate) id: i64,
    pub(crate) line: i64,
    pub(crate) entry: i64,
    pub(crate) kind: PaperKind,
    pub(crate) hash: String,
    pub(crate) name: String,
    pub(crate) media: String,
}

const PAPER: &str = "id, line_id, entry_id, kind, hash, name, media";

fn paper_of(row: &Row) -> Result<Paper, DbError> {
    Ok(Paper {
        id: row.get(0)?,
        line: row.get(1)?,
        entry: row.get(2)?,
        kind: word(row, 3, PaperKind::from_code)?,
        hash: row.get(4)?,
        name: row.get(5)?,
        media: row.get(6)?,
    })
}

/// The supporting documents of a line.
pub(crate) fn papers(tx: &mut Tx, line: i64) -> Result<Vec<Paper>, DbError> {
    let sql =
        format!("SELECT {PAPER} FROM programme_paper WHERE line_id = $1 ORDER BY id LIMIT 1000");
    tx.query(&sql, params![line], paper_of)
}

/// One supporting document.
pub(crate) fn paper(tx: &mut Tx, id: i64) -> Result<Option<Paper>, DbError> {
    let sql = format!("SELECT {PAPER} FROM programme_paper WHERE id = $1");
    tx.query_opt(&sql, params![id], paper_of)
}

/// Whether a stored file is one of them.
pub(crate) fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM programme_paper WHERE hash = $1 LIMIT 1",
        params![hash],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

const CALL: &str =
    "id, convention_id, partner_id, kind, number, day, amount, spent, earned, corrects_id";

fn call_of(row: &Row) -> Result<Call, DbError> {
    Ok(Call {
        id: row.get(0)?,
        convention: row.get(1)?,
        partner: row.get(2)?,
        kind: word(row, 3, CallKind::from_code)?,
        number: row.get(4)?,
        day: row.get(5)?,
        amount: Cents(row.get(6)?),
        spent: Cents(row.get(7)?),
        earned: Cents(row.get(8)?),
        corrects: row.get(9)?,
    })
}

/// What was asked of the funders of a convention, in order.
pub(crate) fn calls(tx: &mut Tx, convention: i64) -> Result<Vec<Call>, DbError> {
    let sql = format!(
        "SELECT {CALL} FROM programme_claim WHERE convention_id = $1 ORDER BY number LIMIT 500"
    );
    tx.query(&sql, params![convention], call_of)
}

/// One call for funds.
pub(crate) fn call(tx: &mut Tx, id: i64) -> Result<Option<Call>, DbError> {
    let sql = format!("SELECT {CALL} FROM programme_claim WHERE id = $1");
    tx.query_opt(&sql, params![id], call_of)
}

/// What came in for the calls of a convention, in order.
pub(crate) fn receipts(tx: &mut Tx, convention: i64) -> Result<Vec<Receipt>, DbError> {
    tx.query(
        "SELECT p.id, p.call_id, p.day, p.amount, p.reference, p.corrects_id FROM programme_receipt p \
         JOIN programme_claim c ON c.id = p.call_id WHERE c.convention_id = $1 ORDER BY p.id LIMIT 2000",
        params![convention],
        |row| {
            Ok(Receipt {
                id: row.get(0)?,
                call: row.get(1)?,
                day: row.get(2)?,
                amount: Cents(row.get(3)?),
                reference: row.get(4)?,
                corrects: row.get(5)?,
            })
        },
    )
}
