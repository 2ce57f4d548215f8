//! Text that the fonts of a paper can show: a sign that they lack becomes a substitute mark, so that no text keeps a paper from being set.

use super::world::FONTS;

/// Stands in place of signs that no font of the paper has.
pub(super) const SUBSTITUTE: char = '□';
/// The most letters of a word before it may be broken.
const LONGEST_WORD: usize = 24;
/// Where a word may be broken: no letter of its own.
const BREAK: char = '\u{200b}';

/// The text in signs that can be shown, its long words breakable. A run of signs that cannot be shown becomes one mark.
pub(super) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    let mut in_word = 0;
    for letter in printable_letters(text) {
        in_word = if letter == ' ' { 0 } else { in_word + 1 };
        if in_word > LONGEST_WORD {
            printable.push(BREAK);
            in_word = 1;
        }
        printable.push(letter);
    }
    printable
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
        if is_invisible(letter) {
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

/// Signs that only direct how others are shown: joiners, marks of direction, selectors of a variant, tags.
const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
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
    fn long_word_can_be_broken_and_a_short_one_is_not() {
        assert_eq!(printable("Northamptonshire"), "Northamptonshire");
        assert_eq!(printable(&"w".repeat(200)).chars().filter(|letter| *letter == BREAK).count(), 8);
    }

    #[test]
    fn markup_of_a_drawing_stays() {
        assert_eq!(printable_drawing("<text x=\"1\">漢 é</text>"), "<text x=\"1\">□ é</text>");
    }
}
