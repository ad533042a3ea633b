//! The bank's file, with its oddities: a beneficiary without its « i », words in capitals, halves that
//! are no halves of the amount, days that are missing.

use std::collections::{HashMap, HashSet};

use db::{DbError, Tx, Value, params};
use directory::feed::Sheet;
use kernel::{Day, Instant, fold};
use shares::Cents;

use super::{model::Partner, siret};

/// Rows of one file.
const ROWS_MAX: usize = 5_000;

/// The columns that must be there, as the bank writes them and as the schema does.
const NEEDED: [(&str, &[&str]); 4] = [
    ("montant", &["montant"]),
    ("dateconvention", &["dateconvention"]),
    ("idbeneficiaire", &["idbeneficiare", "idbeneficiaire"]),
    ("pourcentagesubvention", &["pourcentagesubvention"]),
];

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// These columns are missing.
    Missing(String),
    /// This column is there twice.
    Twice(String),
    /// It holds too much, or nothing.
    Size,
}

/// A row as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) line: i64,
    /// Why it cannot be kept; empty when it can.
    pub(crate) why: &'static str,
    pub(crate) reference: String,
    pub(crate) siret: String,
    pub(crate) object: String,
    /// The whole amount: it is never multiplied by the share beside it.
    pub(crate) amount: Cents,
    /// In hundredths of a percent.
    pub(crate) percent: i64,
    pub(crate) conditions: &'static str,
    pub(crate) signed: Option<Day>,
    pub(crate) first: Option<Day>,
    pub(crate) last: Option<Day>,
    /// What was odd and was understood.
    pub(crate) notes: Vec<&'static str>,
}

/// A title by its letters alone.
fn bare(title: &str) -> String {
    fold(title).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The rows of a file.
///
/// # Errors
/// When a column is missing or there twice.
pub(crate) fn read(sheet: &Sheet) -> Result<Vec<Row>, Unread> {
    let (titles, lines) = sheet.lines.split_first().ok_or(Unread::Size)?;
    if lines.is_empty() || lines.len() > ROWS_MAX {
        return Err(Unread::Size);
    }
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, title) in titles.cells.iter().enumerate() {
        let name = bare(title).replace("idbeneficiare", "idbeneficiaire");
        if !name.is_empty() && places.insert(name, at).is_some() {
            return Err(Unread::Twice(title.clone()));
        }
    }
    let missing: Vec<&str> = NEEDED
        .iter()
        .filter(|(_, names)| !names.iter().any(|name| places.contains_key(*name)))
        .map(|(name, _)| *name)
        .collect();
    if !missing.is_empty() {
        return Err(Unread::Missing(missing.join(", ")));
    }
    let mut seen: HashSet<&[String]> = HashSet::new();
    let rows = lines.iter().map(|line| {
        let cell = |name: &str| {
            places
                .get(name)
                .and_then(|at| line.cells.get(*at))
                .map(|cell| cell.trim())
                .unwrap_or_default()
        };
        let mut row = row(&cell);
        row.line = i64::try_from(line.number).unwrap_or(i64::MAX);
        if !seen.insert(&line.cells) && row.why.is_empty() {
            row.why = "twice";
        }
        row
    });
    Ok(rows.collect())
}

fn row<'c>(cell: &impl Fn(&str) -> &'c str) -> Row {
    let mut row = Row {
        reference: cell("referencedecision").to_owned(),
        object: cell("objet").chars().take(256).collect(),
        ..Row::default()
    };
    let refuse = |row: &mut Row, why| {
        if row.why.is_empty() {
            row.why = why;
        }
    };
    match beneficiary(cell("idbeneficiaire")) {
        Ok((siret, is_odd)) => {
            row.siret = siret;
            if is_odd {
                row.notes.push("float");
            }
        }
        Err(why) => {
            row.siret = cell("idbeneficiaire").chars().take(40).collect();
            refuse(&mut row, why);
        }
    }
    match super::fields::parse(cell("montant")) {
        None => refuse(&mut row, "amount"),
        Some(amount) if amount.0 <= 0 => refuse(&mut row, "negative"),
        Some(amount) => row.amount = amount,
    }
    match percent(cell("pourcentagesubvention")) {
        None => refuse(&mut row, "percent"),
        Some((hundredths, is_odd)) => {
            row.percent = hundredths;
            if is_odd {
                row.notes.push("percent");
            }
            if hundredths < 10_000 {
                row.notes.push("cofinanced");
            }
        }
    }
    match fold(cell("conditionsversement")).as_str() {
        "unique" => row.conditions = "unique",
        "echelonne" => row.conditions = "échelonné",
        "autre" => row.conditions = "autre",
        "" => {}
        _ => refuse(&mut row, "conditions"),
    }
    let day = |row: &mut Row, name: &str| {
        let typed = cell(name);
        let read = Day::parse_iso(typed).or_else(|| Day::parse_french(typed));
        if read.is_none() && !typed.is_empty() {
            refuse(row, "date");
        }
        read
    };
    row.signed = day(&mut row, "dateconvention");
    (row.first, row.last) =
        (day(&mut row, "datesversementdebut"), day(&mut row, "datesversementfin"));
    if row.signed.is_none() && row.why.is_empty() {
        row.why = "date";
    }
    if row.first.is_none() && row.last.is_none() {
        row.notes.push("no-days");
    }
    if row.reference.is_empty() {
        row.notes.push("no-reference");
    }
    row
}

/// A national number, and whether a spreadsheet had made a number of it.
fn beneficiary(typed: &str) -> Result<(String, bool), &'static str> {
    let whole = typed.strip_suffix(".0").unwrap_or(typed);
    if let Some(siret) = siret::parse(whole) {
        return Ok((siret, whole != typed));
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    Err(if digits.len() == 9 { "siren" } else { "siret" })
}

/// A share in hundredths of a percent, and whether it was written as a percentage.
fn percent(typed: &str) -> Option<(i64, bool)> {
    let (units, rest) = typed.split_once(['.', ',']).unwrap_or((typed, ""));
    let is_number = |text: &str| text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(units) || !is_number(rest) || units.is_empty() {
        return None;
    }
    let ten_thousandths: i64 = format!("{units}{rest:0<4}").parse().ok()?;
    match ten_thousandths {
        100..=10_000 => Some((ten_thousandths, false)),
        10_001..=1_000_000 => Some((ten_thousandths / 100, true)),
        _ => None,
    }
}

/// A file that was sent.
#[derive(Clone, Debug)]
pub(super) struct BankFile {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) is_kept: bool,
    pub(super) at: Instant,
}

/// A row as it is kept, with the convention and the partner it is about when they are known.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) line: i64,
    pub(super) why: String,
    pub(super) convention: Option<i64>,
    pub(super) partner: Option<i64>,
    pub(super) reference: String,
    pub(super) siret: String,
    pub(super) amount: Cents,
    pub(super) percent: i64,
    pub(super) notes: String,
}

/// Keeps a file as it was understood; its id.
pub(super) fn add(
    tx: &mut Tx,
    (person, name): (i64, &str),
    rows: &[Row],
    partners: &[Partner],
    now: Instant,
) -> Result<i64, DbError> {
    let id: i64 = tx.query_one(
        "INSERT INTO programme_bank_file (person_id, name, is_kept, at) VALUES ($1, $2, FALSE, $3) RETURNING id",
        params![person, name, now],
        |row| row.get(0),
    )?;
    let conventions: HashMap<String, i64> = tx
        .query("SELECT reference, id FROM programme_convention", &[], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .into_iter()
        .collect();
    let partners: HashMap<&str, &Partner> =
        partners.iter().filter_map(|one| Some((one.siret.as_deref()?, one))).collect();
    let noted = |row: &Row| {
        let partner = partners.get(row.siret.as_str());
        let is_merged = partner.is_some_and(|one| one.successor.is_some());
        row.notes.iter().copied().chain(is_merged.then_some("merged")).collect::<Vec<_>>().join(",")
    };
    let notes: Vec<String> = rows.iter().map(noted).collect();
    let values: Vec<Value> = rows
        .iter()
        .zip(&notes)
        .flat_map(|(row, notes)| -> [Value; 15] {
            [
                id.into(),
                row.line.into(),
                row.why.into(),
                conventions.get(&row.reference).copied().into(),
                partners.get(row.siret.as_str()).map(|one| one.id).into(),
                row.reference.as_str().into(),
                row.siret.as_str().into(),
                row.object.as_str().into(),
                row.amount.0.into(),
                row.percent.into(),
                row.conditions.into(),
                row.signed.into(),
                row.first.into(),
                row.last.into(),
                notes.as_str().into(),
            ]
        })
        .collect();
    tx.insert_many(
        "programme_bank_row",
        "file_id, line, why, convention_id, partner_id, reference, siret, object, amount, percent, conditions, \
         signed, first_day, last_day, notes",
        &values,
    )?;
    Ok(id)
}

const FILE: &str = "id, name, is_kept, at";

fn file_of(row: &db::Row) -> Result<BankFile, DbError> {
    Ok(BankFile { id: row.get(0)?, name: row.get(1)?, is_kept: row.get(2)?, at: row.get(3)? })
}

/// The files that were sent, the latest first.
pub(super) fn files(tx: &mut Tx) -> Result<Vec<BankFile>, DbError> {
    let sql = format!("SELECT {FILE} FROM programme_bank_file ORDER BY id DESC LIMIT 50");
    tx.query(&sql, &[], file_of)
}

/// One file.
pub(super) fn file(tx: &mut Tx, id: i64) -> Result<Option<BankFile>, DbError> {
    let sql = format!("SELECT {FILE} FROM programme_bank_file WHERE id = $1");
    tx.query_opt(&sql, params![id], file_of)
}

/// The rows of a file, what cannot be kept first.
pub(super) fn rows(tx: &mut Tx, file: i64) -> Result<Vec<Kept>, DbError> {
    tx.query(
        "SELECT line, why, convention_id, partner_id, reference, siret, amount, percent, notes FROM programme_bank_row \
         WHERE file_id = $1 ORDER BY CASE WHEN why = '' THEN 1 ELSE 0 END, line LIMIT 5000",
        params![file],
        |row| {
            Ok(Kept {
                line: row.get(0)?,
                why: row.get(1)?,
                convention: row.get(2)?,
                partner: row.get(3)?,
                reference: row.get(4)?,
                siret: row.get(5)?,
                amount: Cents(row.get(6)?),
                percent: row.get(7)?,
                notes: row.get(8)?,
            })
        },
    )
}

/// Keeps a file for good.
pub(super) fn keep(tx: &mut Tx, file: i64) -> Result<(), DbError> {
    tx.execute("UPDATE programme_bank_file SET is_kept = TRUE WHERE id = $1", params![file])
        .map(drop)
}

/// What the bank's files say it gives for a convention, of the latest that was kept.
pub(super) fn said(tx: &mut Tx, convention: i64) -> Result<Option<Cents>, DbError> {
    let total: Option<i64> = tx.query_one(
        "SELECT CAST(SUM(r.amount) AS BIGINT) FROM programme_bank_row r WHERE r.convention_id = $1 AND r.why = '' \
         AND r.file_id = (SELECT MAX(f.id) FROM programme_bank_file f WHERE f.is_kept)",
        params![convention],
        |row| row.get(0),
    )?;
    Ok(total.map(Cents))
}

#[cfg(test)]
mod tests {
    use directory::feed::Line;
    use proptest::prelude::*;

    use super::*;

    const TITLES: [&str; 9] = [
        "montant",
        "objet",
        "datesversement_debut",
        "datesversement_fin",
        "dateconvention",
        "idbeneficiare",
        "pourcentagesubvention",
        "conditionsversement",
        "referencedecision",
    ];

    fn sheet(titles: &[&str], rows: &[&[&str]]) -> Sheet {
        let line = |number, cells: &[&str]| Line {
            number,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        let mut lines = vec![line(1, titles)];
        lines.extend(rows.iter().zip(2..).map(|(cells, number)| line(number, cells)));
        Sheet { name: "banque.csv".into(), school: None, lines }
    }

    fn one(cells: [&str; 9]) -> Row {
        read(&sheet(&TITLES, &[&cells])).unwrap().remove(0)
    }

    const GOOD: [&str; 9] =
        ["5600000", "TNE", "", "", "2022-05-05", "21060004500392", "0.5", "ECHELONNE", ""];

    #[test]
    fn a_half_is_never_multiplied() {
        let row = one(GOOD);
        assert_eq!((row.why, row.amount, row.percent), ("", Cents(560_000_000), 5_000));
        assert_eq!(row.conditions, "échelonné");
        assert_eq!(row.notes, ["cofinanced", "no-days", "no-reference"]);
    }

    #[test]
    fn what_is_odd_is_understood_or_said() {
        let with = |at: usize, cell: &'static str| {
            let mut cells = GOOD;
            cells[at] = cell;
            one(cells)
        };
        assert_eq!(with(0, "100000,1").amount, Cents(10_000_010));
        assert_eq!(with(0, "5 600 k€").why, "amount");
        assert_eq!(with(0, "-12").why, "negative");
        assert_eq!(with(5, "21060004500392.0").notes[0], "float");
        assert_eq!(with(5, "210600045").why, "siren");
        assert_eq!(with(5, "32402138500000.0").why, "siret");
        assert_eq!(with(6, "80").percent, 8_000);
        assert_eq!(with(6, "100").percent, 10_000);
        assert_eq!(with(6, "1").percent, 10_000);
        for wrong in ["0", "", "abc", "1000", "-1"] {
            assert_eq!(with(6, wrong).why, "percent", "{wrong}");
        }
        assert!(with(4, "05/12/2016").signed.is_some());
        assert_eq!(with(4, "2017-06-27_2018-06-27").why, "date");
        assert_eq!(with(4, "").why, "date");
        assert_eq!(with(7, "parfois").why, "conditions");
    }

    #[test]
    fn a_row_that_comes_twice_is_kept_once() {
        let rows = read(&sheet(&TITLES, &[&GOOD, &GOOD])).unwrap();
        assert_eq!((rows[0].why, rows[1].why), ("", "twice"));
    }

    #[test]
    fn columns_renamed_or_doubled_are_said() {
        let mut titles = TITLES;
        titles[0] = "somme";
        assert_eq!(read(&sheet(&titles, &[&GOOD])), Err(Unread::Missing("montant".into())));
        titles[0] = "objet";
        assert_eq!(read(&sheet(&titles, &[&GOOD])), Err(Unread::Twice("objet".into())));
        assert_eq!(read(&sheet(&TITLES, &[])), Err(Unread::Size));
    }

    proptest! {
        #[test]
        fn any_cell_is_read_or_refused(cells in prop::collection::vec(".{0,20}", 9)) {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let rows = read(&sheet(&TITLES, &[&cells])).unwrap();
            prop_assert!(!rows[0].why.is_empty() || rows[0].amount.0 > 0);
        }
    }
}
