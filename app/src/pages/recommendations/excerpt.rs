//! Why a row was found: where the words stand that were searched for, and the words around them.

use followup::{
    fact::EventKind,
    identity::Audience,
    view::register::{Excerpt, Piece},
};
use leptos::prelude::*;

/// `In an update of 3 May 2026: …words around the words…`, with the words marked.
pub(super) fn excerpt(excerpt: Excerpt) -> AnyView {
    let place = place(&excerpt);
    let pieces = excerpt.pieces.into_iter().map(|Piece { words, is_match }| {
        if is_match { view! { <mark>{words}</mark> }.into_any() } else { words.into_any() }
    });
    let pieces = pieces.collect_view();
    view! { <p class="app-register__excerpt">{place}": "<span dir="auto">{pieces}</span></p> }.into_any()
}

/// Where it stands, as the start of a sentence.
fn place(excerpt: &Excerpt) -> String {
    let text = match (excerpt.kind, excerpt.field.as_str()) {
        (EventKind::UpdateRecorded, _) => "In an update",
        (EventKind::FindingRecorded, _) => "In a finding",
        (EventKind::NoteRecorded, _) => "In a note",
        (EventKind::EvidenceAdded, "held_at") => "In where evidence is kept, added",
        (EventKind::EvidenceAdded, _) => "In the title of evidence, added",
        (EventKind::Returned, _) => "In questions to the force",
        (EventKind::ClosureProposed, "relied_on") => "In the evidence relied on for a proposal to close",
        (EventKind::ClosureProposed, _) => "In a proposal to close",
        (EventKind::ClosureRefused, _) => "In a refusal to close",
        (EventKind::Reopened, _) => "In the reason for reopening",
        (EventKind::DeadlineSet, _) => "In the reason for the deadline",
        (EventKind::SourceStatusRecorded, _) => "In the source of a status",
        _ => "In the history",
    };
    let joined = if excerpt.kind == EventKind::EvidenceAdded { " " } else { " of " };
    let when = match excerpt.happened {
        Some(happened) => format!("{joined}{happened}"),
        None => ", date not known".to_owned(),
    };
    let restricted = if excerpt.audience == Audience::Everyone { "" } else { " (not public)" };
    format!("{text}{when}{restricted}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    fn an_excerpt(kind: EventKind, happened: Option<&str>, audience: Audience) -> Excerpt {
        let piece = |words: &str, is_match| Piece { words: words.to_owned(), is_match };
        Excerpt {
            reference: "KENT-2019-01".parse().unwrap(),
            kind,
            field: "activity".to_owned(),
            happened: happened.map(|day| day.parse().unwrap()),
            audience,
            pieces: vec![piece("…met the <b>", false), piece("custody & care", true), piece("</b> board…", false)],
        }
    }

    #[test]
    fn the_words_are_marked_and_markup_in_them_is_text() {
        let html = rendered(|| excerpt(an_excerpt(EventKind::UpdateRecorded, Some("2026-05-03"), Audience::Everyone)));
        assert!(html.contains("In an update of 3 May 2026"), "{html}");
        assert!(html.contains("met the &lt;b&gt;<mark>custody &amp; care</mark>&lt;/b&gt; board"), "{html}");
    }

    #[test]
    fn where_it_stands_is_said_with_its_day_and_whether_it_is_public() {
        for (kind, happened, audience, expected) in [
            (EventKind::FindingRecorded, Some("2021-08"), Audience::Everyone, "In a finding of August 2021"),
            (EventKind::NoteRecorded, None, Audience::Everyone, "In a note, date not known"),
            (
                EventKind::Returned,
                Some("2026-05-03"),
                Audience::Inspectorate,
                "In questions to the force of 3 May 2026 (not public)",
            ),
            (
                EventKind::EvidenceAdded,
                Some("2026-05-03"),
                Audience::Force,
                "In the title of evidence, added 3 May 2026 (not public)",
            ),
        ] {
            assert_eq!(place(&an_excerpt(kind, happened, audience)), expected);
        }
    }
}
