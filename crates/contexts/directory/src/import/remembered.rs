//! What the columns of tables are, remembered from one file to the next by their titles.

use db::{DbError, Tx, Value, params, placeholders};
use kernel::Instant;

use crate::feed::{columns::Mapping, mapped::Sample};

/// Titles looked for in one statement.
const AT_ONCE: usize = 256;

/// What is remembered of the columns of these sheets.
pub fn mappings(tx: &mut Tx, samples: &[Sample]) -> Result<Vec<Mapping>, DbError> {
    let mut keys: Vec<String> = samples.iter().flat_map(Sample::keys).collect();
    keys.sort();
    keys.dedup();
    let mut found = Vec::new();
    for keys in keys.chunks(AT_ONCE) {
        let mut values: Vec<Value> = keys.iter().map(|key| Value::Text(key)).collect();
        let Some(last) = values.last().copied() else { continue };
        values.resize(keys.len().next_power_of_two(), last);
        let sql = format!(
            "SELECT mapping FROM directory_mapping WHERE headers IN ({}) ORDER BY headers",
            placeholders(1, values.len())
        );
        found.extend(tx.query(&sql, &values, |row| row.get::<String>(0))?);
    }
    // One that an older version wrote otherwise is asked again.
    Ok(found.iter().filter_map(|text| serde_json::from_str(text).ok()).collect())
}

/// Remembers what the columns of a sheet are, in the place of what was said of them before.
pub fn remember(
    tx: &mut Tx,
    mapping: &Mapping,
    by: Option<i64>,
    now: Instant,
) -> Result<(), DbError> {
    let key = mapping.key();
    let text = serde_json::to_string(mapping).map_err(DbError::statement)?;
    let changed = tx.execute(
        "UPDATE directory_mapping SET mapping = $2, by_id = $3, at = $4 WHERE headers = $1",
        params![&key, &text, by, now],
    )?;
    if changed == 0 {
        tx.execute(
            "INSERT INTO directory_mapping (headers, mapping, by_id, at) VALUES ($1, $2, $3, $4)",
            params![&key, &text, by, now],
        )?;
    }
    Ok(())
}
