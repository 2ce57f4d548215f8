//! The fields of a form on its page, made from its table: each as it was answered, with what is wrong beside it.

use followup::text_limits::LONGEST_TEXT;
use leptos::prelude::*;

use super::Answers;
use crate::{
    components::{
        CheckboxGroup, Choice, DateField, DatePrecision, PasswordField, PasswordKind, RadioGroup, SelectField,
        TextField, TextareaField, WarningText,
    },
    fields::{self, Field, FieldKind, Words},
    islands::TypedDateEcho,
};

/// What every form says that takes words which people make up themselves.
pub const NEVER_A_NAME: &str = "Never write the name of a child, or anything that could identify one.";

/// The fields of one form with their answers.
#[derive(Clone, Copy)]
pub struct FormView<'a> {
    fields: &'static [Field],
    answers: &'a Answers,
}

impl<'a> FormView<'a> {
    /// The fields of this table, answered so.
    pub fn new(fields: &'static [Field], answers: &'a Answers) -> Self {
        Self { fields, answers }
    }

    /// All of them, in the order of the table.
    pub fn all(self) -> AnyView {
        self.fields.iter().map(|field| self.show(field, None, Vec::new())).collect_view().into_any()
    }

    /// One of them.
    pub fn field(self, name: &str) -> AnyView {
        self.show_with(name, None, Vec::new())
    }

    /// One of them with what its page offers to choose from.
    pub fn offering(self, name: &str, options: Vec<Choice>) -> AnyView {
        self.show_with(name, Some(options), Vec::new())
    }

    /// One of them with what its page offers, if it does, and with what is asked under some of its choices.
    pub fn show_with(self, name: &str, options: Option<Vec<Choice>>, under: Vec<(&'static str, AnyView)>) -> AnyView {
        self.find(name).map_or_else(|| ().into_any(), |field| self.show(&field, options, under))
    }

    /// A field of the table.
    pub fn find(self, name: &str) -> Option<Field> {
        fields::find(self.fields, name).copied()
    }

    /// The warning that belongs above a form with free words.
    pub fn warning(self) -> Option<AnyView> {
        let is_free = self.fields.iter().any(|field| field.may_hold_personal_data);
        is_free.then(|| view! { <WarningText text=NEVER_A_NAME/> }.into_any())
    }

    /// A closed list as choices, with the answer chosen.
    pub fn choices(
        self,
        name: &str,
        words: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Vec<Choice> {
        let chosen = self.answers.value(name);
        let choices = words.into_iter().map(|(value, text)| (value.into(), text.into()));
        choices
            .map(|(value, text): (String, String)| {
                let is_chosen = value == chosen.trim();
                Choice::new(value, text, is_chosen)
            })
            .collect()
    }

    /// A field as its page shows it: with choices of the page where it offers some, and what is asked under some of them.
    pub fn show(self, field: &Field, options: Option<Vec<Choice>>, under: Vec<(&'static str, AnyView)>) -> AnyView {
        let Field { name, hint, .. } = *field;
        let (label, value, error) = (field.asks(), self.answers.value(name), self.answers.error(name));
        let hint = Some(hint.to_owned()).filter(|hint| !hint.is_empty());
        let offered = |options: Option<Vec<Choice>>, words: Option<Words>| {
            options.unwrap_or_else(|| self.choices(name, words.map(|words| words()).unwrap_or_default()))
        };
        match field.kind {
            FieldKind::Line { max_length, html_type } => {
                let limit = max_length.map(|most| format!("Up to {most} characters."));
                let hint: Vec<_> = hint.into_iter().chain(limit).collect();
                let hint = (!hint.is_empty()).then(|| hint.join(" "));
                view! { <TextField name label nostrip:hint=hint value error kind=html_type autocomplete="off"/> }
                    .into_any()
            }
            FieldKind::Text { lines } => {
                let hint = hint.unwrap_or_default();
                view! { <TextareaField name label value hint lines longest=LONGEST_TEXT error/> }.into_any()
            }
            FieldKind::Day | FieldKind::PartialDate => {
                let day = matches!(field.kind, FieldKind::Day);
                let precision = if day { DatePrecision::Day } else { DatePrecision::Any };
                view! {
                    <DateField name label nostrip:hint=hint nostrip:value=Some(value) nostrip:error=error precision/>
                    <TypedDateEcho field=name.to_owned() day/>
                }
                .into_any()
            }
            FieldKind::Radios(words) => {
                let options = offered(options, words);
                view! { <RadioGroup name legend=label nostrip:hint=hint options error under/> }.into_any()
            }
            FieldKind::Select { words, nothing } => {
                let nothing = Choice::new("", nothing, value.is_empty());
                let options = std::iter::once(nothing).chain(offered(options, words)).collect();
                view! { <SelectField name label nostrip:hint=hint options error/> }.into_any()
            }
            FieldKind::Checkboxes => {
                let options = offered(options, None);
                view! { <CheckboxGroup name legend=label nostrip:hint=hint options error/> }.into_any()
            }
            FieldKind::Tick { words } => {
                let options = options.unwrap_or_else(|| vec![Choice::new("yes", words, !value.is_empty())]);
                view! { <CheckboxGroup name legend=label nostrip:hint=hint options error/> }.into_any()
            }
            FieldKind::Password { is_new } => {
                let kind = if is_new { PasswordKind::New } else { PasswordKind::Current };
                view! { <PasswordField name label kind nostrip:hint=hint error/> }.into_any()
            }
            FieldKind::Hidden => view! { <input type="hidden" name=name value=value/> }.into_any(),
        }
    }
}
