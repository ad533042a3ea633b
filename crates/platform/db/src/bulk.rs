//! Whole tables, read and written without knowing what they mean: for archives.

use std::collections::BTreeMap;

use crate::{DbError, Row, Tx, Value, schema};

/// A table as rows go in and out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of the values of a row.
    pub columns: Vec<Field>,
    /// Places of the columns of its primary key, in the order of the key.
    pub(crate) key: Vec<usize>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// `integer` (numbers and truth values), `real`, `text` or `bytes`.
    pub kind: &'static str,
    /// Whether it may be NULL.
    pub nullable: bool,
    /// Whether this database keeps truth values in it, which are 0 and 1 outside.
    pub(crate) is_truth: bool,
}

/// A value of a row, the same from both databases.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// No value.
    Null,
    /// A number, or a truth value as 0 or 1.
    Int(i64),
    /// A floating-point number.
    Real(f64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// Rows read at once.
const PAGE: i64 = 2_000;

/// Every table but the register of migrations; those that others refer to come first.
///
/// # Errors
/// [`DbError::Refused`] when tables refer to each other in a circle.
pub fn tables(tx: &mut Tx<'_>) -> Result<Vec<Table>, DbError> {
    let mut found = schema::read_tables(tx)?;
    found.retain(|table| table.name != "db_migration");
    let links = schema::read_links(tx)?;
    let mut waiting: BTreeMap<String, Table> =
        found.into_iter().map(|table| (table.name.clone(), table)).collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_free = |name: &String| {
            !links.iter().any(|(from, to)| from == name && to != name && waiting.contains_key(to))
        };
        let free: Vec<String> = waiting.keys().filter(|name| is_free(name)).cloned().collect();
        if free.is_empty() {
            return Err(DbError::Refused("tables that refer to each other in a circle".into()));
        }
        ordered.extend(free.iter().filter_map(|name| waiting.remove(name)));
    }
    Ok(ordered)
}

impl Table {
    fn quoted(&self, places: impl Iterator<Item = usize>) -> String {
        let names = places.filter_map(|at| self.columns.get(at));
        names.map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
    }

    fn column_list(&self) -> String {
        self.quoted(0..self.columns.len())
    }

    /// Hands every row to `f`, in the order of the primary key, some thousands in memory at most.
    ///
    /// # Errors
    /// Those of `f`, and [`DbError::Refused`] for a table without a primary key.
    pub fn read_all<E: From<DbError>>(
        &self,
        tx: &mut Tx<'_>,
        mut f: impl FnMut(Vec<Cell>) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.key.is_empty() {
            return Err(DbError::Refused(format!("{} has no primary key", self.name)).into());
        }
        let (columns, key) = (self.column_list(), self.quoted(self.key.iter().copied()));
        let holes = crate::placeholders(1, self.key.len());
        let name = &self.name;
        let first = format!("SELECT {columns} FROM {name} ORDER BY {key} LIMIT {PAGE}");
        let next = format!(
            "SELECT {columns} FROM {name} WHERE ({key}) > ({holes}) ORDER BY {key} LIMIT {PAGE}"
        );
        let mut last: Option<Vec<Cell>> = None;
        loop {
            let page = match &last {
                None => tx.query(&first, &[], |row| self.cells(row))?,
                Some(row) => {
                    let after: Vec<_> = self.key.iter().map(|at| self.value(row, *at)).collect();
                    tx.query(&next, &after, |row| self.cells(row))?
                }
            };
            let Some(end) = page.last().cloned() else { return Ok(()) };
            let is_last = (page.len() as u64) < PAGE.unsigned_abs();
            page.into_iter().try_for_each(&mut f)?;
            if is_last {
                return Ok(());
            }
            last = Some(end);
        }
    }

    fn cells(&self, row: &Row<'_>) -> Result<Vec<Cell>, DbError> {
        let cell = |(at, column): (usize, &Field)| -> Result<Cell, DbError> {
            let cell = match column.kind {
                "integer" if column.is_truth => {
                    row.get::<Option<bool>>(at)?.map(|truth| Cell::Int(truth.into()))
                }
                "integer" => row.get::<Option<i64>>(at)?.map(Cell::Int),
                "real" => row.get::<Option<f64>>(at)?.map(Cell::Real),
                "bytes" => row.get::<Option<Vec<u8>>>(at)?.map(Cell::Bytes),
                _ => row.get::<Option<String>>(at)?.map(Cell::Text),
            };
            Ok(cell.unwrap_or(Cell::Null))
        };
        self.columns.iter().enumerate().map(cell).collect()
    }

    fn value<'r>(&self, row: &'r [Cell], at: usize) -> Value<'r> {
        let is_truth = self.columns.get(at).is_some_and(|column| column.is_truth);
        match row.get(at) {
            None | Some(Cell::Null) => Value::Null,
            Some(Cell::Int(number)) if is_truth => Value::Bool(*number != 0),
            Some(Cell::Int(number)) => Value::Int(*number),
            Some(Cell::Real(number)) => Value::Real(*number),
            Some(Cell::Text(text)) => Value::Text(text),
            Some(Cell::Bytes(bytes)) => Value::Bytes(bytes),
        }
    }

    /// Adds rows, whose values are in the order of the columns.
    ///
    /// # Errors
    /// Those of the database: a row that refers to nothing, that is there already…
    pub fn add(&self, tx: &mut Tx<'_>, rows: &[Vec<Cell>]) -> Result<(), DbError> {
        let width = self.columns.len();
        let values: Vec<_> =
            rows.iter().flat_map(|row| (0..width).map(|at| self.value(row, at))).collect();
        tx.insert_many(&self.name, &self.column_list(), &values)
    }

    /// How many rows it has.
    pub fn count(&self, tx: &mut Tx<'_>) -> Result<u64, DbError> {
        let sql = format!("SELECT COUNT(*) FROM {}", self.name);
        tx.query_one(&sql, &[], |row| Ok(row.get::<i64>(0)?.unsigned_abs()))
    }

    /// Removes every row.
    pub fn clear(&self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        tx.execute(&format!("DELETE FROM {}", self.name), &[]).map(drop)
    }

    /// Whether the database numbers its rows itself.
    fn is_numbered(&self) -> bool {
        let key = self.key.first().and_then(|at| self.columns.get(*at));
        self.key.len() == 1 && key.is_some_and(|column| column.name == "id")
    }

    /// The highest number the database has ever given to a row; 0 when it gives none.
    pub fn last_id(&self, tx: &mut Tx<'_>) -> Result<i64, DbError> {
        if !self.is_numbered() {
            return Ok(0);
        }
        let highest = format!("SELECT COALESCE(MAX(id), 0) FROM {}", self.name);
        let highest: i64 = tx.query_one(&highest, &[], |row| row.get(0))?;
        let given = schema::last_given(tx, &self.name)?;
        Ok(given.map_or(0, |given| given.max(highest)))
    }

    /// The next row gets a number above this one and above those of the rows that are there.
    pub fn number_after(&self, tx: &mut Tx<'_>, last: i64) -> Result<(), DbError> {
        if !self.is_numbered() {
            return Ok(());
        }
        tx.settle_ids(&self.name)?;
        if last > self.last_id(tx)? {
            schema::give_after(tx, &self.name, last)?;
        }
        Ok(())
    }
}
