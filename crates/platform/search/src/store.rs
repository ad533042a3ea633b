//! The index in tables.

use std::collections::{HashMap, HashSet, hash_map::Entry as Slot};

use db::{DbError, Tx, params};

use crate::block::{Block, SLOTS};

/// The id of an audience by its readers, made when there is none.
pub(crate) fn audience(tx: &mut Tx, readers: &[String]) -> Result<i64, DbError> {
    let text = readers.join(" ");
    let known =
        tx.query_opt("SELECT id FROM search_audience WHERE readers = $1", params![&text], |row| {
            row.get(0)
        })?;
    if let Some(known) = known {
        return Ok(known);
    }
    let id = tx.query_one(
        "INSERT INTO search_audience (readers) VALUES ($1) RETURNING id",
        params![&text],
        |row| row.get(0),
    )?;
    for reader in readers {
        tx.execute(
            "INSERT INTO search_reader (reader, audience_id) VALUES ($1, $2)",
            params![reader, id],
        )?;
    }
    Ok(id)
}

/// Where a thing is in the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) id: i64,
    pub(crate) block: i64,
    pub(crate) audience: i64,
    pub(crate) slot: u8,
}

pub(crate) fn entry(tx: &mut Tx, kind: &str, reference: i64) -> Result<Option<Entry>, DbError> {
    tx.query_opt(
        "SELECT e.id, e.block_id, b.audience_id, e.slot FROM search_entry e \
         JOIN search_block b ON b.id = e.block_id WHERE e.kind = $1 AND e.reference = $2",
        params![kind, reference],
        |row| {
            let slot: i64 = row.get(3)?;
            Ok(Entry {
                id: row.get(0)?,
                block: row.get(1)?,
                audience: row.get(2)?,
                slot: u8::try_from(slot).unwrap_or_default(),
            })
        },
    )
}

/// The things of a kind that are known, from one reference to another.
pub(crate) fn known(
    tx: &mut Tx,
    kind: &str,
    (first, last): (i64, i64),
) -> Result<HashSet<i64>, DbError> {
    let mut known = HashSet::new();
    tx.each(
        "SELECT reference FROM search_entry WHERE kind = $1 AND reference BETWEEN $2 AND $3",
        params![kind, first, last],
        |row| {
            known.insert(row.get(0)?);
            Ok(())
        },
    )?;
    Ok(known)
}

pub(crate) fn remove_entry(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM search_entry WHERE id = $1", params![id]).map(drop)
}

pub(crate) fn date_entry(tx: &mut Tx, id: i64, day: i64) -> Result<(), DbError> {
    tx.execute("UPDATE search_entry SET day = $2 WHERE id = $1 AND day <> $2", params![id, day])
        .map(drop)
}

/// Blocks while they are changed: each is read once and written once.
#[derive(Default)]
pub(crate) struct Blocks {
    read: HashMap<i64, Kept>,
    /// The block of an audience and kind that has room, with the places taken in it.
    open: HashMap<(i64, &'static str), (i64, HashSet<u8>)>,
}

struct Kept {
    block: Block,
    before: String,
}

impl Blocks {
    /// A block to change.
    pub(crate) fn get(&mut self, tx: &mut Tx, id: i64) -> Result<&mut Block, DbError> {
        let kept = match self.read.entry(id) {
            Slot::Occupied(known) => known.into_mut(),
            Slot::Vacant(new) => {
                let before: String = tx.query_one(
                    "SELECT words FROM search_block WHERE id = $1",
                    params![id],
                    |row| row.get(0),
                )?;
                new.insert(Kept { block: Block::read(&before), before })
            }
        };
        Ok(&mut kept.block)
    }

    /// A free place for a thing of an audience: its block and slot.
    pub(crate) fn room(
        &mut self,
        tx: &mut Tx,
        audience: i64,
        kind: &'static str,
    ) -> Result<(i64, u8), DbError> {
        let key = (audience, kind);
        if !self.open.contains_key(&key)
            && let Some(last) = last(tx, audience, kind)?
        {
            self.open.insert(key, last);
        }
        let free = self.open.get_mut(&key).and_then(|(block, taken)| Some((*block, take(taken)?)));
        if let Some(free) = free {
            return Ok(free);
        }
        let block = tx.query_one(
            "INSERT INTO search_block (audience_id, kind, words) VALUES ($1, $2, '') RETURNING id",
            params![audience, kind],
            |row| row.get(0),
        )?;
        self.open.insert(key, (block, HashSet::from([0])));
        Ok((block, 0))
    }

    /// Writes what changed; a block without a word is gone.
    pub(crate) fn write(self, tx: &mut Tx) -> Result<(), DbError> {
        for (id, kept) in self.read {
            if kept.block.is_empty() {
                tx.execute("DELETE FROM search_block WHERE id = $1", params![id])?;
                continue;
            }
            let text = kept.block.text();
            if text != kept.before {
                tx.execute("UPDATE search_block SET words = $2 WHERE id = $1", params![id, &text])?;
            }
        }
        Ok(())
    }
}

/// Takes the first free place.
fn take(taken: &mut HashSet<u8>) -> Option<u8> {
    let free = (0..u8::try_from(SLOTS).unwrap_or(0)).find(|slot| !taken.contains(slot))?;
    taken.insert(free);
    Some(free)
}

/// The last block of an audience and kind, with the places taken in it.
fn last(tx: &mut Tx, audience: i64, kind: &str) -> Result<Option<(i64, HashSet<u8>)>, DbError> {
    let block = tx.query_opt(
        "SELECT id FROM search_block WHERE audience_id = $1 AND kind = $2 ORDER BY id DESC LIMIT 1",
        params![audience, kind],
        |row| row.get::<i64>(0),
    )?;
    let Some(block) = block else { return Ok(None) };
    let mut taken = HashSet::new();
    tx.each("SELECT slot FROM search_entry WHERE block_id = $1", params![block], |row| {
        taken.insert(u8::try_from(row.get::<i64>(0)?).unwrap_or_default());
        Ok(())
    })?;
    Ok(Some((block, taken)))
}

/// How far the things of a kind are known: the last reference that was looked at.
pub(crate) fn progress(tx: &mut Tx, kind: &str) -> Result<i64, DbError> {
    let reference = tx.query_opt(
        "SELECT reference FROM search_progress WHERE kind = $1",
        params![kind],
        |row| row.get(0),
    )?;
    Ok(reference.unwrap_or(0))
}

pub(crate) fn set_progress(tx: &mut Tx, kind: &str, reference: i64) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO search_progress (kind, reference) VALUES ($1, $2) \
         ON CONFLICT (kind) DO UPDATE SET reference = excluded.reference",
        params![kind, reference],
    )
    .map(drop)
}
