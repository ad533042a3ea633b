//! Keeping the index true: a thing is read from its own table, with who may open it.

use std::collections::HashMap;

use db::{DbError, Row, Tx, Value, params};
use kernel::{Grant, Link, Right, Target};

use crate::{
    store::{self, Blocks, Entry},
    words::{Words, words_of},
};

/// What a kind of thing is made of: where its rows are, what says who may open one, and which
/// columns are read.
#[derive(Debug)]
pub struct Source {
    /// Its name, such as `courses.lesson`.
    pub kind: &'static str,
    /// Who finds it: whoever has this right on the row `r`.
    pub right: &'static Right,
    /// Its tables, with the right's table as `r`: `courses_lesson r`.
    pub from: &'static str,
    /// The column of its id: `r.id`.
    pub id: &'static str,
    /// The column of the day it is of: newer ones come first.
    pub day: &'static str,
    /// The column of its title, or an expression.
    pub title: &'static str,
    /// The column of its text, or an expression.
    pub text: &'static str,
    /// Makes a stored text plain.
    pub plain: fn(&str) -> String,
}

/// A thing as it is now.
struct Thing {
    reference: i64,
    day: i64,
    readers: Vec<String>,
    /// Grants whose column is in another table, with the row they are of.
    named: Vec<(&'static Grant, Link, i64)>,
    words: Words,
}

impl Source {
    fn select(&self, condition: &str) -> String {
        let grants = self.right.grants.iter().map(|grant| {
            let when = grant.when.unwrap_or("TRUE");
            let column = if grant.through.is_some() { "id" } else { grant.column };
            format!("CASE WHEN {when} THEN r.{column} END")
        });
        let grants: Vec<_> = grants.collect();
        format!(
            "SELECT {}, {}, {}, {}, {} FROM {} WHERE {condition}",
            self.id,
            self.day,
            self.title,
            self.text,
            grants.join(", "),
            self.from
        )
    }

    fn read(&self, row: &Row) -> Result<Thing, DbError> {
        let (title, text): (String, String) = (row.get(2)?, row.get(3)?);
        let (mut readers, mut named) = (Vec::new(), Vec::new());
        for (at, grant) in self.right.grants.iter().enumerate() {
            let Some(id) = row.get::<Option<i64>>(4 + at)? else { continue };
            match grant.through {
                Some(link) => named.push((grant, link, id)),
                None => readers.push(reader(grant.role, Target { kind: grant.kind, id })),
            }
        }
        Ok(Thing {
            reference: row.get(0)?,
            day: row.get(1)?,
            readers,
            named,
            words: words_of(&title, &(self.plain)(&text)),
        })
    }
}

/// A way to have a right, as the index writes it.
pub(crate) fn reader(role: kernel::Role, target: Target) -> String {
    format!("{}/{}", role.code(), target.packed())
}

/// A thing was made, changed, shown, hidden or removed: the index says what is now. In the
/// transaction of the change.
pub fn refresh(tx: &mut Tx, source: &Source, id: i64) -> Result<(), DbError> {
    let sql = source.select(&format!("{} = $1", source.id));
    let thing = tx.query_opt(&sql, params![id], |row| source.read(row))?;
    let known = store::entry(tx, source.kind, id)?;
    let mut writer = Writer::default();
    let thing = thing.map(|thing| thing.with_named(tx)).transpose()?;
    match thing.filter(Thing::can_be_found) {
        Some(thing) => writer.put(tx, source.kind, thing, known)?,
        None => writer.remove(tx, known)?,
    }
    writer.finish(tx)
}

/// Reads so many of the things that were there before the index was, in the order of their ids;
/// whether there are more. Called until there are none, in transactions of their own.
pub fn catch_up(tx: &mut Tx, source: &Source, limit: i64) -> Result<bool, DbError> {
    let after = store::progress(tx, source.kind)?;
    let sql = source.select(&format!("{0} > $1 ORDER BY {0} LIMIT $2", source.id));
    let things = tx.query(&sql, params![after, limit], |row| source.read(row))?;
    let Some(last) = things.last().map(|thing| thing.reference) else { return Ok(false) };
    let known = store::known(tx, source.kind, (after, last))?;
    let is_full = i64::try_from(things.len()).is_ok_and(|count| count >= limit);
    let mut writer = Writer::default();
    for thing in things.into_iter().filter(|thing| !known.contains(&thing.reference)) {
        let thing = thing.with_named(tx)?;
        if thing.can_be_found() {
            writer.put(tx, source.kind, thing, None)?;
        }
    }
    writer.finish(tx)?;
    store::set_progress(tx, source.kind, last)?;
    Ok(is_full)
}

impl Thing {
    /// The thing with all its readers, in order.
    fn with_named(mut self, tx: &mut Tx) -> Result<Self, DbError> {
        for (grant, Link { table, row }, id) in std::mem::take(&mut self.named) {
            let sql = format!("SELECT {} FROM {table} WHERE {row} = $1", grant.column);
            tx.each(&sql, params![id], |row| {
                let target = Target { kind: grant.kind, id: row.get(0)? };
                self.readers.push(reader(grant.role, target));
                Ok(())
            })?;
        }
        self.readers.sort_unstable();
        self.readers.dedup();
        Ok(self)
    }

    fn can_be_found(&self) -> bool {
        !self.readers.is_empty() && !self.words.is_empty()
    }
}

/// Changes of one transaction, written together.
#[derive(Default)]
struct Writer {
    blocks: Blocks,
    audiences: HashMap<Vec<String>, i64>,
    added: Vec<(&'static str, i64, i64, u8, i64)>,
}

impl Writer {
    fn put(
        &mut self,
        tx: &mut Tx,
        kind: &'static str,
        thing: Thing,
        known: Option<Entry>,
    ) -> Result<(), DbError> {
        let audience = self.audience(tx, thing.readers)?;
        if let Some(known) = known.filter(|known| known.audience == audience) {
            self.blocks.get(tx, known.block)?.put(known.slot, &thing.words);
            return store::date_entry(tx, known.id, thing.day);
        }
        self.remove(tx, known)?;
        let (block, slot) = self.blocks.room(tx, audience, kind)?;
        self.blocks.get(tx, block)?.put(slot, &thing.words);
        self.added.push((kind, thing.reference, block, slot, thing.day));
        Ok(())
    }

    fn remove(&mut self, tx: &mut Tx, known: Option<Entry>) -> Result<(), DbError> {
        let Some(known) = known else { return Ok(()) };
        self.blocks.get(tx, known.block)?.clear(known.slot);
        store::remove_entry(tx, known.id)
    }

    fn audience(&mut self, tx: &mut Tx, readers: Vec<String>) -> Result<i64, DbError> {
        if let Some(known) = self.audiences.get(&readers) {
            return Ok(*known);
        }
        let id = store::audience(tx, &readers)?;
        self.audiences.insert(readers, id);
        Ok(id)
    }

    fn finish(self, tx: &mut Tx) -> Result<(), DbError> {
        let values: Vec<Value> = self
            .added
            .into_iter()
            .flat_map(|(kind, reference, block, slot, day)| -> [Value; 5] {
                [kind.into(), reference.into(), block.into(), i64::from(slot).into(), day.into()]
            })
            .collect();
        tx.insert_many("search_entry", "kind, reference, block_id, slot, day", &values)?;
        self.blocks.write(tx)
    }
}
