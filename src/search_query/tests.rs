//! What is typed is read as it is meant, and nothing that can be typed fails.

use proptest::prelude::*;

use super::*;

/// What a query asks for, with each term in brackets: `[a b]` for a phrase.
fn read(typed: &str) -> Option<String> {
    let query = SearchQuery::new(typed);
    query.formula(|term| {
        let Term { text, is_phrase, .. } = &query.terms[term];
        Some(if *is_phrase { format!("[{text}]") } else { text.clone() })
    })
}

#[test]
fn phrases_exclusions_and_alternatives_are_read_in_every_spelling() {
    for (typed, expected) in [
        ("missing children", "(missing) & (children)"),
        ("\"missing children\"", "([missing children])"),
        ("“missing children”", "([missing children])"),
        ("„missing children“", "([missing children])"),
        ("»missing children«", "([missing children])"),
        ("«missing children»", "([missing children])"),
        ("″missing children″", "([missing children])"),
        ("‘missing children’", "([missing children])"),
        ("‚missing children‘", "([missing children])"),
        ("'missing children'", "([missing children])"),
        ("‹missing children›", "([missing children])"),
        ("“missing children\" custody", "([missing children]) & (custody)"),
        ("police officers’ notes", "(police) & (officers’) & (notes)"),
        ("the force's plan", "(the) & (force's) & (plan)"),
        ("'the force's plan'", "([the force's plan])"),
        ("missing -calls", "(missing) & !(calls)"),
        ("missing −calls", "(missing) & !(calls)"),
        ("missing –\"call handling\"", "(missing) & !([call handling])"),
        ("missing - calls", "(missing) & (calls)"),
        ("body-worn video", "(body-worn) & (video)"),
        ("cell or custody suite", "(cell) | (custody) & (suite)"),
        ("cell OR custody", "(cell) | (custody)"),
        ("or cell or or", "(cell)"),
        ("word\"a phrase\"word", "(word) & ([a phrase]) & (word)"),
        ("\"never closed", "(never) & (closed)"),
        ("“”", ""),
        ("… - & | ! :* <->", ""),
        ("\u{202e}missing\u{200f} chil\u{ad}dren", "(missing) & (children)"),
        ("a\tb\u{0}c", "(a) & (b) & (c)"),
    ] {
        assert_eq!(read(typed).unwrap_or_default(), expected, "{typed}");
    }
}

#[test]
fn terms_that_every_text_has_are_left_out_of_what_is_asked_for() {
    let query = SearchQuery::new("the missing or of");
    let formula = query.formula(|term| (term == 1).then(|| "'miss'".to_owned()));
    assert_eq!(formula.as_deref(), Some("('miss')"));
    assert_eq!(query.formula(|_| None), None);
}

#[test]
fn a_word_put_right_stands_where_it_was_typed() {
    let query = SearchQuery::new("-\"safegarding, of chidren\" KENT-2019 or safegarding");
    let words = query.words();
    assert_eq!(
        words.iter().map(|typed| typed.word.as_str()).collect::<Vec<_>>(),
        ["safegarding", "chidren", "KENT", "safegarding"]
    );
    let put_right = [(words[1].clone(), "children".to_owned()), (words[3].clone(), "safeguarding".to_owned())];
    assert_eq!(query.with_words(&put_right), "-\"safegarding, of children\" KENT-2019 or safeguarding");
}

#[test]
fn a_lexeme_stands_for_itself_whatever_is_in_it() {
    for (lexeme, expected) in [("miss", "'miss'"), ("o'neill", "'o''neill'"), (r"a\", r"'a\\'")] {
        assert_eq!(quoted(lexeme), expected);
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read(typed in "\\PC{0,60}|[a-c \"'“”‘’«»\\-–|&!()\u{0}\u{202e}or]{0,40}") {
        let query = SearchQuery::new(&typed);
        let formula = query.formula(|term| Some(term.to_string()));
        prop_assert_eq!(formula.is_some(), !query.terms.is_empty());
        prop_assert_eq!(query.with_words(&[]), query.text.clone());
        for word in query.words() {
            prop_assert!(query.text.contains(&word.word));
        }
        // Reading what was read changes nothing.
        prop_assert_eq!(SearchQuery::new(&query.text), query);
    }

    #[test]
    fn a_phrase_in_any_marks_is_the_same_phrase(
        words in prop::collection::vec("[a-z]{2,8}", 1..4),
        marks in prop::sample::select(vec![("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ("‘", "’"), ("'", "'")]),
    ) {
        let phrase = words.join(" ");
        let query = SearchQuery::new(&format!("{}{phrase}{}", marks.0, marks.1));
        prop_assert_eq!(query.terms.len(), 1);
        prop_assert!(query.terms[0].is_phrase);
        prop_assert_eq!(&query.terms[0].text, &phrase);
    }
}
