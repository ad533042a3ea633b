//! The parts of an archive that are not rows: its first and its last entry.

use std::collections::BTreeMap;

use db::bulk::Table;
use serde::{Deserialize, Serialize};

/// The word that says what the file is.
pub(crate) const FORMAT: &str = "preau-archive";
/// The version of the format that this program writes, and the latest it reads.
pub(crate) const VERSION: u32 = 1;

pub(crate) const HEAD: &str = "archive.json";
pub(crate) const END: &str = "end.json";
pub(crate) const SECRET: &str = "secret.key";

/// The first entry: what follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) format: String,
    pub(crate) version: u32,
    /// The version of the program that wrote it.
    pub(crate) program: String,
    /// When, in microseconds since 1970, UTC.
    pub(crate) written: i64,
    pub(crate) has_secret: bool,
    pub(crate) migrations: Vec<Step>,
    pub(crate) tables: Vec<TableHead>,
}

/// A migration of the schema that the rows have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Step {
    pub(crate) context: String,
    pub(crate) number: u32,
    pub(crate) sha256: String,
}

/// A table, and the order of the values of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TableHead {
    pub(crate) name: String,
    pub(crate) columns: Vec<ColumnHead>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ColumnHead {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) nullable: bool,
}

impl From<&Table> for TableHead {
    fn from(table: &Table) -> Self {
        let column = |field: &db::bulk::Field| ColumnHead {
            name: field.name.clone(),
            kind: field.kind.to_owned(),
            nullable: field.nullable,
        };
        Self { name: table.name.clone(), columns: table.columns.iter().map(column).collect() }
    }
}

/// The last entry: what a whole archive must have held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct End {
    pub(crate) tables: BTreeMap<String, TableEnd>,
    pub(crate) blobs: u64,
    pub(crate) bytes: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TableEnd {
    pub(crate) rows: u64,
    /// Of the lines of all its entries, one after another.
    pub(crate) sha256: String,
    /// The highest number ever given to a row.
    pub(crate) last_id: i64,
}

/// The entry of some rows of a table.
pub(crate) fn rows_name(table: &str, number: u64) -> String {
    format!("tables/{table}/{number:06}.jsonl")
}

/// The entry of a blob.
pub(crate) fn blob_name(hash: &str) -> String {
    format!("blobs/{hash}")
}

/// What an archive holds, in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// The digest of the rows of each table, the same on both databases.
    pub digests: BTreeMap<String, String>,
    /// Files that people sent.
    pub blobs: u64,
    /// Their bytes.
    pub bytes: u64,
}

impl From<&End> for Summary {
    fn from(end: &End) -> Self {
        let of = |f: &dyn Fn(&TableEnd) -> (u64, String)| -> Vec<_> {
            end.tables.iter().map(|(name, table)| (name.clone(), f(table))).collect()
        };
        let both = of(&|table| (table.rows, table.sha256.clone()));
        Self {
            rows: both.iter().map(|(name, (rows, _))| (name.clone(), *rows)).collect(),
            digests: both.into_iter().map(|(name, (_, digest))| (name, digest)).collect(),
            blobs: end.blobs,
            bytes: end.bytes,
        }
    }
}

impl Summary {
    /// Rows of all tables.
    pub fn total(&self) -> u64 {
        self.rows.values().sum()
    }
}
