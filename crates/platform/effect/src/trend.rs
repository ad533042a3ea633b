//! Whether the cohorts were already going another way before they adopted.

use crate::{
    Ask, Trend, bands,
    cells::GroupTime,
    distributions,
    sample::{Sample, float},
};

/// A pivot this small beside its diagonal is rounding.
const SINGULAR: f64 = 1e-9;

/// Wald's test that every effect before adoption is nothing; `None` when there is none, or too few
/// clusters to tell them apart.
pub(crate) fn before(sample: &Sample, cells: &[GroupTime], ask: &Ask) -> Option<Trend> {
    let changes = |group: i32| i64::from(group) - i64::from(ask.anticipation);
    let early: Vec<&GroupTime> =
        cells.iter().filter(|cell| i64::from(cell.time) < changes(cell.group)).collect();
    if early.is_empty() || early.len() >= sample.clusters() {
        return None;
    }
    let sums: Vec<Vec<f64>> =
        early.iter().map(|cell| bands::by_cluster(sample, &cell.known)).collect();
    let dot = |a: &Vec<f64>, b: &Vec<f64>| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let covariance = sums.iter().map(|a| sums.iter().map(|b| dot(a, b)).collect()).collect();
    let effects = early.iter().map(|cell| cell.known.effect).collect();
    let statistic = distance(covariance, effects)?;
    let p = distributions::chi_square_above(statistic, float(early.len()));
    Some(Trend { statistic, degrees: early.len(), p })
}

/// `x' V⁻¹ x` by Cholesky's factor, which replaces `V` from the left to the right.
fn distance(mut matrix: Vec<Vec<f64>>, mut vector: Vec<f64>) -> Option<f64> {
    for at in 0..vector.len() {
        let diagonal = matrix[at][at];
        let solved: f64 = matrix[at][..at].iter().map(|x| x * x).sum();
        let pivot = diagonal - solved;
        if pivot.is_nan() || pivot <= SINGULAR * diagonal {
            return None;
        }
        let root = pivot.sqrt();
        matrix[at][at] = root;
        let (above, below) = matrix.split_at_mut(at + 1);
        let row = &above[at][..at];
        let known: f64 = row.iter().zip(&vector).map(|(x, y)| x * y).sum();
        vector[at] = (vector[at] - known) / root;
        for other in below {
            let known: f64 = row.iter().zip(&other[..at]).map(|(x, y)| x * y).sum();
            other[at] = (other[at] - known) / root;
        }
    }
    Some(vector.iter().map(|x| x * x).sum())
}
