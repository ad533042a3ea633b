//! What a teacher draws over a photo that was handed in: strokes beside it, never in it.

pub(crate) mod pages;
pub(crate) mod store;
pub(crate) mod views;

use serde::{Deserialize, Serialize};

/// The sides of a photo, whatever its size, in the units of a point.
pub(crate) const SIDE: u16 = 10_000;
/// Strokes of one drawing.
const STROKES_MAX: usize = 300;
/// Points of one drawing, all strokes together.
const POINTS_MAX: usize = 6_000;
/// The most pixels a side of a photo has.
const PIXELS_MAX: i64 = 40_000;
/// The colours one draws with: red, blue, green.
pub(crate) const INKS: [&str; 3] = ["#c8102e", "#1a4fd1", "#0b7a3b"];

/// One stroke: its ink, and its points, across then down, one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stroke {
    #[serde(rename = "c")]
    pub(crate) ink: u8,
    #[serde(rename = "p")]
    pub(crate) points: Vec<u16>,
}

/// A drawing as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    pub(crate) handin: i64,
    /// The photo it is over.
    pub(crate) file: i64,
    pub(crate) strokes: Vec<Stroke>,
    /// The size of the photo in pixels, for a page that stands alone.
    pub(crate) size: (i64, i64),
    pub(crate) revision: i64,
    /// Whether it was published with an earlier answer.
    pub(crate) shown: bool,
}

impl Stroke {
    /// The stroke as paper has it: its colour, its points in parts of the sides.
    pub(crate) fn on_paper(&self) -> paper::Line {
        let ink = INKS[usize::from(self.ink) % INKS.len()];
        let part = |at: usize| u8::from_str_radix(&ink[at..at + 2], 16).unwrap_or_default();
        let of_side = |at: u16| f32::from(at) / f32::from(SIDE);
        let points = self.points.chunks_exact(2);
        paper::Line {
            ink: [part(1), part(3), part(5)],
            points: points.map(|pair| (of_side(pair[0]), of_side(pair[1]))).collect(),
        }
    }
}

/// Why strokes are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// More than a drawing holds.
    TooMany,
    /// None that a program of ours makes.
    Unreadable,
}

/// The strokes that a form sends; an empty text is none.
pub(crate) fn read(sent: &str) -> Result<Vec<Stroke>, Refusal> {
    if sent.is_empty() {
        return Ok(Vec::new());
    }
    let strokes: Vec<Stroke> =
        serde_json::from_str(sent).map_err(|_not_strokes| Refusal::Unreadable)?;
    let is_drawn = |stroke: &Stroke| {
        usize::from(stroke.ink) < INKS.len()
            && !stroke.points.is_empty()
            && stroke.points.len().is_multiple_of(2)
            && stroke.points.iter().all(|at| *at <= SIDE)
    };
    if !strokes.iter().all(is_drawn) {
        return Err(Refusal::Unreadable);
    }
    let points = strokes.iter().map(|stroke| stroke.points.len() / 2).sum::<usize>();
    if strokes.len() > STROKES_MAX || points > POINTS_MAX {
        return Err(Refusal::TooMany);
    }
    Ok(strokes)
}

/// A side of a photo in pixels, as its browser says it; a square when it says nothing sensible.
pub(crate) fn side(sent: &str) -> i64 {
    sent.parse().ok().filter(|pixels| (1..=PIXELS_MAX).contains(pixels)).unwrap_or(1_000)
}

/// The strokes as they are stored.
pub(crate) fn written(strokes: &[Stroke]) -> String {
    serde_json::to_string(strokes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_drawn_is_read_as_it_was_written() {
        let strokes = read(r#"[{"c":0,"p":[0,0,10000,10000]},{"c":2,"p":[5,5]}]"#).unwrap();
        assert_eq!(strokes.len(), 2);
        assert_eq!(read(&written(&strokes)), Ok(strokes));
        assert_eq!(read(""), Ok(Vec::new()));
    }

    #[test]
    fn what_no_pen_draws_is_refused() {
        for wrong in [
            "[",
            "{}",
            r#"[{"c":3,"p":[1,1]}]"#,
            r#"[{"c":-1,"p":[1,1]}]"#,
            r#"[{"c":0,"p":[]}]"#,
            r#"[{"c":0,"p":[1]}]"#,
            r#"[{"c":0,"p":[1,10001]}]"#,
            r#"[{"c":0,"p":[1,-1]}]"#,
            r#"[{"c":0,"p":[1.5,1]}]"#,
            r#"[{"c":0,"p":[1e99,1]}]"#,
            r#"[{"c":"red","p":[1,1]}]"#,
            r#"[{"c":0,"p":[1,1],"onload":"alert(1)"}]"#,
            &"[".repeat(100_000),
        ] {
            assert_eq!(read(wrong), Err(Refusal::Unreadable), "{wrong:.60}");
        }
    }

    #[test]
    fn a_stroke_on_paper_has_its_colour_and_its_place() {
        let line = Stroke { ink: 1, points: vec![0, 10_000, 5_000, 2_500] }.on_paper();
        assert_eq!((line.ink, line.points), ([0x1a, 0x4f, 0xd1], vec![(0.0, 1.0), (0.5, 0.25)]));
    }

    #[test]
    fn a_drawing_has_an_end() {
        let stroke = |points: usize| Stroke { ink: 0, points: vec![1; points * 2] };
        assert!(read(&written(&[stroke(POINTS_MAX)])).is_ok());
        assert_eq!(read(&written(&[stroke(POINTS_MAX + 1)])), Err(Refusal::TooMany));
        assert_eq!(read(&written(&vec![stroke(1); STROKES_MAX + 1])), Err(Refusal::TooMany));
    }

    #[test]
    fn a_size_that_makes_no_sense_is_a_square() {
        assert_eq!(
            [side("4000"), side("0"), side("-3"), side("99999999999"), side("x")],
            [4_000, 1_000, 1_000, 1_000, 1_000]
        );
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_read_or_refused(sent in "[\\[\\]{}:,\"cp0-9.e-]{0,80}") {
            if let Ok(strokes) = read(&sent) {
                prop_assert!(strokes.iter().all(|stroke| stroke.points.iter().all(|at| *at <= SIDE)));
            }
        }
    }
}
