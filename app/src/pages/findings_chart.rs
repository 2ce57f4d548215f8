//! The chart of findings across rounds as pages show it: drawing, table of the same figures with links, files.

use chrono::{DateTime, Utc};
use followup::{
    progress::findings_across_rounds::FindingsAcrossRounds,
    store::{Database, StoreError, clock::london_day},
};
use leptos::prelude::*;

use crate::{
    charts::{self, Cell, ChartText, FINDINGS_ACROSS_ROUNDS, Line, Origin, Reading, Table},
    components::{CaptionSize, ChartFigure, Column, DataTable, Downloads, RowHeader, TableCell, TableRow},
    error::PageError,
    point::AskedPoint,
    request,
};

/// A chart ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingsChart {
    text: ChartText,
    drawings: String,
    table: Table,
    downloads: Downloads,
}

impl FindingsChart {
    /// Draws the figure at this point of the record.
    pub async fn of(figure: &FindingsAcrossRounds, at: AskedPoint) -> Result<Self, PageError> {
        let reading = reading(&request::database()?, at, request::now()?).await?;
        let file = |kind: &str| {
            let path = format!("/charts/{FINDINGS_ACROSS_ROUNDS}.{kind}");
            let force: Vec<_> = figure.force.iter().map(|force| ("force", force.as_str())).collect();
            at.href_with(&path, &force)
        };
        Ok(Self {
            text: charts::text(figure, reading),
            drawings: charts::page_svgs(figure, reading)?,
            table: charts::table(figure, &at.keep()),
            downloads: Downloads { svg: file("svg"), png: file("png"), csv: file("csv") },
        })
    }
}

/// The marks a chart carries when it is read at this point, now.
pub async fn reading(database: &Database, at: AskedPoint, now: DateTime<Utc>) -> Result<Reading, StoreError> {
    let origin = if database.holds_synthetic_data().await? { Origin::Synthetic } else { Origin::Published };
    Ok(Reading { asked: at.asked(), today: london_day(now), origin })
}

/// The chart with its table beside it.
#[component]
pub fn FindingsFigure(
    /// What to show.
    chart: FindingsChart,
) -> impl IntoView {
    let FindingsChart { text, drawings, table, downloads } = chart;
    view! {
        <ChartFigure
            id=FINDINGS_ACROSS_ROUNDS
            headline=text.headline.clone()
            subtitle=text.subtitle
            svg=drawings
            source=text.source
            as_at=text.as_at
            downloads
        >
            <FiguresTable table caption=format!("{}: all figures", text.headline)/>
        </ChartFigure>
    }
}

#[component]
fn FiguresTable(table: Table, caption: String) -> impl IntoView {
    let column = |heading: charts::Heading| if heading.numeric { Column::numeric(heading.text) } else { Column::new(heading.text) };
    let head = table.header.into_iter().map(column).collect();
    let lines = table.lines.into_iter().map(|line| view! { <FigureLine line/> }).collect_view();
    view! { <DataTable caption caption_size=CaptionSize::Hidden head>{lines}</DataTable> }
}

#[component]
fn FigureLine(line: Line) -> impl IntoView {
    let cells = line.cells.into_iter().map(|Cell { text, href }| {
        view! { <TableCell numeric=true><a class="govuk-link" href=href>{text}</a></TableCell> }
    });
    let part = matches!(line.count, charts::Count::Part(_));
    let class = line.count.key_class().or_else(|| part.then(|| "govuk-!-font-weight-regular".to_owned()));
    view! {
        <TableRow>
            <RowHeader><span class=class>{line.name}</span></RowHeader>
            {cells.collect_view()}
        </TableRow>
    }
}
