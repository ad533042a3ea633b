//! The instances of the OR-Library (J. E. Beasley) whose optimum is published, where they are at hand.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::fs;

use locate::{Task, center, median, read_pmed};
use testkit::shared;

/// What is published of the p-center of the first instances, from pmed1 on.
const CENTERS: [i64; 10] = [127, 98, 93, 74, 48, 84, 64, 55, 37, 20];

/// Solves the instances of so many vertices, and compares what is found with what is published.
fn published(vertices: usize) {
    let Some(shared) = shared() else { return };
    let folder = shared.join("data/pmed");
    let optima = fs::read_to_string(folder.join("optima.txt")).unwrap();
    let known = optima.lines().skip(1).filter_map(|line| line.split_once(' '));
    let mut solved = 0;
    for ((name, optimum), order) in known.zip(0..) {
        let graph =
            read_pmed(&fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap()).unwrap();
        if graph.costs.sites() != vertices {
            continue;
        }
        let task = Task { open: graph.open, seed: 1, ..Task::default() };
        let optimum: i64 = optimum.trim().parse().unwrap();
        let found = median(&graph.costs, &task, &mut |_| true).unwrap();
        assert_eq!((found.objective, found.bound), (optimum, optimum), "{name}");
        if let Some(radius) = CENTERS.get(order) {
            let found = center(&graph.costs, &task, &mut |_| true).unwrap();
            assert_eq!((found.objective, found.bound), (*radius, *radius), "{name}");
        }
        solved += 1;
    }
    assert_eq!(solved, 5, "five instances have {vertices} vertices");
}

#[test]
fn the_published_optima_of_a_hundred_vertices_are_found_and_proven() {
    published(100);
}

#[test]
fn the_published_optima_of_two_hundred_vertices_are_found_and_proven() {
    published(200);
}

#[test]
fn the_published_optima_of_three_hundred_vertices_are_found_and_proven() {
    published(300);
}

#[test]
fn the_published_optima_of_four_hundred_vertices_are_found_and_proven() {
    published(400);
}
