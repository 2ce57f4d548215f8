//! Rows by what they are about: the same row twice counts once, and two rows that contradict each other are a fault.

use std::collections::BTreeMap;

use super::{fault::Fault, sheet::Line};

/// What a row states, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<T> {
    /// Its line in the file.
    pub line: u64,
    /// What it states.
    pub states: T,
}

/// The different rows of a file, in its order.
#[derive(Debug)]
pub struct Distinct<T> {
    /// The rows, each once.
    pub rows: Vec<Row<T>>,
    /// How many rows say again what an earlier row says.
    pub twice: usize,
}

impl<T: PartialEq> Distinct<T> {
    /// Sorts out the rows. Two with one key must state the same; `column` is to blame where they do not, and `problem` says why, given
    /// the line of the first.
    pub fn new<K: Ord>(
        rows: Vec<(Line<'_>, T)>,
        key: impl Fn(&T) -> K,
        column: &str,
        problem: impl Fn(u64) -> String,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut places: BTreeMap<K, usize> = BTreeMap::new();
        let mut distinct = Self { rows: Vec::with_capacity(rows.len()), twice: 0 };
        for (line, states) in rows {
            let place = *places.entry(key(&states)).or_insert(distinct.rows.len());
            match distinct.rows.get(place) {
                None => distinct.rows.push(Row { line: line.number, states }),
                Some(first) if first.states == states => distinct.twice += 1,
                Some(first) => faults.push(line.fault(column, problem(first.line))),
            }
        }
        distinct
    }
}
