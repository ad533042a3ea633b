//! What an actor finds, kind by kind.

use std::collections::{BTreeMap, HashMap};

use db::{DbError, Tx, Value};
use kernel::Actor;

use crate::{
    block,
    index::reader,
    query::{Query, Tally},
};

/// Blocks that are read, the newest first: some years of one's classes, half a year of a school.
const BLOCKS: i64 = 600;
/// Things of one kind that are ranked by their day.
const RANKED: usize = 200;
/// Things of one kind that are given.
const GIVEN: usize = 50;

/// What was found, by kind: references, the best first.
pub type Found = BTreeMap<String, Vec<i64>>;

/// What an actor may open and has every word of a query.
pub fn find(tx: &mut Tx, actor: &Actor, query: &Query) -> Result<Found, DbError> {
    let mut tallies: BTreeMap<String, Tally<(i64, u8)>> = BTreeMap::new();
    read_blocks(tx, actor, |block, kind, words| {
        let tally = tallies.entry(kind).or_insert_with(|| Tally::new(query));
        block::scan(words, |word, places| {
            for (which, near) in query.nears(word) {
                for (slot, is_title) in block::places(places) {
                    tally.note(which, near, (block, slot), is_title);
                }
            }
        });
    })?;
    let mut found = Found::new();
    for (kind, tally) in tallies {
        let mut best = tally.best();
        best.truncate(RANKED);
        if !best.is_empty() {
            found.insert(kind, in_order(tx, &best)?);
        }
    }
    Ok(found)
}

/// The blocks of everything that an actor may open.
fn read_blocks(
    tx: &mut Tx,
    actor: &Actor,
    mut f: impl FnMut(i64, String, &str),
) -> Result<(), DbError> {
    let mut readers: Vec<_> = actor.ties().iter().map(|tie| reader(tie.role, tie.target)).collect();
    let Some(last) = readers.last().cloned() else { return Ok(()) };
    readers.resize(readers.len().next_power_of_two(), last);
    let values: Vec<Value> = readers.iter().map(|reader| Value::Text(reader)).collect();
    let list = db::placeholders(1, values.len());
    let sql = format!(
        "SELECT b.id, b.kind, b.words FROM search_block b WHERE b.id IN (\
         SELECT c.id FROM search_block c JOIN search_reader r ON r.audience_id = c.audience_id \
         WHERE r.reader IN ({list}) GROUP BY c.id ORDER BY c.id DESC LIMIT {BLOCKS})"
    );
    tx.each(&sql, &values, |row| {
        let words: String = row.get(2)?;
        f(row.get(0)?, row.get(1)?, &words);
        Ok(())
    })
}

/// The references of places: the best first, then the newest.
fn in_order(tx: &mut Tx, best: &[((i64, u8), u32)]) -> Result<Vec<i64>, DbError> {
    let worth: HashMap<(i64, u8), u32> = best.iter().copied().collect();
    let mut blocks: Vec<i64> = best.iter().map(|((block, _), _)| *block).collect();
    blocks.sort_unstable();
    blocks.dedup();
    let Some(last) = blocks.last().copied() else { return Ok(Vec::new()) };
    blocks.resize(blocks.len().next_power_of_two(), last);
    let values: Vec<Value> = blocks.iter().map(|block| Value::Int(*block)).collect();
    let list = db::placeholders(1, values.len());
    let mut things: Vec<(u32, i64, i64)> = Vec::new();
    tx.each(
        &format!(
            "SELECT block_id, slot, day, reference FROM search_entry WHERE block_id IN ({list})"
        ),
        &values,
        |row| {
            let slot = u8::try_from(row.get::<i64>(1)?).unwrap_or_default();
            if let Some(worth) = worth.get(&(row.get(0)?, slot)) {
                things.push((*worth, row.get(2)?, row.get(3)?));
            }
            Ok(())
        },
    )?;
    things.sort_unstable_by(|one, other| other.cmp(one));
    Ok(things.into_iter().take(GIVEN).map(|(_, _, reference)| reference).collect())
}
