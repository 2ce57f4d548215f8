//! The review forms as they were sent, read into a step.

use chrono::NaiveDate;
use followup::{
    act::follow_up::{Proposal, Step},
    closure::{NoActionReason, Outcome, Verification},
    deadline::{Basis, Deadline, SetBy},
    evidence::EvidenceId,
    fact::Relation,
    finding::Finding,
    identity::Audience,
    inspectorate_status::ReviewStage,
    partial_date::PartialDate,
    reference::Reference,
    round::RoundSlug,
};

use super::{Answers, offer::Offer, reader::FormReader};

/// The step that a form asks for; `None` where an answer cannot be read, which is then noted at its field.
pub fn review(offer: Offer, answers: &mut Answers, today: NaiveDate) -> Option<Step> {
    let mut form = FormReader::new(offer.fields(), answers);
    match offer {
        Offer::Return => Some(Step::Return { questions: form.text("questions") }),
        Offer::SetStatus => form.choice::<ReviewStage>("status").map(Step::SetStatus),
        Offer::RecordFinding => {
            let (round, finding) = (form.choice::<RoundSlug>("round"), form.choice::<Finding>("finding"));
            let (summary, replaces) = (form.text("summary"), !form.is_blank("replaces"));
            Some(Step::RecordFinding { round: round?, finding: finding?, summary, replaces })
        }
        Offer::Propose => propose(&mut form).map(Step::ProposeClosure),
        Offer::Decide => match form.text("decision").as_str() {
            "authorise" => Some(Step::AuthoriseClosure),
            "refuse" => Some(Step::RefuseClosure { reason: form.text("reason") }),
            _ => {
                form.ask("decision");
                None
            }
        },
        Offer::Reopen => Some(Step::Reopen { reason: form.text("reason") }),
        Offer::MoveDeadline => {
            deadline(&mut form, today).map(|deadline| Step::MoveDeadline { deadline, reason: form.text("reason") })
        }
        Offer::Link => {
            let (relation, to) = (form.choice::<Relation>("relation"), form.choice::<Reference>("to"));
            Some(Step::Link { relation: relation?, to: to? })
        }
        Offer::Note => {
            let (note, audience) = (form.required_text("note"), form.choice::<Audience>("audience"));
            let asks = !form.is_blank("asks");
            Some(Step::RecordNote { note: note?, audience: audience?, asks })
        }
    }
}

fn propose(form: &mut FormReader<'_>) -> Option<Proposal> {
    let outcome = match form.text("ending").as_str() {
        "complete" => Some(Outcome::Complete),
        "no-further-action" => form.choice::<NoActionReason>("no_action_reason").map(Outcome::NoFurtherAction),
        _ => {
            form.ask("ending");
            None
        }
    };
    let superseded_by = form.optional_choice::<Reference>("superseded_by");
    let pieces = form.choices::<EvidenceId>("pieces");
    Some(Proposal {
        outcome: outcome?,
        superseded_by: superseded_by?,
        verification: form.text("verification").parse::<Verification>().ok(),
        reason: form.text("reason"),
        relied_on: form.text("relied_on"),
        pieces: pieces?.into_iter().collect(),
        despite_finding: !form.is_blank("despite_finding"),
    })
}

fn deadline(form: &mut FormReader<'_>, today: NaiveDate) -> Option<Deadline> {
    let (basis, date) = (form.choice::<Basis>("deadline")?, form.optional_day("date")?);
    let is_period = matches!(basis, Basis::WithinThreeMonths | Basis::WithinSixMonths);
    let from = match form.text("runs_from").as_str() {
        _ if !is_period => None,
        "publication" => None,
        "today" => Some(today),
        _ => {
            form.ask("runs_from");
            return None;
        }
    };
    let date = date.map(PartialDate::day);
    Some(Deadline { basis, date, from, as_written: None, set_by: SetBy::Inspectorate })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::QueryParams;

    fn sent(offer: Offer, query: &str) -> (Option<Step>, Answers) {
        let mut answers = Answers::new(QueryParams::parse(query));
        (review(offer, &mut answers, "2026-11-25".parse().unwrap()), answers)
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
