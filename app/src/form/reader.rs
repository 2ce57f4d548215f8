//! Reads the answers of a form into values. What is missing or cannot be read is noted at its field, in the words of the form's table.

use std::str::FromStr;

use chrono::NaiveDate;
use followup::{
    partial_date::PartialDate,
    typed_date::{TypedDateError, parse_typed_date, parse_typed_day},
};

use super::Answers;
use crate::fields::{self, Field};

const NO_COUNT: &str = "Enter a whole number, like 12";

/// The answers of one form, being read.
pub struct FormReader<'a> {
    fields: &'static [Field],
    answers: &'a mut Answers,
}

impl<'a> FormReader<'a> {
    /// Reads these answers by this table.
    pub fn new(fields: &'static [Field], answers: &'a mut Answers) -> Self {
        Self { fields, answers }
    }

    /// What was typed, as it was typed.
    pub fn text(&self, name: &str) -> String {
        self.answers.value(name)
    }

    /// Whether nothing was answered.
    pub fn is_blank(&self, name: &str) -> bool {
        self.answers.value(name).trim().is_empty()
    }

    /// Notes what is wrong with an answer.
    pub fn refuse(&mut self, name: &str, words: impl Into<String>) {
        self.answers.wrong(name, words);
    }

    /// Notes that an answer is missing, in the words of the table.
    pub fn ask(&mut self, name: &str) {
        let words = fields::find(self.fields, name).and_then(|field| field.required);
        self.answers.wrong(name, words.unwrap_or("Answer this question"));
    }

    /// Whether nothing is wrong so far.
    pub fn is_right(&self) -> bool {
        self.answers.is_right()
    }

    /// A text that must be given.
    pub fn required_text(&mut self, name: &str) -> Option<String> {
        if self.is_blank(name) {
            self.ask(name);
            return None;
        }
        Some(self.text(name))
    }

    /// An answer that must be one of some; what is not there, or is none of them, is asked for.
    pub fn choice<T: FromStr>(&mut self, name: &str) -> Option<T> {
        let value = self.text(name).trim().parse().ok();
        if value.is_none() {
            self.ask(name);
        }
        value
    }

    /// The same where it may be left out.
    pub fn optional_choice<T: FromStr>(&mut self, name: &str) -> Option<Option<T>> {
        if self.is_blank(name) { Some(None) } else { self.choice(name).map(Some) }
    }

    /// A text that must be given and have a certain form; `example` is said where it has another.
    pub fn required<T: FromStr>(&mut self, name: &str, example: &str) -> Option<T> {
        if self.is_blank(name) {
            self.ask(name);
            return None;
        }
        self.optional(name, example, |text| text.parse().ok()).flatten()
    }

    /// An answer that says itself what is wrong with it; what is blank is asked for, where the table has words for that.
    pub fn parsed<T: FromStr<Err: std::fmt::Display>>(&mut self, name: &str) -> Option<T> {
        let is_asked = fields::find(self.fields, name).is_some_and(|field| field.required.is_some());
        if is_asked && self.is_blank(name) {
            self.ask(name);
            return None;
        }
        self.answers.parsed(name)
    }

    /// Any number of some; where one is none of them, all are asked for again.
    pub fn choices<T: FromStr>(&mut self, name: &str) -> Option<Vec<T>> {
        let values = self.answers.values(name).map(str::parse).collect::<Result<_, _>>().ok();
        if values.is_none() {
            self.ask(name);
        }
        values
    }

    /// A day that may be left out.
    pub fn optional_day(&mut self, name: &str) -> Option<Option<NaiveDate>> {
        self.optional_date(name, parse_typed_day)
    }

    /// A day that must be given.
    pub fn day(&mut self, name: &str) -> Option<NaiveDate> {
        let day = self.optional_day(name)?;
        if day.is_none() {
            self.ask(name);
        }
        day
    }

    /// A day, month, quarter or year that may be left out.
    pub fn optional_partial_date(&mut self, name: &str) -> Option<Option<PartialDate>> {
        self.optional_date(name, parse_typed_date)
    }

    /// A day, month, quarter or year that must be given.
    pub fn partial_date(&mut self, name: &str) -> Option<PartialDate> {
        let date = self.optional_partial_date(name)?;
        if date.is_none() {
            self.ask(name);
        }
        date
    }

    /// A whole number that may be left out.
    pub fn optional_count(&mut self, name: &str) -> Option<Option<u32>> {
        self.optional(name, NO_COUNT, |text| text.parse().ok())
    }

    fn optional_date<T>(&mut self, name: &str, read: fn(&str) -> Result<T, TypedDateError>) -> Option<Option<T>> {
        if self.is_blank(name) {
            return Some(None);
        }
        let value = read(&self.text(name));
        if let Err(error) = &value {
            self.refuse(name, error.to_string());
        }
        value.ok().map(Some)
    }

    fn optional<T>(&mut self, name: &str, example: &str, read: fn(&str) -> Option<T>) -> Option<Option<T>> {
        if self.is_blank(name) {
            return Some(None);
        }
        let value = read(self.text(name).trim());
        if value.is_none() {
            self.refuse(name, example);
        }
        value.map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fields::{FieldKind, tables},
        request::QueryParams,
    };

    /// The day that a field reads, as files write it, or what is said at the field.
    fn read(field: &Field, table: &'static [Field], typed: &str) -> Result<String, String> {
        let mut answers = Answers::new(QueryParams::default().and(field.name, typed));
        let mut form = FormReader::new(table, &mut answers);
        let date = match field.kind {
            FieldKind::Day => form.optional_day(field.name).flatten().map(PartialDate::day),
            _ => form.optional_partial_date(field.name).flatten(),
        };
        assert_eq!(answers.value(field.name), typed, "what was typed is kept");
        date.map(PartialDate::iso).ok_or_else(|| answers.error(field.name).unwrap_or_default())
    }

    #[test]
    fn every_date_field_reads_what_people_type_and_refuses_the_rest() {
        let mut fields = 0;
        for table in tables() {
            for field in table {
                if !matches!(field.kind, FieldKind::Day | FieldKind::PartialDate) {
                    continue;
                }
                fields += 1;
                for typed in ["5 March 2026", "05/03/2026", "5/3/26", " 5th Mar 2026", "2026-03-05"] {
                    assert_eq!(read(field, table, typed), Ok("2026-03-05".to_owned()), "{} {typed}", field.name);
                }
                for typed in ["30 February 2026", "31/4/26", "03/25/2026", "2207-05-01", "9999-12-31", "soon"] {
                    let refused = read(field, table, typed);
                    assert!(
                        refused.as_ref().is_err_and(|words| !words.is_empty()),
                        "{} {typed}: {refused:?}",
                        field.name
                    );
                }
                for typed in ["March 2026", "Q1 2026", "2026"] {
                    let is_partial = matches!(field.kind, FieldKind::PartialDate);
                    assert_eq!(read(field, table, typed).is_ok(), is_partial, "{} {typed}", field.name);
                }
            }
        }
        assert!(fields > 5, "{fields}");
    }
}
