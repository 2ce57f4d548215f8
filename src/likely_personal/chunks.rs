//! A text as chunks: what stands between blanks and brackets, with its slashes and hyphens. Numbers and dates are read so.

use std::ops::Range;

/// What stands between two separators, without the punctuation around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    /// What stands between the chunk before and this one.
    pub(super) gap: &'a str,
}

impl Chunk<'_> {
    pub(super) const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it goes on from the chunk before: same line, same sentence.
    pub(super) fn goes_on(&self) -> bool {
        !self.gap.contains(['\n', '\r', '.', '!', '?', ';'])
    }

    /// Whether nothing but blanks stands before it.
    pub(super) fn is_adjacent(&self) -> bool {
        !self.gap.is_empty() && self.gap.chars().all(|sign| matches!(sign, ' ' | '\u{a0}' | '\t'))
    }

    /// In small letters, without full stops: `D.O.B` as `dob`.
    pub(super) fn folded(&self) -> String {
        self.text.to_lowercase().replace('.', "")
    }

    /// Whether it begins with a capital and goes on in small letters: `High`, `St`, `O’Brien`.
    pub(super) fn is_capitalised(&self) -> bool {
        super::words::is_capitalised(self.text)
    }
}

/// The passage from one chunk to another.
pub(super) const fn from_to(first: &Chunk<'_>, last: &Chunk<'_>) -> Range<usize> {
    first.start..last.end()
}

/// All chunks of a text.
pub(super) fn chunks(text: &str) -> Vec<Chunk<'_>> {
    let mut chunks: Vec<Chunk<'_>> = Vec::new();
    let mut rest = 0;
    for piece in text.split(is_separator) {
        let start = rest + (piece.len() - piece.trim_start_matches(is_edge).len());
        let trimmed = piece.trim_matches(is_edge);
        // The separator after the piece has its own length in bytes; the next piece begins behind it.
        rest += piece.len() + text[rest + piece.len()..].chars().next().map_or(0, char::len_utf8);
        if trimmed.is_empty() {
            continue;
        }
        let before = chunks.last().map_or(0, Chunk::end);
        chunks.push(Chunk { text: trimmed, start, gap: &text[before..start] });
    }
    chunks
}

fn is_separator(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, ':' | '=' | ',' | ';' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '"' | '|')
        || matches!(sign, '“' | '”' | '–' | '—' | '•' | '…')
}

fn is_edge(sign: char) -> bool {
    matches!(sign, '.' | '!' | '?' | '\'' | '‘' | '’' | '*' | '#' | '-' | '/' | '_' | '~')
}
