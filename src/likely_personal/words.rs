//! A text as words: letters and digits, joined by apostrophes and hyphens. Names are read so.

use std::ops::Range;

/// A word, and what stands before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// Without a possessive ending.
    pub(super) text: &'a str,
    pub(super) start: usize,
    /// Whether it ended in `’s`.
    pub(super) possessive: bool,
    /// What stands between the word before and this one.
    pub(super) gap: &'a str,
}

impl Word<'_> {
    pub(super) const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether only blanks part it from the word before.
    pub(super) fn is_adjacent(&self) -> bool {
        !self.gap.is_empty() && self.gap.chars().all(is_blank)
    }

    /// The same, or with the full stop of an abbreviation between: `Mr. Smith`, `J.Smith`.
    pub(super) fn is_adjacent_to(&self, before: &Self) -> bool {
        let short = before.text.chars().count() <= 4;
        self.is_adjacent() || (short && self.gap.strip_prefix('.').is_some_and(|rest| rest.chars().all(is_blank)))
    }

    pub(super) fn folded(&self) -> String {
        self.text.to_lowercase().replace('’', "'")
    }

    pub(super) fn is_capitalised(&self) -> bool {
        is_capitalised(self.text)
    }

    /// A surname as police forms write it: `SMITH`, `O’BRIEN`.
    pub(super) fn is_in_capitals(&self) -> bool {
        self.text.chars().filter(|sign| sign.is_uppercase()).count() > 2
            && self.text.chars().all(|sign| sign.is_uppercase() || is_joint(sign))
    }

    /// One capital letter.
    pub(super) fn is_initial(&self) -> bool {
        let mut signs = self.text.chars();
        signs.next().is_some_and(char::is_uppercase) && signs.next().is_none()
    }
}

/// The passage from one word to another.
pub(super) const fn from_to(first: &Word<'_>, last: &Word<'_>) -> Range<usize> {
    first.start..last.end()
}

/// Whether a word begins with a capital and goes on in small letters. Plurals of acronyms (`RSOs`) do not.
pub(super) fn is_capitalised(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next().is_some_and(char::is_uppercase)
        && signs.next().is_some_and(|sign| sign.is_lowercase() || is_joint(sign))
        && text.chars().next_back().is_some_and(char::is_lowercase)
        && text.chars().all(|sign| sign.is_alphabetic() || is_joint(sign) || is_combining(sign))
}

/// All words of a text.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut signs = text.char_indices().peekable();
    let mut before = 0;
    while let Some((start, first)) = signs.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, sign)) = signs.peek() {
            let joins =
                is_joint(sign) && text[at + sign.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric);
            if !(sign.is_alphanumeric() || is_combining(sign) || joins) {
                break;
            }
            end = at + sign.len_utf8();
            signs.next();
        }
        let whole = &text[start..end];
        let bare = ["'s", "’s", "'S", "’S"].iter().find_map(|ending| whole.strip_suffix(ending));
        let bare = bare.filter(|bare| !bare.is_empty());
        words.push(Word { text: bare.unwrap_or(whole), start, possessive: bare.is_some(), gap: &text[before..start] });
        before = end;
    }
    words
}

const fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\t')
}

const fn is_joint(sign: char) -> bool {
    matches!(sign, '\'' | '’' | '-')
}

const fn is_combining(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}')
}
