//! Weekly timetables of a collège: nobody is in two places at once.
//!
//! Each lesson of the week is placed where it disturbs least; those it disturbs
//! are taken out and placed again, heavier each time, until all are placed.

use crate::rng::Rng;
use crate::world::{Hours, Weeks};

/// Beginnings of the seven slots of a day, in minutes; each lasts 55 minutes.
pub const STARTS: [u16; 7] = [480, 540, 610, 670, 810, 870, 940];
const LENGTH: u16 = 55;
const PER_DAY: usize = STARTS.len();
const PLACES: usize = 5 * PER_DAY;
const WEDNESDAY: usize = 2;
const FREE: u16 = u16::MAX;

/// One or two hours to place in the week.
#[derive(Clone, Debug, Default)]
pub(crate) struct Item {
    /// Two consecutive hours.
    pub(crate) double: bool,
    /// Classes it takes, counted within the school.
    pub(crate) classes: Vec<usize>,
    /// Teachers it takes, counted within the school.
    pub(crate) teachers: Vec<usize>,
    /// What takes place, and in which weeks.
    pub(crate) parts: Vec<(u32, Weeks)>,
    /// A place it must have.
    pub(crate) fixed: Option<usize>,
}

/// The place of an hour: Monday is day 0, the first hour is 0.
pub(crate) const fn place(day: usize, hour: usize) -> usize {
    day * PER_DAY + hour
}

/// Weekday (1 to 5), rank in the day and hours of an item at a place.
pub(crate) fn when(place: usize, double: bool) -> (u8, u8, Hours) {
    let (day, hour) = (place / PER_DAY, place % PER_DAY);
    let last = STARTS[hour + usize::from(double)];
    let small = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    (small(day + 1), small(hour), Hours { start: STARTS[hour], end: last + LENGTH })
}

struct Grid<'a> {
    items: &'a [Item],
    rows: Vec<[u16; PLACES]>,
    first_teacher: usize,
    at: Vec<Option<usize>>,
    weight: Vec<u32>,
}

impl Grid<'_> {
    fn rows_of(&self, item: usize) -> impl Iterator<Item = usize> + use<> {
        let item = &self.items[item];
        let first = self.first_teacher;
        let rows: Vec<usize> =
            item.classes.iter().copied().chain(item.teachers.iter().map(|t| first + t)).collect();
        rows.into_iter()
    }

    fn hours_of(&self, item: usize, place: usize) -> std::ops::RangeInclusive<usize> {
        place..=place + usize::from(self.items[item].double)
    }

    /// The items that must leave for `item` to come at `place`.
    fn in_the_way(&self, item: usize, place: usize) -> Vec<usize> {
        let mut found: Vec<usize> = self
            .rows_of(item)
            .flat_map(|row| self.hours_of(item, place).map(move |hour| (row, hour)))
            .map(|(row, hour)| self.rows[row][hour])
            .filter(|id| *id != FREE)
            .map(usize::from)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn same_subject_that_day(&self, item: usize, place: usize) -> bool {
        let subject = self.items[item].parts[0].0;
        let day = place / PER_DAY * PER_DAY;
        let row = self.items[item].classes[0];
        self.rows[row][day..day + PER_DAY].iter().any(|id| {
            *id != FREE && self.items[usize::from(*id)].parts.iter().any(|part| part.0 == subject)
        })
    }

    fn cost(&self, item: usize, place: usize) -> u32 {
        let mut cost = u32::from(place % PER_DAY == PER_DAY - 1);
        for other in self.in_the_way(item, place) {
            if self.items[other].fixed.is_some() {
                return u32::MAX;
            }
            cost += 10 + self.weight[other];
        }
        cost + if self.same_subject_that_day(item, place) { 6 } else { 0 }
    }

    fn write(&mut self, item: usize, place: usize, value: u16) {
        for row in self.rows_of(item) {
            for hour in self.hours_of(item, place) {
                self.rows[row][hour] = value;
            }
        }
    }

    fn put(&mut self, item: usize, place: usize) {
        self.write(item, place, u16::try_from(item).unwrap_or(FREE));
        self.at[item] = Some(place);
    }

    fn take_out(&mut self, item: usize) {
        if let Some(place) = self.at[item].take() {
            self.write(item, place, FREE);
            self.weight[item] += 1;
        }
    }

    fn best_place(&self, item: usize, rng: &mut Rng) -> Option<usize> {
        if let Some(fixed) = self.items[item].fixed {
            return Some(fixed);
        }
        candidates(self.items[item].double)
            .map(|place| (self.cost(item, place), rng.below(64), place))
            .min()
            .filter(|best| best.0 < u32::MAX)
            .map(|best| best.2)
    }
}

fn candidates(double: bool) -> impl Iterator<Item = usize> {
    (0..PLACES).filter(move |place| {
        let (day, hour) = (place / PER_DAY, place % PER_DAY);
        let open = day != WEDNESDAY || hour < 4;
        open && (!double || matches!(hour, 0 | 2 | 4))
    })
}

/// Places every item; `None` when no timetable was found in a reasonable time.
pub(crate) fn solve(
    items: &[Item],
    classes: usize,
    teachers: usize,
    rng: &mut Rng,
) -> Option<Vec<usize>> {
    (0..12).find_map(|_| attempt(items, classes, teachers, rng))
}

fn attempt(items: &[Item], classes: usize, teachers: usize, rng: &mut Rng) -> Option<Vec<usize>> {
    let mut grid = Grid {
        items,
        rows: vec![[FREE; PLACES]; classes + teachers],
        first_teacher: classes,
        at: vec![None; items.len()],
        weight: vec![0; items.len()],
    };
    let mut queue: Vec<usize> = (0..items.len()).collect();
    rng.shuffle(&mut queue);
    queue.sort_by_key(|id| {
        let item = &items[*id];
        (item.fixed.is_some(), item.classes.len() + item.teachers.len(), item.double)
    });
    for _ in 0..2_000 + 60 * items.len() {
        let Some(item) = queue.pop() else {
            return grid.at.into_iter().collect();
        };
        let place = grid.best_place(item, rng)?;
        for other in grid.in_the_way(item, place) {
            grid.take_out(other);
            queue.push(other);
        }
        grid.put(item, place);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_week_is_found_for_a_tight_school() {
        let items: Vec<Item> = (0..4)
            .flat_map(|class| {
                (0..30).map(move |n| Item {
                    classes: vec![class],
                    teachers: vec![(class + n) % 5],
                    parts: vec![(u32::try_from(n).unwrap_or(0), Weeks::Every)],
                    fixed: (n == 0).then_some(class),
                    ..Item::default()
                })
            })
            .collect();
        let places = solve(&items, 4, 5, &mut Rng::new(1)).unwrap_or_default();
        assert_eq!(places.len(), items.len());
        for (a, place) in places.iter().enumerate() {
            for b in (a + 1..items.len()).filter(|b| places[*b] == *place) {
                assert_ne!(items[a].classes, items[b].classes);
                assert_ne!(items[a].teachers, items[b].teachers);
            }
        }
    }

    #[test]
    fn an_impossible_week_is_refused() {
        let item = Item {
            classes: vec![0],
            parts: vec![(0, Weeks::Every)],
            fixed: Some(0),
            ..Item::default()
        };
        let free = Item { fixed: None, ..item.clone() };
        let mut items = vec![item];
        items.extend(std::iter::repeat_n(free, 32));
        assert_eq!(solve(&items, 1, 0, &mut Rng::new(1)), None);
    }
}
