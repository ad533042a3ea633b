//! The territory as a picture: its outlines, and schools where they are.

use maud::{Markup, html};

use super::outline::Ring;
use crate::plane::{Plane, tenth};

const WIDTH: f64 = 340.0;
const MARGIN: f64 = 8.0;
/// A territory is never drawn higher than that.
const HIGHEST: f64 = 440.0;

/// A school on the map.
pub(crate) struct Spot {
    /// Latitude and longitude in degrees.
    pub(crate) place: (f64, f64),
    /// Its shade: from 0, the least, to 3; nothing when its number is hidden or unknown.
    pub(crate) shade: Option<u8>,
}

/// Draws the map; nothing when no place is known.
pub(crate) fn draw(says: &str, outlines: &[Vec<Ring>], spots: &[Spot]) -> Option<Markup> {
    let corners = outlines
        .iter()
        .flatten()
        .flat_map(|ring| ring.iter().map(|(lon, lat)| degrees(*lon, *lat)));
    let places = corners.chain(spots.iter().map(|spot| spot.place));
    let plane = Plane::around(places, (WIDTH, HIGHEST), MARGIN)?;
    Some(html! {
        svg.map viewBox={ "0 0 " (WIDTH) " " (plane.height.ceil()) } role="img" aria-label=(says) {
            @for outline in outlines { path.land fill-rule="evenodd" d=(path(outline, &plane)) {} }
            @for spot in spots {
                @let (x, y) = point(&plane, spot.place);
                circle.spot data-shade=(spot.shade.map_or_else(|| "none".to_owned(), |shade| shade.to_string()))
                    cx=(x) cy=(y) r=(radius(spot.shade)) {}
            }
        }
    })
}

/// The mark of a shade, for the words under the map.
pub(crate) fn mark(shade: Option<u8>) -> Markup {
    html! {
        svg viewBox="0 0 14 14" aria-hidden="true" {
            circle.spot data-shade=(shade.map_or_else(|| "none".to_owned(), |shade| shade.to_string())) cx="7" cy="7" r=(radius(shade)) {}
        }
    }
}

/// More is larger too: no one has to tell colours apart.
fn radius(shade: Option<u8>) -> f64 {
    shade.map_or(3.0, |shade| 3.0 + f64::from(shade))
}

fn point(plane: &Plane, place: (f64, f64)) -> (f64, f64) {
    let (x, y) = plane.at(place);
    (tenth(x), tenth(y))
}

fn degrees(lon: i32, lat: i32) -> (f64, f64) {
    (f64::from(lat) / 1e5, f64::from(lon) / 1e5)
}

fn path(rings: &[Ring], plane: &Plane) -> String {
    let mut path = String::new();
    for ring in rings {
        let mut last = None;
        for (at, (lon, lat)) in ring.iter().enumerate() {
            let (x, y) = point(plane, degrees(*lon, *lat));
            if last != Some((x, y)) {
                path.push_str(&format!("{}{x} {y}", if at == 0 { 'M' } else { 'L' }));
            }
            last = Some((x, y));
        }
        path.push('Z');
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_up_and_everything_is_inside() {
        let square: Ring =
            vec![(0, 4_600_000), (100_000, 4_600_000), (100_000, 4_700_000), (0, 4_700_000)];
        let spots =
            [Spot { place: (46.9, 0.1), shade: Some(3) }, Spot { place: (46.1, 0.9), shade: None }];
        let svg = draw("s", &[vec![square]], &spots).unwrap().into_string();
        let numbers = |name: &str| -> Vec<f64> {
            let name = format!(" {name}=\"");
            svg.split(&name)
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
                .collect()
        };
        let (x, y) = (numbers("cx"), numbers("cy"));
        assert!(x[0] < x[1] && y[0] < y[1], "{svg}");
        assert!(
            x.iter().all(|x| (0.0..=WIDTH).contains(x))
                && y.iter().all(|y| (0.0..=HIGHEST).contains(y))
        );
    }

    #[test]
    fn one_place_alone_and_none_at_all() {
        assert!(draw("s", &[], &[]).is_none());
        let one = [
            Spot { place: (46.5, 0.3), shade: Some(0) },
            Spot { place: (46.5, 0.3), shade: Some(0) },
        ];
        let svg = draw("s", &[], &one).unwrap().into_string();
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
}
