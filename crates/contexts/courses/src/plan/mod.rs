//! The plan of the year: sequences of lessons that unroll on the timetable. Which lessons a sequence
//! has is computed from those that are planned, so that it moves by itself when one falls.

pub(crate) mod content;
pub(crate) mod pages;
pub(crate) mod store;

use kernel::{Day, Instant};

/// Lessons of one sequence at most.
pub(crate) const LONGEST: i64 = 60;
/// Sequences of one plan at most.
pub(crate) const AT_MOST: usize = 60;

/// A sequence as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sequence {
    pub(crate) id: i64,
    pub(crate) teaching: i64,
    /// The moment of the day, in an école.
    pub(crate) label: String,
    pub(crate) position: i64,
    pub(crate) title: String,
    pub(crate) aims: String,
    pub(crate) lessons: i32,
    /// What it gives to read.
    pub(crate) text_html: String,
    /// Since when its class reads it.
    pub(crate) published_at: Option<Instant>,
    pub(crate) revision: i64,
}

/// Where a lesson stands: « séance 3 sur 8 » of a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) sequence: i64,
    /// Whether the class reads the sequence.
    pub(crate) is_shown: bool,
    pub(crate) title: String,
    pub(crate) rank: i32,
    pub(crate) of: i32,
}

/// The sequence that the lesson of a rank, from 0, belongs to, and its own rank in it, from 1.
pub(crate) fn at(sequences: &[Sequence], lesson: i64) -> Option<Standing> {
    let mut before = 0;
    for sequence in sequences {
        let rank = lesson - before + 1;
        if rank <= i64::from(sequence.lessons) {
            let title = sequence.title.clone();
            let rank = i32::try_from(rank).ok()?;
            let (id, is_shown) = (sequence.id, sequence.published_at.is_some());
            return Some(Standing { sequence: id, is_shown, title, rank, of: sequence.lessons });
        }
        before += i64::from(sequence.lessons);
    }
    None
}

/// A sequence with the days of its first and last lessons, as far as the timetable goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unrolled<'s> {
    pub(crate) sequence: &'s Sequence,
    pub(crate) span: Option<(Day, Day)>,
    /// The lessons for which the timetable has no place.
    pub(crate) missing: i32,
}

/// The sequences of one moment on the days of its lessons, in order.
pub(crate) fn unroll<'s>(sequences: &[&'s Sequence], days: &[Day]) -> Vec<Unrolled<'s>> {
    let mut rest = days;
    let mut unrolled = Vec::new();
    for sequence in sequences {
        let wanted = usize::try_from(sequence.lessons).unwrap_or(0);
        let (own, after) = rest.split_at(wanted.min(rest.len()));
        rest = after;
        let span = own.first().copied().zip(own.last().copied());
        let missing = i32::try_from(wanted - own.len()).unwrap_or(0);
        unrolled.push(Unrolled { sequence, span, missing });
    }
    unrolled
}

/// A third of the school year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Term {
    First,
    Second,
    Third,
    /// What the timetable has no place for.
    Later,
}

impl Term {
    pub(crate) const ALL: [Self; 4] = [Self::First, Self::Second, Self::Third, Self::Later];

    /// The term in which something starts: until November, until February, then.
    pub(crate) fn of(day: Option<Day>) -> Self {
        match day.map(|day| day.ymd().1) {
            Some(8..=11) => Self::First,
            Some(12 | 1 | 2) => Self::Second,
            Some(_) => Self::Third,
            None => Self::Later,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sequence(id: i64, lessons: i32) -> Sequence {
        Sequence {
            id,
            teaching: 1,
            label: String::new(),
            position: id,
            title: format!("Séquence {id}"),
            aims: String::new(),
            lessons,
            text_html: String::new(),
            published_at: None,
            revision: 0,
        }
    }

    #[test]
    fn a_lesson_stands_in_the_sequence_that_reaches_it() {
        let plan = [sequence(1, 2), sequence(2, 3)];
        let said = |lesson| at(&plan, lesson).map(|s| (s.title, s.rank, s.of));
        assert_eq!(said(0), Some(("Séquence 1".into(), 1, 2)));
        assert_eq!(said(2), Some(("Séquence 2".into(), 1, 3)));
        assert_eq!(said(4), Some(("Séquence 2".into(), 3, 3)));
        assert_eq!(said(5), None);
    }

    #[test]
    fn terms_are_thirds_of_the_year() {
        let term = |text| Term::of(Day::parse_iso(text));
        assert_eq!(
            [
                "2026-09-01",
                "2026-11-30",
                "2026-12-01",
                "2027-02-28",
                "2027-03-01",
                "2027-07-02",
                ""
            ]
            .map(term),
            [
                Term::First,
                Term::First,
                Term::Second,
                Term::Second,
                Term::Third,
                Term::Third,
                Term::Later
            ]
        );
    }

    proptest! {
        #[test]
        fn each_lesson_is_in_one_sequence_and_the_order_holds(lengths in prop::collection::vec(1..9_i32, 0..8), count in 0..40_i32) {
            let plan: Vec<_> = (1..).zip(&lengths).map(|(id, length)| sequence(id, *length)).collect();
            let days: Vec<_> = (0..count).map(Day).collect();
            let unrolled = unroll(&plan.iter().collect::<Vec<_>>(), &days);
            for one in &unrolled {
                let held = one.span.map_or(0, |(first, last)| last.0 - first.0 + 1);
                prop_assert_eq!(held + one.missing, one.sequence.lessons);
                if let Some((first, last)) = one.span {
                    prop_assert_eq!(at(&plan, first.0.into()).unwrap().rank, 1);
                    prop_assert_eq!(&at(&plan, last.0.into()).unwrap().title, &one.sequence.title);
                }
            }
            let held: i32 = lengths.iter().sum::<i32>().min(count);
            prop_assert_eq!(unrolled.iter().map(|one| one.sequence.lessons - one.missing).sum::<i32>(), held);
        }
    }
}
