//! Migrations: one numbered set per context, applied in the order given, verified at start.

use kernel::Instant;
use sha2::{Digest, Sha256};

use crate::{
    Broken, Db, DbError, Tx, params,
    sql::{Dialect, expand},
};

/// The migrations of one context.
#[derive(Clone, Copy, Debug)]
pub struct MigrationSet {
    /// The context, also the prefix of its tables.
    pub context: &'static str,
    /// Its migrations, numbered from 1 without a hole.
    pub migrations: &'static [Migration],
}

/// One step of a schema, never changed once applied anywhere.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its number within the context.
    pub number: u32,
    /// What it does, in a few words.
    pub name: &'static str,
    /// Its statements, with the type words `ID INT BOOL REAL TEXT BYTES`.
    pub sql: &'static str,
}

impl Migration {
    /// Tells its text from any other.
    pub fn checksum(&self) -> String {
        kernel::hex(&Sha256::digest(self.sql))
    }
}

/// A migration that was just applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The context.
    pub context: String,
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: String,
}

pub(crate) fn run(db: &Db, sets: &[MigrationSet], now: Instant) -> Result<Vec<Applied>, DbError> {
    db.write_blocking(create_register)?;
    let sets = sets.to_vec();
    db.write_blocking(move |tx| {
        lock_register(tx)?;
        let mut known = read_register(tx)?;
        let mut applied = Vec::new();
        for set in &sets {
            for migration in set.migrations {
                let checksum = migration.checksum();
                let before =
                    known.iter().position(|k| k.0 == set.context && k.1 == migration.number);
                match before.map(|at| known.swap_remove(at)) {
                    Some((.., same)) if same == checksum => {}
                    Some(_) => return Err(changed(set, migration)),
                    None => {
                        apply(tx, set, migration, &checksum, now)?;
                        applied.push(Applied {
                            context: set.context.into(),
                            number: migration.number,
                            name: migration.name.into(),
                        });
                    }
                }
            }
        }
        match known.first() {
            Some((context, number, _)) => Err(unknown(context, *number)),
            None => Ok(applied),
        }
    })
}

/// Any number of programs may start at once. On PostgreSQL two `CREATE TABLE IF NOT EXISTS` that
/// meet fail in one of several ways, so they take turns.
fn create_register(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let dialect = tx.dialect();
    if dialect == Dialect::Postgres {
        tx.run_ddl("SELECT pg_advisory_xact_lock(hashtext('db_migration'))")?;
    }
    let create = "CREATE TABLE IF NOT EXISTS db_migration (context TEXT NOT NULL, number INT NOT NULL, \
                  name TEXT NOT NULL, checksum TEXT NOT NULL, at INT NOT NULL, PRIMARY KEY (context, number))";
    expand(create, dialect).iter().try_for_each(|statement| tx.run_ddl(statement))
}

/// Lets one process migrate at a time. On SQLite the writer is alone anyway; on PostgreSQL this
/// comes before the first statement that sees rows, so that those of the process before are seen.
/// The mode is one that writers, who hold the register already, may ask for without a deadlock.
fn lock_register(tx: &mut Tx<'_>) -> Result<(), DbError> {
    match tx.dialect() {
        Dialect::Sqlite => Ok(()),
        Dialect::Postgres => tx.run_ddl("LOCK TABLE db_migration IN SHARE ROW EXCLUSIVE MODE"),
    }
}

fn read_register(tx: &mut Tx<'_>) -> Result<Vec<(String, u32, String)>, DbError> {
    tx.query(
        "SELECT context, number, checksum FROM db_migration ORDER BY context, number",
        &[],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// The migrations that were applied, as context and number.
///
/// # Errors
/// On a database without the register.
pub fn applied(tx: &mut Tx<'_>) -> Result<Vec<(String, u32)>, DbError> {
    let known = read_register(tx)?;
    Ok(known.into_iter().map(|(context, number, _)| (context, number)).collect())
}

fn apply(
    tx: &mut Tx<'_>,
    set: &MigrationSet,
    migration: &Migration,
    checksum: &str,
    now: Instant,
) -> Result<(), DbError> {
    let dialect: Dialect = tx.dialect();
    for statement in expand(migration.sql, dialect) {
        tx.run_ddl(&statement)?;
    }
    tx.execute(
        "INSERT INTO db_migration (context, number, name, checksum, at) VALUES ($1, $2, $3, $4, $5)",
        params![set.context, migration.number, migration.name, checksum, now],
    )?;
    Ok(())
}

fn changed(set: &MigrationSet, migration: &Migration) -> DbError {
    DbError::Broken(Broken::Migration(format!(
        "migration {} {} was applied with another text: this database was made by another program",
        set.context, migration.number
    )))
}

fn unknown(context: &str, number: u32) -> DbError {
    DbError::Broken(Broken::Migration(format!(
        "the database has migration {context} {number}, which this program does not know: use a newer one"
    )))
}
