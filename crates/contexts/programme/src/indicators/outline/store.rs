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

/// Outlines made light, as they are kept.
pub(crate) struct Light {
    /// The name of each outline, and its rings as text.
    rows: Vec<(String, String)>,
    points: i64,
    kept: i64,
}

impl Light {
    /// Takes the points that a picture does not show away: long for a large file.
    pub(crate) fn of(outlines: &[Outline]) -> Self {
        let all: Vec<Ring> = outlines.iter().flat_map(|outline| outline.rings.clone()).collect();
        let count = |rings: &[Ring]| i64::try_from(rings.iter().map(Vec::len).sum::<usize>());
        let points = count(&all).unwrap_or(i64::MAX);
        let light = lighten(&all, KEPT_MAX);
        let kept = count(&light).unwrap_or(i64::MAX);
        let mut light = light.into_iter();
        let rows = outlines.iter().map(|outline| {
            let rings = light.by_ref().take(outline.rings.len());
            let rings: Vec<String> =
                rings.filter(|ring| !ring.is_empty()).map(|ring| write(&ring)).collect();
            (outline.name.clone(), rings.join(";"))
        });
        Self { rows: rows.filter(|(_, rings)| !rings.is_empty()).collect(), points, kept }
    }
}

/// Keeps outlines in the place of what there was.
pub(crate) fn keep(tx: &mut Tx, light: &Light, source: &str, now: Instant) -> Result<(), DbError> {
    tx.execute("DELETE FROM programme_outline", &[])?;
    let rows: Vec<Value> = light
        .rows
        .iter()
        .flat_map(|(name, rings)| -> [Value; 2] { [name.as_str().into(), rings.as_str().into()] })
        .collect();
    tx.insert_many("programme_outline", "name, rings", &rows)?;
    tx.execute(
        "INSERT INTO programme_map (id, source, points, kept, at) VALUES (1, $1, $2, $3, $4) \
         ON CONFLICT (id) DO UPDATE SET source = excluded.source, points = excluded.points, \
         kept = excluded.kept, at = excluded.at",
        params![source, light.points, light.kept, now],
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
