//! Sections and tables of a briefing as plain values, before they become a page or a paper.

use serde::Serialize;

use crate::{components::grouped, phrase::Phrase, shortened_text::shortened};

/// The fewest letters of a wording that are shown before it is cut.
pub const LEAST_WORDING: usize = 90;

/// What stands in a cell.
pub type Cell = Phrase;

/// One section: a heading, sentences, and at most one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its place on a page.
    pub id: &'static str,
    /// What it says, as a heading.
    pub heading: String,
    /// Sentences.
    pub lines: Vec<Vec<Phrase>>,
    /// A table.
    pub table: Option<Table>,
    /// Sentences below the table.
    pub after: Vec<Vec<Phrase>>,
    /// What the table may list the first rows of.
    #[serde(skip)]
    pub whole: Option<Whole>,
}

/// A list of which a table shows the first rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// How many rows it has.
    pub count: u64,
    /// `all 7 deadlines that have passed`.
    pub words: String,
    /// Where it is.
    pub href: String,
}

impl Section {
    /// A section without a table.
    pub fn of_lines(id: &'static str, heading: impl Into<String>, lines: Vec<Vec<Phrase>>) -> Self {
        Self { id, heading: heading.into(), lines, table: None, after: Vec::new(), whole: None }
    }

    /// How many rows of the whole list its table leaves out, with the way to them; `None` where it leaves out none.
    #[must_use]
    pub fn left_out(&self) -> Option<Vec<Phrase>> {
        let whole = self.whole.as_ref()?;
        let shown = self.table.as_ref().map_or(0, |table| table.rows.len() as u64);
        let rest = whole.count.checked_sub(shown).filter(|rest| *rest > 0)?;
        let is = if rest == 1 { "is" } else { "are" };
        let said = Phrase::plain(format!("{} more {is} not listed here: ", grouped(rest)));
        Some(vec![said, Phrase::link(whole.words.clone(), whole.href.clone()), Phrase::plain(".")])
    }
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Its words.
    pub text: String,
    /// Whether numbers stand under it.
    pub numeric: bool,
}

impl Heading {
    /// A column of words.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), numeric: false }
    }

    /// A column of numbers.
    pub fn numbers(text: impl Into<String>) -> Self {
        Self { text: text.into(), numeric: true }
    }
}

/// A bar before the words of a row's first cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// How much of it is filled.
    pub part: u64,
    /// What a full bar is.
    pub whole: u64,
    /// Whether what it counts is of concern.
    pub is_of_concern: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What names it.
    pub name: Cell,
    /// One for each column but the first.
    pub cells: Vec<Cell>,
    /// A bar, which says nothing that the cells do not.
    pub bar: Option<Bar>,
}

impl Row {
    /// A row without a bar.
    pub const fn new(name: Cell, cells: Vec<Cell>) -> Self {
        Self { name, cells, bar: None }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What its rows are.
    pub caption: String,
    /// Its columns; the first names the rows.
    pub header: Vec<Heading>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Whether its rows are named by what was asked, in words of a source, which may be long.
    pub is_of_wordings: bool,
}

impl Table {
    /// The same with wordings so short that all together have no more letters than this, each cut as late as it can be.
    #[must_use]
    pub fn with_wordings_within(mut self, letters: usize) -> Self {
        if self.is_of_wordings {
            let lengths: Vec<_> = self.rows.iter().map(|row| row.name.text.chars().count()).collect();
            let sum = |limit: usize| lengths.iter().map(|length| (*length).min(limit)).sum::<usize>();
            let longest = lengths.iter().copied().max().unwrap_or_default();
            let limit = (LEAST_WORDING..longest).rev().find(|limit| sum(*limit) <= letters);
            let limit = if sum(longest) <= letters { longest } else { limit.unwrap_or(LEAST_WORDING) };
            for row in &mut self.rows {
                row.name.text = shortened(&row.name.text, limit);
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(lengths: &[usize]) -> Table {
        let rows = lengths.iter().map(|length| Row::new(Phrase::plain("word ".repeat(length / 5)), Vec::new()));
        Table { caption: String::new(), header: Vec::new(), rows: rows.collect(), is_of_wordings: true }
    }

    #[test]
    fn wordings_are_cut_only_where_there_is_no_room_and_never_below_90_letters() {
        let of = |lengths: &[usize], letters| {
            let rows = table(lengths).with_wordings_within(letters).rows;
            rows.iter().map(|row| row.name.text.trim_end().chars().count()).collect::<Vec<_>>()
        };
        assert_eq!(of(&[100, 300], 400), [99, 299]);
        // The short one is whole; the long one has the rest.
        let cut = of(&[100, 300], 300);
        assert_eq!(cut[0], 99);
        assert!((190..=200).contains(&cut[1]), "{cut:?}");
        assert!(of(&[4_000; 5], 10).iter().all(|letters| (85..=LEAST_WORDING).contains(letters)));
    }
}
