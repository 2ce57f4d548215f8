//! What recurs: which topics rounds raised, and which of them a later round of the same force raised again.
//!
//! The two topic schemes stand apart unless the reader asks to join them through the crosswalk; formal recommendations and
//! areas of concern stand apart unless the reader asks for one of them or for both together.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use serde::{Deserialize, Serialize};

use crate::{
    crosswalk::{Group, Heading, Schemes},
    finding::{KnownFrom, RecordType},
    progress::{
        findings_across_rounds::Coverage,
        selection::{RecordTypes, Selection},
    },
    round::RoundKind,
    topic::Topic,
};

/// How many items a round raised under a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// In how many forces.
    pub forces: u64,
    /// How many items.
    pub items: u64,
    /// How many of these are known only from a later round.
    pub known_later: u64,
}

/// A force of which more than one round raised a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Again {
    /// Its name in tables.
    pub force_name: String,
    /// The rounds that raised it, in words, in the order of the chain: two or more.
    pub rounds: Vec<String>,
}

/// One topic, or topics that the crosswalk joins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What is counted as one.
    pub heading: Heading,
    /// One for each column.
    pub cells: Vec<Cell>,
    /// The forces of which a later round raised it again, by name.
    pub again: Vec<Again>,
}

/// One map: topics that belong together, of one record type or of both together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Which items it counts.
    pub counted: RecordTypes,
    /// Which topics.
    pub group: Group,
    /// Rounds, or kinds of rounds, that raised anything under one of its topics.
    pub columns: Vec<RaisedBy>,
    /// Its topics in the order of their scheme, or the one that was picked.
    pub rows: Vec<Row>,
    /// Of how many forces more than one round raised anything in it: only of these could anything recur.
    pub comparable: u64,
}

/// The figure: chart, table, CSV, headline and text alternative are all made from this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatRecurs {
    /// Of whom, in words.
    pub scope: String,
    /// What was picked.
    pub selection: Selection,
    /// Whether the topics of the two schemes are joined.
    pub schemes: Schemes,
    /// Of how many forces; only for a figure of several.
    pub coverage: Option<Coverage>,
    /// Maps that hold at least one item.
    pub blocks: Vec<Block>,
}

impl WhatRecurs {
    /// Adds counted items up to maps. `forces` is how many forces were picked from, where several are.
    pub fn new(scope: String, selection: Selection, schemes: Schemes, forces: Option<u32>, raised: &[Raised]) -> Self {
        let types = match selection.record_types {
            Some(types) => vec![types],
            None => vec![RecordTypes::Recommendations, RecordTypes::AreasOfConcern],
        };
        let with_data = raised.iter().map(|raised| &raised.force).collect::<BTreeSet<_>>().len();
        let coverage =
            forces.map(|forces| Coverage { with_data: u32::try_from(with_data).unwrap_or(u32::MAX), forces });
        let blocks = types
            .into_iter()
            .flat_map(|types| schemes.groups().iter().map(move |group| (types, *group)))
            .filter_map(|(types, group)| Block::new(types, group, schemes, &selection, raised))
            .collect();
        Self { scope, selection, schemes, coverage, blocks }
    }

    /// Topics that a later round raised again, those of most forces first; each in the map it stands in.
    pub fn raised_again(&self) -> Vec<(&Block, &Row)> {
        let rows = self.blocks.iter().flat_map(|block| block.rows.iter().map(move |row| (block, row)));
        let mut again: Vec<_> = rows.filter(|(_, row)| !row.again.is_empty()).collect();
        again.sort_by_key(|(_, row)| Reverse(row.again.len()));
        again
    }

    /// The address of the items that a cell counts: of a joined topic it names each of its topics. `keep` are the parameters
    /// every address keeps.
    pub fn href(&self, block: &Block, heading: Heading, column: &RaisedBy, keep: &str) -> String {
        let cell = Selection {
            topic: None,
            round_kind: column.kind.or(self.selection.round_kind),
            record_types: Some(block.counted),
            ..self.selection.clone()
        };
        let topics = heading.topics().into_iter().map(|topic| ("topic", topic.slug().to_owned()));
        let round = column.round.clone().map(|round| ("raised_in", round));
        let pairs = topics.chain(cell.of_register()).chain(round);
        let pairs: Vec<_> = pairs.map(|(name, value)| format!("{name}={value}")).collect();
        format!("/recommendations?{}{keep}", pairs.join("&"))
    }
}

impl Block {
    fn new(
        counted: RecordTypes,
        group: Group,
        schemes: Schemes,
        selection: &Selection,
        raised: &[Raised],
    ) -> Option<Self> {
        let of_several = selection.is_of_several();
        let picked = selection.topic.map(|topic| schemes.heading(topic));
        let headings = group.headings();
        let raised: Vec<_> = raised
            .iter()
            .filter(|raised| headings.contains(&schemes.heading(raised.topic)) && raised.items > 0)
            .filter(|raised| counted.one().is_none_or(|one| one == raised.record_type))
            .collect();
        let columns: BTreeSet<_> = raised.iter().map(|raised| column_of(raised, of_several)).collect();
        if columns.is_empty() {
            return None;
        }
        let columns: Vec<_> = columns.into_iter().collect();
        let headings = headings.into_iter().filter(|heading| picked.is_none_or(|picked| picked == *heading));
        let rows = headings.map(|heading| {
            let raised: Vec<_> =
                raised.iter().copied().filter(|raised| schemes.heading(raised.topic) == heading).collect();
            Row {
                heading,
                cells: columns.iter().map(|column| Cell::new(column, of_several, &raised)).collect(),
                again: again(&raised),
            }
        });
        let rows = rows.collect();
        Some(Self { counted, group, rows, columns, comparable: again(&raised).len() as u64 })
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
    use crate::topic::Scheme;

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
        shown(Schemes::Apart, selection, raised)
    }

    fn shown(schemes: Schemes, selection: Selection, raised: &[Raised]) -> WhatRecurs {
        let forces = selection.is_of_several().then_some(43);
        WhatRecurs::new("Scope".to_owned(), selection, schemes, forces, raised)
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
        let row = block.rows.iter().find(|row| row.heading == Heading::One(contact)).unwrap();
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
        let twice = |force: &'static str, topic| {
            [raised(force, 1, topic, Recommendation, 1), raised(force, 2, topic, Recommendation, 1)]
        };
        let rows = [twice("kent", contact), twice("kent", decisions), twice("essex", decisions)].concat();
        let rows = [rows, vec![raised("dorset", 1, Topic::Investigation2014, AreaOfConcern, 9)]].concat();
        let figure = figure(Selection::default(), &rows);
        let again: Vec<_> = figure
            .raised_again()
            .into_iter()
            .map(|(block, row)| (block.counted, row.heading, row.again.len()))
            .collect();
        let of = RecordTypes::Recommendations;
        assert_eq!(again, [(of, Heading::One(decisions), 2), (of, Heading::One(contact), 1)]);
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

    #[test]
    fn a_topic_raised_again_under_the_other_scheme_recurs_only_where_the_schemes_are_joined() {
        let rows = [
            raised("kent", 1, Topic::Investigation2014, Recommendation, 2),
            raised("kent", 3, Topic::Investigation2024, Recommendation, 1),
            raised("kent", 3, Topic::PartnershipWorking, Recommendation, 4),
            raised("kent", 1, Topic::PoliceDetention, Recommendation, 5),
        ];
        let kent = Selection::of_force("kent".parse().unwrap());
        let apart = figure(kent.clone(), &rows);
        assert!(apart.blocks.iter().flat_map(|block| &block.rows).all(|row| row.again.is_empty()));
        assert!(apart.blocks.iter().all(|block| block.comparable == 0));

        let joined = shown(Schemes::Joined, kent.clone(), &rows);
        let groups: Vec<_> = joined.blocks.iter().map(|block| (block.group, block.items(), block.comparable)).collect();
        // Joined 2 + 1 = 3; apart stand what has no counterpart: 5 of 2014 and 4 of 2024.
        let alone = |scheme| Group::Alone(scheme);
        assert_eq!(groups, [(Group::Joined, 3, 1), (alone(Scheme::Of2014), 5, 0), (alone(Scheme::Of2024), 4, 0)]);
        let investigation = joined.blocks[0].rows.last().unwrap();
        assert_eq!(investigation.again[0].rounds, ["Round 1", "Round 3"]);
        let block = &joined.blocks[0];
        assert_eq!(
            joined.href(block, investigation.heading, &block.columns[1], "&as_at=2026-05-01"),
            "/recommendations?topic=2014-investigation&topic=2024-investigation&force=kent&record_type=recommendation\
             &raised_in=round-3&as_at=2026-05-01"
        );

        // Whoever picks either topic is shown both.
        for topic in [Topic::Investigation2014, Topic::Investigation2024] {
            let picked = shown(Schemes::Joined, Selection { topic: Some(topic), ..kent.clone() }, &rows[..2]);
            assert_eq!((picked.blocks.len(), picked.blocks[0].rows.len(), picked.blocks[0].items()), (1, 1, 3));
        }
    }

    proptest! {
        #[test]
        fn joined_counts_are_the_sums_of_their_parts_and_the_rest_stays_as_it_was(
            rows in prop::collection::vec(
                (prop::sample::select(&["kent", "essex", "dorset"][..]), 1u32..5, prop::sample::select(Topic::ALL), 0u64..30),
                0..40,
            ),
            several in any::<bool>(),
        ) {
            let rows: Vec<_> = rows
                .into_iter()
                .filter(|(force, ..)| several || *force == "kent")
                .map(|(force, place, topic, items)| raised(force, place, topic, Recommendation, items))
                .collect();
            let picked = if several { Selection::default() } else { Selection::of_force("kent".parse().unwrap()) };
            let (apart, joined) = (figure(picked.clone(), &rows), shown(Schemes::Joined, picked, &rows));
            let cells = |figure: &WhatRecurs, heading: Heading, column: &RaisedBy| {
                let blocks = figure.blocks.iter().flat_map(|block| block.rows.iter().map(move |row| (block, row)));
                let cells = blocks.filter(|(_, row)| row.heading == heading).flat_map(|(block, row)| {
                    block.columns.iter().zip(&row.cells).filter(|(of, _)| *of == column).map(|(_, cell)| cell.items)
                });
                cells.sum::<u64>()
            };
            for block in &joined.blocks {
                for row in &block.rows {
                    let parts: Vec<_> = row.heading.topics().into_iter().map(Heading::One).collect();
                    for (column, cell) in block.columns.iter().zip(&row.cells) {
                        let sum: u64 = parts.iter().map(|part| cells(&apart, *part, column)).sum();
                        prop_assert_eq!(cell.items, sum);
                    }
                    // Whatever recurs within a scheme recurs in the join.
                    let within = apart.blocks.iter().flat_map(|block| &block.rows).filter(|part| parts.contains(&part.heading));
                    for again in within.flat_map(|part| &part.again) {
                        prop_assert!(row.again.iter().any(|joined| joined.force_name == again.force_name));
                    }
                }
            }
            let whole = |figure: &WhatRecurs| figure.blocks.iter().map(Block::items).sum::<u64>();
            prop_assert_eq!(whole(&joined), whole(&apart));
        }

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
