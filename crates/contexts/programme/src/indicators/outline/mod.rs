//! The outlines of the map: read from a `GeoJSON` file, made light, kept.

mod geojson;
pub(crate) mod pages;
mod simplify;
pub(crate) mod store;

pub(crate) use geojson::{Outline, OutlineError, read};
pub(crate) use simplify::lighten;

/// A closed line: longitude and latitude, in degrees times 100 000 (about a metre).
pub(crate) type Ring = Vec<(i32, i32)>;

/// The most points that a map is drawn with.
pub(crate) const KEPT_MAX: usize = 3_500;
