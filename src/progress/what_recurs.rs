//! What recurs: which topics rounds raised, and which of them a later round of the same force raised again.
//!
//! The two topic schemes stand apart: no crosswalk. Formal recommendations and areas of concern stand apart unless the
//! reader asks for one of them or for both together.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    finding::{KnownFrom, RecordType},
    progress::{
        findings_across_rounds::Coverage,
        selection::{RecordTypes, Selection},
    },
    round::RoundKind,
    topic::{Scheme, Topic},
};

/// How many items a round raised under a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The force's address.
    pub force: String,
    /// Its name in tables.
    pub force_name: String,
    /// The round's place in the force's chain.
    pub place: u32,
    /// Its address within the force.
    pub round: String,
    /// The round in words.
    pub round_title: String,
    /// What kind of round.
    pub kind: RoundKind,
    /// The topic.
    pub topic: Topic,
    /// Recommendations or areas of concern.
    pub record_type: RecordType,
    /// How they are known.
    pub known_from: KnownFrom,
    /// How many.
    pub items: u64,
}

/// A column: a round of one force, or a kind of round over several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RaisedBy {
    /// Its place among the columns.
    pub place: u32,
    /// Its name.
    pub label: String,
    /// The round's address, of one force.
    pub round: Option<String>,
    /// The kind, of several forces.
    pub kind: Option<RoundKind>,
}

/// What the rounds of a column raised under a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// In how many forces.
    pub forces: u64,
    /// How many items.
    pub items: u64,
    /// How many of these are known only from a later round.
    pub known_later: u64,
}

/// A force of which more than one round raised a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// Its name in tables.
    pub force_name: String,
    /// The rounds that raised it, in words, in the order of the chain: two or more.
    pub rounds: Vec<String>,
}

/// One topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The topic.
    pub topic: Topic,
    /// One for each column.
    pub cells: Vec<Cell>,
    /// The forces of which a later round raised it again, by name.
    pub again: Vec<Again>,
}

/// One map: topics of one scheme, of one record type or of both together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Which items it counts.
    pub counted: RecordTypes,
    /// The scheme of its topics.
    pub scheme: Scheme,
    /// Rounds, or kinds of rounds, that raised anything under a topic of the scheme.
    pub columns: Vec<RaisedBy>,
    /// The topics of the scheme in its order, or the one that was picked.
    pub rows: Vec<Row>,
}

/// The figure: chart, table, CSV, headline and text alternative are all made from this value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatRecurs {
    /// Of whom, in words.
    pub scope: String,
    /// What was picked.
    pub selection: Selection,
    /// Of how many forces; only for a figure of several.
    pub coverage: Option<Coverage>,
    /// Maps that hold at least one item.
    pub blocks: Vec<Block>,
}

impl WhatRecurs {
    /// Adds counted items up to maps. `forces` is how many forces were picked from, where several are.
    pub fn new(scope: String, selection: Selection, forces: Option<u32>, raised: &[Raised]) -> Self {
        let types = match selection.record_types {
            Some(types) => vec![types],
            None => vec![RecordTypes::Recommendations, RecordTypes::AreasOfConcern],
        };
        let with_data = raised.iter().map(|raised| &raised.force).collect::<BTreeSet<_>>().len();
        let coverage =
            forces.map(|forces| Coverage { with_data: u32::try_from(with_data).unwrap_or(u32::MAX), forces });
        let blocks = types
            .into_iter()
            .flat_map(|types| Scheme::ALL.iter().map(move |scheme| (types, *scheme)))
            .filter_map(|(types, scheme)| Block::new(types, scheme, &selection, raised))
            .collect();
        Self { scope, selection, coverage, blocks }
    }

    /// Topics that a later round raised again, those of most forces first; each in the map it stands in.
    pub fn raised_again(&self) -> Vec<(&Block, &Row)> {
        let rows = self.blocks.iter().flat_map(|block| block.rows.iter().map(move |row| (block, row)));
        let mut again: Vec<_> = rows.filter(|(_, row)| !row.again.is_empty()).collect();
        again.sort_by_key(|(_, row)| Reverse(row.again.len()));
        again
    }

    /// The address of the items that a cell counts. `keep` are the parameters every address keeps.
    pub fn href(&self, block: &Block, topic: Topic, column: &RaisedBy, keep: &str) -> String {
        let cell = Selection {
            topic: Some(topic),
            round_kind: column.kind.or(self.selection.round_kind),
            record_types: Some(block.counted),
            ..self.selection.clone()
        };
        let mut pairs = cell.of_register();
        pairs.extend(column.round.clone().map(|round| ("raised_in", round)));
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("/recommendations?{}{keep}", pairs.join("&"))
    }
}

impl Block {
    fn new(counted: RecordTypes, scheme: Scheme, selection: &Selection, raised: &[Raised]) -> Option<Self> {
        let of_several = selection.is_of_several();
        let raised: Vec<_> = raised
            .iter()
            .filter(|raised| raised.topic.scheme() == scheme && raised.items > 0)
            .filter(|raised| counted.one().is_none_or(|one| one == raised.record_type))
            .collect();
        let columns: BTreeSet<_> = raised.iter().map(|raised| column_of(raised, of_several)).collect();
        if columns.is_empty() {
            return None;
        }
        let columns: Vec<_> = columns.into_iter().collect();
        let topics = Topic::of(scheme).filter(|topic| selection.topic.is_none_or(|picked| picked == *topic));
        let rows = topics.map(|topic| {
            let raised: Vec<_> = raised.iter().copied().filter(|raised| raised.topic == topic).collect();
            Row {
                topic,
                cells: columns.iter().map(|column| Cell::new(column, of_several, &raised)).collect(),
                again: again(&raised),
            }
        });
        Some(Self { counted, scheme, rows: rows.collect(), columns })
    }

    /// Items of the whole map.
    pub fn items(&self) -> u64 {
        self.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.items).sum()
    }

    /// How many of them are known only from a later round.
    pub fn known_later(&self) -> u64 {
        self.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.known_later).sum()
    }
}

fn column_of(raised: &Raised, of_several: bool) -> RaisedBy {
    if of_several {
        let kind = raised.kind;
        RaisedBy { place: kind as u32, label: kind.label().to_owned(), round: None, kind: Some(kind) }
    } else {
        let label = raised.round_title.clone();
        RaisedBy { place: raised.place, label, round: Some(raised.round.clone()), kind: None }
    }
}

impl Cell {
    fn new(column: &RaisedBy, of_several: bool, raised: &[&Raised]) -> Self {
        let of_column = || raised.iter().filter(|raised| column_of(raised, of_several) == *column);
        let known_later = of_column().filter(|raised| raised.known_from == KnownFrom::LaterRound);
        Self {
            forces: of_column().map(|raised| &raised.force).collect::<BTreeSet<_>>().len() as u64,
            items: of_column().map(|raised| raised.items).sum(),
            known_later: known_later.map(|raised| raised.items).sum(),
        }
    }
}

/// The forces of which more than one round raised what is given, by name.
fn again(raised: &[&Raised]) -> Vec<Again> {
    let mut rounds: BTreeMap<(&str, &str), BTreeMap<u32, &str>> = BTreeMap::new();
    for raised in raised {
        let force = rounds.entry((&raised.force_name, &raised.force)).or_default();
        force.insert(raised.place, &raised.round_title);
    }
    let more_than_one = rounds.into_iter().filter(|(_, rounds)| rounds.len() > 1);
    more_than_one
        .map(|((name, _), rounds)| Again {
            force_name: name.to_owned(),
            rounds: rounds.into_values().map(str::to_owned).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn raised(force: &str, place: u32, topic: Topic, record_type: RecordType, items: u64) -> Raised {
        Raised {
            force: force.to_owned(),
            force_name: force.to_uppercase(),
            place,
            round: format!("round-{place}"),
            round_title: format!("Round {place}"),
            kind: if place == 1 { RoundKind::Inspection } else { RoundKind::ReInspection },
            topic,
            record_type,
            known_from: KnownFrom::Raised,
            items,
        }
    }

    fn figure(selection: Selection, raised: &[Raised]) -> WhatRecurs {
        let forces = selection.is_of_several().then_some(43);
        WhatRecurs::new("Scope".to_owned(), selection, forces, raised)
    }

    use RecordType::{AreaOfConcern, Recommendation};

    #[test]
    fn a_topic_recurs_where_a_later_round_of_the_same_force_raises_it_again() {
        let contact = Topic::InitialContact;
        let figure = figure(
            Selection::default(),
            &[
                raised("kent", 1, contact, Recommendation, 2),
                raised("kent", 3, contact, Recommendation, 1),
                raised("essex", 1, contact, Recommendation, 4),
                raised("dorset", 2, Topic::Investigation2014, Recommendation, 1),
            ],
        );
        let block = &figure.blocks[0];
        let row = block.rows.iter().find(|row| row.topic == contact).unwrap();
        // Inspections raised it in Kent (2) and Essex (4), re-inspections in Kent (1).
        assert_eq!(row.cells.iter().map(|cell| (cell.forces, cell.items)).collect::<Vec<_>>(), [(2, 6), (1, 1)]);
        assert_eq!(
            row.again,
            [Again { force_name: "KENT".to_owned(), rounds: vec!["Round 1".to_owned(), "Round 3".to_owned()] }]
        );
        assert_eq!(figure.coverage, Some(Coverage { with_data: 3, forces: 43 }));
    }

    #[test]
    fn the_topics_raised_again_in_most_forces_come_first_and_others_not_at_all() {
        let (contact, decisions) = (Topic::InitialContact, Topic::DecisionMaking);
        let twice = |force: &'static str, topic| [raised(force, 1, topic, Recommendation, 1), raised(force, 2, topic, Recommendation, 1)];
        let rows = [twice("kent", contact), twice("kent", decisions), twice("essex", decisions)].concat();
        let rows = [rows, vec![raised("dorset", 1, Topic::Investigation2014, AreaOfConcern, 9)]].concat();
        let figure = figure(Selection::default(), &rows);
        let again: Vec<_> = figure.raised_again().into_iter().map(|(block, row)| (block.counted, row.topic, row.again.len())).collect();
        let of = RecordTypes::Recommendations;
        assert_eq!(again, [(of, decisions, 2), (of, contact, 1)]);
    }

    #[test]
    fn schemes_and_record_types_are_never_mixed_unless_the_reader_asks_for_both_types() {
        let rows = [
            raised("kent", 1, Topic::Investigation2014, Recommendation, 1),
            raised("kent", 2, Topic::Investigation2014, AreaOfConcern, 1),
            raised("kent", 3, Topic::Investigation2024, Recommendation, 1),
        ];
        let again =
            |figure: &WhatRecurs| figure.blocks.iter().flat_map(|block| &block.rows).any(|row| !row.again.is_empty());
        let apart = figure(Selection::of_force("kent".parse().unwrap()), &rows);
        assert_eq!(apart.blocks.len(), 3);
        assert!(!again(&apart));
        let together =
            Selection { record_types: Some(RecordTypes::Together), ..Selection::of_force("kent".parse().unwrap()) };
        let together = figure(together, &rows);
        assert_eq!(together.blocks.len(), 2);
        assert!(again(&together));
    }

    proptest! {
        #[test]
        fn cells_always_sum_to_all_that_was_raised(
            rows in prop::collection::vec(
                (prop::sample::select(&["kent", "essex", "dorset"][..]), 1u32..5, prop::sample::select(Topic::ALL),
                    prop::sample::select(RecordType::ALL), 0u64..30),
                0..40,
            ),
            types in prop::option::of(prop::sample::select(RecordTypes::ALL)),
        ) {
            let rows: Vec<_> = rows.into_iter().map(|(force, place, topic, of, items)| raised(force, place, topic, of, items)).collect();
            let figure = figure(Selection { record_types: types, ..Selection::default() }, &rows);
            let wanted = |raised: &&Raised| types.and_then(RecordTypes::one).is_none_or(|one| one == raised.record_type);
            let whole: u64 = rows.iter().filter(wanted).map(|raised| raised.items).sum();
            prop_assert_eq!(figure.blocks.iter().map(Block::items).sum::<u64>(), whole);
            for row in figure.blocks.iter().flat_map(|block| &block.rows) {
                let most = row.cells.iter().map(|cell| cell.forces).max().unwrap_or(0);
                prop_assert!(most <= 3 && row.again.len() <= 3);
                prop_assert!(row.again.iter().all(|again| again.rounds.len() > 1));
            }
        }
    }
}
