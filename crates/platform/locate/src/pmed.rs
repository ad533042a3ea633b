//! Instances of the OR-Library: a graph whose vertices are at once clients and sites.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::{CELLS_MAX, Costs, LocateError};

/// Edges are shorter than this.
const LENGTH_MAX: u64 = 1 << 32;

/// An instance: shortest distances between vertices, and how many sites it asks for.
#[derive(Clone, Debug)]
pub struct Pmed {
    /// Distances along the graph.
    pub costs: Costs,
    /// How many sites are to be open.
    pub open: usize,
}

/// Reads `n m p`, then `m` lines `i j cost`: undirected, vertices from 1. Where an edge is repeated
/// its last cost counts (the note of the OR-Library, after P. Avella).
///
/// # Errors
/// On the first line that is not so, and when a vertex is alone.
pub fn read_pmed(text: &str) -> Result<Pmed, LocateError> {
    let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let (line, first) = lines.next().ok_or(LocateError::Empty)?;
    let [vertices, edges, open] = three(line, first)?;
    if vertices == 0 {
        return Err(LocateError::Empty);
    }
    if vertices.saturating_mul(vertices) > CELLS_MAX {
        return Err(LocateError::TooLarge);
    }
    let mut lengths = vec![Vec::<(usize, u64)>::new(); vertices];
    for _ in 0..edges {
        let at_end = || LocateError::Line { line, why: format!("{edges} edges are announced") };
        let (line, text) = lines.next().ok_or_else(at_end)?;
        let [from, to, length] = three(line, text)?;
        if !(1..=vertices).contains(&from) || !(1..=vertices).contains(&to) {
            let why = format!("vertices go from 1 to {vertices}");
            return Err(LocateError::Line { line, why });
        }
        let length = u64::try_from(length).ok().filter(|length| *length < LENGTH_MAX);
        let length = length
            .ok_or_else(|| LocateError::Line { line, why: "this cost is too large".to_owned() })?;
        set(&mut lengths[from - 1], to - 1, length);
        set(&mut lengths[to - 1], from - 1, length);
    }
    if let Some((line, _)) = lines.next() {
        let why = format!("{edges} edges are announced, and here is one more");
        return Err(LocateError::Line { line, why });
    }
    let rows: Vec<_> = (0..vertices).map(|from| shortest(&lengths, from)).collect();
    Ok(Pmed { costs: Costs::new(vertices, &rows)?, open })
}

fn three(line: usize, text: &str) -> Result<[usize; 3], LocateError> {
    let wrong = || LocateError::Line { line, why: "three whole numbers are expected".to_owned() };
    let numbers: Vec<usize> = text
        .split_whitespace()
        .map(|word| word.parse().ok())
        .collect::<Option<_>>()
        .ok_or_else(wrong)?;
    numbers.try_into().ok().ok_or_else(wrong)
}

fn set(edges: &mut Vec<(usize, u64)>, to: usize, length: u64) {
    match edges.iter_mut().find(|(known, _)| *known == to) {
        Some((_, known)) => *known = length,
        None => edges.push((to, length)),
    }
}

/// Dijkstra from one vertex.
fn shortest(lengths: &[Vec<(usize, u64)>], from: usize) -> Vec<Option<i64>> {
    let mut known = vec![u64::MAX; lengths.len()];
    known[from] = 0;
    let mut next = BinaryHeap::from([Reverse((0_u64, from))]);
    while let Some(Reverse((far, vertex))) = next.pop() {
        if far > known[vertex] {
            continue;
        }
        for (to, length) in &lengths[vertex] {
            let there = far.saturating_add(*length);
            if there < known[*to] {
                known[*to] = there;
                next.push(Reverse((there, *to)));
            }
        }
    }
    known.into_iter().map(|far| i64::try_from(far).ok()).collect()
}
