//! What inspectors record here of a round that is published: theirs, not the report's.

use super::{
    super::{before::Before, draft::Draft, error::FollowUpError},
    Judged,
};
use crate::{act::texts::optional, fact::Fact, finding::Finding, identity::Audience, round::RoundSlug};

/// A finding happens when its round does. It closes nothing, so it may be recorded of what has ended as well.
pub(super) fn record(
    before: &Before,
    slug: &RoundSlug,
    finding: Finding,
    summary: &str,
    replaces: bool,
) -> Judged<Draft> {
    let round = before.rounds.iter().find(|known| known.slug == *slug && known.source_url.is_some());
    let Some(round) = round.filter(|round| before.is_later(round)) else {
        return Err(FollowUpError::invalid(
            "round",
            "Choose a round of this force that came after the one that raised this",
        ));
    };
    // An unknown date never fails a comparison.
    if let (Some(found), Some(raised)) = (round.happened, before.raised)
        && found.last() < raised.first()
    {
        let message = format!("This round ({found}) is before the item was raised ({raised})");
        return Err(FollowUpError::invalid("round", message));
    }
    if let Some(on_record) = before.findings.get(slug).filter(|_| !replaces) {
        let message = format!(
            "The record has “{on_record}” for this round. Tick the box if yours is to be shown in its place, or choose another round"
        );
        return Err(FollowUpError::invalid("replaces", message));
    }
    let fact = Fact::FindingRecorded { round: slug.clone(), finding, source_url: None };
    let texts = optional("summary", summary)?.map(|summary| ("summary", summary)).into_iter().collect();
    Ok(Draft { happened: round.happened, audience: Audience::Everyone, fact, texts })
}
