//! Reads the answers of a form into values. What is missing or cannot be read is noted at its field, in the words of the form's table.

use std::str::FromStr;

use chrono::NaiveDate;
use followup::{
    partial_date::{PartialDate, Precision},
    typed_date::parse_typed_date,
};

use super::Answers;
use crate::fields::{self, Field};

const NO_DAY: &str = "Enter a date, like 1 May 2027";
const NO_PARTIAL_DATE: &str = "Enter a date, like 5 March 2026, March 2026 or 2026";
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

    /// The same where it may be left out.
    pub fn parsed_if_given<T: FromStr<Err: std::fmt::Display>>(&mut self, name: &str) -> Option<Option<T>> {
        if self.is_blank(name) { Some(None) } else { self.parsed(name).map(Some) }
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
        self.optional(name, NO_DAY, typed_day)
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
        self.optional(name, NO_PARTIAL_DATE, parse_typed_date)
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

/// The browser's date field sends a day as files have it; where there is none, people type it.
fn typed_day(text: &str) -> Option<NaiveDate> {
    parse_typed_date(text).filter(|date| date.precision() == Precision::Day).map(PartialDate::first)
}
