//! The oldest deadlines that have passed, in words, with what inspectors found since.

use followup::{
    age::span,
    deadline::DeadlineState,
    finding::{Finding, RecordType},
    force_news::LedgerGroup,
    partial_date::{PartialDate, in_words},
    progress::change::Stand,
    view::overview::{Figures, PassedDeadline},
};
use leptos::prelude::*;

use super::{late, rows::Rows};
use crate::{
    components::{CaptionSize, Column, DataTable, FindingMark, TableCell, TableRow, grouped},
    main_points::found_since,
    point::AskedPoint,
};

/// The section, with what falls due next; nothing where no deadline has passed or is near.
pub(super) fn section(figures: &Figures, oldest: &[PassedDeadline], rows: &Rows) -> Option<AnyView> {
    let (at, next) = (rows.at, late::next(figures, rows));
    if oldest.is_empty() {
        return next.map(|next| view! { <section class="app-overview__section">{next}</section> }.into_any());
    }
    let passed = figures.passed;
    let all = passed.all();
    let is_overdue = |stand: Stand| stand.deadline == DeadlineState::Overdue;
    let overdue: u64 = RecordType::ALL.iter().map(|of| figures.headlines.shown(*of, is_overdue)).sum();
    let heading = match (all, all == passed.known) {
        (0, _) => "The oldest deadlines that were missed".to_owned(),
        (1, true) => format!("The 1 known deadline has passed. {}", found_since(passed)),
        (_, true) => format!("All {} known deadlines have passed. {}", grouped(all), found_since(passed)),
        (_, false) => format!(
            "{} of {} known deadlines have passed without a known outcome. {}",
            grouped(all),
            grouped(passed.known),
            found_since(passed)
        ),
    };
    let heading = heading.trim_end_matches('.').to_owned();
    let lines = oldest.iter().map(|deadline| row(deadline, at)).collect_view();
    let states =
        [DeadlineState::Overdue, DeadlineState::PassedOutcomeNotKnown].map(|state| ("deadline_state", state.slug()));
    let every: Vec<_> = states.into_iter().chain([("sort", "due")]).collect();
    let every = at.href_with("/recommendations", &every);
    let head = vec![
        Column::new("What was asked"),
        Column::new("Due"),
        Column::new("Passed by"),
        Column::new("Inspectors since"),
    ];
    Some(
        view! {
            <section class="app-overview__section" aria-labelledby="deadlines">
                <h2 class="govuk-heading-m" id="deadlines">{heading}</h2>
                <p class="govuk-body-s">
                    "Oldest first. We call an item overdue only if its status is known. All "
                    <a class="govuk-link" href=every>{format!("{} that have passed", grouped(all + overdue))}</a>
                </p>
                <div class="app-dense">
                    <DataTable caption="The oldest deadlines that have passed" caption_size=CaptionSize::Hidden head stacked=true>
                        {lines}
                    </DataTable>
                </div>
                {next}
            </section>
        }
        .into_any(),
    )
}

fn row(deadline: &PassedDeadline, at: AskedPoint) -> impl IntoView + use<> {
    let href = at.href(&format!("/recommendations/{}", deadline.reference));
    let wording = deadline.wording.words().unwrap_or("No wording in our sources").to_owned();
    let due = format!("{}{}", in_words(deadline.due), if deadline.due_at_the_latest { " at the latest" } else { "" });
    let of = format!("{} · {}", deadline.force_name, deadline.reference);
    let (passed_by, found) = (span(deadline.due, at.point().today), latest_finding(deadline.found));
    view! {
        <TableRow>
            <TableCell label="What was asked">
                <a class="govuk-link" href=href>{wording}</a>
                <br/>
                <span class="app-secondary">{of}</span>
            </TableCell>
            <TableCell label="Due">{due}</TableCell>
            <TableCell label="Passed by">{passed_by}</TableCell>
            <TableCell label="Inspectors since">{found}</TableCell>
        </TableRow>
    }
    .into_any()
}

/// The latest finding made after the deadline, with its mark.
fn latest_finding(found: Option<(Finding, Option<PartialDate>)>) -> AnyView {
    let group = LedgerGroup::for_latest(found.map(|(finding, _)| finding));
    let words = match found {
        None => "Nothing that we know of".to_owned(),
        Some((finding, None)) => finding.label().to_owned(),
        Some((finding, Some(said))) => format!("{}, {said}", finding.label()),
    };
    view! { <FindingMark group/>" "{words} }.into_any()
}
