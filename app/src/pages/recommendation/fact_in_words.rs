//! What an event says, in a few words for the title of its line.

use followup::{
    closure::Outcome,
    fact::Fact,
    partial_date,
    round::RoundSlug,
    target::Target,
    view::{recommendation::Body, register::RoundName},
};

use crate::pages::recommendations::ERASED;

/// What stands in place of texts that the reader may not read.
pub(super) const RESTRICTED: &str = "For the force and the inspectorate only";

/// The words. Kinds that say more than their name get it from their facts.
pub(super) fn title(fact: &Fact, rounds: &[RoundName]) -> String {
    let kind = fact.kind();
    match fact {
        Fact::Raised(raised) => format!("{kind} by the {}", lower(&round(&raised.round, rounds))),
        Fact::DeadlineSet { deadline } => format!("Deadline set: {}", lower(&deadline.in_words())),
        Fact::SourceStatusRecorded { vocabulary, word, .. } => format!("Status “{word}” in {vocabulary}"),
        Fact::FindingRecorded { round: slug, finding, .. } => {
            format!("{}: {}", round(slug, rounds), lower(finding.label()))
        }
        Fact::PositionSet { position } => format!("Force position: {}", lower(position.label())),
        Fact::UpdateRecorded { target: Target::On(target), .. } => {
            format!("{kind}. Force’s target: {}", partial_date::in_words(*target))
        }
        Fact::UpdateRecorded { target: Target::Withdrawn, .. } => {
            format!("{kind}. Force’s target withdrawn")
        }
        Fact::StatusSet { status } => format!("Inspectorate status: {}", lower(status.label())),
        Fact::ClosureProposed { outcome, superseded_by: Some(by), .. } => {
            format!("{kind}: {} by {by}", ending(*outcome))
        }
        Fact::ClosureProposed { outcome, .. } => format!("{kind}: {}", ending(*outcome)),
        Fact::Linked { relation, to } => format!("{relation} {to}"),
        _ => kind.label().to_owned(),
    }
}

fn ending(outcome: Outcome) -> String {
    match outcome {
        Outcome::Complete => "complete".to_owned(),
        Outcome::NoFurtherAction(reason) => format!("no further action, {}", lower(reason.label())),
    }
}

/// A round by its title, or by its address where it is not in the view itself.
fn round(slug: &RoundSlug, rounds: &[RoundName]) -> String {
    rounds.iter().find(|round| round.slug == *slug).map_or_else(|| slug.to_string(), |round| round.title.clone())
}

/// For the middle of a sentence.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What a text beside an event is, before the text itself; nothing where the event's title says it.
pub(super) fn label(field: &str) -> Option<&'static str> {
    match field {
        "wording" | "summary" => None,
        "reason" => Some("Reason"),
        "note" => Some("Note"),
        "activity" => Some("What was done"),
        "outcome" => Some("What changed for children"),
        "next_step" => Some("Next step"),
        "owner_post" => Some("Post that owns it"),
        "target_reason" => Some("Why the target date changes"),
        "relied_on" => Some("Relied on"),
        "title" => Some("Evidence"),
        "held_at" => Some("Kept at"),
        "file_name" => Some("File"),
        "file" => Some("SHA-256 of the file"),
        "questions" => Some("Questions"),
        _ => Some("Text"),
    }
}

/// A text beside an event, or why there is none to read.
pub(super) fn in_words(body: Body) -> String {
    match body {
        Body::Words(words) => words,
        Body::Erased => ERASED.to_owned(),
        Body::Restricted => RESTRICTED.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use followup::{closure::NoActionReason, finding::Finding};

    use super::*;

    #[test]
    fn a_finding_is_told_by_its_round() {
        let slug: RoundSlug = "review-2021".parse().unwrap();
        let fact = Fact::FindingRecorded { round: slug.clone(), finding: Finding::PartlyImproved, source_url: None };
        let rounds = [RoundName { slug, title: "Post-inspection review, 26 August 2021".to_owned(), happened: None }];
        assert_eq!(title(&fact, &rounds), "Post-inspection review, 26 August 2021: partly improved");
        assert_eq!(title(&fact, &[]), "review-2021: partly improved");
    }

    #[test]
    fn an_ending_says_what_takes_the_place_of_what_it_ends() {
        let outcome = Outcome::NoFurtherAction(NoActionReason::Superseded);
        let superseded_by = "KENT-2021-01".parse().ok();
        let fact = Fact::ClosureProposed { outcome, verification: None, superseded_by, pieces: [].into() };
        assert_eq!(title(&fact, &[]), "Closure proposed: no further action, superseded by KENT-2021-01");
    }

    #[test]
    fn what_needs_no_more_words_has_its_kind() {
        assert_eq!(title(&Fact::Submitted {}, &[]), "Submitted for review");
        assert_eq!(title(&Fact::WordingChanged {}, &[]), "Wording changed");
    }
}
