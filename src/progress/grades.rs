//! Grades: what inspections of the 2024 scheme judged of its five topics.
//!
//! Of one force its rounds, of several each force's latest graded round. A topic without a grade in our sources is said as
//! such.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::{
    grade::Grade,
    progress::{findings_across_rounds::Coverage, selection::Selection},
    topic::{Scheme, Topic},
};

/// A grade as it is read: of one round, of one topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Graded {
    /// The force's address.
    pub force: String,
    /// Its name in tables.
    pub force_name: String,
    /// The round's address within the force.
    pub round: String,
    /// The round in words.
    pub round_title: String,
    /// The topic.
    pub topic: Topic,
    /// The grade.
    pub grade: Grade,
}

/// One row: what one round judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The force's address.
    pub force: String,
    /// Its name in tables.
    pub force_name: String,
    /// The round's address within the force.
    pub round: String,
    /// The round in words.
    pub round_title: String,
    /// One for each topic of the figure; `None` where our sources hold none.
    pub grades: Vec<Option<Grade>>,
}

/// The figure: chart, table, CSV, headline and text alternative are all made from this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grades {
    /// Of whom, in words.
    pub scope: String,
    /// What was picked. Grades are of no record type.
    pub selection: Selection,
    /// Of how many forces; only for a figure of several.
    pub coverage: Option<Coverage>,
    /// The topics of the 2024 scheme in its order, or the one that was picked.
    pub topics: Vec<Topic>,
    /// Of one force its rounds in their order; of several the latest graded round of each, the worst first.
    pub rows: Vec<Row>,
}

impl Grades {
    /// Puts grades, given in the order of the rows, into rows. `forces` is how many forces were picked from, where several are.
    pub fn new(scope: String, selection: Selection, forces: Option<u32>, graded: &[Graded]) -> Self {
        let topics: Vec<_> =
            Topic::of(Scheme::Of2024).filter(|topic| selection.topic.is_none_or(|picked| picked == *topic)).collect();
        let mut rows: Vec<Row> = Vec::new();
        for graded in graded {
            let Some(place) = topics.iter().position(|topic| *topic == graded.topic) else { continue };
            let same = |row: &&mut Row| row.force == graded.force && row.round == graded.round;
            if rows.iter_mut().find(same).is_none() {
                rows.push(Row {
                    force: graded.force.clone(),
                    force_name: graded.force_name.clone(),
                    round: graded.round.clone(),
                    round_title: graded.round_title.clone(),
                    grades: vec![None; topics.len()],
                });
            }
            if let Some(row) = rows.iter_mut().find(same) {
                row.grades[place] = Some(graded.grade);
            }
        }
        let with_data = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let coverage = forces.map(|forces| Coverage { with_data, forces });
        if coverage.is_some() {
            rows.sort_by(|one, other| {
                worst_first(one).cmp(&worst_first(other)).then_with(|| one.force_name.cmp(&other.force_name))
            });
        }
        Self { scope, selection, coverage, topics, rows }
    }

    /// Rows with a grade for a topic, by its place among the topics.
    pub fn with(&self, topic: usize, grade: Grade) -> u64 {
        self.of_topic(topic).filter(|(_, given)| *given == Some(grade)).count() as u64
    }

    /// Rows without a grade for a topic in our sources.
    pub fn without(&self, topic: usize) -> u64 {
        self.of_topic(topic).filter(|(_, given)| given.is_none()).count() as u64
    }

    /// Every row with its grade for a topic.
    pub fn of_topic(&self, topic: usize) -> impl Iterator<Item = (&Row, Option<Grade>)> {
        self.rows.iter().map(move |row| (row, row.grades.get(topic).copied().flatten()))
    }
}

impl Row {
    /// Whether any of its topics was graded inadequate.
    pub fn is_inadequate(&self) -> bool {
        self.grades.contains(&Some(Grade::Inadequate))
    }
}

/// The most inadequate topics first, then the most that require improvement.
fn worst_first(row: &Row) -> [Reverse<usize>; 2] {
    let given = |grade: Grade| Reverse(row.grades.iter().filter(|given| **given == Some(grade)).count());
    [given(Grade::Inadequate), given(Grade::RequiresImprovement)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn grades_and_silence_always_sum_to_the_rows(
            given in prop::collection::vec((0u32..6, prop::sample::select(Topic::ALL), prop::sample::select(Grade::ALL)), 0..40)
        ) {
            let given: Vec<_> = given.into_iter().map(|(force, topic, grade)| Graded {
                force: force.to_string(),
                force_name: force.to_string(),
                round: "inspection".to_owned(),
                round_title: "Inspection".to_owned(),
                topic,
                grade,
            }).collect();
            let figure = Grades::new("Scope".to_owned(), Selection::default(), Some(43), &given);
            prop_assert_eq!(figure.topics.len(), 5);
            for topic in 0..5 {
                let graded: u64 = Grade::ALL.iter().map(|grade| figure.with(topic, *grade)).sum();
                prop_assert_eq!(graded + figure.without(topic), figure.rows.len() as u64);
            }
        }
    }
}
