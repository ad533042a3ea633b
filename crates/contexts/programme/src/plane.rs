//! Places on Earth as places on a drawing, north up.

/// No territory is smaller, in degrees: one place alone is drawn too.
const SMALLEST: f64 = 1e-3;

/// How degrees become units of a drawing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plane {
    west: f64,
    north: f64,
    /// Units for a degree of longitude, of latitude.
    scale: (f64, f64),
    margin: f64,
    /// How high the drawing is.
    pub(crate) height: f64,
}

impl Plane {
    /// The largest drawing of some places (latitude and longitude in degrees) so wide and so high at
    /// most, with a margin; none when there is no place.
    pub(crate) fn around(
        places: impl Iterator<Item = (f64, f64)>,
        (width, highest): (f64, f64),
        margin: f64,
    ) -> Option<Self> {
        let (mut west, mut east) = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut south, mut north) = (f64::INFINITY, f64::NEG_INFINITY);
        for (lat, lon) in places {
            (west, east) = (west.min(lon), east.max(lon));
            (south, north) = (south.min(lat), north.max(lat));
        }
        if !(west.is_finite() && south.is_finite()) {
            return None;
        }
        // A degree of longitude is shorter than one of latitude.
        let narrow = f64::midpoint(south, north).to_radians().cos().max(0.01);
        let (wide, high) = (((east - west) * narrow).max(SMALLEST), (north - south).max(SMALLEST));
        let unit = ((width - 2.0 * margin) / wide).min((highest - 2.0 * margin) / high);
        let height = high * unit + 2.0 * margin;
        Some(Self { west, north, scale: (unit * narrow, unit), margin, height })
    }

    /// Where a place is: to the right, then down.
    pub(crate) fn at(&self, (lat, lon): (f64, f64)) -> (f64, f64) {
        let x = self.margin + (lon - self.west) * self.scale.0;
        let y = self.margin + (self.north - lat) * self.scale.1;
        (x, y)
    }
}

/// A number to the tenth.
pub(crate) fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_place_is_inside_and_north_is_up(
            places in prop::collection::vec((-60.0..60.0_f64, -10.0..10.0_f64), 1..20),
            highest in 100.0..500.0_f64,
        ) {
            let plane = Plane::around(places.iter().copied(), (320.0, highest), 12.0).unwrap();
            prop_assert!(plane.height <= highest + 1e-6);
            for one in &places {
                let (x, y) = plane.at(*one);
                prop_assert!((11.99..=308.01).contains(&x) && (11.99..=plane.height - 11.99).contains(&y));
                for other in places.iter().filter(|other| other.0 < one.0) {
                    prop_assert!(plane.at(*other).1 > y);
                }
            }
        }
    }

    #[test]
    fn no_place_makes_no_drawing() {
        assert!(Plane::around(std::iter::empty(), (320.0, 320.0), 12.0).is_none());
    }
}
