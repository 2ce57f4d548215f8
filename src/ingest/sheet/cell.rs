//! A cell as spreadsheets write it: spaces of any kind around a value, and characters that show nothing.

use std::borrow::Cow;

/// Whether a character shows nothing: zero-width spaces and joiners, soft hyphens, byte order marks, fillers.
pub(super) const fn shows_nothing(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
    )
}

/// The value without what surrounds it; blank if it shows nothing.
pub(super) fn trimmed(cell: &str) -> &str {
    cell.trim_matches(|character: char| character.is_whitespace() || shows_nothing(character))
}

/// A code, date or word of a list: every run of spaces is one space, and hyphens that do not break are plain ones.
pub(super) fn tidied(value: &str) -> Cow<'_, str> {
    let is_plain = value.is_ascii() && !value.contains(['\t', '\n', '\u{b}', '\u{c}']) && !value.contains("  ");
    if is_plain {
        return Cow::Borrowed(value);
    }
    let value = value.replace(['\u{2010}', '\u{2011}'], "-").replace(shows_nothing, "");
    Cow::Owned(value.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_show_nothing_are_blank() {
        for cell in ["", " ", "\t", "\u{a0}", "\u{2003}", "\u{200b}", " \u{feff} ", "\u{ad}\u{2060}\u{3164}"] {
            assert_eq!(trimmed(cell), "", "{cell:?}");
        }
        assert_eq!(trimmed("\u{a0}two words\u{200b} "), "two words");
    }

    #[test]
    fn codes_have_plain_spaces_and_hyphens() {
        for (cell, code) in [
            ("KENT-2019-01", "KENT-2019-01"),
            ("KENT\u{2011}2019\u{2010}01", "KENT-2019-01"),
            ("within\u{a0}three  months", "within three months"),
            ("initial\ncontact", "initial contact"),
        ] {
            assert_eq!(tidied(cell), code);
        }
    }
}
