//! Check answers: an update once more as it will be saved, with whatever in it may identify a person.

use std::ops::Range;

use chrono::NaiveDate;
use followup::{
    likely_personal::likely_personal, partial_date::in_words, typed_date::parse_typed_day,
    view::recommendation::RecommendationView,
};
use leptos::prelude::*;

use super::{conflict, drafted, hidden};
use crate::{
    components::{ErrorSummary, PageHeading, SummaryList, SummaryRow, WarningText},
    fields::{Field, update::FIELDS},
    form::{Answers, personal_data},
    request,
};

/// What in these answers may identify a person, with the box that says that somebody looked; nothing where there is none, or
/// where nothing was sent yet.
#[must_use]
pub fn personal_data_warning(fields: &'static [Field], answers: &Answers) -> Option<AnyView> {
    personal_data::is_in(fields, answers).then(|| warning(fields, answers))
}

pub(super) fn page(found: &RecommendationView, answers: &Answers, effect: Vec<String>) -> AnyView {
    let reference = found.row.reference.to_string();
    let action = format!("/recommendations/{reference}/update");
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let rows = FIELDS
        .iter()
        .map(|field| SummaryRow::new(field.label, answer_in_words(field, answers, found.row.work.target_on)))
        .collect();
    let kept = FIELDS
        .iter()
        .map(|field| view! { <input type="hidden" name=field.name value=answers.value(field.name)/> })
        .collect_view();
    let delicate = personal_data_warning(FIELDS, answers);
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                <PageHeading title="Check your answers" caption=reference/>
                <SummaryList rows/>
                {effects(effect)}
                <form method="post" action=action novalidate>
                    {hidden(answers.value("version").parse().unwrap_or(found.version))}
                    {drafted::sitting(answers)}
                    {kept}
                    {delicate}
                    {buttons()}
                </form>
            </div>
        </div>
    }
    .into_any()
}

/// What to look at before it is saved.
fn warning(fields: &'static [Field], answers: &Answers) -> AnyView {
    let marks = personal_data::likely_fields(fields, answers).flat_map(|(_, text)| {
        let marks = likely_personal(&text).into_iter().map(|mark| {
            let words = text.get(mark.range.clone()).unwrap_or_default().to_owned();
            (words, mark.kind.label().to_lowercase())
        });
        marks.collect::<Vec<_>>()
    });
    let marks: Vec<_> = marks.collect();
    let marks = marks
        .into_iter()
        .map(|(words, kind)| view! { <li><mark>{words}</mark>{format!(" ({kind})")}</li> })
        .collect_view();
    view! {
        <WarningText text=may_identify("These words may identify someone.")/>
        <ul class="govuk-list govuk-list--bullet">{marks}</ul>
        {looked_at(answers.error("looked_at"), "the marked words")}
    }
    .into_any()
}

/// What a check page asks for: to save, or to change the answers.
pub(super) fn buttons() -> AnyView {
    view! {
        <div class="govuk-button-group">
            <button type="submit" name="button" value="save" class="govuk-button">"Confirm and save"</button>
            <button type="submit" name="button" value="change" class="govuk-button govuk-button--secondary">"Change answers"</button>
        </div>
    }
    .into_any()
}

/// What saving changes for readers.
pub(super) fn effects(words: Vec<String>) -> AnyView {
    let lines = words.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! {
        <h2 class="govuk-heading-m">"What readers will see"</h2>
        <ul class="govuk-list govuk-list--bullet">{lines}</ul>
    }
    .into_any()
}

/// The warning about words that may identify somebody, with whom to tell of a mistake.
pub(super) fn may_identify(words: &str) -> String {
    let access = request::access();
    format!("{words} You cannot change this after saving. If you make a mistake, tell {}.", access.contact())
}

/// What to look at where words of these kinds are marked elsewhere on the page.
pub fn of_kinds(mut kinds: Vec<&'static str>, error: Option<String>) -> AnyView {
    kinds.sort_unstable();
    kinds.dedup();
    let kinds = kinds.into_iter().map(|kind| view! { <li>{kind}</li> }).collect_view();
    view! {
        <WarningText text=may_identify("Some of the marked words may identify someone.")/>
        <ul class="govuk-list govuk-list--bullet">{kinds}</ul>
        {looked_at(error, "the marked words")}
    }
    .into_any()
}

/// The box by which the person says that they looked at it.
pub(super) fn looked_at(error: Option<String>, what: &str) -> AnyView {
    let class = if error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" };
    let described = error.is_some().then_some("looked_at-error");
    let error = error.map(|error| {
        view! {
            <p id="looked_at-error" class="govuk-error-message">
                <span class="govuk-visually-hidden">"Error: "</span>
                {error}
            </p>
        }
    });
    view! {
        <div class=class>
            {error}
            <div class="govuk-checkboxes" data-module="none">
                <div class="govuk-checkboxes__item">
                    <input
                        class="govuk-checkboxes__input"
                        id="looked_at"
                        name="looked_at"
                        type="checkbox"
                        value="yes"
                        aria-describedby=described
                    />
                    <label class="govuk-label govuk-checkboxes__label" for="looked_at">
                        {format!("I have checked {what}. None of them identifies a child, a victim or a witness")}
                    </label>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// An answer as it will read, with what may identify a person marked.
fn answer_in_words(field: &Field, answers: &Answers, target_on: Option<NaiveDate>) -> AnyView {
    let value = answers.value(field.name);
    match field.name {
        "target" => target(&value, target_on).into_any(),
        "position" if value.is_empty() => "Not changed".into_any(),
        "audience" if !value.is_empty() => conflict::audience_in_words(&value, field).into_any(),
        _ if value.trim().is_empty() => "Not given".into_any(),
        _ if field.may_hold_personal_data => marked(&value),
        _ => field.in_words(&value).into_any(),
    }
}

/// A target beside the one that stands: an emptied field withdraws it.
fn target(given: &str, stands: Option<NaiveDate>) -> String {
    match (parse_typed_day(given).ok(), stands) {
        (None, Some(was)) if given.is_empty() => format!("Withdrawn, was {}", in_words(was)),
        (None, None) if given.is_empty() => "None".to_owned(),
        (Some(day), Some(was)) if day == was => format!("{}, as before", in_words(day)),
        (Some(day), Some(was)) => format!("{}, was {}", in_words(day), in_words(was)),
        (Some(day), None) => in_words(day),
        (None, _) => given.to_owned(),
    }
}

/// A text with what may identify a person marked.
pub fn marked(text: &str) -> AnyView {
    let mut from = 0;
    let mut parts = Vec::new();
    for mark in likely_personal(text) {
        let Range { start, end } = mark.range;
        let (Some(before), Some(words)) = (text.get(from..start), text.get(start..end)) else { continue };
        let label = format!(" ({})", mark.kind.label().to_lowercase());
        parts.push(
            view! { {before.to_owned()}<mark>{words.to_owned()}<span class="govuk-visually-hidden">{label}</span></mark> }
                .into_any(),
        );
        from = end;
    }
    let rest = text.get(from..).unwrap_or_default().to_owned();
    view! { <span class="app-said">{parts}{rest}</span> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emptied_target_is_told_as_withdrawn_before_it_is_saved() {
        let may = "2027-05-01".parse().ok();
        assert_eq!(target("", may), "Withdrawn, was 1 May 2027");
        assert_eq!(target("2027-06-01", may), "1 June 2027, was 1 May 2027");
        assert_eq!(target("2027-05-01", may), "1 May 2027, as before");
        assert_eq!(target("2027-05-01", None), "1 May 2027");
        assert_eq!(target("", None), "None");
    }
}
