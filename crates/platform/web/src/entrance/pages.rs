//! Whether the pages of those who are inside come late, as measured.

use kernel::Instant;

/// Pages are judged by so many seconds of them, when there were enough to judge.
const SECONDS: i64 = 2;
const ENOUGH: u32 = 40;
/// They are late when more than one in so many is.
const ONE_IN: u32 = 50;

/// The pages of the last seconds.
#[derive(Debug)]
pub(crate) struct Pages {
    late_after: i64,
    since: Instant,
    shown: u32,
    late: u32,
    are_late: bool,
}

impl Pages {
    /// None yet; one that takes longer than so many milliseconds is late.
    pub(crate) const fn new(late_after_ms: u32) -> Self {
        let late_after = late_after_ms as i64 * 1_000;
        Self { late_after, since: Instant(0), shown: 0, late: 0, are_late: false }
    }

    /// A page was shown, after so many microseconds.
    pub(crate) fn shown(&mut self, micros: i64, now: Instant) {
        self.look(now);
        self.shown += 1;
        self.late += u32::from(micros > self.late_after);
    }

    /// Whether they come late at this moment.
    pub(crate) fn are_late(&mut self, now: Instant) -> bool {
        self.look(now);
        self.are_late
    }

    fn look(&mut self, now: Instant) {
        let passed = now.seconds_since(self.since);
        if passed < SECONDS {
            return;
        }
        let is_recent = passed < 2 * SECONDS;
        self.are_late = is_recent && self.shown >= ENOUGH && self.late * ONE_IN > self.shown;
        (self.since, self.shown, self.late) = (now, 0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_late_when_more_than_one_in_fifty_was_and_no_longer_when_it_is_over() {
        let mut pages = Pages::new(100);
        let second = |n: i64| Instant(n * 1_000_000);
        let show = |pages: &mut Pages, late: u32, at: i64| {
            for n in 0..100 {
                pages.shown(if n < late { 150_000 } else { 20_000 }, second(at));
            }
        };
        show(&mut pages, 2, 10);
        assert!(!pages.are_late(second(12)), "two in a hundred");
        show(&mut pages, 3, 12);
        assert!(pages.are_late(second(14)), "three in a hundred");
        show(&mut pages, 0, 14);
        assert!(!pages.are_late(second(16)));
        show(&mut pages, 100, 16);
        assert!(!pages.are_late(second(40)), "long ago");
        for _ in 0..10 {
            pages.shown(500_000, second(40));
        }
        assert!(!pages.are_late(second(42)), "too few to judge");
    }
}
