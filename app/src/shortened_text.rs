//! The beginning of a text, for a place where the whole has no room and is a link away.

/// A text of at most a number of letters, cut between two words and marked as cut.
#[must_use]
pub fn shortened(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let beginning: String = text.chars().take(letters).collect();
    let whole_words = beginning.rsplit_once(' ').map_or(beginning.as_str(), |(words, _)| words);
    format!("{}…", whole_words.trim_end_matches([',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_long_text_is_cut_between_two_words() {
        assert_eq!(shortened("Listen to children", 18), "Listen to children");
        assert_eq!(shortened("Listen to children", 17), "Listen to…");
        assert_eq!(shortened("Listen, and write it down", 8), "Listen…");
        assert_eq!(shortened("Überwachungsstelle", 4), "Über…");
    }
}
