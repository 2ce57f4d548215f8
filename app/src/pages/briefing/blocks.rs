//! The parts of a briefing on a page.

use leptos::prelude::*;

use crate::{
    briefing::{self, Figure, List, Part, Span, Table},
    components::{CaptionSize, Column, DataTable, FigureTiles, RowHeader, TableCell, TableRow},
};

/// Words with their links.
pub(super) fn sentence(spans: Vec<Span>) -> impl IntoView {
    spans.into_iter().map(span).collect_view()
}

fn span(Span { text, href }: Span) -> AnyView {
    match href {
        Some(href) => view! { <a class="govuk-link" href=href>{text}</a> }.into_any(),
        None => text.into_any(),
    }
}

/// What is said of one record type.
pub(super) fn part(part: Part) -> AnyView {
    let Part { heading, id, figures, ends, matrix, lists } = part;
    let tiles = figures.into_iter().map(figure).collect_view();
    let lists = lists.into_iter().map(list).collect_view();
    view! {
        <h2 class="govuk-heading-m" id=id>{heading}</h2>
        <FigureTiles>{tiles}</FigureTiles>
        <div class="app-dense app-briefing__ends">{table(ends, CaptionSize::Small, false)}</div>
        {lists}
        <h3 class="govuk-heading-s">"From where to where"</h3>
        <div class="app-dense">{table(matrix, CaptionSize::Small, false)}</div>
    }
    .into_any()
}

/// One count; what it is made of are links of their own, so they stand below it.
fn figure(Figure { number, label, href, made_of }: Figure) -> AnyView {
    let made_of = (!made_of.is_empty()).then(|| {
        let parts = made_of.into_iter().enumerate().map(|(place, part)| {
            view! {
                {(place > 0).then_some(", ")}
                {span(part)}
            }
        });
        view! { <p class="app-figure-tile__note">{parts.collect_view()}</p> }
    });
    view! {
        <li class="app-figure-tile">
            <a class="app-figure-tile__link" href=href>
                <span class="app-figure-tile__number">{number}</span>
                " "
                {label}
            </a>
            {made_of}
        </li>
    }
    .into_any()
}

fn list(List { heading, table: rows, rest }: List) -> AnyView {
    let rest = rest.map(|rest| view! { <p class="govuk-body">{span(rest)}</p> });
    view! {
        <h3 class="govuk-heading-s">{heading.text}</h3>
        <div class="app-dense">{table(rows, CaptionSize::Hidden, true)}</div>
        {rest}
    }
    .into_any()
}

/// A table; rows of words stack into cards on a phone.
pub(super) fn table(table: Table, caption_size: CaptionSize, stacked: bool) -> AnyView {
    let briefing::Table { caption, header, rows } = table;
    let heads = header
        .iter()
        .map(|heading| if heading.numeric { Column::numeric(&heading.text) } else { Column::new(&heading.text) })
        .collect();
    let rows = rows.into_iter().map(|row| {
        let cells = row.cells.into_iter().zip(header.iter().skip(1)).map(|(cell, heading)| {
            let (label, numeric) = (heading.text.clone(), heading.numeric);
            if stacked {
                view! { <TableCell label numeric>{span(cell)}</TableCell> }.into_any()
            } else {
                view! { <TableCell numeric>{span(cell)}</TableCell> }.into_any()
            }
        });
        let cells = cells.collect_view();
        view! {
            <TableRow>
                <RowHeader>{span(row.name)}</RowHeader>
                {cells}
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    view! { <DataTable caption caption_size head=heads stacked>{rows}</DataTable> }.into_any()
}

/// Every force, a table for each record type.
pub(super) fn annex(tables: Vec<Table>) -> impl IntoView {
    let tables = tables
        .into_iter()
        .map(|annexed| view! { <div class="app-dense">{table(annexed, CaptionSize::Medium, false)}</div> });
    view! {
        <div class="app-briefing__annex">
            <h2 class="govuk-heading-m" id="annex">"Annex: force by force"</h2>
            <p class="govuk-body app-prose">"Every number opens the rows it counts. Where our sources hold nothing of a force, that is said: it does not mean that there was nothing."</p>
            {tables.collect_view()}
        </div>
    }
    .into_any()
}
