//! What moved since the end of the month before: a line for each kind of change, each number a link to the items.

use followup::{
    finding::RecordType,
    partial_date::in_words,
    progress::{change::Change, headlines::Headlines},
    view::published::RoundOfForce,
};
use leptos::prelude::*;

use super::{headlines, rows::Rows};
use crate::components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow, grouped};

/// What a leader must act on or may be glad of.
const TOLD: [Change; 7] = [
    Change::Closed,
    Change::Reopened,
    Change::SaidDone,
    Change::Overdue,
    Change::Slipped,
    Change::Raised,
    Change::Found,
];

/// The section; none where no past day can be asked for, and of several forces, of which there is no one briefing.
///
/// `last` is what was published last, for a month in which nothing changed.
pub(super) fn section(headlines: &Headlines, last: Option<&RoundOfForce>, rows: &Rows) -> Option<AnyView> {
    let (period, briefing) = (rows.period?, rows.briefing()?);
    let day = in_words(period.from);
    let tallies: Vec<_> = RecordType::ALL.iter().map(|of| (*of, headlines.tally(*of))).collect();
    let lines = TOLD.iter().filter(|change| tallies.iter().any(|(_, tally)| tally.changed(**change) > 0));
    let lines: Vec<_> = lines
        .map(|change| {
            let cells = tallies.iter().map(|(of, tally)| (tally.changed(*change), rows.changed(*of, *change)));
            (*change, cells.collect::<Vec<_>>())
        })
        .collect();
    let body = if lines.is_empty() {
        let last = last.and_then(|last| {
            let published = last.round.published?;
            Some(format!(" The last was of {}, {published}.", last.force_name))
        });
        view! { <p class="govuk-body">{format!("No change published since {day}.")}{last}</p> }.into_any()
    } else {
        table(lines, &day).into_any()
    };
    let undated = headlines::undated(headlines, rows);
    Some(
        view! {
            <section class="app-overview__section" aria-labelledby="moved">
                <h2 class="govuk-heading-m" id="moved">{format!("What moved since {day}")}</h2>
                {body}
                {undated}
                <p class="govuk-body app-no-print"><a class="govuk-link" href=briefing>"Briefing since then"</a></p>
            </section>
        }
        .into_any(),
    )
}

/// How much of it happened of each record type, and where it is listed.
type Line = (Change, Vec<(u64, Option<String>)>);

fn table(lines: Vec<Line>, day: &str) -> impl IntoView + use<> {
    let head = vec![Column::new("Change"), Column::numeric("Recommendations"), Column::numeric("Areas of concern")];
    let rows = lines.into_iter().map(|(change, cells)| {
        let cells = cells.into_iter().map(|(count, href)| {
            view! { <TableCell numeric=true><a class="govuk-link" href=href>{grouped(count)}</a></TableCell> }
        });
        view! {
            <TableRow>
                <RowHeader>{change.label()}</RowHeader>
                {cells.collect_view()}
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="app-dense">
            <DataTable caption=format!("Changes since {day}") caption_size=CaptionSize::Hidden head>
                {rows}
            </DataTable>
        </div>
    }
}
