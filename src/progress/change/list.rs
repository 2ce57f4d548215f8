//! Which of the items between two days a reader asks to see listed: what happened to them, or a cell of the matrix.

use super::{Cell, Change, ChangeQuery, Changes, Group, Item, Undated};
use crate::{
    finding::RecordType,
    parameter::BadParameter,
    query::{Query, query_serde},
    query_pairs::{QueryPairs, refused},
    reference::Reference,
};

/// The word for what is not there at an end.
const ABSENT: &str = "none";

/// The most rows of a short list; the rest is a link away.
pub const SHORT_LIST: usize = 5;

/// The kinds of change of which a briefing has short lists, in its order.
pub const SHORT_LISTS: [Change; 8] = [
    Change::Closed,
    Change::Reopened,
    Change::SaidDone,
    Change::Overdue,
    Change::FirstKnownOverdue,
    Change::Slipped,
    Change::Raised,
    Change::Found,
];

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// Items to which something happened, items of a cell, a row or a column of the matrix, or both at once.
    Items {
        /// What happened to them; `None` for anything or nothing.
        change: Option<Change>,
        /// Where they stood.
        before: Cell,
        /// Where they stand.
        after: Cell,
    },
    /// What has no date; `whole` for items, else for facts of items that have one.
    Undated {
        /// Whether the items themselves have none.
        whole: bool,
    },
}

/// A list that a reader asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeList {
    /// Of one record type: the two are never added up.
    pub record_type: RecordType,
    /// Which items.
    pub picked: Picked,
    /// From 1.
    pub page: u32,
}

/// The rows of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rows<'a> {
    /// Items between the two days.
    Items(Vec<&'a Item>),
    /// What stands in neither view.
    Undated(Vec<&'a Undated>),
}

impl ChangeList {
    /// The first page of the items of one record type to which this happened.
    #[must_use]
    pub const fn changed(record_type: RecordType, change: Change) -> Self {
        let picked = Picked::Items { change: Some(change), before: Cell::Any, after: Cell::Any };
        Self { record_type, picked, page: 1 }
    }

    /// Those of them that stand in this group now.
    #[must_use]
    pub const fn ending_in(self, group: Group) -> Self {
        match self.picked {
            Picked::Items { change, before, after: _ } => {
                Self { picked: Picked::Items { change, before, after: Cell::In(group) }, ..self }
            }
            Picked::Undated { .. } => self,
        }
    }

    /// The first page of the items of one record type in a cell of the matrix.
    #[must_use]
    pub const fn cell(record_type: RecordType, before: Cell, after: Cell) -> Self {
        Self { record_type, picked: Picked::Items { change: None, before, after }, page: 1 }
    }

    /// Reads the pairs of a query string: `record_type`, and either `change`, or `before` and `after`.
    ///
    /// # Errors
    /// The first parameter whose value cannot be understood or that is missing, with what it may be.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, BadParameter> {
        let given = QueryPairs::new(pairs);
        let record_type = given.one("record_type")?.unwrap_or(RecordType::Recommendation);
        let change = given.text("change", 40)?;
        let picked = match change.as_deref() {
            Some("undated") => Picked::Undated { whole: true },
            Some("undated-facts") => Picked::Undated { whole: false },
            word => {
                let change = word.map(|word| word.parse().map_err(|_| no_change(word))).transpose()?;
                let (before, after) = (cell(&given, "before")?, cell(&given, "after")?);
                if (change, before, after) == (None, Cell::Any, Cell::Any) {
                    return Err(no_change(""));
                }
                Picked::Items { change, before, after }
            }
        };
        Ok(Self { record_type, picked, page: given.page("page")? })
    }

    /// The parameters that ask for it again; its page is not among them.
    #[must_use]
    pub fn parameters(self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("record_type", self.record_type.slug().to_owned())];
        let mut add = |name, word: &str| pairs.push((name, word.to_owned()));
        match self.picked {
            Picked::Undated { whole: true } => add("change", "undated"),
            Picked::Undated { whole: false } => add("change", "undated-facts"),
            Picked::Items { change, before, after } => {
                if let Some(change) = change {
                    add("change", change.slug());
                }
                for (name, cell) in [("before", before), ("after", after)] {
                    match cell {
                        Cell::Any => {}
                        Cell::Absent => add(name, ABSENT),
                        Cell::In(group) => add(name, group.slug()),
                    }
                }
            }
        }
        pairs
    }

    /// Its rows, all of them.
    #[must_use]
    pub fn rows(self, changes: &Changes) -> Rows<'_> {
        match self.picked {
            Picked::Items { change: Some(change), before, after } => {
                let listed = changes.list(self.record_type, change);
                Rows::Items(listed.into_iter().filter(|item| item.stands(before, after)).collect())
            }
            Picked::Items { change: None, before, after } => Rows::Items(changes.cell(self.record_type, before, after)),
            Picked::Undated { whole } => Rows::Undated(changes.undated(self.record_type, whole).collect()),
        }
    }
}

impl Changes {
    /// The items that short lists name.
    #[must_use]
    pub fn in_short_lists(&self) -> Vec<&Reference> {
        let lists = RecordType::ALL.iter().flat_map(|of| SHORT_LISTS.iter().map(|change| self.list(*of, *change)));
        lists.flat_map(|list| list.into_iter().take(SHORT_LIST)).map(|item| &item.reference).collect()
    }
}

/// A list of a report: what is asked of the period, and which of its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeListQuery {
    /// The report. Its record type is the list's.
    pub changes: ChangeQuery,
    /// The list.
    pub list: ChangeList,
}

query_serde!(ChangeListQuery);

impl Query for ChangeListQuery {
    const NAMES: &'static [&'static str] = &[
        "force",
        "nation",
        "region",
        "topic",
        "round_kind",
        "record_type",
        "from",
        "to",
        "since_round",
        "until_round",
        "change",
        "before",
        "after",
        "page",
    ];
    const REPEATED: &'static [&'static str] = &[];

    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        Ok(Self { changes: ChangeQuery::from_pairs(pairs)?, list: ChangeList::parse(pairs.iter().copied())? })
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let of_changes = self.changes.to_pairs().into_iter().filter(|(name, _)| *name != "record_type");
        let page = (self.list.page > 1).then(|| ("page", self.list.page.to_string()));
        of_changes.chain(self.list.parameters()).chain(page).collect()
    }
}

fn no_change(word: &str) -> BadParameter {
    let words: Vec<_> = Change::ALL.iter().map(|change| change.slug()).chain(["undated", "undated-facts"]).collect();
    refused("change", word, format!("one of {}", words.join(", ")))
}

fn cell(given: &QueryPairs<'_>, name: &'static str) -> Result<Cell, BadParameter> {
    let Some(word) = given.text(name, 40)? else { return Ok(Cell::Any) };
    if word == ABSENT {
        return Ok(Cell::Absent);
    }
    let words = || Group::ALL.iter().map(|group| group.slug()).chain([ABSENT]).collect::<Vec<_>>().join(", ");
    word.parse().map(Cell::In).map_err(|_| refused(name, &word, format!("one of {}", words())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_asked_for_again_by_what_it_was_read_from() {
        for query in [
            vec![("record_type", "recommendation"), ("change", "closed")],
            vec![("record_type", "area_of_concern"), ("change", "undated-facts")],
            vec![("record_type", "recommendation"), ("before", "open"), ("after", "none")],
            vec![("record_type", "recommendation"), ("after", "said-done")],
            vec![("record_type", "recommendation"), ("change", "closed"), ("after", "verified-complete")],
        ] {
            let listed = ChangeList::parse(query.iter().copied()).unwrap();
            let again = listed.parameters();
            assert_eq!(again.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>(), query);
        }
    }

    #[test]
    fn a_list_of_nothing_in_particular_is_refused_by_name() {
        let refused = |pairs: &[(&str, &str)]| ChangeList::parse(pairs.iter().copied()).unwrap_err().name;
        assert_eq!(refused(&[]), "change");
        assert_eq!(refused(&[("change", "vanished")]), "change");
        assert_eq!(refused(&[("before", "shut")]), "before");
        assert_eq!(refused(&[("change", "closed"), ("page", "0")]), "page");
        assert_eq!(refused(&[("change", "closed"), ("record_type", "together")]), "record_type");
    }
}
