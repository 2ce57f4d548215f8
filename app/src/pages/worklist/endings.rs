//! A batch of proposed endings: each with what it rests on, those of one kind together, and how many of which kind are decided on.

use chrono::NaiveDate;
use followup::{
    closure::PersonId,
    inspectorate_status::InspectorateStatus,
    store::worklist::{Selected, Subject},
};
use leptos::prelude::*;

use super::{item::since, selected::standing};
use crate::{
    components::{CaptionSize, Column, DataTable, InsetText, RowHeader, TableCell, TableRow, grouped},
    form::Answers,
    pages::{
        follow_up::{
            proposal::{ending, proposer, relied_on, verified},
            refusal,
        },
        recommendations::ERASED,
    },
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

    /// `3 endings: 2 complete, 1 no further action`.
    fn in_words(self) -> String {
        let number = |count: usize| grouped(u64::try_from(count).unwrap_or(u64::MAX));
        let of = |count: usize, words: &str| (count > 0).then(|| format!("{} {words}", number(count)));
        let kinds = [of(self.complete, "complete"), of(self.no_further_action, "no further action")];
        let kinds: Vec<_> = kinds.into_iter().flatten().collect();
        let noun = if self.all() == 1 { "ending" } else { "endings" };
        format!("{} {noun}: {}", number(self.all()), kinds.join(", "))
    }
}

/// Of which kind a proposed ending is; `None` where nothing is proposed any more.
fn kind(one: &Selected) -> Option<InspectorateStatus> {
    one.row.work.proposal.map(|proposal| proposal.outcome.held())
}

/// The endings, one table for each kind.
pub(super) fn tables(found: &[Selected], reader: PersonId, today: NaiveDate) -> AnyView {
    let kinds = Kinds::of(found);
    let both = (kinds.complete > 0 && kinds.no_further_action > 0).then(|| {
        view! { <InsetText>"These are endings of two kinds: what was done, and what ends without being done. Look at both lists."</InsetText> }
    });
    let mut tables = Vec::new();
    for of in [Some(InspectorateStatus::Complete), Some(InspectorateStatus::NoFurtherAction), None] {
        let rows: Vec<_> = found.iter().filter(|one| kind(one) == of).cloned().collect();
        if !rows.is_empty() {
            tables.push(table(of, rows, reader, today));
        }
    }
    view! { {both} {tables} }.into_any()
}

fn table(of: Option<InspectorateStatus>, rows: Vec<Selected>, reader: PersonId, today: NaiveDate) -> AnyView {
    let label = of.map_or("No closure is proposed any more", InspectorateStatus::label);
    let caption = format!("{label}: {}", rows.len());
    let head = ["Reference", "Force", "Wording", "Status", "How it would end", "Why, and on what evidence"];
    let head = head.map(Column::new).into();
    let rows = rows.into_iter().map(|one| row(one, reader, today)).collect_view();
    view! { <DataTable caption caption_size=CaptionSize::Medium head stacked=true>{rows}</DataTable> }.into_any()
}

fn row(one: Selected, reader: PersonId, today: NaiveDate) -> AnyView {
    let status = standing(&one.row, today);
    let Selected { row, subject, .. } = one;
    let reference = row.reference.to_string();
    let by = match &subject {
        Subject::Proposed(by) => by.as_ref(),
        Subject::Told(_) => None,
    };
    let proposed = row.work.proposal.map(|proposal| {
        let on = proposal.on.map(|day| format!(" on {}", since(day, today)));
        let verified = verified(proposal, by).map(|how| format!("Verified by: {}", how.to_lowercase()));
        view! {
            <strong>{ending(proposal, by)}</strong>
            {verified.map(|verified| view! { <br/>{verified} })}
            <br/>
            "Proposed by "{proposer(proposal, by, reader)}{on}
        }
    });
    let rests = by.map(|by| {
        let reason = by.reason.words().unwrap_or("No reason given").to_owned();
        view! {
            <span class="app-said">{reason}</span>
            <br/>
            <span class="app-secondary">"Evidence relied on:"</span>
            <ul class="govuk-list app-cell-list">{relied_on(by, &reference)}</ul>
        }
    });
    view! {
        <TableRow>
            <RowHeader><a class="govuk-link app-nowrap" href=format!("/recommendations/{reference}")>{reference.clone()}</a></RowHeader>
            <TableCell label="Force">{row.force_name}</TableCell>
            <TableCell label="Wording">{row.wording.unwrap_or_else(|| ERASED.to_owned())}</TableCell>
            <TableCell label="Status">{status}</TableCell>
            <TableCell label="How it would end">{proposed}</TableCell>
            <TableCell label="Why, and on what evidence">{rests}</TableCell>
        </TableRow>
    }
    .into_any()
}

/// A decision is a button, which says how many endings of which kind it decides on.
pub(super) fn decision(kinds: Kinds, answers: &Answers) -> AnyView {
    if kinds.all() == 0 {
        return view! { <p class="govuk-body">"Nothing is proposed here that could be decided on."</p> }.into_any();
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
        assert_eq!(words(2, 1), "3 endings: 2 complete, 1 no further action");
        assert_eq!(words(1, 0), "1 ending: 1 complete");
        assert_eq!(words(0, 4), "4 endings: 4 no further action");
    }
}
