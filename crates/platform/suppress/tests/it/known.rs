//! Answers that are known.

use std::collections::BTreeSet;

use suppress::{Counts, Rule, SuppressError};

use crate::{all, table};

#[test]
fn one_hidden_count_in_a_row_whose_total_is_published_is_given_away() {
    let (counts, grid) = table(&[vec![3, 12, 9], vec![14, 11, 10], vec![20, 8, 7]]);
    let small = grid.cells[0][0];
    let alone = BTreeSet::from([small]);
    assert_eq!(counts.given_away(&alone, Rule::default()), [small]);
    // A second one in its row does not help: its column gives it away, then the first.
    let row = BTreeSet::from([small, grid.cells[0][2]]);
    assert_eq!(counts.given_away(&row, Rule::default()).len(), 2);
    // A rectangle does.
    let rectangle: BTreeSet<_> =
        [(0, 0), (0, 2), (2, 0), (2, 2)].into_iter().map(|(r, c)| grid.cells[r][c]).collect();
    assert_eq!(counts.given_away(&rectangle, Rule::default()), []);
    let chosen = counts.hide(Rule::default()).unwrap();
    assert!(chosen.contains(&small) && chosen.len() == 4, "{chosen:?}");
    assert_eq!(counts.given_away(&chosen, Rule::default()), []);
}

#[test]
fn nothing_is_hidden_where_nothing_is_small() {
    let (counts, _) = table(&[vec![5, 6], vec![7, 8]]);
    assert!(counts.hide(Rule::default()).unwrap().is_empty());
}

#[test]
fn everything_is_hidden_where_all_of_it_is_small() {
    let (counts, grid) = table(&[vec![1, 0], vec![0, 1]]);
    let hidden = counts.hide(Rule::default()).unwrap();
    assert_eq!(hidden, all(&grid).into_iter().collect());
    let (counts, _) = table(&[vec![0, 0], vec![0, 0]]);
    assert_eq!(counts.hide(Rule::default()).unwrap().len(), 9);
}

#[test]
fn nobody_may_be_shown() {
    let (counts, grid) = table(&[vec![0, 9], vec![8, 7]]);
    let rule = Rule { hides_zero: false, ..Rule::default() };
    assert!(counts.hide(rule).unwrap().is_empty());
    assert!(counts.hide(Rule::default()).unwrap().contains(&grid.cells[0][0]));
}

#[test]
fn the_week_after_does_not_give_away_who_came() {
    let mut counts = Counts::new();
    let (before, now) = (counts.public(40), counts.count(42));
    counts.since(before, now).unwrap();
    // 42 beside 40 would say that two came.
    assert_eq!(counts.hide(Rule::default()).unwrap(), BTreeSet::from([now]));
    let mut counts = Counts::new();
    let (before, same, more) = (counts.public(40), counts.count(40), counts.count(51));
    counts.since(before, same).unwrap();
    counts.since(same, more).unwrap();
    assert!(counts.hide(Rule::default()).unwrap().is_empty());
}

#[test]
fn a_count_hidden_in_one_table_is_not_given_away_by_another() {
    let mut counts = Counts::new();
    let by_sex = counts.table(&[vec![3, 30], vec![25, 28]]).unwrap();
    // The same school, by level: its total is the total of the first table's first row.
    let levels: Vec<_> = [15, 18].map(|level| counts.count(level)).to_vec();
    counts.sum(by_sex.rows[0], &levels).unwrap();
    let hidden = counts.hide(Rule::default()).unwrap();
    assert!(hidden.contains(&by_sex.cells[0][0]));
    assert_eq!(counts.given_away(&hidden, Rule::default()), []);
    // Hiding the row's total alone is no use: the levels give it.
    let total = BTreeSet::from([by_sex.cells[0][0], by_sex.rows[0]]);
    assert!(counts.given_away(&total, Rule::default()).contains(&by_sex.cells[0][0]));
}

#[test]
fn what_was_hidden_last_time_stays_hidden() {
    let mut counts = Counts::new();
    let (small, other) = (counts.unsaid(3), counts.unsaid(9));
    let row = counts.public(12);
    counts.sum(row, &[small, other]).unwrap();
    // This time another table would show the second alone.
    let again = counts.count(9);
    counts.sum(again, &[other]).unwrap();
    assert_eq!(counts.hide(Rule::default()).unwrap(), BTreeSet::from([again]));
}

#[test]
fn what_everyone_has_read_cannot_be_hidden() {
    let mut counts = Counts::new();
    let (total, part) = (counts.public(20), counts.public(17));
    let small = counts.count(3);
    counts.sum(total, &[part, small]).unwrap();
    assert_eq!(counts.hide(Rule::default()), Err(SuppressError::GivenAway(small)));
}

#[test]
fn counts_that_do_not_add_up_are_refused() {
    let mut counts = Counts::new();
    let (total, part) = (counts.count(20), counts.count(17));
    assert_eq!(counts.sum(total, &[part]), Err(SuppressError::Sum));
    let huge = [counts.count(u64::MAX), counts.count(1)];
    assert_eq!(counts.sum(total, &huge), Err(SuppressError::Sum));
    assert_eq!(counts.table(&[]).unwrap_err(), SuppressError::Shape);
    assert_eq!(counts.table(&[vec![]]).unwrap_err(), SuppressError::Shape);
    assert_eq!(counts.table(&[vec![1, 2], vec![3]]).unwrap_err(), SuppressError::Shape);
    assert_eq!(counts.table(&[vec![u64::MAX, 2]]).unwrap_err(), SuppressError::TooLarge);
    let mut large = Counts::new();
    large.table(&vec![vec![9; 70]; 70]).unwrap();
    assert_eq!(large.hide(Rule::default()), Err(SuppressError::TooLarge));
}
