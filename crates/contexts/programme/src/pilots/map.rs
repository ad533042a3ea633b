//! The territory as a drawing made from the places of its schools: each with a line to its nearest
//! pilot. The same is in a table beside it.

use kernel::Lang;
use maud::{Markup, html};

use crate::{
    pilots::facts::School,
    plane::{Plane, tenth},
    t,
};

/// The width of the drawing, in its own units.
const WIDTH: f64 = 320.0;
/// What is left around it.
const MARGIN: f64 = 12.0;

/// A pilot on the map: where, its number in the table, whether it is there for its assets.
pub(crate) struct Pilot<'p> {
    pub(crate) school: &'p School,
    pub(crate) number: usize,
    pub(crate) is_asset: bool,
}

/// The drawing that holds some schools, in a square of some side.
fn around<'s>(
    ecoles: &[(&'s School, usize)],
    pilots: &[Pilot<'s>],
    side: f64,
    margin: f64,
) -> Option<Plane> {
    let all = ecoles.iter().map(|(school, _)| *school).chain(pilots.iter().map(|one| one.school));
    Plane::around(all.filter_map(|school| school.place), (side, side), margin)
}

/// The map of some pilots, with each école and its nearest.
pub(crate) fn map(lang: Lang, ecoles: &[(&School, usize)], pilots: &[Pilot]) -> Markup {
    let Some(plane) = around(ecoles, pilots, WIDTH, MARGIN) else { return html! {} };
    let place = |school: &School| {
        let (x, y) = plane.at(school.place?);
        Some((tenth(x), tenth(y)))
    };
    let lines = ecoles
        .iter()
        .filter_map(|(school, at)| Some((place(school)?, place(pilots.get(*at)?.school)?)));
    let says = t::map_says(
        lang,
        i64::try_from(pilots.len()).unwrap_or(0),
        i64::try_from(ecoles.len()).unwrap_or(0),
    );
    html! {
        figure.territory {
            svg role="img" aria-label=(says) viewBox={ "0 0 " (WIDTH) " " (tenth(plane.height)) } {
                g.ways { @for ((x1, y1), (x2, y2)) in lines { line x1=(x1) y1=(y1) x2=(x2) y2=(y2) {} } }
                g.schools { @for (x, y) in ecoles.iter().filter_map(|(school, _)| place(school)) { circle cx=(x) cy=(y) r="1.6" {} } }
                @for pilot in pilots {
                    @if let Some((x, y)) = place(pilot.school) {
                        g class=(if pilot.is_asset { "asset" } else { "pilot" }) {
                            @if pilot.is_asset { rect x=(x - 7.0) y=(y - 7.0) width="14" height="14" rx="3" {} }
                            @else { circle cx=(x) cy=(y) r="7.5" {} }
                            text x=(x) y=(y + 3.4) text-anchor="middle" { (pilot.number) }
                        }
                    }
                }
            }
            figcaption.muted { (t::map_legend(lang)) }
        }
    }
}

/// The same for paper: lines of a drawing of 24 units a side.
pub(crate) fn path(ecoles: &[(&School, usize)], pilots: &[Pilot]) -> String {
    let Some(plane) = around(ecoles, pilots, 24.0, 0.6) else { return String::new() };
    let fine = |number: f64| (number * 1_000.0).round() / 1_000.0;
    let place = |school: &School| {
        let (x, y) = plane.at(school.place?);
        Some((fine(x), fine(y)))
    };
    let mut path = String::new();
    for (school, at) in ecoles {
        if let (Some((x, y)), Some(Some((to_x, to_y)))) =
            (place(school), pilots.get(*at).map(|pilot| place(pilot.school)))
        {
            path.push_str(&format!("M{x} {y}L{to_x} {to_y}"));
        }
    }
    for pilot in pilots {
        if let Some((x, y)) = place(pilot.school) {
            let (left, right) = (fine(x - 0.3), fine(x + 0.3));
            let (top, bottom) = (fine(y - 0.3), fine(y + 0.3));
            path.push_str(&format!(
                "M{left} {top}L{right} {top}L{right} {bottom}L{left} {bottom}Z"
            ));
        }
    }
    path
}
