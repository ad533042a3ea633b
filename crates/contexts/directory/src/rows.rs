//! Versioned rows on their way to the directory's tables, gathered first and written many at once.

use db::{DbError, Tx, Value, placeholders};

/// A table of the directory whose rows are versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Table {
    Org,
    Group,
    Teaching,
    Person,
    Contact,
    Membership,
    Kinship,
    Source,
}

impl Table {
    /// Every table, those that others refer to first.
    pub(crate) const ALL: [Self; 8] = [
        Self::Org,
        Self::Group,
        Self::Teaching,
        Self::Person,
        Self::Contact,
        Self::Membership,
        Self::Kinship,
        Self::Source,
    ];

    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Org => "directory_org",
            Self::Group => "directory_group",
            Self::Teaching => "directory_teaching",
            Self::Person => "directory_person",
            Self::Contact => "directory_contact",
            Self::Membership => "directory_membership",
            Self::Kinship => "directory_kinship",
            Self::Source => "directory_source",
        }
    }

    /// Its columns, after `since` and `until`.
    const fn columns(self) -> &'static str {
        match self {
            Self::Org => {
                "since, until, org_id, kind, uai, name, folded, sector, address, postal_code, insee, commune, \
                 epci, lat, lon, pupils, is_open"
            }
            Self::Group => {
                "since, until, group_id, org_id, kind, name, folded, levels, code, is_open, year"
            }
            Self::Teaching => {
                "since, until, teaching_id, org_id, group_id, subject, label, source, is_open"
            }
            Self::Person => {
                "since, until, person_id, category, last_name, first_name, title, folded, birth_day"
            }
            Self::Contact => "since, until, person_id, email, mobile, phone, address",
            Self::Membership => {
                "since, until, person_id, role, org_id, group_id, teaching_id, level, is_main, starts, ends, source"
            }
            Self::Kinship => {
                "since, until, guardian_id, child_id, link, level, is_contact, is_payer, source"
            }
            Self::Source => "since, until, entity_id, source, key, digest, owns, year, words",
        }
    }
}

/// A value that is owned until it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Null,
    Bool(bool),
    Int(i64),
    Real(f64),
    Text(Box<str>),
    Bytes(Box<[u8]>),
}

impl Cell {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(b) => Value::Bool(*b),
            Self::Int(i) => Value::Int(*i),
            Self::Real(r) => Value::Real(*r),
            Self::Text(t) => Value::Text(t),
            Self::Bytes(b) => Value::Bytes(b),
        }
    }
}

macro_rules! cells {
    ($($type:ty => |$v:ident| $cell:expr),* $(,)?) => {
        $(impl From<$type> for Cell { fn from($v: $type) -> Self { $cell } })*
    };
}

cells! {
    bool => |v| Self::Bool(v),
    i64 => |v| Self::Int(v),
    u32 => |v| Self::Int(v.into()),
    f64 => |v| Self::Real(v),
    kernel::Day => |v| Self::Int(v.0.into()),
    &str => |v| Self::Text(v.into()),
    &String => |v| Self::Text(v.as_str().into()),
    &Box<str> => |v| Self::Text(v.clone()),
    String => |v| Self::Text(v.into()),
    &[u8] => |v| Self::Bytes(v.into()),
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Rows to insert and versions to end, by table.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    added: [Vec<Cell>; 8],
    ended: [Vec<i64>; 8],
}

impl Rows {
    /// A version to insert: its values after `since` and `until`.
    pub(crate) fn add<const N: usize>(&mut self, table: Table, since: i64, values: [Cell; N]) {
        let cells = &mut self.added[table as usize];
        cells.reserve(N + 2);
        cells.extend([Cell::Int(since), Cell::Int(crate::visible::OPEN)]);
        cells.extend(values);
    }

    /// A version that ends with the batch being written.
    pub(crate) fn end(&mut self, table: Table, row: i64) {
        self.ended[table as usize].push(row);
    }

    /// Whether there is nothing to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.added.iter().all(Vec::is_empty) && self.ended.iter().all(Vec::is_empty)
    }

    /// Writes everything; versions that end do so with `batch`.
    pub(crate) fn write(&self, tx: &mut Tx, batch: i64) -> Result<(), DbError> {
        for table in Table::ALL {
            for rows in self.ended[table as usize].chunks(256) {
                end_rows(tx, table, rows, batch)?;
            }
            let cells = &self.added[table as usize];
            if !cells.is_empty() {
                let values: Vec<Value> = cells.iter().map(Cell::value).collect();
                tx.insert_many(table.name(), table.columns(), &values)?;
            }
        }
        Ok(())
    }
}

fn end_rows(tx: &mut Tx, table: Table, rows: &[i64], batch: i64) -> Result<(), DbError> {
    let mut values = vec![Value::Int(batch)];
    values.extend(rows.iter().map(|row| Value::Int(*row)));
    let last = values[values.len() - 1];
    values.resize(1 + rows.len().next_power_of_two(), last);
    let list = placeholders(2, values.len() - 1);
    let sql = format!("UPDATE {} SET until = $1 WHERE id IN ({list})", table.name());
    tx.execute(&sql, &values)?;
    Ok(())
}

/// Makes entities of one kind, each in its organisation if it has one; their ids, in order.
pub(crate) fn new_entities(
    tx: &mut Tx,
    kind: &str,
    orgs: &[Option<i64>],
    since: i64,
) -> Result<Vec<i64>, DbError> {
    let mut ids = Vec::with_capacity(orgs.len());
    for orgs in orgs.chunks(500) {
        let mut values = Vec::with_capacity(orgs.len() * 4);
        let tuples: Vec<String> =
            (0..orgs.len()).map(|at| format!("({})", placeholders(at * 4 + 1, 4))).collect();
        for org in orgs {
            values.extend([Value::Text(kind), Value::Int(since), (*org).into(), Value::Int(0)]);
        }
        let sql = format!(
            "INSERT INTO directory_entity (kind, since, org_id, territory_id) VALUES {} RETURNING id, org_id",
            tuples.join(", ")
        );
        let mut made: Vec<(Option<i64>, i64)> =
            tx.query(&sql, &values, |row| Ok((row.get(1)?, row.get(0)?)))?;
        for org in orgs {
            let Some(at) = made.iter().position(|(of, _)| of == org) else {
                return Err(DbError::Missing);
            };
            ids.push(made.swap_remove(at).1);
        }
    }
    if kind == "org" {
        for ids in ids.chunks(256) {
            let values: Vec<Value> = ids.iter().map(|id| Value::Int(*id)).collect();
            let list = placeholders(1, values.len());
            let sql = format!("UPDATE directory_entity SET org_id = id WHERE id IN ({list})");
            tx.execute(&sql, &values)?;
        }
    }
    Ok(ids)
}
