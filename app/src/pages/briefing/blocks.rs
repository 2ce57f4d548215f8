//! The sections of a briefing on a page.

use leptos::prelude::*;

use crate::{
    briefing::{self, Annex, Bar, List, Section, Table},
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow},
    phrase::{Phrase, phrase, sentence},
};

/// How wide a bar is, in units of its drawing.
const BAR: u64 = 80;
/// The most letters of all wordings of a table. What is cut is a link away.
const MOST_LETTERS: usize = 1_500;

/// A section with its heading; the sentences to be said are a list.
pub(super) fn section(section: Section) -> AnyView {
    let left_out = section.left_out();
    let Section { id, heading, lines, table: rows, mut after, .. } = section;
    after.extend(left_out);
    let lines = if id == "say-this" {
        let lines = lines.into_iter().map(|line| view! { <li>{sentence(line)}</li> });
        view! { <ul class="govuk-list govuk-list--bullet app-briefing__say">{lines.collect_view()}</ul> }.into_any()
    } else {
        paragraphs(lines)
    };
    let rows = rows.map(table_of_section);
    view! {
        <section class="app-briefing__section" aria-labelledby=id>
            <h2 class="govuk-heading-m" id=id>{heading}</h2>
            {lines}
            {rows}
            {paragraphs(after)}
        </section>
    }
    .into_any()
}

/// The table of a section, wordings cut where all together would be too long.
pub fn table_of_section(rows: Table) -> AnyView {
    let rows = rows.with_wordings_within(MOST_LETTERS);
    let stacked = rows.header.iter().skip(1).any(|heading| !heading.numeric);
    let class = if rows.is_of_wordings { "app-dense app-briefing__wordings" } else { "app-dense" };
    view! { <div class=class>{table(rows, CaptionSize::Hidden, stacked)}</div> }.into_any()
}

fn paragraphs(lines: Vec<Vec<Phrase>>) -> AnyView {
    let lines = lines.into_iter().map(|line| view! { <p class="govuk-body">{sentence(line)}</p> });
    lines.collect_view().into_any()
}

/// A table; rows of words stack into cards on a phone.
pub(super) fn table(table: Table, caption_size: CaptionSize, stacked: bool) -> AnyView {
    let briefing::Table { caption, header, rows, .. } = table;
    let heads = header
        .iter()
        .map(|heading| if heading.numeric { Column::numeric(&heading.text) } else { Column::new(&heading.text) })
        .collect();
    let rows = rows.into_iter().map(|row| {
        let mut bar = row.bar.map(bar);
        let cells = row.cells.into_iter().zip(header.iter().skip(1)).map(|(cell, heading)| {
            let (label, numeric) = (heading.text.clone(), heading.numeric);
            let bar = bar.take();
            if stacked {
                view! { <TableCell label numeric>{bar} {phrase(cell)}</TableCell> }.into_any()
            } else {
                view! { <TableCell numeric>{bar} {phrase(cell)}</TableCell> }.into_any()
            }
        });
        let cells = cells.collect_view();
        view! {
            <TableRow>
                <RowHeader>{phrase(row.name)}</RowHeader>
                {cells}
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    view! { <DataTable caption caption_size head=heads stacked>{rows}</DataTable> }.into_any()
}

/// It says nothing that the words behind it do not.
fn bar(Bar { part, whole, is_of_concern }: Bar) -> AnyView {
    let wide = (part * BAR).checked_div(whole).unwrap_or(0);
    let class = if is_of_concern { "app-part app-part--inadequate" } else { "app-ladder__known" };
    view! {
        <svg class="app-briefing__bar" viewBox=format!("0 0 {BAR} 12") width=BAR height="12" aria-hidden="true">
            <rect class="app-ladder__all" width=BAR height="12"></rect>
            <rect class=class width=wide height="12"></rect>
        </svg>
        " "
    }
    .into_any()
}

/// What the annex holds.
pub(super) fn annex(Annex { by_force, then_and_now, lists }: Annex) -> AnyView {
    let figures = |tables: Vec<Table>| {
        let each = |of: Table| view! { <div class="app-dense">{table(of, CaptionSize::Small, false)}</div> };
        tables.into_iter().map(each).collect_view()
    };
    let moved = (!lists.is_empty()).then(|| view! { <h2 class="govuk-heading-m">"Annex: items that moved"</h2> });
    let lists = lists.into_iter().map(list).collect_view();
    let forces = (!by_force.is_empty()).then(|| view! { <h2 class="govuk-heading-m">"Annex: forces that moved"</h2> });
    view! {
        <div class="app-briefing__annex">
            <h2 class="govuk-heading-m" id="annex">"Annex: then and now"</h2>
            {figures(then_and_now)}
            {moved}
            {lists}
            {forces}
            {figures(by_force)}
        </div>
    }
    .into_any()
}

fn list(List { heading, table: rows, rest }: List) -> AnyView {
    let rest = rest.map(|rest| view! { <p class="govuk-body">{phrase(rest)}</p> });
    view! {
        <h3 class="govuk-heading-s">{heading.text}</h3>
        <div class="app-dense">{table(rows, CaptionSize::Hidden, true)}</div>
        {rest}
    }
    .into_any()
}
