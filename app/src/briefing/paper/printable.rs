//! Text that the fonts of a paper can show: a sign that they lack becomes a substitute mark, so that no text keeps a paper from being set.

use followup::invisible_signs::is_ignorable;

use super::world::FONTS;
use crate::charts::{Weight, text_width};

/// Stands in place of signs that no font of the paper has.
pub(super) const SUBSTITUTE: char = '□';
/// The size of the letters in which words are measured, in points: a little more than that of any table.
const SIZE: u32 = 10;
/// The widest word that is never broken, in points: as wide as the columns of names and days. `Northamptonshire` is narrower.
const WIDEST_WORD: f64 = 84.0;
/// How far apart the places are at which a wider word may be broken, in points: as wide as the narrowest column.
const WIDEST_PIECE: f64 = 50.0;
/// Where a word may be broken: no letter of its own.
const BREAK: char = '\u{200b}';

/// The text in signs that can be shown, its wide words breakable. A run of signs that cannot be shown becomes one mark.
pub(super) fn printable(text: &str) -> String {
    let shown: String = printable_letters(text).collect();
    let part = |part: String| if width(&part) > WIDEST_WORD { breakable(&part) } else { part };
    let words = shown.split(' ').map(|word| parts(word).into_iter().map(part).collect::<String>());
    words.collect::<Vec<_>>().join(" ")
}

/// The parts of a word between which it may be broken without a mark of ours: behind a hyphen that has a letter behind it.
fn parts(word: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in word.split_inclusive('-') {
        match parts.last_mut().filter(|_| !part.starts_with(char::is_alphabetic)) {
            Some(before) => before.push_str(part),
            None => parts.push(part.to_owned()),
        }
    }
    parts
}

/// The word with places at which it may be broken, before each letter that a piece has no room for.
fn breakable(word: &str) -> String {
    let mut pieces = String::with_capacity(word.len());
    let mut used = 0.0;
    for letter in word.chars() {
        let wide = width(letter.encode_utf8(&mut [0; 4]));
        if used + wide > WIDEST_PIECE {
            pieces.push(BREAK);
            used = 0.0;
        }
        used += wide;
        pieces.push(letter);
    }
    pieces
}

/// How wide a word is, in points.
fn width(word: &str) -> f64 {
    text_width(word, SIZE, Weight::Regular)
}

/// The same of a drawing, whose markup is as it was. Its words were set by the drawing itself.
pub(super) fn printable_drawing(svg: &str) -> String {
    svg.chars().map(|letter| if letter.is_ascii() || is_shown(letter) { letter } else { SUBSTITUTE }).collect()
}

fn printable_letters(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut after_substitute = false;
    text.chars().filter_map(move |letter| {
        if letter.is_whitespace() || letter.is_control() {
            after_substitute = false;
            return Some(' ');
        }
        if is_ignorable(letter) {
            return None;
        }
        if is_shown(letter) {
            after_substitute = false;
            return Some(letter);
        }
        let first = !after_substitute;
        after_substitute = true;
        first.then_some(SUBSTITUTE)
    })
}

/// Whether every font of the paper has the sign. What a private sign means is known to its writer alone, and PDF/UA allows none.
fn is_shown(letter: char) -> bool {
    !is_private(letter) && FONTS.iter().all(|font| font.info().coverage.contains(letter.into()))
}

const fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_that_no_font_has_becomes_one_mark() {
        assert!(is_shown(SUBSTITUTE), "the mark itself can be shown");
        assert_eq!(printable("Chwaraeodd Siân – £5 “a”"), "Chwaraeodd Siân – £5 “a”");
        for unknown in ["👩\u{200d}👧", "漢字", "\u{e001}\u{f8ff}", "\u{10fffd}", "🏴\u{e0067}\u{e0062}\u{e007f}"]
        {
            assert_eq!(printable(&format!("a {unknown} b")), "a □ b", "{unknown:?}");
        }
        assert_eq!(printable("a\r\n\tb\u{0}c\u{202e}d"), "a   b cd");
    }

    #[test]
    fn piece_of_a_wide_word_fits_the_narrowest_column_and_other_words_are_whole() {
        for word in ["Northamptonshire", "responsibilities", "KENT-2019-01", "OFFICIAL-SENSITIVE", "a-b--c-", "-", ""] {
            assert_eq!(printable(word), word);
        }
        for word in ["w".repeat(200), "W".repeat(30), "NORTHAMPTONSHIRE-2019-01".to_owned(), "\u{1e9e}".repeat(40)] {
            let pieces = printable(&word);
            assert!(pieces.split(BREAK).count() > 1 && pieces.split(BREAK).all(|piece| width(piece) <= WIDEST_PIECE));
            assert_eq!(pieces.replace(BREAK, ""), word);
        }
    }

    #[test]
    fn markup_of_a_drawing_stays() {
        assert_eq!(printable_drawing("<text x=\"1\">漢 é</text>"), "<text x=\"1\">□ é</text>");
    }
}
