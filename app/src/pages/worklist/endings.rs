//! A batch of proposed endings: each with what it rests on, those of one kind together, and how many of which kind are decided on.

use chrono::NaiveDate;
use followup::{identity::PersonId, inspectorate_status::InspectorateStatus, view::worklist::Selected};
use leptos::prelude::*;

use super::selected::item;
use crate::{
    components::{InsetText, SummaryList, grouped},
    form::Answers,
    pages::follow_up::{proposal::rows, refusal},
};

/// The kinds of ending, each with how many there are; none where there are none of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kinds {
    complete: usize,
    no_further_action: usize,
}

impl Kinds {
    pub(super) fn of(found: &[Selected]) -> Self {
        let count = |kind| found.iter().filter(|one| self::kind(one) == Some(kind)).count();
        Self {
            complete: count(InspectorateStatus::Complete),
            no_further_action: count(InspectorateStatus::NoFurtherAction),
        }
    }

    const fn all(self) -> usize {
        self.complete + self.no_further_action
    }

    /// `3 closures: 2 complete, 1 no further action`.
    fn in_words(self) -> String {
        let number = |count: usize| grouped(u64::try_from(count).unwrap_or(u64::MAX));
        let of = |count: usize, words: &str| (count > 0).then(|| format!("{} {words}", number(count)));
        let kinds = [of(self.complete, "complete"), of(self.no_further_action, "no further action")];
        let kinds: Vec<_> = kinds.into_iter().flatten().collect();
        let noun = if self.all() == 1 { "closure" } else { "closures" };
        format!("{} {noun}: {}", number(self.all()), kinds.join(", "))
    }
}

/// Of which kind a proposed ending is; `None` where nothing is proposed any more.
fn kind(one: &Selected) -> Option<InspectorateStatus> {
    one.row.work.proposal.map(|proposal| proposal.outcome.held())
}

/// The endings, one list for each kind.
pub(super) fn lists(found: &[Selected], reader: PersonId, today: NaiveDate) -> AnyView {
    let kinds = Kinds::of(found);
    let both = (kinds.complete > 0 && kinds.no_further_action > 0).then(|| {
        view! { <InsetText>"There are two lists: items that were done, and items to close without being done. Check both."</InsetText> }
    });
    let mut lists = Vec::new();
    for of in [Some(InspectorateStatus::Complete), Some(InspectorateStatus::NoFurtherAction), None] {
        let items: Vec<_> = found.iter().filter(|one| kind(one) == of).collect();
        if !items.is_empty() {
            let label = of.map_or("No longer proposed for closure", InspectorateStatus::label);
            let heading = format!("{label}: {}", items.len());
            let items = items.into_iter().map(|one| item(one, ending(one, reader), today)).collect_view();
            lists.push(view! { <h2 class="govuk-heading-m">{heading}</h2> {items} });
        }
    }
    view! { {both} {lists} }.into_any()
}

fn ending(one: &Selected, reader: PersonId) -> Option<AnyView> {
    let row = &one.row;
    let rows = rows(row.work.proposal?, one.proposed.as_ref(), reader, row.reference.as_str());
    Some(view! { <SummaryList rows/> }.into_any())
}

/// A decision is a button, which says how many endings of which kind it decides on.
pub(super) fn decision(kinds: Kinds, answers: &Answers) -> AnyView {
    if kinds.all() == 0 {
        return view! { <p class="govuk-body">"Nobody proposes to close any of these now."</p> }.into_any();
    }
    let words = kinds.in_words();
    let error = answers.error("decision").map(|error| {
        view! {
            <p id="decision-error" class="govuk-error-message">
                <span class="govuk-visually-hidden">"Error: "</span>
                {error}
            </p>
        }
    });
    let all = if kinds.all() == 1 { "Refuse it".to_owned() } else { format!("Refuse all {}", kinds.all()) };
    view! {
        {refusal(answers)}
        {error}
        <div class="govuk-button-group">
            <button type="submit" id="decision" name="decision" value="authorise" class="govuk-button">
                {format!("Authorise {words}")}
            </button>
            <button type="submit" name="decision" value="refuse" class="govuk-button govuk-button--secondary">{all}</button>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_of_both_kinds_are_counted_apart() {
        let words = |complete, no_further_action| Kinds { complete, no_further_action }.in_words();
        assert_eq!(words(2, 1), "3 closures: 2 complete, 1 no further action");
        assert_eq!(words(1, 0), "1 closure: 1 complete");
        assert_eq!(words(0, 4), "4 closures: 4 no further action");
    }
}
