//! What stands now beside what somebody wrote, and the answers carried from one page of a form to the next.

use leptos::prelude::*;

use super::{Answers, FORM_CONTROLS};
use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, SummaryRow, TableCell, TableRow},
    fields::{Field, FieldKind},
};

/// The answer to one question, twice.
pub struct ComparedAnswer {
    /// What the answer is called.
    pub label: &'static str,
    /// As it stands.
    pub now: String,
    /// As it was written.
    pub written: String,
}

/// The table of both.
pub fn comparison(answers: impl IntoIterator<Item = ComparedAnswer>) -> AnyView {
    let head = ["Answer", "Saved now", "What you wrote"].map(Column::new).into();
    let rows = answers.into_iter().map(|ComparedAnswer { label, now, written }| {
        view! {
            <TableRow>
                <RowHeader>{label}</RowHeader>
                <TableCell label="Saved now"><span class="app-said">{now}</span></TableCell>
                <TableCell label="What you wrote"><span class="app-said">{written}</span></TableCell>
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <DataTable caption="What is saved now, and what you wrote" caption_size=CaptionSize::Small head stacked=true>{rows}</DataTable>
    }
    .into_any()
}

/// The questions that people answer.
pub fn questions(fields: &'static [Field]) -> impl Iterator<Item = &'static Field> {
    fields.iter().filter(|field| !matches!(field.kind, FieldKind::Hidden))
}

/// An answer in the words of its form.
pub fn answer_in_words(field: &Field, answers: &Answers) -> String {
    let value = answers.value(field.name);
    if value.trim().is_empty() { "Nothing".to_owned() } else { field.in_words(&value) }
}

/// A line for each question that was answered.
pub fn answered_rows(fields: &'static [Field], answers: &Answers) -> Vec<SummaryRow> {
    let answered = questions(fields).filter(|field| !answers.value(field.name).trim().is_empty());
    let rows = answered.map(|field| {
        SummaryRow::new(
            field.label,
            view! { <span class="app-said">{field.in_words(&answers.value(field.name))}</span> },
        )
    });
    rows.collect()
}

/// The answers as hidden fields, without what says how the form works; `instead` stands in place of what was answered.
pub fn hidden_answers(answers: &Answers, instead: &[(&str, String)]) -> AnyView {
    // The opening of an update form goes along, so that its draft stays its own.
    let is_left = |name: &str| FORM_CONTROLS.contains(&name) && !matches!(name, "sitting" | "continues");
    let fields = answers.given().filter(|(name, _)| !is_left(name)).map(|(name, value)| {
        let value = instead.iter().find(|(field, _)| *field == name).map_or(value, |(_, value)| value.as_str());
        view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> }.into_any()
    });
    fields.collect_view().into_any()
}
