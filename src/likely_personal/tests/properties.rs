//! What holds for any text.

use proptest::prelude::*;

use super::{clean::CLEAN, likely_personal, personal::PERSONAL};

/// Texts of pieces that the scanners look for, in any order, with and without blanks, and signs of several bytes between.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(PERSONAL).prop_map(|(sentence, _)| sentence.to_owned()),
        proptest::sample::select(CLEAN).prop_map(|sentence| (*sentence).to_owned()),
        proptest::sample::select(
            &["Mr", "Smith", "Liam", "DOB", "12/03/2012", "called", "boy", "07700", "900123", "é", "’s", "🙂"][..]
        )
        .prop_map(str::to_owned),
        "[ -~]{0,12}",
        "\\PC{0,6}",
        "[0-9/*.+()@-]{0,14}",
    ];
    proptest::collection::vec((piece, proptest::sample::select(&["", " ", ", ", "\n", "."][..])), 0..8)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, after)| piece + after).collect())
}

proptest! {
    #[test]
    fn marks_are_in_order_apart_and_within_the_text(text in prop_oneof![pieces(), any::<String>()]) {
        let mut end = 0;
        for mark in likely_personal(&text) {
            prop_assert!(end <= mark.range.start && mark.range.start < mark.range.end);
            prop_assert!(text.get(mark.range.clone()).is_some(), "{text:?} {mark:?}");
            end = mark.range.end;
        }
    }

    #[test]
    fn a_clean_sentence_on_the_next_line_removes_no_mark(text in pieces(), clean in proptest::sample::select(CLEAN)) {
        let longer = format!("{text}\n{clean}");
        let marks = likely_personal(&longer);
        for mark in likely_personal(&text) {
            prop_assert!(marks.contains(&mark), "{text:?} {mark:?}");
        }
    }
}

#[test]
fn a_clean_sentence_before_or_behind_removes_no_mark() {
    for (sentence, _) in PERSONAL {
        let alone = likely_personal(sentence);
        for clean in CLEAN {
            let behind = likely_personal(&format!("{sentence} {clean}"));
            assert!(alone.iter().all(|mark| behind.contains(mark)), "{sentence} {clean}: {behind:?}");
            let before = likely_personal(&format!("{clean} {sentence}"));
            let shift = clean.len() + 1;
            let moved = alone.iter().map(|mark| (mark.range.start + shift..mark.range.end + shift, mark.kind));
            for (range, kind) in moved {
                assert!(
                    before.iter().any(|mark| mark.range == range && mark.kind == kind),
                    "{clean} {sentence}: {before:?}"
                );
            }
        }
    }
}
