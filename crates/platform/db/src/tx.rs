//! A transaction, the same for both databases.

use std::collections::HashMap;

use postgres::fallible_iterator::FallibleIterator;

use crate::{
    DbError, Value,
    sql::{Dialect, for_sqlite, placeholders},
    trace::Trace,
    value::{FromColumn, column},
};

/// One transaction. Statements take `$1` placeholders and [`crate::params!`].
///
/// An error of the database poisons it: every later statement answers the same error, so that
/// nothing half done can be committed on either database.
pub struct Tx<'c> {
    connection: Connection<'c>,
    poisoned: Option<DbError>,
    after: After,
    writes: bool,
    trace: Option<&'c Trace>,
}

/// What is said once a transaction is committed.
#[derive(Default)]
pub(crate) struct After {
    /// Whether the bell rings.
    pub(crate) rings: bool,
    /// What it tells that it changed.
    pub(crate) topics: Vec<i64>,
}

enum Connection<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres(&'c mut Session),
}

/// A PostgreSQL connection with its prepared statements.
pub(crate) struct Session {
    pub(crate) client: postgres::Client,
    pub(crate) statements: HashMap<String, postgres::Statement>,
    /// Whether the register of migrations was seen: writers stand in line at it.
    pub(crate) has_register: bool,
}

/// More prepared statements than the program has: beyond, the cache starts anew.
const STATEMENTS_KEPT: usize = 1_000;

impl Session {
    fn prepare(&mut self, sql: &str) -> Result<postgres::Statement, postgres::Error> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        if self.statements.len() >= STATEMENTS_KEPT {
            self.statements.clear();
        }
        let statement = self.client.prepare(sql)?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

/// A row of a result, read by place from 0.
pub struct Row<'r>(RowOf<'r>);

enum RowOf<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

impl Row<'_> {
    /// Reads a column.
    ///
    /// # Errors
    /// [`DbError::Column`] when it holds something else.
    pub fn get<T: FromColumn>(&self, at: usize) -> Result<T, DbError> {
        match &self.0 {
            RowOf::Sqlite(row) => {
                let value = row.get_ref(at).map_err(|e| e.to_string());
                column(value.and_then(T::from_sqlite), at)
            }
            RowOf::Postgres(row) => column(T::from_postgres(row, at), at),
        }
    }
}

impl<'c> Tx<'c> {
    pub(crate) fn on_sqlite(
        connection: &'c rusqlite::Connection,
        writes: bool,
        trace: Option<&'c Trace>,
    ) -> Self {
        let connection = Connection::Sqlite(connection);
        Self { connection, poisoned: None, after: After::default(), writes, trace }
    }

    pub(crate) fn on_postgres(
        session: &'c mut Session,
        writes: bool,
        trace: Option<&'c Trace>,
    ) -> Self {
        let connection = Connection::Postgres(session);
        Self { connection, poisoned: None, after: After::default(), writes, trace }
    }

    pub(crate) const fn dialect(&self) -> Dialect {
        match self.connection {
            Connection::Sqlite(_) => Dialect::Sqlite,
            Connection::Postgres(_) => Dialect::Postgres,
        }
    }

    /// What is left of it when its closure returned: the error that poisoned it, and what is said
    /// if it is committed.
    pub(crate) fn end(self) -> (Option<DbError>, After) {
        (self.poisoned, self.after)
    }

    /// Rings the [bell](crate::Db::bell) once this transaction is committed, not before.
    pub const fn ring(&mut self) {
        self.after.rings = true;
    }

    /// Tells those who [listen](crate::Db::changes) that something changed, once this transaction
    /// is committed, not before. What the number means is between the two.
    pub fn tell(&mut self, topic: i64) {
        if !self.after.topics.contains(&topic) {
            self.after.topics.push(topic);
        }
    }

    /// Whether it may change anything; otherwise the database refuses.
    pub const fn writes(&self) -> bool {
        self.writes
    }

    /// Runs a statement and hands each row to `f`, without keeping them.
    pub fn each(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        mut f: impl FnMut(&Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        self.check(sql, params)?;
        let outcome = match &mut self.connection {
            Connection::Sqlite(connection) => each_sqlite(connection, sql, params, &mut f),
            Connection::Postgres(session) => each_postgres(session, sql, params, &mut f),
        };
        self.keep(outcome)
    }

    /// All rows, each made into a value.
    pub fn query<T>(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        mut f: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let mut rows = Vec::new();
        self.each(sql, params, |row| {
            rows.push(f(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The first row, if there is one.
    pub fn query_opt<T>(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        mut f: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        let mut first = None;
        self.each(sql, params, |row| {
            if first.is_none() {
                first = Some(f(row)?);
            }
            Ok(())
        })?;
        Ok(first)
    }

    /// The first row.
    ///
    /// # Errors
    /// [`DbError::Missing`] when there is none.
    pub fn query_one<T>(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        f: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        self.query_opt(sql, params, f)?.ok_or(DbError::Missing)
    }

    /// Runs a statement that returns nothing; the number of rows it changed.
    pub fn execute(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64, DbError> {
        self.check(sql, params)?;
        let outcome = match &mut self.connection {
            Connection::Sqlite(connection) => execute_sqlite(connection, sql, params),
            Connection::Postgres(session) => execute_postgres(session, sql, params),
        };
        self.keep(outcome)
    }

    /// Inserts many rows of the same columns, in as few statements as the database likes.
    /// `columns` is the text between the parentheses; `rows` holds the values one row after
    /// another.
    pub fn insert_many(
        &mut self,
        table: &str,
        columns: &str,
        rows: &[Value<'_>],
    ) -> Result<(), DbError> {
        let width = columns.split(',').count();
        if !rows.len().is_multiple_of(width) {
            return self.keep(Err(DbError::statement("insert_many: a row has values missing")));
        }
        let at_once = match self.dialect() {
            Dialect::Sqlite => 1,
            Dialect::Postgres => (8_000 / width).max(1),
        };
        for chunk in rows.chunks(width * at_once) {
            let tuples: Vec<_> = (0..chunk.len() / width)
                .map(|row| format!("({})", placeholders(row * width + 1, width)))
                .collect();
            self.execute(
                &format!("INSERT INTO {table} ({columns}) VALUES {}", tuples.join(", ")),
                chunk,
            )?;
        }
        Ok(())
    }

    /// After rows were inserted with ids of our own: the next id assigned is above them.
    pub fn settle_ids(&mut self, table: &str) -> Result<(), DbError> {
        match self.dialect() {
            Dialect::Sqlite => Ok(()),
            Dialect::Postgres => self.each(
                &format!(
                    "SELECT setval(pg_get_serial_sequence('{table}', 'id'), \
                     (SELECT COALESCE(MAX(id), 0) + 1 FROM {table}), false)"
                ),
                &[],
                |_| Ok(()),
            ),
        }
    }

    /// Refreshes the planner's figures after a bulk load.
    pub fn analyze(&mut self) -> Result<(), DbError> {
        self.run_ddl("ANALYZE")
    }

    /// Runs a statement that cannot be prepared or takes no value.
    pub(crate) fn run_ddl(&mut self, sql: &str) -> Result<(), DbError> {
        self.check("", &[])?;
        let outcome = match &mut self.connection {
            Connection::Sqlite(connection) => connection.execute_batch(sql).map_err(DbError::from),
            Connection::Postgres(session) => {
                session.client.batch_execute(sql).map_err(DbError::from)
            }
        };
        self.keep(outcome)
    }

    /// Before each statement: the transaction is sound, and so are the values. What only one of
    /// the databases would refuse is refused for both.
    fn check(&mut self, sql: &str, params: &[Value<'_>]) -> Result<(), DbError> {
        if let Some(trace) = self.trace {
            trace.note(sql);
        }
        if let Some(error) = &self.poisoned {
            return Err(error.clone());
        }
        let refused = params.iter().find_map(|value| match value {
            Value::Text(text) if text.contains('\0') => Some("a text with a zero character"),
            Value::Real(number) if number.is_nan() => Some("a number that is not one"),
            _ => None,
        });
        self.keep(refused.map_or(Ok(()), |what| Err(DbError::Refused(what.to_owned()))))
    }

    fn keep<T>(&mut self, outcome: Result<T, DbError>) -> Result<T, DbError> {
        if let Err(error) = &outcome
            && !matches!(error, DbError::Missing | DbError::Column { .. })
        {
            self.poisoned = Some(error.clone());
        }
        outcome
    }
}

fn each_sqlite(
    connection: &rusqlite::Connection,
    sql: &str,
    params: &[Value<'_>],
    f: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
) -> Result<(), DbError> {
    let mut statement = connection.prepare_cached(&for_sqlite(sql))?;
    let mut rows = statement.query(rusqlite::params_from_iter(params))?;
    while let Some(row) = rows.next()? {
        f(&Row(RowOf::Sqlite(row)))?;
    }
    Ok(())
}

fn each_postgres(
    session: &mut Session,
    sql: &str,
    params: &[Value<'_>],
    f: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
) -> Result<(), DbError> {
    let statement = session.prepare(sql)?;
    let mut rows = session.client.query_raw(&statement, params)?;
    let mut read = Ok(());
    while let Some(row) = rows.next()? {
        // After an error of `f` the rows still go by: an error of the server must not be missed.
        if read.is_ok() {
            read = f(&Row(RowOf::Postgres(&row)));
        }
    }
    read
}

fn execute_sqlite(
    connection: &rusqlite::Connection,
    sql: &str,
    params: &[Value<'_>],
) -> Result<u64, DbError> {
    let mut statement = connection.prepare_cached(&for_sqlite(sql))?;
    let changed = statement.execute(rusqlite::params_from_iter(params))?;
    Ok(changed as u64)
}

fn execute_postgres(
    session: &mut Session,
    sql: &str,
    params: &[Value<'_>],
) -> Result<u64, DbError> {
    let statement = session.prepare(sql)?;
    let params: Vec<&(dyn postgres::types::ToSql + Sync)> =
        params.iter().map(|v| v as &(dyn postgres::types::ToSql + Sync)).collect();
    Ok(session.client.execute(&statement, &params)?)
}
