//! Curves over months, as a picture: their table stands beside.

use maud::{Markup, html};

/// A curve: one value a month, none where nothing is known.
pub(super) struct Curve {
    pub(super) label: String,
    /// In tenths.
    pub(super) values: Vec<Option<i64>>,
}

/// What half of the schools have: from, to.
pub(super) type Band = Vec<Option<(i64, i64)>>;

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 28.0;

/// Different ways of drawing a curve, by `data-line`.
pub(super) const WAYS: usize = 6;

/// Draws curves; `says` is what they show, in a sentence, `months` what stands under them.
pub(super) fn curves(
    says: &str,
    months: &[String],
    curves: &[Curve],
    band: &Band,
    number: impl Fn(i64) -> String,
) -> Markup {
    let all = curves.iter().flat_map(|curve| curve.values.iter().flatten().copied());
    let highest = all.chain(band.iter().flatten().map(|(_, to)| *to)).max().unwrap_or(0);
    let top = ceiling(highest);
    let x = |at: usize| LEFT + place(at, months.len()) * (WIDTH - LEFT - RIGHT);
    let y = |value: i64| HEIGHT - BOTTOM - share(value, top) * (HEIGHT - TOP - BOTTOM);
    let labels = [0, months.len() / 2, months.len().saturating_sub(1)];
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(says) {
            @for value in [0, top / 2, top] {
                line.rule x1=(LEFT) x2=(WIDTH - RIGHT) y1=(y(value)) y2=(y(value)) {}
                text.tick x=(LEFT - 6.0) y=(y(value) + 4.0) text-anchor="end" { (number(value)) }
            }
            @for (at, month) in months.iter().enumerate().filter(|(at, _)| labels.contains(at)) {
                text.tick x=(x(at)) y=(HEIGHT - 8.0) text-anchor=(anchor(at, months.len())) { (month) }
            }
            @if band.iter().any(Option::is_some) { path.band d=(ribbon(band, &x, &y)) {} }
            @for (way, curve) in curves.iter().enumerate() {
                path.curve data-line=(way % WAYS) d=(line(&curve.values, &x, &y)) {}
                @for (at, value) in curve.values.iter().enumerate() {
                    @if let Some(value) = value { circle.dot data-line=(way % WAYS) cx=(x(at)) cy=(round(y(*value))) r="2.5" {} }
                }
            }
        }
        @if curves.len() > 1 || !band.is_empty() {
            ul.legend { @for (way, curve) in curves.iter().enumerate() {
                li {
                    svg viewBox="0 0 28 10" aria-hidden="true" { path.curve data-line=(way % WAYS) d="M0 5H28" {} }
                    (curve.label)
                }
            } }
        }
    }
}

fn anchor(at: usize, count: usize) -> &'static str {
    match at {
        0 => "start",
        _ if at + 1 == count => "end",
        _ => "middle",
    }
}

#[expect(clippy::cast_precision_loss, reason = "months and tenths are far below 2^52")]
fn place(at: usize, count: usize) -> f64 {
    if count < 2 { 0.5 } else { at as f64 / (count - 1) as f64 }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of a territory are far below 2^52")]
fn share(value: i64, top: i64) -> f64 {
    value as f64 / top.max(1) as f64
}

/// A round number above, twice as large as a round number.
fn ceiling(highest: i64) -> i64 {
    let mut step = 10;
    loop {
        for by in [2, 4, 6, 10] {
            if step * by >= highest {
                return step * by;
            }
        }
        step *= 10;
    }
}

fn round(at: f64) -> f64 {
    (at * 10.0).round() / 10.0
}

fn line(values: &[Option<i64>], x: &impl Fn(usize) -> f64, y: &impl Fn(i64) -> f64) -> String {
    let mut path = String::new();
    let mut is_drawn = false;
    for (at, value) in values.iter().enumerate() {
        if let Some(value) = value {
            let letter = if is_drawn { 'L' } else { 'M' };
            path.push_str(&format!("{letter}{} {}", round(x(at)), round(y(*value))));
        }
        is_drawn = value.is_some();
    }
    path
}

fn ribbon(band: &Band, x: &impl Fn(usize) -> f64, y: &impl Fn(i64) -> f64) -> String {
    let known = || band.iter().enumerate().filter_map(|(at, ends)| Some((at, (*ends)?)));
    let to = known().map(|(at, (_, to))| format!("{} {}", round(x(at)), round(y(to))));
    let back: Vec<_> = known().map(|(at, (from, _))| (at, from)).collect();
    let from =
        back.into_iter().rev().map(|(at, from)| format!("{} {}", round(x(at)), round(y(from))));
    format!("M{}Z", to.chain(from).collect::<Vec<_>>().join("L"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_broken_where_nothing_is_known() {
        let months: Vec<String> = ["a", "b", "c", "d"].map(String::from).into();
        let curve = Curve { label: "x".into(), values: vec![Some(10), None, Some(20), Some(40)] };
        let svg = curves("s", &months, &[curve], &Vec::new(), |n| n.to_string()).into_string();
        assert_eq!(svg.matches("<circle").count(), 3);
        let path = svg.split("d=\"M").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(path.matches('M').count(), 1, "a second piece begins after the hole: {path}");
    }

    #[test]
    fn the_top_is_round_and_above() {
        for (highest, top) in [(0, 20), (20, 20), (21, 40), (399, 400), (401, 600), (1_234, 2_000)]
        {
            assert_eq!(ceiling(highest), top);
        }
    }
}
