//! Signs that show nothing, and signs that turn the direction of the text behind them. A text of the first alone is no answer; the second
//! are left out of every text.

/// Whether a sign shows nothing by itself: a space, a control character, or a sign that only directs how others are shown. Those of the
/// last kind are Unicode's property `Default_Ignorable_Code_Point` and a few that fonts draw empty.
#[must_use]
pub fn is_invisible(sign: char) -> bool {
    sign.is_whitespace() || sign.is_control() || is_ignorable(sign) || is_no_character(sign)
}

/// Whether a sign only directs how others are shown, or is drawn empty though it is no space.
#[must_use]
pub const fn is_ignorable(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            // A Braille cell without dots.
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{13430}'..='\u{1343f}'
            | '\u{16fe4}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d159}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether Unicode promises that the number never becomes a character.
const fn is_no_character(sign: char) -> bool {
    let number = sign as u32;
    number & 0xfffe == 0xfffe || matches!(number, 0xfdd0..=0xfdef)
}

/// Whether a text shows nothing.
#[must_use]
pub fn shows_nothing(text: &str) -> bool {
    text.chars().all(is_invisible)
}

/// Whether a sign turns the direction of the text behind it, up to another such sign: embeddings, overrides and isolates, and the older
/// signs beside them. Right-to-left letters need none of them.
#[must_use]
pub const fn turns_direction(sign: char) -> bool {
    matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

/// What somebody typed, as an answer: without the signs that turn its direction, and empty where it shows nothing.
#[must_use]
pub fn to_answer(text: &str) -> String {
    if shows_nothing(text) {
        return String::new();
    }
    text.chars().filter(|sign| !turns_direction(*sign)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EMPTY_LOOKING: [&str; 20] = [
        "",
        " \t\r\n",
        "\u{a0}\u{2003}\u{3000}",
        "\u{85}\u{2028}\u{2029}",
        "\u{0}\u{7f}",
        "\u{200b}",
        "\u{200b}\u{200c}\u{200d}",
        "\u{200e}\u{200f}\u{61c}",
        "\u{2060}\u{feff}",
        "\u{ad}",
        "\u{3164}",
        "\u{115f}\u{1160}\u{ffa0}",
        "\u{2800}",
        "\u{e0067}\u{e0062}\u{e007f}",
        "\u{fe0f}\u{fe00}\u{e0100}",
        "\u{180e}\u{180b}",
        "\u{202e}\u{2066}\u{2069}\u{202c}",
        "\u{34f}\u{17b4}",
        "\u{fff9}\u{fffb}\u{1d159}",
        "\u{ffff}\u{fdd0} \u{200b} \u{ad}",
    ];

    #[test]
    fn text_of_invisible_signs_shows_nothing() {
        for text in EMPTY_LOOKING {
            assert!(shows_nothing(text) && to_answer(text).is_empty(), "{text:?}");
        }
        for text in ["a", "–", "\u{200b}1", "é", "e\u{301}", "\u{f0b7}", "☐", "👩\u{200d}👧", "س", "\u{fffd}", "."]
        {
            assert!(!shows_nothing(text), "{text:?}");
        }
    }

    #[test]
    fn letters_of_right_to_left_scripts_and_joined_signs_stay() {
        for text in ["مرحبا بالعالم", "שלום", "👩\u{200d}👧", "co\u{ad}operate", "a\nb\tc"] {
            assert_eq!(to_answer(text), text);
        }
        assert_eq!(to_answer("invoice\u{202e}fdp.exe\u{202c} \u{2067}x\u{2069}"), "invoicefdp.exe x");
    }

    proptest! {
        #[test]
        fn nothing_turns_direction_afterwards_and_no_visible_sign_is_lost(text in ".{0,40}") {
            let kept = to_answer(&text);
            prop_assert!(!kept.contains(turns_direction));
            let seen = |text: &str| text.chars().filter(|sign| !is_invisible(*sign)).collect::<String>();
            prop_assert_eq!(seen(&kept), seen(&text));
        }
    }
}
