//! Outlines as `GeoJSON` (RFC 7946) says them. Whichever way lines turn, and whether they cross, the
//! map fills what is inside by counting crossings.

use serde_json::Value;

use super::Ring;

/// The most points of a file.
const POINTS_MAX: usize = 1_500_000;
/// The most outlines of a file.
const SHAPES_MAX: usize = 1_200;
/// The longest name that is kept.
const NAME_MAX: usize = 80;

/// A commune, a district, the territory itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    pub(crate) name: String,
    pub(crate) rings: Vec<Ring>,
}

/// Why a file gives no map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OutlineError {
    /// It is no JSON, or too deep.
    #[error("not-json")]
    NotJson,
    /// Nothing in it has an outline.
    #[error("no-outline")]
    NoOutline,
    /// Its numbers are no degrees.
    #[error("not-degrees")]
    NotDegrees,
    /// It has too many points or outlines.
    #[error("too-large")]
    TooLarge,
}

/// Reads the outlines of a file.
///
/// # Errors
/// [`OutlineError`].
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Outline>, OutlineError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let root: Value = serde_json::from_slice(bytes).map_err(|_bad| OutlineError::NotJson)?;
    let alone = std::slice::from_ref(&root);
    let features = root.get("features").and_then(Value::as_array).map_or(alone, Vec::as_slice);
    let mut outlines = Vec::new();
    let mut points = 0;
    for feature in features {
        let geometry = feature.get("geometry").unwrap_or(feature);
        let mut rings = Vec::new();
        for polygon in polygons(geometry) {
            for ring in polygon.as_array().into_iter().flatten() {
                rings.extend(line(ring, &mut points)?);
            }
        }
        if !rings.is_empty() {
            outlines.push(Outline { name: name(feature), rings });
        }
        if outlines.len() > SHAPES_MAX {
            return Err(OutlineError::TooLarge);
        }
    }
    if outlines.is_empty() { Err(OutlineError::NoOutline) } else { Ok(outlines) }
}

/// The polygons of a geometry; none of a point or a line.
fn polygons(geometry: &Value) -> &[Value] {
    let coordinates = geometry.get("coordinates");
    match geometry.get("type").and_then(Value::as_str) {
        Some("Polygon") => coordinates.map_or(&[], std::slice::from_ref),
        Some("MultiPolygon") => coordinates.and_then(Value::as_array).map_or(&[], Vec::as_slice),
        _ => &[],
    }
}

/// A ring without the point that closes it; nothing when it encloses nothing.
fn line(ring: &Value, points: &mut usize) -> Result<Option<Ring>, OutlineError> {
    let positions = ring.as_array().map_or(&[][..], Vec::as_slice);
    *points += positions.len();
    if *points > POINTS_MAX {
        return Err(OutlineError::TooLarge);
    }
    let mut line: Ring = Vec::with_capacity(positions.len());
    for position in positions {
        let at = |axis: usize, most: f64| {
            let degrees = position.get(axis).and_then(Value::as_f64);
            degrees.filter(|degrees| degrees.abs() <= most).ok_or(OutlineError::NotDegrees)
        };
        let point = (stored(at(0, 180.0)?), stored(at(1, 90.0)?));
        if line.last() != Some(&point) {
            line.push(point);
        }
    }
    while line.len() > 1 && line.first() == line.last() {
        line.pop();
    }
    Ok((line.len() >= 3).then_some(line))
}

#[expect(clippy::cast_possible_truncation, reason = "degrees are at most 180")]
fn stored(degrees: f64) -> i32 {
    (degrees * 1e5).round() as i32
}

/// What a feature is called.
fn name(feature: &Value) -> String {
    let properties = feature.get("properties");
    let said = ["nom", "name", "NOM", "libelle", "nom_officiel"]
        .iter()
        .find_map(|key| properties?.get(key)?.as_str());
    said.unwrap_or_default().chars().filter(|c| !c.is_control()).take(NAME_MAX).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn feature(kind: &str, coordinates: &str) -> String {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"nom":"Val"}},
            "geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}]}}"#
        )
    }

    #[test]
    fn outlines_are_read_with_their_holes_and_their_islands() {
        let holes = feature(
            "Polygon",
            "[[[0,46],[1,46],[1,47],[0,47],[0,46]],[[0.2,46.2],[0.4,46.2],[0.4,46.4],[0.2,46.2]]]",
        );
        let read_ = read(holes.as_bytes()).unwrap();
        assert_eq!((read_.len(), read_[0].rings.len(), read_[0].name.as_str()), (1, 2, "Val"));
        assert_eq!(
            read_[0].rings[0],
            [(0, 4_600_000), (100_000, 4_600_000), (100_000, 4_700_000), (0, 4_700_000)]
        );
        let islands = feature(
            "MultiPolygon",
            "[[[[0,46],[1,46],[1,47],[0,46]]],[[[2,46],[3,46],[3,47],[2,46]]]]",
        );
        assert_eq!(read(islands.as_bytes()).unwrap()[0].rings.len(), 2);
        let bare = r#"{"type":"Polygon","coordinates":[[[0,46,120.5],[1,46,3],[1,47,0]]]}"#;
        assert_eq!(read(bare.as_bytes()).unwrap().len(), 1, "alone, with heights, not closed");
    }

    #[test]
    fn wrong_turns_and_crossings_are_outlines_all_the_same() {
        for ring in ["[[0,46],[0,47],[1,47],[1,46],[0,46]]", "[[0,46],[1,47],[1,46],[0,47],[0,46]]"]
        {
            assert!(read(feature("Polygon", &format!("[{ring}]")).as_bytes()).is_ok());
        }
    }

    #[test]
    fn what_is_no_map_says_why() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let many = format!("[[{}]]", vec!["[0,46]"; POINTS_MAX + 1].join(","));
        for (file, why) in [
            ("".to_owned(), OutlineError::NotJson),
            ("nom;lat;lon".to_owned(), OutlineError::NotJson),
            (deep, OutlineError::NotJson),
            (feature("Polygon", "[[[NaN,46],[1,46],[1,47]]]"), OutlineError::NotJson),
            (feature("Polygon", "[[[1e999,46],[1,46],[1,47]]]"), OutlineError::NotJson),
            (feature("Polygon", "[[[1e300,46],[1,46],[1,47]]]"), OutlineError::NotDegrees),
            (
                feature("Polygon", "[[[497000,6612000],[498000,6612000],[498000,6613000]]]"),
                OutlineError::NotDegrees,
            ),
            (feature("Polygon", "[[[\"0\",46],[1,46],[1,47]]]"), OutlineError::NotDegrees),
            (feature("Polygon", "[[[0],[1],[2]]]"), OutlineError::NotDegrees),
            (feature("Polygon", &many), OutlineError::TooLarge),
            (feature("Point", "[0,46]"), OutlineError::NoOutline),
            (feature("Polygon", "[[[0,46],[1,46],[0,46]]]"), OutlineError::NoOutline),
            (feature("Polygon", "{}"), OutlineError::NoOutline),
            ("[]".to_owned(), OutlineError::NoOutline),
            (r#"{"features":[null,3,{"geometry":null}]}"#.to_owned(), OutlineError::NoOutline),
        ] {
            assert_eq!(
                read(file.as_bytes()).map(|_| ()),
                Err(why),
                "{}",
                &file[..file.len().min(90)]
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_breaks_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300), text in ".{0,200}") {
            drop(read(&bytes));
            drop(read(feature("Polygon", &text).as_bytes()));
        }
    }
}
