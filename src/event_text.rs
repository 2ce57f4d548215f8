//! The free texts that lie beside events: in which order they are read.

/// The fields of all kinds of event, those of one event in the order in which its form asks for them.
const ORDER: &[&str] = &[
    "wording",
    "summary",
    "activity",
    "outcome",
    "next_step",
    "target_reason",
    "questions",
    "title",
    "held_at",
    "file_name",
    "file",
    "reason",
    "relied_on",
    "note",
];

/// Puts what lies beside one event in the order in which its author was asked for it, `field` being the name of the text's
/// field. What is not known here comes last, as it came.
pub fn in_order<T>(texts: &mut [T], field: impl Fn(&T) -> &str) {
    texts.sort_by_key(|text| {
        let name = field(text);
        ORDER.iter().position(|one| *one == name).unwrap_or(ORDER.len())
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered<const N: usize>(mut fields: [&'static str; N]) -> [&'static str; N] {
        in_order(&mut fields, |field| field);
        fields
    }

    #[test]
    fn what_was_done_is_read_before_what_changed_for_children_and_what_comes_next() {
        let update = ["activity", "outcome", "next_step", "target_reason"];
        assert_eq!(ordered(["target_reason", "next_step", "outcome", "activity"]), update);
    }

    #[test]
    fn a_proposal_gives_its_reason_before_what_it_rests_on_and_evidence_its_title_before_its_file() {
        assert_eq!(ordered(["relied_on", "reason"]), ["reason", "relied_on"]);
        assert_eq!(ordered(["file", "file_name", "title"]), ["title", "file_name", "file"]);
    }

    #[test]
    fn a_text_of_a_later_version_is_not_lost() {
        assert_eq!(ordered(["zeal", "note", "all"]), ["note", "zeal", "all"]);
    }
}
