//! The fields of forms: one table for each form. From it come the arguments of its server function, its page, what is said of a missing
//! answer, and how check, conflict and not-saved pages and drafts call and show its answers.

use followup::{invisible_signs::to_answer, typed_date::parse_typed_date};

pub mod account;
pub mod evidence;
pub mod monitoring;
pub mod review;
pub mod round_draft;
pub mod update;

/// The choices of a closed list: what the form sends, and what the screen says.
pub type Words = fn() -> Vec<(&'static str, &'static str)>;

/// One field of a form.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in what is sent.
    pub name: &'static str,
    /// What its answer is called where it is shown.
    pub label: &'static str,
    /// What its form asks; the label if it is empty.
    pub question: &'static str,
    /// What helps to answer.
    pub hint: &'static str,
    /// What is said where there is no answer that can be used; `None` where it may be left out, or the rules say it.
    pub required: Option<&'static str>,
    /// What its answer is.
    pub kind: FieldKind,
    /// Whether people write freely in it, so that it may identify a person.
    pub may_hold_personal_data: bool,
}

/// What the answer to a field is.
#[derive(Debug, Clone, Copy)]
pub enum FieldKind {
    /// One line of text.
    Line {
        /// The most characters, where the form says it.
        max_length: Option<usize>,
        /// What is typed, as HTML names it.
        html_type: &'static str,
    },
    /// Several lines of text.
    Text {
        /// How many lines are in sight.
        lines: u8,
    },
    /// A day.
    Day,
    /// A day, month, quarter or year.
    PartialDate,
    /// One of a few, all in sight. Without words its page says which there are.
    Radios(Option<Words>),
    /// One of many. Without words its page says which there are.
    Select {
        /// The closed list.
        words: Option<Words>,
        /// What is chosen while nothing is.
        nothing: &'static str,
    },
    /// Any number of some that its page says.
    Checkboxes,
    /// One box to tick, which sends `yes`.
    Tick {
        /// What it says.
        words: &'static str,
    },
    /// A password, which never comes back.
    Password {
        /// Whether it is being chosen.
        is_new: bool,
    },
    /// Said by the page, not by the person.
    Hidden,
}

impl Field {
    const fn new(name: &'static str, label: &'static str, kind: FieldKind, may_hold_personal_data: bool) -> Self {
        Self { name, label, question: "", hint: "", required: None, kind, may_hold_personal_data }
    }

    /// One line that people write freely.
    pub const fn line(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldKind::Line { max_length: None, html_type: "text" }, true)
    }

    /// One line that holds no free words: a number, a reference, an address.
    pub const fn code(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldKind::Line { max_length: None, html_type: "text" }, false)
    }

    /// An email address.
    pub const fn email(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldKind::Line { max_length: None, html_type: "email" }, false)
    }

    /// Several lines that people write freely.
    pub const fn text(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldKind::Text { lines: 5 }, true)
    }

    /// A day.
    pub const fn day(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldKind::Day, false)
    }

    /// A day, month, quarter or year.
    pub const fn partial_date(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldKind::PartialDate, false)
    }

    /// One of a closed list, all in sight.
    pub const fn radios(name: &'static str, label: &'static str, words: Words) -> Self {
        Self::new(name, label, FieldKind::Radios(Some(words)), false)
    }

    /// One of what the page offers, all in sight.
    pub const fn offered_radios(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldKind::Radios(None), false)
    }

    /// One of a closed list.
    pub const fn select(name: &'static str, label: &'static str, nothing: &'static str, words: Words) -> Self {
        Self::new(name, label, FieldKind::Select { words: Some(words), nothing }, false)
    }

    /// One of what the page offers.
    pub const fn offered_select(name: &'static str, label: &'static str, nothing: &'static str) -> Self {
        Self::new(name, label, FieldKind::Select { words: None, nothing }, false)
    }

    /// Any number of what the page offers.
    pub const fn checkboxes(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldKind::Checkboxes, false)
    }

    /// One box to tick.
    pub const fn tick(name: &'static str, label: &'static str, words: &'static str) -> Self {
        Self::new(name, label, FieldKind::Tick { words }, false)
    }

    /// The password that the person has, or one that is being chosen.
    pub const fn password(name: &'static str, label: &'static str, is_new: bool) -> Self {
        Self::new(name, label, FieldKind::Password { is_new }, false)
    }

    /// What the page says, not the person.
    pub const fn hidden(name: &'static str) -> Self {
        Self::new(name, "", FieldKind::Hidden, false)
    }

    /// With a question of its own.
    #[must_use]
    pub const fn with_question(self, question: &'static str) -> Self {
        Self { question, ..self }
    }

    /// With a hint.
    #[must_use]
    pub const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// With what is said where it is missing.
    #[must_use]
    pub const fn required(self, message: &'static str) -> Self {
        Self { required: Some(message), ..self }
    }

    /// With the most characters that the form names.
    #[must_use]
    pub const fn up_to(self, max_length: usize) -> Self {
        let html_type = if let FieldKind::Line { html_type, .. } = self.kind { html_type } else { "text" };
        Self { kind: FieldKind::Line { max_length: Some(max_length), html_type }, ..self }
    }

    /// With this number of lines in sight.
    #[must_use]
    pub const fn lines(self, lines: u8) -> Self {
        Self { kind: FieldKind::Text { lines }, ..self }
    }

    /// What its form asks.
    pub const fn asks(&self) -> &'static str {
        if self.question.is_empty() { self.label } else { self.question }
    }

    /// An answer as the screen says it: of a choice its words, of a date the date in words, else what was typed. An answer that is no
    /// word of the list stays as it is.
    pub fn in_words(&self, value: &str) -> String {
        let words = match self.kind {
            FieldKind::Radios(Some(words)) | FieldKind::Select { words: Some(words), .. } => {
                words().into_iter().find(|(slug, _)| *slug == value).map(|(_, words)| words.to_owned())
            }
            FieldKind::Day | FieldKind::PartialDate => parse_typed_date(value).ok().map(|date| date.to_string()),
            _ => None,
        };
        words.unwrap_or_else(|| value.to_owned())
    }
}

/// The field of a table with this name.
#[must_use]
pub fn find(fields: &'static [Field], name: &str) -> Option<&'static Field> {
    fields.iter().find(|field| field.name == name)
}

/// An answer as it is taken: without signs that turn the direction of a text, and empty where it shows nothing. A password is taken as it
/// was typed.
#[must_use]
pub fn answer(name: &str, typed: &str) -> String {
    if is_password(name) { typed.to_owned() } else { to_answer(typed) }
}

fn is_password(name: &str) -> bool {
    let mut fields = [account::SIGN_IN, account::NEW_PASSWORD, account::PASSWORD].into_iter().flatten();
    fields.any(|field| field.name == name && matches!(field.kind, FieldKind::Password { .. }))
}

/// The names of a table, and the name of the box by which a person says that they looked at what may identify somebody.
pub const fn names<const N: usize>(fields: &[Field]) -> [&'static str; N] {
    let mut names = ["looked_at"; N];
    let mut at = 0;
    while at < fields.len() {
        names[at] = fields[at].name;
        at += 1;
    }
    names
}

/// How many fields of a table can be given more than once.
pub const fn count_repeated(fields: &[Field]) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < fields.len() {
        if matches!(fields[at].kind, FieldKind::Checkboxes) {
            count += 1;
        }
        at += 1;
    }
    count
}

/// Their names.
pub const fn repeated_names<const N: usize>(fields: &[Field]) -> [&'static str; N] {
    let (mut at, mut count) = (0, 0);
    let mut names = [""; N];
    while at < fields.len() {
        if matches!(fields[at].kind, FieldKind::Checkboxes) {
            names[count] = fields[at].name;
            count += 1;
        }
        at += 1;
    }
    names
}

/// The words of a vocabulary, for a field.
macro_rules! words {
    ($vocabulary:ty) => {
        || <$vocabulary>::ALL.iter().map(|word| (word.slug(), word.label())).collect()
    };
}
use words;

/// Every table.
#[cfg(test)]
pub fn tables() -> Vec<&'static [Field]> {
    vec![
        update::FIELDS,
        evidence::FIELDS,
        review::RETURN,
        review::STATUS,
        review::FINDING,
        review::PROPOSAL,
        review::DECISION,
        review::REOPENING,
        review::DEADLINE,
        review::LINK,
        review::NOTE,
        monitoring::DUTY,
        monitoring::DUTY_MET,
        monitoring::CORRECTION,
        monitoring::NOT_MET,
        monitoring::STAGE,
        round_draft::DETAILS,
        round_draft::ITEM,
        round_draft::FINDING,
        round_draft::GRADES,
        round_draft::CASE_AUDIT,
        account::NEW,
        account::CHANGE,
        account::FORCES,
        account::SIGN_IN,
        account::NEW_PASSWORD,
        account::PASSWORD,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_once_in_its_table() {
        for table in tables() {
            for (at, field) in table.iter().enumerate() {
                assert!(table[..at].iter().all(|other| other.name != field.name), "{}", field.name);
                let is_named = !field.label.is_empty() || matches!(field.kind, FieldKind::Hidden);
                assert!(is_named, "{} has no label", field.name);
            }
        }
    }

    #[test]
    fn answers_are_shown_in_the_words_of_the_form() {
        let [position, target] = ["position", "target"].map(|name| find(update::FIELDS, name).unwrap());
        assert_eq!(position.in_words("ready-for-review"), "Ready for review");
        assert_eq!(position.in_words("no such word"), "no such word");
        assert_eq!(target.in_words("2027-05-01"), "1 May 2027");
        assert_eq!(target.in_words("1 May"), "1 May");
        assert_eq!(find(update::FIELDS, "activity").unwrap().in_words("in-progress"), "in-progress");
    }

    #[test]
    fn only_passwords_have_the_names_of_passwords() {
        for field in tables().into_iter().flatten() {
            assert_eq!(is_password(field.name), matches!(field.kind, FieldKind::Password { .. }), "{}", field.name);
        }
    }
}
