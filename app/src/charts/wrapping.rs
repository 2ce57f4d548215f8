//! Breaking text into lines of a given width, by the built-in width table.

use super::text_width::{Weight, text_width};

/// The lines of `text`, none wider than `width`: broken between words, within a word only where it alone is too wide.
pub fn wrapped(text: &str, width: f64, size: u32, weight: Weight) -> Vec<String> {
    let fits = |line: &str| text_width(line, size, weight) <= width;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if fits(&longer) {
                *line = longer;
                continue;
            }
        }
        let mut rest = String::new();
        for letter in word.chars() {
            rest.push(letter);
            if !fits(&rest) && rest.chars().count() > 1 {
                rest.pop();
                lines.push(std::mem::replace(&mut rest, letter.to_string()));
            }
        }
        lines.push(rest);
    }
    lines
}

/// The lines of `text` if no word of it has to be broken.
pub fn wrapped_in_whole_words(text: &str, width: f64, size: u32, weight: Weight) -> Option<Vec<String>> {
    let whole = text.split_whitespace().all(|word| text_width(word, size, weight) <= width);
    whole.then(|| wrapped(text, width, size, weight))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_between_words() {
        let lines = wrapped("Post-inspection review, 26 August 2021", 160.0, 14, Weight::Regular);
        assert_eq!(lines, ["Post-inspection review,", "26 August 2021"]);
        assert_eq!(wrapped_in_whole_words("Improved or closed", 40.0, 14, Weight::Regular), None);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(text in "\\PC{0,80}", width in 20.0f64..400.0) {
            let lines = wrapped(&text, width, 14, Weight::Regular);
            for line in &lines {
                prop_assert!(text_width(line, 14, Weight::Regular) <= width || line.chars().count() == 1, "{line}");
            }
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
