//! Whatever is tried in whatever order, by whomever.

use proptest::prelude::*;

use super::*;

fn any_step() -> impl Strategy<Value = Step> {
    let words = || "why".to_owned();
    let position = prop::option::of(prop::sample::select(Position::ALL));
    let reason = prop::sample::select(NoActionReason::ALL).prop_map(Outcome::NoFurtherAction);
    prop_oneof![
        position.prop_map(|position| Step::RecordUpdate(Update { position, ..update() })),
        Just(Step::Submit(None)),
        Just(Step::Submit(Some(update()))),
        Just(Step::Return { questions: words() }),
        prop::sample::select(ReviewStage::ALL).prop_map(Step::SetStatus),
        prop_oneof![Just(Outcome::Complete), reason].prop_map(|outcome| Step::ProposeClosure(proposal(outcome))),
        Just(Step::AuthoriseClosure),
        Just(Step::RefuseClosure { reason: words() }),
        Just(Step::Reopen { reason: words() }),
    ]
}

proptest! {
    #[test]
    fn whatever_is_tried_two_people_end_it_and_every_position_follows_from_the_one_before(
        tries in prop::collection::vec((any_step(), 1u128..4), 0..40),
    ) {
        let mut events = vec![raised()];
        for (step, number) in tries {
            let stood = before(&events).standing;
            let Ok(drafts) = judge(&before(&events), person(number), &step, today()) else { continue };
            prop_assert!(!drafts.is_empty());
            let ended = matches!(stood.inspectorate, Inspectorate::Ended { .. });
            prop_assert!(!ended || matches!(step, Step::Reopen { .. }), "{:?} of what has ended", step);
            for draft in drafts {
                prop_assert!(draft.texts.keys().all(|field| draft.fact.texts().contains(field)), "{:?}", draft);
                let stood = before(&events).standing;
                let seq = i64::try_from(events.len()).unwrap() + 1;
                let actor = Actor::Person { id: person(number), role: Role::Inspector };
                events.push(event(seq, draft.happened, actor, draft.fact.clone()));
                let standing = before(&events).standing;
                if let Fact::PositionSet { .. } | Fact::Submitted {} = draft.fact {
                    prop_assert!(stood.position.may_become(standing.position));
                }
                prop_assert_eq!(standing.submitted_on.is_some(), events.iter().any(|one| one.fact == Fact::Submitted {}));
            }
            if let Inspectorate::Ended { by, .. } = before(&events).standing.inspectorate {
                let EndedBy::People(people) = by else { panic!("no source was imported") };
                prop_assert_ne!(people.proposed_by(), people.authorised_by());
            }
        }
    }
}
