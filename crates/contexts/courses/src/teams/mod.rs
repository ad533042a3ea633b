//! A work done by several: who works with whom, and one hand-in for all of them.

pub(crate) mod pages;
pub(crate) mod pupils;
pub(crate) mod store;
mod views;

use db::{DbError, Tx};
use kernel::Day;

use crate::{
    handin::Handin,
    work::{Work, whom},
};

/// How many go together, at least and at most.
pub(crate) const SIZES: (i64, i64) = (2, 10);
/// How many go together unless said otherwise.
pub(crate) const USUAL: i64 = 4;
/// Draws are numbered below this, so that a number can be read aloud.
pub(crate) const SEEDS: u32 = 1_000_000;

/// How the groups of a work are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Whether pupils make them themselves.
    pub(crate) by_pupils: bool,
    /// How many go together.
    pub(crate) size: i64,
    /// The number of the last draw.
    pub(crate) seed: Option<i64>,
}

/// A pupil in a group of a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) pupil: i64,
    /// The number of the group.
    pub(crate) team: i64,
    /// What the group handed in, with them in it.
    pub(crate) handin: Option<i64>,
    /// A word of the answer for them alone.
    pub(crate) word: String,
}

/// A hand-in, for who belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Handed {
    pub(crate) id: i64,
    /// The pupil it is kept under: alone with it, or one of the group.
    pub(crate) holder: i64,
    /// Whether it was read: from then on it stays with those who have it.
    pub(crate) is_read: bool,
}

/// Why pupils cannot be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// What one of them handed in was read.
    Read,
    /// They handed in two different things.
    Two,
    /// What they handed in together would be nobody's.
    Nobody,
}

/// Who works with whom on one work, and what they handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roster {
    pub(crate) members: Vec<Member>,
    pub(crate) copies: Vec<Handed>,
}

impl Roster {
    /// The group of a pupil.
    pub(crate) fn team_of(&self, pupil: i64) -> Option<i64> {
        self.members.iter().find(|member| member.pupil == pupil).map(|member| member.team)
    }

    /// The pupils of a group.
    pub(crate) fn team(&self, number: i64) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.team == number)
    }

    /// The numbers of the groups, in order.
    pub(crate) fn numbers(&self) -> Vec<i64> {
        let mut numbers: Vec<i64> = self.members.iter().map(|member| member.team).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The first number no group has.
    pub(crate) fn free(&self) -> i64 {
        let numbers = self.numbers();
        (1..).find(|number| !numbers.contains(number)).unwrap_or(i64::MAX)
    }

    /// What a pupil handed in, alone or with others.
    pub(crate) fn copy_of(&self, pupil: i64) -> Option<Handed> {
        let shared = |copy: &Handed| self.members.iter().any(|one| one.handin == Some(copy.id));
        let mine = self.members.iter().find(|member| member.pupil == pupil);
        let id = mine.and_then(|member| member.handin);
        let is_mine = |copy: &&Handed| {
            Some(copy.id) == id || (copy.holder == pupil && id.is_none() && !shared(copy))
        };
        self.copies.iter().find(is_mine).copied()
    }

    /// Leaves out those who are no longer of the work and handed nothing in.
    pub(crate) fn keep(&mut self, present: &[i64]) {
        self.members.retain(|one| one.handin.is_some() || present.contains(&one.pupil));
    }

    /// Puts pupils in a group, or in none.
    pub(crate) fn gather(&mut self, pupils: &[i64], to: Option<i64>) -> Result<(), Refusal> {
        let mut moving: Vec<i64> = Vec::new();
        for pupil in pupils {
            if self.team_of(*pupil) != to && !moving.contains(pupil) {
                moving.push(*pupil);
            }
        }
        if moving.is_empty() {
            return Ok(());
        }
        let there = to.and_then(|to| self.team(to).find_map(|member| member.handin));
        let there = self.copies.iter().find(|copy| Some(copy.id) == there).copied();
        let mut taken: Vec<Handed> = there.into_iter().collect();
        let mut held: Vec<(i64, i64)> = Vec::new();
        for pupil in &moving {
            let Some(copy) = self.copy_of(*pupil).filter(|copy| !taken.contains(copy)) else {
                continue;
            };
            let others = |member: &&Member| member.handin == Some(copy.id);
            match self.members.iter().filter(others).find(|one| !moving.contains(&one.pupil)) {
                Some(_) if copy.is_read => return Err(Refusal::Read),
                Some(stays) if copy.holder == *pupil => held.push((copy.id, stays.pupil)),
                Some(_) => {}
                None => taken.push(copy),
            }
        }
        if taken.iter().any(|copy| copy.is_read) {
            return Err(Refusal::Read);
        }
        match to {
            Some(_) if taken.len() > 1 => return Err(Refusal::Two),
            None if taken.iter().any(|copy| self.sharers(copy.id) > 1) => {
                return Err(Refusal::Nobody);
            }
            _ => {}
        }
        for (id, holder) in held {
            self.copies.iter_mut().filter(|copy| copy.id == id).for_each(|c| c.holder = holder);
        }
        self.settle(&moving, to, taken.first().map(|copy| copy.id));
        Ok(())
    }

    fn sharers(&self, handin: i64) -> usize {
        self.members.iter().filter(|member| member.handin == Some(handin)).count()
    }

    fn settle(&mut self, moving: &[i64], to: Option<i64>, handin: Option<i64>) {
        self.members.retain(|member| !moving.contains(&member.pupil));
        let Some(team) = to else { return };
        for member in self.members.iter_mut().filter(|member| member.team == team) {
            member.handin = handin;
        }
        self.members.extend(moving.iter().map(|pupil| Member {
            pupil: *pupil,
            team,
            handin,
            word: String::new(),
        }));
        self.members.sort_by_key(|member| member.team);
    }

    /// Gives what a pupil handed in to those of their group who are still there; whether anything
    /// changed.
    fn share(&mut self, handin: i64, pupil: i64, present: &[i64]) -> bool {
        let Some(team) = self.team_of(pupil) else { return false };
        let mut changed = false;
        for member in self.members.iter_mut().filter(|member| member.team == team) {
            if member.handin != Some(handin)
                && (member.pupil == pupil || present.contains(&member.pupil))
            {
                member.handin = Some(handin);
                changed = true;
            }
        }
        changed
    }
}

/// Groups of about a size by chance: the same pupils and the same seed make the same groups, and
/// nobody is alone while there are two.
pub(crate) fn at_random(pupils: &[i64], size: i64, seed: i64) -> Vec<Vec<i64>> {
    let mut drawn = pupils.to_vec();
    drawn.sort_unstable();
    drawn.dedup();
    let mut chance = Chance(seed.cast_unsigned());
    for at in (1..drawn.len()).rev() {
        drawn.swap(at, chance.below(at + 1));
    }
    let size = usize::try_from(size).unwrap_or(1).max(1);
    let mut count = drawn.len().div_ceil(size);
    if count > 1 && drawn.len() / count < 2 {
        count = drawn.len() / 2;
    }
    let mut groups = vec![Vec::new(); count];
    for (at, pupil) in drawn.into_iter().enumerate() {
        groups[at % count].push(pupil);
    }
    groups
}

/// The draws of one seed, one after the other (SplitMix64).
struct Chance(u64);

impl Chance {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another, all as likely as anyone could tell.
    fn below(&mut self, most: usize) -> usize {
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        usize::try_from(self.next() % most).unwrap_or_default()
    }
}

/// Gives what a pupil handed in to their group.
pub(crate) fn share(tx: &mut Tx, work: &Work, handin: &Handin, day: Day) -> Result<(), DbError> {
    if store::members(tx, work.id)?.is_empty() {
        return Ok(());
    }
    let mut roster = store::roster(tx, work.id)?;
    let present: Vec<i64> = whom::pupils(tx, work, day)?.into_iter().map(|name| name.id).collect();
    let pupil = directory::api::roots(tx, &[handin.pupil])?.remove(&handin.pupil);
    if roster.share(handin.id, pupil.unwrap_or(handin.pupil), &present) {
        store::save_members(tx, work.id, &roster)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(teams: &[&[i64]]) -> Roster {
        let mut roster = Roster::default();
        for (number, pupils) in (1_i64..).zip(teams) {
            roster.gather(pupils, Some(number)).unwrap();
        }
        roster
    }

    fn handed(mut roster: Roster, id: i64, pupil: i64, is_read: bool) -> Roster {
        roster.copies.push(Handed { id, holder: pupil, is_read });
        roster.share(id, pupil, &(1..=9).collect::<Vec<_>>());
        roster
    }

    #[test]
    fn who_joins_after_the_hand_in_has_it_too_and_who_leaves_has_it_no_more() {
        let mut roster = handed(of(&[&[1, 2, 3]]), 70, 1, false);
        assert_eq!(roster.copy_of(3).map(|copy| copy.id), Some(70));
        roster.gather(&[4], Some(1)).unwrap();
        assert_eq!(roster.copy_of(4).map(|copy| copy.id), Some(70));
        roster.gather(&[1], None).unwrap();
        assert_eq!(roster.copy_of(1), None);
        assert_eq!(roster.copies[0].holder, 2, "it stays with the others");
    }

    #[test]
    fn what_one_handed_in_alone_becomes_their_groups() {
        let mut roster = handed(Roster::default(), 70, 1, false);
        roster.gather(&[1, 2], Some(1)).unwrap();
        assert_eq!(roster.copy_of(2).map(|copy| copy.id), Some(70));
    }

    #[test]
    fn nothing_handed_in_is_lost_or_mixed() {
        let two = handed(handed(Roster::default(), 70, 1, false), 71, 2, false);
        assert_eq!(two.clone().gather(&[1, 2], Some(1)), Err(Refusal::Two));
        let one = handed(of(&[&[1, 2]]), 70, 1, false);
        assert_eq!(one.clone().gather(&[1, 2], None), Err(Refusal::Nobody));
        let read = handed(of(&[&[1, 2], &[3]]), 70, 1, true);
        assert_eq!(read.clone().gather(&[2], None), Err(Refusal::Read));
        assert_eq!(read.clone().gather(&[3], Some(1)), Err(Refusal::Read));
    }

    #[test]
    fn who_left_the_class_before_the_hand_in_has_no_part_in_it() {
        let mut roster = of(&[&[1, 2, 3]]);
        roster.copies.push(Handed { id: 70, holder: 1, is_read: false });
        roster.share(70, 1, &[1, 2]);
        assert_eq!(roster.copy_of(3), None);
        roster.keep(&[1, 2]);
        assert_eq!(roster.members.len(), 2);
    }

    proptest! {
        #[test]
        fn a_draw_puts_everyone_in_one_group_of_about_the_size(
            count in 0_i64..60, size in SIZES.0..=SIZES.1, seed in 0_i64..i64::from(SEEDS),
        ) {
            let pupils: Vec<i64> = (100..100 + count).collect();
            let groups = at_random(&pupils, size, seed);
            let mut all: Vec<i64> = groups.concat();
            all.sort_unstable();
            prop_assert_eq!(&all, &pupils);
            let sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
            let (least, most) = (sizes.iter().min(), sizes.iter().max());
            if let (Some(least), Some(most)) = (least, most) {
                prop_assert!(most - least <= 1);
                prop_assert!(*least >= 2 || count == 1);
                prop_assert!(*most <= usize::try_from(size).unwrap() + 1);
            }
            let mut backwards = pupils;
            backwards.reverse();
            prop_assert_eq!(groups, at_random(&backwards, size, seed), "the seed says it all");
        }

        #[test]
        fn whatever_is_moved_each_hand_in_has_its_pupils_and_each_pupil_one_at_most(
            moves in prop::collection::vec((prop::collection::vec(1_i64..9, 1..4), prop::option::of(1_i64..4), any::<bool>()), 1..24),
        ) {
            let mut roster = Roster::default();
            for (pupils, to, hands_in) in moves {
                let before = roster.clone();
                if hands_in && roster.copy_of(pupils[0]).is_none() {
                    let id = 100 + i64::try_from(roster.copies.len()).unwrap();
                    roster = handed(roster, id, pupils[0], id % 3 == 0);
                } else if roster.gather(&pupils, to).is_err() {
                    prop_assert_eq!(&roster, &before, "what is refused changes nothing");
                }
                for copy in &roster.copies {
                    let theirs = roster.copy_of(copy.holder).map(|mine| mine.id);
                    prop_assert_eq!(theirs, Some(copy.id), "it is kept under one of its pupils");
                }
                for pupil in 1..9 {
                    prop_assert!(roster.members.iter().filter(|one| one.pupil == pupil).count() <= 1);
                }
                for number in roster.numbers() {
                    let shared: Vec<_> = roster.team(number).map(|one| one.handin).collect();
                    prop_assert!(shared.windows(2).all(|two| two[0] == two[1]), "one for the group");
                }
            }
        }
    }
}
