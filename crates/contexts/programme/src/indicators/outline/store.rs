//! The outlines that are kept.

use db::{DbError, Tx, Value, params};
use kernel::Instant;

use super::{KEPT_MAX, Outline, Ring, lighten};

/// Where the map comes from.
pub(crate) struct Origin {
    pub(crate) source: String,
    pub(crate) points: i64,
    pub(crate) kept: i64,
}

/// Keeps outlines, made light, in the place of what there was; how many points are left of how many.
pub(crate) fn keep(
    tx: &mut Tx,
    outlines: &[Outline],
    source: &str,
    now: Instant,
) -> Result<(), DbError> {
    let all: Vec<Ring> = outlines.iter().flat_map(|outline| outline.rings.clone()).collect();
    let count = |rings: &[Ring]| i64::try_from(rings.iter().map(Vec::len).sum::<usize>());
    let points = count(&all).unwrap_or(i64::MAX);
    let light = lighten(&all, KEPT_MAX);
    let kept = count(&light).unwrap_or(i64::MAX);
    let mut light = light.into_iter();
    let written: Vec<(&str, String)> = outlines
        .iter()
        .map(|outline| {
            let rings = light.by_ref().take(outline.rings.len());
            let rings: Vec<String> =
                rings.filter(|ring| !ring.is_empty()).map(|ring| write(&ring)).collect();
            (outline.name.as_str(), rings.join(";"))
        })
        .collect();
    tx.execute("DELETE FROM programme_outline", &[])?;
    let rows: Vec<Value> = written
        .iter()
        .filter(|(_, rings)| !rings.is_empty())
        .flat_map(|(name, rings)| -> [Value; 2] { [(*name).into(), rings.as_str().into()] })
        .collect();
    tx.insert_many("programme_outline", "name, rings", &rows)?;
    tx.execute(
        "INSERT INTO programme_map (id, source, points, kept, at) VALUES (1, $1, $2, $3, $4) \
         ON CONFLICT (id) DO UPDATE SET source = excluded.source, points = excluded.points, \
         kept = excluded.kept, at = excluded.at",
        params![source, points, kept, now],
    )
    .map(drop)
}

fn write(ring: &Ring) -> String {
    ring.iter().map(|(lon, lat)| format!("{lon} {lat}")).collect::<Vec<_>>().join(",")
}

/// The outlines of the map.
pub(crate) fn all(tx: &mut Tx) -> Result<Vec<Vec<Ring>>, DbError> {
    tx.query("SELECT rings FROM programme_outline ORDER BY id LIMIT 2000", &[], |row| {
        Ok(row.get::<String>(0)?.split(';').map(ring).collect())
    })
}

fn ring(text: &str) -> Ring {
    let point = |text: &str| {
        let (lon, lat) = text.split_once(' ')?;
        Some((lon.parse().ok()?, lat.parse().ok()?))
    };
    text.split(',').filter_map(point).collect()
}

/// Where the map comes from, when there is one.
pub(crate) fn origin(tx: &mut Tx) -> Result<Option<Origin>, DbError> {
    tx.query_opt("SELECT source, points, kept FROM programme_map WHERE id = 1", &[], |row| {
        Ok(Origin { source: row.get(0)?, points: row.get(1)?, kept: row.get(2)? })
    })
}
