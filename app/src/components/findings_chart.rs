//! Findings across rounds on a page: the drawing, the table of the same numbers, each a link to its rows, and the files.

use followup::progress::findings_across_rounds::FindingsAcrossRounds;
use leptos::prelude::*;

use super::{CaptionSize, ChartFigure, Column, DataTable, Downloads, HeadingLevel, RowHeader, TableCell, TableRow};
use crate::{
    charts::{self, ChartText, Count, FINDINGS_ACROSS_ROUNDS, Reading, Table},
    error::PageError,
    point::AskedPoint,
};

/// A figure ready to be shown. Drawing can fail, so it is done before the page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnFindings {
    text: ChartText,
    svg: String,
    table: Table,
    downloads: Downloads,
}

impl DrawnFindings {
    /// Draws a figure; `None` where there is no later visit and so nothing to draw.
    ///
    /// # Errors
    /// [`PageError::Internal`] where the drawing cannot be made, which no figures can cause.
    pub fn new(figure: &FindingsAcrossRounds, reading: Reading, at: AskedPoint) -> Result<Option<Self>, PageError> {
        if figure.rows.is_empty() {
            return Ok(None);
        }
        let file = |kind: &str| {
            let force = figure.force.as_deref().map(|force| ("force", force));
            at.href_with(&format!("/charts/{FINDINGS_ACROSS_ROUNDS}.{kind}"), force.as_slice())
        };
        Ok(Some(Self {
            text: charts::text(figure, reading),
            svg: charts::page_svgs(figure, reading)?,
            table: charts::table(figure, &at.keep()),
            downloads: Downloads { svg: file("svg"), png: file("png"), csv: file("csv") },
        }))
    }
}

/// The chart with everything that belongs to it.
#[component]
pub fn FindingsChart(
    /// What is shown.
    drawn: DrawnFindings,
    /// Which heading its headline is.
    #[prop(optional)]
    level: HeadingLevel,
) -> impl IntoView {
    let DrawnFindings { text, svg, table, downloads } = drawn;
    view! {
        <ChartFigure
            id=FINDINGS_ACROSS_ROUNDS
            headline=text.headline.clone()
            level
            subtitle=text.subtitle
            svg
            source=text.source
            as_at=text.as_at
            downloads
        >
            <FiguresTable caption=format!("The figures of “{}”", text.headline) table/>
        </ChartFigure>
    }
}

#[component]
fn FiguresTable(caption: String, table: Table) -> impl IntoView {
    let head = table
        .header
        .into_iter()
        .map(|heading| if heading.numeric { Column::numeric(heading.text) } else { Column::new(heading.text) })
        .collect();
    let lines = table.lines.into_iter().map(|line| {
        let cells = line.cells.into_iter().map(|cell| {
            view! { <TableCell numeric=true><a class="govuk-link app-nowrap" href=cell.href>{cell.text}</a></TableCell> }
        });
        // What a group is made of stands back behind the group.
        let part = matches!(line.count, Count::Part(_)).then(|| "govuk-!-font-weight-regular".to_owned());
        view! {
            <TableRow>
                <RowHeader><span class=line.count.key_class().or(part)>{line.name}</span></RowHeader>
                {cells.collect_view()}
            </TableRow>
        }
    });
    view! {
        <DataTable caption caption_size=CaptionSize::Hidden head>
            {lines.collect_view()}
        </DataTable>
    }
}
