//! The review forms as they were sent, read into a step.

use std::collections::BTreeSet;

use followup::{
    act::follow_up::{Proposal, Step},
    closure::{NoActionReason, Outcome, Verification},
    deadline::{Basis, Deadline, SetBy},
    evidence::EvidenceId,
    fact::Relation,
    finding::Finding,
    identity::Audience,
    inspectorate_status::ReviewStage,
    reference::Reference,
    round::RoundSlug,
};

use super::{Answers, offer::Offer};

/// The step that a form asks for; `None` where an answer cannot be read, which is then noted at its field.
pub fn review(offer: Offer, answers: &mut Answers) -> Option<Step> {
    let text = |field: &str| answers.value(field);
    match offer {
        Offer::Return => Some(Step::Return { questions: text("questions") }),
        Offer::SetStatus => chosen::<ReviewStage>(answers, "status", "Choose a status").map(Step::SetStatus),
        Offer::RecordFinding => {
            let round: Option<RoundSlug> = chosen(answers, "round", "Choose a round");
            let finding: Option<Finding> = chosen(answers, "finding", "Choose what the round found");
            Some(Step::RecordFinding { round: round?, finding: finding?, summary: answers.value("summary") })
        }
        Offer::Propose => propose(answers).map(Step::ProposeClosure),
        Offer::Decide => match text("decision").as_str() {
            "authorise" => Some(Step::AuthoriseClosure),
            "refuse" => Some(Step::RefuseClosure { reason: text("reason") }),
            _ => {
                answers.wrong("decision", "Choose whether to authorise or to refuse");
                None
            }
        },
        Offer::Reopen => Some(Step::Reopen { reason: text("reason") }),
        Offer::MoveDeadline => {
            deadline(answers).map(|deadline| Step::MoveDeadline { deadline, reason: answers.value("reason") })
        }
        Offer::Link => {
            let relation: Option<Relation> = chosen(answers, "relation", "Choose how the two relate");
            let to: Option<Reference> = chosen(answers, "to", "Choose the earlier recommendation");
            Some(Step::Link { relation: relation?, to: to? })
        }
        Offer::Note => {
            let note = text("note");
            if note.trim().is_empty() {
                answers.wrong("note", "Write the note");
            }
            let audience: Option<Audience> = chosen(answers, "audience", "Choose who may read this");
            answers.is_right().then_some(())?;
            Some(Step::RecordNote { note, audience: audience? })
        }
    }
}

/// An answer parsed; what is not there, or is none of the words, is asked for again.
fn chosen<T: std::str::FromStr>(answers: &mut Answers, field: &str, ask: &str) -> Option<T> {
    let value = answers.value(field).parse().ok();
    if value.is_none() {
        answers.wrong(field, ask);
    }
    value
}

fn propose(answers: &mut Answers) -> Option<Proposal> {
    let outcome = match answers.value("ending").as_str() {
        "complete" => Some(Outcome::Complete),
        "no-further-action" => {
            chosen::<NoActionReason>(answers, "no_action_reason", "Choose why no further action is needed")
                .map(Outcome::NoFurtherAction)
        }
        _ => {
            answers.wrong("ending", "Choose how it would end");
            None
        }
    };
    let superseded_by = match answers.value("superseded_by").trim() {
        "" => Some(None),
        _ => chosen::<Reference>(answers, "superseded_by", "Choose the recommendation that takes its place").map(Some),
    };
    let pieces = pieces(answers);
    Some(Proposal {
        outcome: outcome?,
        superseded_by: superseded_by?,
        verification: answers.value("verification").parse::<Verification>().ok(),
        reason: answers.value("reason"),
        relied_on: answers.value("relied_on"),
        pieces: pieces?,
    })
}

/// The pieces of evidence that were ticked.
fn pieces(answers: &mut Answers) -> Option<BTreeSet<EvidenceId>> {
    let pieces = answers.values("pieces").map(str::parse).collect::<Result<_, _>>().ok();
    if pieces.is_none() {
        answers.wrong("pieces", "Choose evidence that was added to this recommendation");
    }
    pieces
}

fn deadline(answers: &mut Answers) -> Option<Deadline> {
    let basis: Basis = chosen(answers, "deadline", "Choose a deadline")?;
    let date = match answers.value("date").as_str() {
        "" => None,
        given => {
            let date = given.parse().ok();
            if date.is_none() {
                answers.wrong("date", "Enter a real date, like 2027-05-01");
                return None;
            }
            date
        }
    };
    Some(Deadline { basis, date, as_written: None, set_by: SetBy::Inspectorate })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::QueryParams;

    fn sent(offer: Offer, query: &str) -> (Option<Step>, Answers) {
        let mut answers = Answers::new(QueryParams::parse(query));
        (review(offer, &mut answers), answers)
    }

    #[test]
    fn no_further_action_asks_for_its_reason() {
        let (step, answers) = sent(Offer::Propose, "ending=no-further-action&reason=x&relied_on=y");
        assert!(step.is_none() && answers.error("no_action_reason").is_some());
        let (step, _) =
            sent(Offer::Propose, "ending=no-further-action&no_action_reason=overtaken&reason=x&relied_on=y");
        let Some(Step::ProposeClosure(proposal)) = step else { panic!("no step") };
        assert_eq!(proposal.outcome, Outcome::NoFurtherAction(NoActionReason::Overtaken));
    }

    #[test]
    fn the_pieces_that_were_ticked_are_kept_and_what_names_none_is_refused() {
        let sound = "ending=complete&verification=desk-review&reason=x&relied_on=y";
        let [one, other] = [7, 8].map(|number| EvidenceId(uuid::Uuid::from_u128(number)));
        let (step, _) = sent(Offer::Propose, &format!("{sound}&pieces={other}&pieces={one}&pieces={other}"));
        let Some(Step::ProposeClosure(proposal)) = step else { panic!("no step") };
        assert_eq!(proposal.pieces, [one, other].into());
        let (step, answers) = sent(Offer::Propose, &format!("{sound}&pieces=x"));
        assert!(step.is_none() && answers.error("pieces").is_some());
    }

    #[test]
    fn what_is_not_chosen_is_asked_for() {
        for (offer, field) in [
            (Offer::SetStatus, "status"),
            (Offer::RecordFinding, "round"),
            (Offer::Propose, "ending"),
            (Offer::Decide, "decision"),
            (Offer::MoveDeadline, "deadline"),
            (Offer::Link, "relation"),
            (Offer::Note, "note"),
            (Offer::Note, "audience"),
        ] {
            let (step, answers) = sent(offer, "");
            assert!(step.is_none() && answers.error(field).is_some(), "{offer:?}");
        }
    }
}
