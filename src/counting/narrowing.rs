//! Narrows what is known of all forces to what a reader picked.

use super::{Known, KnownForce};
use crate::{
    force::Force,
    progress::selection::{RecordTypes, Selection},
};

impl Known {
    /// What is known of the forces that were picked: of their items those that were picked, and grades of the picked topic that rounds
    /// of the picked kind gave. Every visit stays, because it happened whatever was picked.
    #[must_use]
    pub fn narrowed_to(mut self, selection: &Selection) -> Self {
        self.forces.retain(|known| is_picked(&known.force, selection));
        for known in &mut self.forces {
            narrow(known, selection);
        }
        self
    }
}

fn is_picked(force: &Force, selection: &Selection) -> bool {
    selection.force.as_ref().is_none_or(|slug| *slug == force.slug)
        && selection.nation.is_none_or(|nation| nation == force.nation)
        && selection.region.is_none_or(|region| region == force.region)
}

fn narrow(known: &mut KnownForce, selection: &Selection) {
    let of_kind = |kind| selection.round_kind.is_none_or(|picked| picked == kind);
    let of_topic = |topic| selection.topic.is_none_or(|picked| picked == topic);
    let record_type = selection.record_types.and_then(RecordTypes::one);
    let visits = &known.visits;
    known.items.retain(|alike| {
        of_topic(alike.topic)
            && record_type.is_none_or(|picked| picked == alike.record_type)
            && visits.get(alike.raised_at).is_some_and(|visit| of_kind(visit.round.kind))
    });
    for visit in &mut known.visits {
        let is_of_kind = of_kind(visit.round.kind);
        visit.grades.retain(|(topic, _)| is_of_kind && of_topic(*topic));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        counting::{AlikeItems, Visit},
        finding::{Finding, KnownFrom, RecordType},
        force::{Nation, Region},
        grade::Grade,
        round::RoundKind,
        topic::Topic,
        view::published::DatedRound,
    };

    fn visit(slug: &str, kind: RoundKind, grades: Vec<(Topic, Grade)>) -> Visit {
        let round = DatedRound { slug: slug.to_owned(), kind, published: None, fieldwork: None };
        Visit { round, grades }
    }

    fn items(record_type: RecordType, topic: Topic, raised_at: usize) -> AlikeItems {
        AlikeItems {
            record_type,
            topic,
            known_from: KnownFrom::Raised,
            raised_at,
            found: Some((1, Finding::StillOfConcern)),
            items: 2,
            told_by_people: 0,
        }
    }

    fn kent() -> Known {
        let force = Force {
            slug: "kent".parse().unwrap(),
            code: "E23000032".parse().unwrap(),
            name: "Kent Police".to_owned(),
            short_name: "Kent".to_owned(),
            nation: Nation::England,
            region: Region::SouthEast,
        };
        let grades = vec![(Topic::Leadership, Grade::Good), (Topic::Investigation2024, Grade::Inadequate)];
        let visits = vec![
            visit("inspection-2019", RoundKind::Inspection, Vec::new()),
            visit("review-2021", RoundKind::PostInspectionReview, grades),
        ];
        let items = vec![
            items(RecordType::Recommendation, Topic::DecisionMaking, 0),
            items(RecordType::AreaOfConcern, Topic::DecisionMaking, 0),
            items(RecordType::Recommendation, Topic::PoliceDetention, 1),
        ];
        Known { today: "2026-11-29".parse().unwrap(), forces: vec![KnownForce { force, visits, items, audit: None }] }
    }

    fn counts(selection: &Selection) -> (usize, usize) {
        let known = kent().narrowed_to(selection);
        let force = &known.forces[0];
        assert_eq!(force.visits.len(), 2);
        (force.items.len(), force.visits[1].grades.len())
    }

    #[test]
    fn a_place_picks_forces() {
        let picked = |selection: Selection| kent().narrowed_to(&selection).forces.len();
        assert_eq!(picked(Selection { nation: Some(Nation::England), ..Selection::default() }), 1);
        assert_eq!(picked(Selection { nation: Some(Nation::Wales), ..Selection::default() }), 0);
        assert_eq!(picked(Selection { region: Some(Region::London), ..Selection::default() }), 0);
        assert_eq!(picked(Selection::of_force("essex".parse().unwrap())), 0);
    }

    #[test]
    fn topic_kind_and_record_type_pick_items_and_grades() {
        assert_eq!(counts(&Selection::default()), (3, 2));
        assert_eq!(counts(&Selection { topic: Some(Topic::DecisionMaking), ..Selection::default() }), (2, 0));
        assert_eq!(counts(&Selection { topic: Some(Topic::Leadership), ..Selection::default() }), (0, 1));
        assert_eq!(counts(&Selection { round_kind: Some(RoundKind::Inspection), ..Selection::default() }), (2, 0));
        let areas = Selection { record_types: Some(RecordTypes::AreasOfConcern), ..Selection::default() };
        assert_eq!(counts(&areas), (1, 2));
        let together = Selection { record_types: Some(RecordTypes::Together), ..Selection::default() };
        assert_eq!(counts(&together), (3, 2));
    }
}
