//! Schools that apply: a short form until a day, points from two readers on a published grid, a third
//! where they disagree. Who is tied to the school gives none.

mod pages;
pub(crate) mod store;
mod views;

use kernel::{Actor, Day, TargetKind};
use serde::{Deserialize, Serialize};

pub(crate) use pages::{PATH, ROLES, routes};

/// A criterion of the grid, with the most points it gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Criterion {
    pub(crate) words: String,
    pub(crate) most: i64,
}

/// A call for candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) id: i64,
    pub(crate) name: String,
    /// `college` or `ecole`.
    pub(crate) kind: String,
    /// The last day.
    pub(crate) closes: Day,
    pub(crate) grid: Vec<Criterion>,
}

impl Call {
    pub(crate) fn is_open(&self, today: Day) -> bool {
        today <= self.closes
    }

    /// The most points of all.
    pub(crate) fn most(&self) -> i64 {
        self.grid.iter().map(|one| one.most).sum()
    }
}

/// A school that applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Application {
    pub(crate) id: i64,
    pub(crate) call: i64,
    pub(crate) org: i64,
    pub(crate) project: String,
    pub(crate) team: String,
}

/// What a reader did with an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) person: i64,
    /// `waiting`, `conflict` or `done`.
    pub(crate) state: String,
    pub(crate) points: Vec<i64>,
    pub(crate) total: i64,
    pub(crate) words: String,
}

/// The grid of a text, a criterion a line: « Projet d’équipe : 10 ».
pub(crate) fn grid(text: &str) -> Option<Vec<Criterion>> {
    let line = |line: &str| {
        let (words, most) = line.rsplit_once(':')?;
        let (words, most) = (words.trim(), most.trim().parse::<i64>().ok()?);
        let is_fit = !words.is_empty() && words.chars().count() <= 120 && (1..=100).contains(&most);
        is_fit.then(|| Criterion { words: words.to_owned(), most })
    };
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() || lines.len() > 12 {
        return None;
    }
    lines.into_iter().map(line).collect()
}

/// What readings come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// So many readings are missing.
    Waiting(i64),
    /// Two readers are near: the mean of their points, in halves.
    Near(i64),
    /// Two readers are far from each other: a third must read.
    Apart,
    /// Three or more have read: the middle of their points, in halves.
    Middle(i64),
}

impl Verdict {
    /// Whether the points are known: from then on nobody gives any.
    pub(crate) const fn is_known(self) -> bool {
        matches!(self, Self::Near(_) | Self::Middle(_))
    }
}

/// Two readers disagree when their points differ by more than a fifth of all there are. Nothing is
/// said as long as someone who was asked has not answered: they may see what is said here.
pub(crate) fn verdict(readings: &[Reading], most: i64) -> Verdict {
    let count = |state: &str| readings.iter().filter(|one| one.state == state).count();
    let missing = count("waiting").max(2_usize.saturating_sub(count("done")));
    if missing > 0 {
        return Verdict::Waiting(i64::try_from(missing).unwrap_or(i64::MAX));
    }
    let done = readings.iter().filter(|one| one.state == "done");
    let mut totals: Vec<i64> = done.map(|one| one.total).collect();
    totals.sort_unstable();
    match totals.as_slice() {
        [low, high] if (high - low) * 5 > most => Verdict::Apart,
        [low, high] => Verdict::Near(low + high),
        more if more.len() % 2 == 1 => Verdict::Middle(more[more.len() / 2] * 2),
        more => Verdict::Middle(more[more.len() / 2 - 1] + more[more.len() / 2]),
    }
}

/// Whether someone is tied to a school: they run it, work in it, or their child goes there.
pub(crate) fn is_tied(actor: &Actor, org: i64) -> bool {
    actor.ties().iter().any(|tie| tie.target.kind == TargetKind::Org && tie.target.id == org)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(totals: &[i64]) -> Vec<Reading> {
        let reading = |total: &i64| Reading {
            person: 1,
            state: "done".into(),
            points: Vec::new(),
            total: *total,
            words: String::new(),
        };
        totals.iter().map(reading).collect()
    }

    #[test]
    fn a_third_reads_what_two_disagree_on() {
        assert_eq!(verdict(&read(&[]), 20), Verdict::Waiting(2));
        assert_eq!(verdict(&read(&[10]), 20), Verdict::Waiting(1));
        assert_eq!(verdict(&read(&[10, 14]), 20), Verdict::Near(24));
        assert_eq!(verdict(&read(&[10, 15]), 20), Verdict::Apart);
        assert_eq!(verdict(&read(&[10, 15, 18]), 20), Verdict::Middle(30));
        assert_eq!(verdict(&read(&[10, 15, 18, 20]), 20), Verdict::Middle(33));
        let mut conflict = read(&[10, 20]);
        conflict[1].state = "conflict".into();
        assert_eq!(verdict(&conflict, 20), Verdict::Waiting(1), "a conflict gives no points");
        let mut third = read(&[10, 14, 0]);
        third[2].state = "waiting".into();
        assert_eq!(verdict(&third, 20), Verdict::Waiting(1), "who was asked sees nothing before");
    }

    #[test]
    fn a_grid_is_a_criterion_a_line() {
        let read = grid("Projet d’équipe : 10\n\nFamilles : 5").unwrap();
        assert_eq!(read.iter().map(|one| one.most).collect::<Vec<_>>(), [10, 5]);
        for bad in ["", "Projet", "Projet : -1", "Projet : 0", ": 5", "Projet : 1000"] {
            assert!(grid(bad).is_none(), "{bad}");
        }
        assert!(grid(&"a : 1\n".repeat(13)).is_none());
    }
}
