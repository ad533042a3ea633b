//! The effect before and after, year by year since a school became a pilot, as a picture.

use effect::Figure;
use maud::{Markup, html};

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 200.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 28.0;

/// Draws effects with their bands; `number` writes what stands at the left.
pub(super) fn events(
    says: &str,
    figures: &[(i32, Figure)],
    number: impl Fn(f64) -> String,
) -> Markup {
    let ends = figures.iter().flat_map(|(_, figure)| [figure.band.0, figure.band.1, figure.effect]);
    let (low, high) = ends
        .filter(|end| end.is_finite())
        .fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)));
    let span = if high - low > 0.0 { high - low } else { 1.0 };
    let round = |at: f64| (at * 10.0).round() / 10.0;
    let y =
        |value: f64| round(TOP + (high - value.clamp(low, high)) / span * (HEIGHT - TOP - BOTTOM));
    let (first, last) =
        (figures.first().map_or(0, |one| one.0), figures.last().map_or(0, |one| one.0));
    let steps = f64::from((last - first).max(1));
    let x = |key: i32| {
        round(LEFT + 12.0 + f64::from(key - first) / steps * (WIDTH - LEFT - RIGHT - 24.0))
    };
    let start = (x(-1) + x(0)) / 2.0;
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(says) {
            @for value in [low, 0.0, high] {
                text.tick x=(LEFT - 6.0) y=(y(value) + 4.0) text-anchor="end" { (number(value)) }
            }
            line.rule x1=(LEFT) x2=(WIDTH - RIGHT) y1=(y(0.0)) y2=(y(0.0)) {}
            @if first < 0 && last >= 0 { line.start x1=(start) x2=(start) y1=(TOP) y2=(HEIGHT - BOTTOM) {} }
            @for (key, figure) in figures {
                line.whisker x1=(x(*key)) x2=(x(*key)) y1=(y(figure.band.0)) y2=(y(figure.band.1)) {}
                circle.dot data-line=(if *key < 0 { 1 } else { 0 }) cx=(x(*key)) cy=(y(figure.effect)) r="4" {}
                text.tick x=(x(*key)) y=(HEIGHT - 8.0) text-anchor="middle" {
                    (if *key < 0 { format!("\u{2212}{}", key.unsigned_abs()) } else { key.to_string() })
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_anything_has_no_hole() {
        let figure = |effect, reach: f64| Figure {
            effect,
            error: reach,
            interval: (effect - reach, effect + reach),
            band: (effect - reach, effect + reach),
        };
        for figures in [
            vec![],
            vec![(0, figure(0.0, 0.0))],
            vec![
                (-2, figure(1.0, 0.5)),
                (-1, figure(0.1, 0.5)),
                (0, figure(-3.0, 0.5)),
                (3, figure(2.0, f64::INFINITY)),
            ],
        ] {
            let svg = events("s", &figures, |value| format!("{value:.2}")).into_string();
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
            assert_eq!(svg.matches("<circle").count(), figures.len());
        }
    }
}
