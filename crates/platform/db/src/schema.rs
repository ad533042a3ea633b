//! The schema as each database describes it, in common words, for the parity test.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    DbError, Tx,
    bulk::{Field, Table},
    params,
    sql::Dialect,
};

/// Tables with their columns, and indexes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// Columns by table.
    pub tables: BTreeMap<String, BTreeSet<Column>>,
    /// Named indexes, as `name on table (columns)`, with `unique` before when it is.
    pub indexes: BTreeSet<String>,
}

/// A column in common words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// `integer` (numbers and booleans), `real`, `text` or `bytes`.
    pub kind: &'static str,
    /// Whether it may be NULL.
    pub nullable: bool,
}

pub(crate) fn read(tx: &mut Tx<'_>) -> Result<Schema, DbError> {
    let mut schema = Schema::default();
    let (columns, indexes) = match tx.dialect() {
        Dialect::Sqlite => (
            "SELECT t.name, c.name, lower(c.type), c.\"notnull\" = 0 AND c.pk = 0 \
             FROM sqlite_master t JOIN pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
            "SELECT i.name, i.tbl_name, l.\"unique\", group_concat(c.name, ', ') \
             FROM sqlite_master i JOIN pragma_index_list(i.tbl_name) l ON l.name = i.name \
             JOIN pragma_index_info(i.name) c WHERE i.type = 'index' AND l.origin = 'c' \
             GROUP BY i.name, i.tbl_name, l.\"unique\"",
        ),
        Dialect::Postgres => (
            "SELECT c.table_name::text, c.column_name::text, c.data_type::text, c.is_nullable = 'YES' \
             FROM information_schema.columns c JOIN information_schema.tables t \
             ON t.table_name = c.table_name AND t.table_schema = c.table_schema \
             WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'",
            "SELECT i.relname::text, t.relname::text, x.indisunique, \
             string_agg(a.attname::text, ', ' ORDER BY array_position(x.indkey::int2[], a.attnum)) \
             FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid \
             JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public' \
             JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (x.indkey::int2[]) \
             WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid) \
             GROUP BY i.relname, t.relname, x.indisunique",
        ),
    };
    let rows = tx.query(columns, &[], |row| {
        let column =
            Column { name: row.get(1)?, kind: kind(&row.get::<String>(2)?), nullable: row.get(3)? };
        Ok((row.get::<String>(0)?, column))
    })?;
    for (table, column) in rows {
        schema.tables.entry(table).or_default().insert(column);
    }
    let indexes = tx.query(indexes, &[], |row| {
        let (name, table): (String, String) = (row.get(0)?, row.get(1)?);
        let unique = if row.get::<bool>(2)? { "unique " } else { "" };
        Ok(format!("{unique}{name} on {table} ({})", row.get::<String>(3)?))
    })?;
    schema.indexes.extend(indexes);
    Ok(schema)
}

/// Every table with its columns in order and its primary key, by name.
pub(crate) fn read_tables(tx: &mut Tx<'_>) -> Result<Vec<Table>, DbError> {
    let columns = match tx.dialect() {
        Dialect::Sqlite => {
            "SELECT t.name, c.name, lower(c.type), c.\"notnull\" = 0 AND c.pk = 0, c.pk \
             FROM sqlite_master t JOIN pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid"
        }
        Dialect::Postgres => {
            "SELECT t.relname::text, a.attname::text, format_type(a.atttypid, NULL)::text, \
             NOT a.attnotnull, COALESCE(array_position(x.indkey::int2[], a.attnum) + 1, 0)::bigint \
             FROM pg_class t \
             JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public' \
             JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped \
             LEFT JOIN pg_index x ON x.indrelid = t.oid AND x.indisprimary \
             WHERE t.relkind = 'r' ORDER BY t.relname, a.attnum"
        }
    };
    let mut found: BTreeMap<String, (Vec<Field>, BTreeMap<i64, usize>)> = BTreeMap::new();
    tx.each(columns, &[], |row| {
        let (fields, key) = found.entry(row.get(0)?).or_default();
        let declared: String = row.get(2)?;
        let place: i64 = row.get(4)?;
        if place > 0 {
            key.insert(place, fields.len());
        }
        fields.push(Field {
            name: row.get(1)?,
            kind: kind(&declared),
            nullable: row.get(3)?,
            is_truth: declared == "boolean",
        });
        Ok(())
    })?;
    let table = |(name, (columns, key)): (String, (Vec<Field>, BTreeMap<i64, usize>))| Table {
        name,
        columns,
        key: key.into_values().collect(),
    };
    Ok(found.into_iter().map(table).collect())
}

/// Which table refers to which.
pub(crate) fn read_links(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, DbError> {
    let links = match tx.dialect() {
        Dialect::Sqlite => {
            "SELECT t.name, f.\"table\" FROM sqlite_master t \
             JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'"
        }
        Dialect::Postgres => {
            "SELECT t.relname::text, r.relname::text FROM pg_constraint k \
             JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid \
             JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public' \
             WHERE k.contype = 'f'"
        }
    };
    tx.query(links, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The last number given to a row of a table whose database numbers them; `None` when it does not.
pub(crate) fn last_given(tx: &mut Tx<'_>, table: &str) -> Result<Option<i64>, DbError> {
    let last = match tx.dialect() {
        Dialect::Sqlite => {
            "SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = t.name), 0) \
             FROM sqlite_master t WHERE t.name = $1 AND t.sql LIKE '%AUTOINCREMENT%'"
        }
        Dialect::Postgres => {
            "SELECT COALESCE(pg_sequence_last_value(s.name::regclass), 0)::bigint \
             FROM (SELECT pg_get_serial_sequence($1, 'id') AS name) s WHERE s.name IS NOT NULL"
        }
    };
    tx.query_opt(last, params![table], |row| row.get(0))
}

/// The next number given is above this one.
pub(crate) fn give_after(tx: &mut Tx<'_>, table: &str, last: i64) -> Result<(), DbError> {
    match tx.dialect() {
        Dialect::Sqlite => {
            let values = params![table, last];
            let known =
                tx.execute("UPDATE sqlite_sequence SET seq = $2 WHERE name = $1", values)?;
            if known == 0 {
                tx.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)", values)?;
            }
            Ok(())
        }
        Dialect::Postgres => tx.each(
            "SELECT setval(pg_get_serial_sequence($1, 'id'), $2, true)",
            params![table, last],
            |_| Ok(()),
        ),
    }
}

fn kind(declared: &str) -> &'static str {
    match declared {
        "integer" | "bigint" | "boolean" => "integer",
        "real" | "double precision" => "real",
        "text" => "text",
        "blob" | "bytea" => "bytes",
        _ => "unknown",
    }
}

pub(crate) fn check_integrity(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    match tx.dialect() {
        Dialect::Sqlite => {
            let mut said = tx.query("PRAGMA integrity_check", &[], |row| row.get::<String>(0))?;
            said.retain(|line| line != "ok");
            let dangling = tx.query("PRAGMA foreign_key_check", &[], |row| row.get::<String>(0))?;
            said.extend(
                dangling.into_iter().map(|table| format!("a row of {table} refers to nothing")),
            );
            Ok(said)
        }
        Dialect::Postgres => {
            tx.query_one("SELECT 1", params![], |_| Ok(()))?;
            Ok(Vec::new())
        }
    }
}
