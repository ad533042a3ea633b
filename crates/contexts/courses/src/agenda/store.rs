//! Secret addresses in their table.

use db::{DbError, Tx, params};
use kernel::{Instant, Lang};

/// The open address of a person: its nonce, and since when.
pub(crate) fn of(tx: &mut Tx, person: i64) -> Result<Option<(String, Instant)>, DbError> {
    tx.query_opt(
        "SELECT nonce, created_at FROM courses_agenda WHERE person_id = $1",
        params![person],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Opens an address; the one before stops being one.
pub(crate) fn open(
    tx: &mut Tx,
    person: i64,
    (nonce, digest): (&str, &str),
    lang: Lang,
    now: Instant,
) -> Result<(), DbError> {
    close(tx, person)?;
    tx.execute(
        "INSERT INTO courses_agenda (person_id, nonce, digest, lang, created_at) VALUES ($1, $2, $3, $4, $5)",
        params![person, nonce, digest, lang.tag(), now],
    )?;
    Ok(())
}

/// Closes the address of a person; whether there was one.
pub(crate) fn close(tx: &mut Tx, person: i64) -> Result<bool, DbError> {
    let closed = tx.execute("DELETE FROM courses_agenda WHERE person_id = $1", params![person])?;
    Ok(closed > 0)
}

/// Whose address this is, and their language.
pub(crate) fn find(tx: &mut Tx, digest: &str) -> Result<Option<(i64, Lang)>, DbError> {
    tx.query_opt(
        "SELECT person_id, lang FROM courses_agenda WHERE digest = $1",
        params![digest],
        |row| {
            let lang: String = row.get(1)?;
            Ok((row.get(0)?, Lang::from_tag(&lang).unwrap_or_default()))
        },
    )
}
