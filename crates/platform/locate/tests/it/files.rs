//! Instances as people give them.

use locate::{LocateError, Task, median, read_pmed, read_table};
use proptest::prelude::*;

fn of_line(result: Result<impl std::fmt::Debug, LocateError>) -> usize {
    match result {
        Err(LocateError::Line { line, .. }) => line,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_last_cost_of_a_repeated_edge_counts() {
    let graph = |last: &str| format!(" 3 4 1 \n 1 2 9 \n 2 3 4 \n 2 1 1 \n {last} \n");
    let cost = |text: &str| {
        let graph = read_pmed(text).unwrap();
        let task = Task { open: graph.open, ..Task::default() };
        median(&graph.costs, &task, &mut |_| true).unwrap().objective
    };
    assert_eq!(cost(&graph("1 2 7")), 11);
    assert_eq!(cost(&graph("2 1 2")), 6);
}

#[test]
fn distances_follow_the_shortest_way() {
    let graph = read_pmed("4 4 1\n1 2 1\n2 3 1\n3 4 1\n1 4 10\n").unwrap();
    assert_eq!(graph.costs.of_client(0), [0, 1, 2, 3]);
}

#[test]
fn a_broken_graph_says_its_line() {
    assert_eq!(read_pmed("").unwrap_err(), LocateError::Empty);
    assert_eq!(of_line(read_pmed("3 1\n1 2 3")), 1);
    assert_eq!(of_line(read_pmed("3 2 1\n1 2 3\n1 x 4")), 3);
    assert_eq!(of_line(read_pmed("3 2 1\n1 2 -3\n1 3 4")), 2);
    assert_eq!(of_line(read_pmed("3 2 1\n1 2 3\n1 4 4")), 3);
    assert_eq!(of_line(read_pmed("3 2 1\n1 2 3")), 1);
    assert_eq!(of_line(read_pmed("2 1 1\n1 2 3\n2 1 4")), 3);
    assert_eq!(read_pmed("0 0 1").unwrap_err(), LocateError::Empty);
    assert_eq!(read_pmed("99999999 0 1").unwrap_err(), LocateError::TooLarge);
    let far = format!("2 1 1\n1 2 {}\n", u64::MAX);
    assert_eq!(of_line(read_pmed(&far)), 2);
}

#[test]
fn a_table_may_be_bare() {
    let table = read_table("72.934;1.5\r\n0;20\r\n").unwrap();
    assert_eq!(table.sites, ["1", "2"]);
    assert_eq!(table.decimals, 3);
    assert_eq!(table.distances, [[Some(72_934), Some(1_500)], [Some(0), Some(20_000)]]);
    assert_eq!(table.weights, [1, 1]);
}

#[test]
fn a_table_may_have_titles_names_weights_and_holes() {
    let table =
        read_table("\u{feff}école,effectif,\"Loudun\",Civray\nA,12,3,\nB,5,1.5,4\n").unwrap();
    assert_eq!(table.sites, ["Loudun", "Civray"]);
    assert_eq!(table.weights, [12, 5]);
    assert_eq!(table.distances, [[Some(30), None], [Some(15), Some(40)]]);
    let costs = table.costs().unwrap();
    let task = Task { open: 1, ..Task::default() };
    assert_eq!(median(&costs, &task, &mut |_| true).unwrap().objective, 12 * 30 + 5 * 15);
}

#[test]
fn a_french_table_is_read() {
    let table = read_table("x;Loudun\nA;1 234,5\n");
    assert_eq!(of_line(table), 2);
    assert_eq!(read_table("x;Loudun\nA;1234,5\n").unwrap().distances, [[Some(12_345)]]);
}

#[test]
fn a_broken_table_says_its_line() {
    assert_eq!(read_table(" \n").unwrap_err(), LocateError::Empty);
    assert_eq!(of_line(read_table("1;2\n3\n")), 2);
    assert_eq!(of_line(read_table("1;2\n3;abc\n")), 2);
    assert_eq!(of_line(read_table("1;2\n3;-4\n")), 2);
    assert_eq!(of_line(read_table("1;2\n3;1e5\n")), 2);
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "[0-9 .,;\n\tax-]{0,200}") {
        drop(read_pmed(&text));
        if let Ok(table) = read_table(&text) {
            drop((table.costs(), table.plain()));
        }
    }
}
