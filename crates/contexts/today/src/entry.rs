//! Rules of the home: what each reader sees of the feed, and in what order.

use kernel::{Day, LocalTime, Target, TargetKind};

use crate::api::{Change, Kind, State};

/// An item of the feed, read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    pub(crate) reference: i64,
    /// A packed [`Target`].
    pub(crate) audience: i64,
    pub(crate) staff: Option<i64>,
    pub(crate) for_pupils: bool,
    pub(crate) for_guardians: bool,
    pub(crate) day: Day,
    pub(crate) starts: Option<LocalTime>,
    pub(crate) ends: Option<LocalTime>,
    pub(crate) position: i32,
    pub(crate) title: String,
    pub(crate) class: String,
    pub(crate) who: String,
    pub(crate) place: String,
    pub(crate) minutes: Option<i32>,
    pub(crate) state: State,
    pub(crate) link: String,
    pub(crate) at: kernel::Instant,
    /// What changes of it on its day.
    pub(crate) change: Option<Change>,
}

/// In what quality someone reads the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    Pupil,
    Guardian,
    Staff,
}

/// Where a lesson stands in the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Past,
    Now,
    Coming,
}

/// When a day without hours is over.
const END_OF_MOMENTS: LocalTime = LocalTime(17 * 60);

impl Entry {
    fn is_personal(&self) -> bool {
        Target::unpack(self.audience).is_some_and(|target| target.kind == TargetKind::Person)
    }

    /// Whether it starts on time, ended, or is under way, at a moment.
    pub(crate) fn phase(&self, today: Day, now: LocalTime) -> Phase {
        if self.day != today {
            return if self.day < today { Phase::Past } else { Phase::Coming };
        }
        match (self.starts, self.ends) {
            (_, Some(ends)) if ends <= now => Phase::Past,
            (Some(starts), Some(_)) if starts <= now => Phase::Now,
            _ => Phase::Coming,
        }
    }

    /// Whether nothing of it is left at a moment.
    pub(crate) fn is_over(&self, today: Day, now: LocalTime) -> bool {
        match self.phase(today, now) {
            Phase::Past => true,
            Phase::Now => false,
            Phase::Coming => self.day == today && self.starts.is_none() && now >= END_OF_MOMENTS,
        }
    }

    /// Whether it does not take place.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.change.as_ref().is_some_and(|change| change.is_cancelled)
    }

    /// Whether a guardian needs it before the rest: what waits for the pupil and is late or for
    /// today, a lesson of today that does not take place, an answer that the family has not opened,
    /// an agreement to accept.
    pub(crate) fn comes_first(&self, today: Day, now: LocalTime) -> bool {
        match self.kind {
            Kind::Lesson => self.day == today && self.is_cancelled() && !self.is_over(today, now),
            // What nobody hands in is of its day alone.
            Kind::Work => match self.state {
                State::ToHandIn => self.day <= today,
                State::Open => self.day == today,
                _ => false,
            },
            Kind::Return => self.is_to_do() && self.day <= today,
            Kind::Answer => self.state == State::Answered,
            Kind::Sign => true,
            Kind::ToRead | Kind::Duty => false,
        }
    }

    /// Whether it is work that still waits for the pupil.
    pub(crate) const fn is_to_do(&self) -> bool {
        matches!(self.kind, Kind::Work | Kind::Return)
            && matches!(self.state, State::Open | State::ToHandIn)
    }
}

/// What one reader sees: the items of their audiences, their own instead of their class's.
pub(crate) fn seen_by<'e>(
    entries: &'e [Entry],
    audiences: &[i64],
    reader: Reader,
) -> Vec<&'e Entry> {
    let is_seen = |entry: &&Entry| match reader {
        Reader::Pupil => entry.for_pupils && audiences.contains(&entry.audience),
        Reader::Guardian => entry.for_guardians && audiences.contains(&entry.audience),
        Reader::Staff => {
            !entry.is_personal() && entry.staff.is_some_and(|staff| audiences.contains(&staff))
        }
    };
    let mut seen: Vec<&Entry> = entries.iter().filter(is_seen).collect();
    let own: Vec<_> =
        seen.iter().filter(|e| e.is_personal()).map(|e| (e.kind, e.reference)).collect();
    seen.retain(|e| e.is_personal() || !own.contains(&(e.kind, e.reference)));
    seen.sort_by_key(|e| (e.day, e.starts.is_none(), e.starts, e.position, e.reference));
    // Two of one's groups may have the same lesson.
    seen.dedup_by_key(|e| (e.kind, e.reference));
    seen
}

/// The lessons or moments of a day, in order.
pub(crate) fn lessons_of<'e>(seen: &[&'e Entry], day: Day) -> Vec<&'e Entry> {
    seen.iter().copied().filter(|e| e.kind == Kind::Lesson && e.day == day).collect()
}

/// Work to show: what waits first by its day, then what is done; past work only while it can
/// still be handed in. What was lent is there until it is back.
pub(crate) fn works<'e>(seen: &[&'e Entry], today: Day) -> Vec<&'e Entry> {
    let is_shown = |e: &&Entry| match e.kind {
        Kind::Work => e.day >= today || e.state == State::ToHandIn,
        Kind::Return => true,
        Kind::Lesson | Kind::Answer | Kind::ToRead | Kind::Sign | Kind::Duty => false,
    };
    let mut works: Vec<_> = seen.iter().copied().filter(is_shown).collect();
    works.sort_by_key(|e| (!e.is_to_do(), e.day, e.reference));
    works
}

/// The items of a kind, the newest first.
pub(crate) fn newest<'e>(seen: &[&'e Entry], kind: Kind) -> Vec<&'e Entry> {
    let mut found: Vec<_> = seen.iter().copied().filter(|e| e.kind == kind).collect();
    found.sort_by_key(|e| (std::cmp::Reverse(e.at), e.reference));
    found
}

/// The answers that are news, the newest first.
pub(crate) fn news<'e>(seen: &[&'e Entry], today: Day) -> Vec<&'e Entry> {
    let mut found = newest(seen, Kind::Answer);
    found.retain(|answer| answer.day >= news_since(today));
    found
}

/// The day from which answers are news: yesterday, or Friday for those who come back on Monday.
pub(crate) const fn news_since(today: Day) -> Day {
    match today.weekday() {
        1 => today.plus(-3),
        7 => today.plus(-2),
        _ => today.plus(-1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLASS: i64 = Target::group(7).packed();
    const LINA: i64 = Target::person(1).packed();

    fn today() -> Day {
        Day::parse_iso("2027-03-11").unwrap()
    }

    fn entry(kind: Kind, reference: i64, audience: i64, state: State) -> Entry {
        Entry {
            kind,
            reference,
            audience,
            staff: None,
            for_pupils: true,
            for_guardians: true,
            day: today(),
            starts: None,
            ends: None,
            position: 0,
            title: "Un titre".into(),
            class: String::new(),
            who: String::new(),
            place: String::new(),
            minutes: None,
            state,
            link: "/x".into(),
            at: kernel::Instant(0),
            change: None,
        }
    }

    #[test]
    fn ones_own_state_takes_the_place_of_the_class_s() {
        let entries = [
            entry(Kind::Work, 1, CLASS, State::ToHandIn),
            entry(Kind::Work, 1, LINA, State::HandedIn),
            entry(Kind::Work, 2, CLASS, State::Open),
        ];
        let states = |audiences: &[i64]| -> Vec<_> {
            seen_by(&entries, audiences, Reader::Pupil).iter().map(|e| e.state).collect()
        };
        assert_eq!(states(&[CLASS, LINA]), [State::HandedIn, State::Open]);
        assert_eq!(states(&[CLASS]), [State::ToHandIn, State::Open], "a classmate");
    }

    #[test]
    fn a_guardian_never_sees_what_is_for_pupils_alone() {
        let mut hidden = entry(Kind::Work, 1, CLASS, State::Open);
        hidden.for_guardians = false;
        assert!(seen_by(std::slice::from_ref(&hidden), &[CLASS], Reader::Guardian).is_empty());
        assert_eq!(seen_by(&[hidden], &[CLASS], Reader::Pupil).len(), 1);
    }

    #[test]
    fn the_lesson_of_the_moment_is_the_one_under_way() {
        let mut lesson = entry(Kind::Lesson, 1, CLASS, State::Open);
        (lesson.starts, lesson.ends) = (Some(LocalTime(540)), Some(LocalTime(595)));
        let phase = |now| lesson.phase(today(), LocalTime(now));
        assert_eq!(
            [539, 540, 594, 595].map(phase),
            [Phase::Coming, Phase::Now, Phase::Now, Phase::Past]
        );
        let moment = entry(Kind::Lesson, 2, CLASS, State::Open);
        assert!(!moment.is_over(today(), LocalTime(16 * 60)));
        assert!(moment.is_over(today(), LocalTime(17 * 60)));
    }

    #[test]
    fn late_work_stays_while_it_can_be_handed_in() {
        let mut late = entry(Kind::Work, 1, CLASS, State::ToHandIn);
        late.day = today().plus(-1);
        let mut given_up = entry(Kind::Work, 2, CLASS, State::Open);
        given_up.day = today().plus(-1);
        let done = entry(Kind::Work, 3, CLASS, State::Done);
        let entries = [given_up, done, late];
        let seen = seen_by(&entries, &[CLASS], Reader::Pupil);
        let shown: Vec<_> = works(&seen, today()).iter().map(|e| e.reference).collect();
        assert_eq!(shown, [1, 3]);
    }

    #[test]
    fn on_monday_the_news_is_since_friday() {
        assert_eq!(news_since(Day::parse_iso("2027-03-15").unwrap()).weekday(), 5);
        assert_eq!(news_since(today()), today().plus(-1));
    }
}
