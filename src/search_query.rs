//! What somebody types into the search box, read as words, phrases, exclusions and alternatives. Nothing that can be typed is refused.

use std::ops::Range;

use crate::invisible_signs::is_ignorable;

#[cfg(test)]
mod tests;

/// A word or a phrase that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As it was typed, without its quotation marks.
    pub text: String,
    /// Whether its words must follow one another.
    pub is_phrase: bool,
    /// Where it was typed, in bytes of [`SearchQuery::text`].
    place: Range<usize>,
}

/// A term that must or must not be in an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Literal {
    /// Its number in [`SearchQuery::terms`].
    term: usize,
    is_excluded: bool,
}

/// What was typed, and what it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    /// What was typed, without signs that show nothing.
    pub text: String,
    /// Every word and phrase in it, in order.
    pub terms: Vec<Term>,
    /// An item is found if it fits one of these, and it fits one if it fits all of its literals.
    alternatives: Vec<Vec<Literal>>,
}

/// A word as it was typed, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedWord {
    /// The word.
    pub word: String,
    place: Range<usize>,
}

/// Signs that open and close a phrase wherever they stand.
const fn is_double_quote(sign: char) -> bool {
    matches!(sign, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' | '〟' | '\u{ff02}' | '\u{2e42}')
}

/// Signs that open and close a phrase where a word begins and ends; inside a word they are apostrophes.
const fn is_single_quote(sign: char) -> bool {
    matches!(sign, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '\u{ff07}')
}

/// Signs that leave a word out of what is looked for, directly before it.
const fn excludes(sign: char) -> bool {
    matches!(sign, '-' | '−' | '–' | '\u{2011}')
}

impl SearchQuery {
    /// Reads what was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let text: String = typed.chars().filter(|sign| !is_ignorable(*sign)).collect();
        let text = text.replace(char::is_control, " ");
        let mut query = Self { text: String::new(), terms: Vec::new(), alternatives: vec![Vec::new()] };
        let signs: Vec<(usize, char)> = text.char_indices().collect();
        let byte = |index: usize| signs.get(index).map_or(text.len(), |(at, _)| *at);
        let mut at = 0;
        let mut is_excluded = false;
        while let Some((_, sign)) = signs.get(at).copied() {
            if sign.is_whitespace() {
                is_excluded = false;
                at += 1;
            } else if let Some(end) = end_of_phrase(&signs, at) {
                query.add(&text, byte(at + 1)..byte(end), true, is_excluded);
                is_excluded = false;
                at = end + 1;
            } else if is_double_quote(sign) || is_single_quote(sign) {
                // It is never closed, so it is no phrase.
                at += 1;
            } else if excludes(sign) && !is_excluded && !signs.get(at + 1).is_none_or(|(_, next)| next.is_whitespace())
            {
                is_excluded = true;
                at += 1;
            } else {
                let ends = |(_, sign): &(usize, char)| sign.is_whitespace() || is_double_quote(*sign);
                let end = signs[at..].iter().position(ends).map_or(signs.len(), |length| at + length);
                let word = &text[byte(at)..byte(end)];
                if word.eq_ignore_ascii_case("or") && !is_excluded {
                    query.alternatives.push(Vec::new());
                } else {
                    query.add(&text, byte(at)..byte(end), false, is_excluded);
                }
                is_excluded = false;
                at = end;
            }
        }
        query.alternatives.retain(|literals| !literals.is_empty());
        query.text = text;
        query
    }

    fn add(&mut self, text: &str, place: Range<usize>, is_phrase: bool, is_excluded: bool) {
        let words = &text[place.clone()];
        if words.chars().any(char::is_alphanumeric)
            && let Some(literals) = self.alternatives.last_mut()
        {
            literals.push(Literal { term: self.terms.len(), is_excluded });
            self.terms.push(Term { text: words.to_owned(), is_phrase, place });
        }
    }

    /// What is asked for, in the language of `tsquery`. `written` is a term of this number in that language, `None` where nothing of it
    /// can be looked for, because it is in every text. `None` where that is so of all of them.
    pub fn formula(&self, written: impl Fn(usize) -> Option<String>) -> Option<String> {
        let alternatives = self.alternatives.iter().filter_map(|literals| {
            let literals = literals.iter().filter_map(|Literal { term, is_excluded }| {
                let written = written(*term)?;
                Some(if *is_excluded { format!("!({written})") } else { format!("({written})") })
            });
            let literals: Vec<_> = literals.collect();
            (!literals.is_empty()).then(|| literals.join(" & "))
        });
        let alternatives: Vec<_> = alternatives.collect();
        (!alternatives.is_empty()).then(|| alternatives.join(" | "))
    }

    /// The numbers of the terms that are not excluded.
    pub fn wanted(&self) -> Vec<usize> {
        let literals = self.alternatives.iter().flatten();
        literals.filter(|literal| !literal.is_excluded).map(|literal| literal.term).collect()
    }

    /// The words in it that can be misspelt: of letters only, at least four.
    pub fn words(&self) -> Vec<TypedWord> {
        let mut words = Vec::new();
        for term in &self.terms {
            let mut from = None;
            let signs = term.text.char_indices().chain([(term.text.len(), ' ')]);
            for (at, sign) in signs {
                match (sign.is_alphanumeric(), from) {
                    (true, None) => from = Some(at),
                    (false, Some(begin)) => {
                        let word = &term.text[begin..at];
                        if word.chars().count() >= 4 && word.chars().all(char::is_alphabetic) {
                            let place = term.place.start + begin..term.place.start + at;
                            words.push(TypedWord { word: word.to_owned(), place });
                        }
                        from = None;
                    }
                    _ => {}
                }
            }
        }
        words
    }

    /// What was typed, with other words in place of some; each of these is one of [`SearchQuery::words`].
    #[must_use]
    pub fn with_words(&self, replacements: &[(TypedWord, String)]) -> String {
        let mut text = self.text.clone();
        let mut replacements: Vec<_> = replacements.iter().collect();
        replacements.sort_by_key(|(typed, _)| std::cmp::Reverse(typed.place.start));
        for (typed, word) in replacements {
            text.replace_range(typed.place.clone(), word);
        }
        text
    }
}

/// Where the phrase that begins here ends, by the place of its closing sign; `None` where none begins.
fn end_of_phrase(signs: &[(usize, char)], at: usize) -> Option<usize> {
    let (_, opening) = *signs.get(at)?;
    let after = at + 1;
    let found = if is_double_quote(opening) {
        signs[after..].iter().position(|(_, sign)| is_double_quote(*sign))
    } else if is_single_quote(opening) {
        let ends_a_word = |index: usize| !signs.get(index + 1).is_some_and(|(_, next)| next.is_alphanumeric());
        (after..signs.len())
            .find(|index| is_single_quote(signs[*index].1) && ends_a_word(*index))
            .map(|end| end - after)
    } else {
        None
    };
    found.map(|length| after + length)
}

/// A lexeme as `tsquery` writes it.
#[must_use]
pub fn quoted(lexeme: &str) -> String {
    format!("'{}'", lexeme.replace('\\', r"\\").replace('\'', "''"))
}
