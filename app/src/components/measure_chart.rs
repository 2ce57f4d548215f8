//! A chart on a page: the drawing, the table of the same numbers, each a link to its rows, and the files.

use leptos::prelude::*;

use super::{
    CaptionSize, ChartFigure, Column, DataTable, Details, Downloads, HeadingLevel, RowHeader, TableCell, TableRow,
};
use crate::{
    charts::{self, ChartText, Charted, Line, Reading, Table},
    error::PageError,
    point::AskedPoint,
    request::QueryParams,
};

/// The most lines that a table has beside its drawing; a longer one is opened by who wants it.
const LINES_BESIDE: usize = 14;

/// A figure ready to be shown. Drawing can fail, so it is done before the page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnChart {
    pub(super) id: String,
    pub(super) text: ChartText,
    pub(super) svg: String,
    pub(super) table: Table,
    pub(super) downloads: Downloads,
}

impl DrawnChart {
    /// Draws a figure under its measure's name; `None` where there is nothing to draw.
    ///
    /// # Errors
    /// `ApiError::Internal` where the drawing cannot be made, which no figures can cause.
    pub fn new(figure: &dyn Charted, reading: Reading, at: AskedPoint) -> Result<Option<Self>, PageError> {
        Self::named(figure.measure().slug(), figure, &[], reading, at)
    }

    /// The same under another name, where a page has two charts of one measure: it begins the ids of all its parts. `months`
    /// are the parameters that pick a series' months, for the addresses of its files.
    ///
    /// # Errors
    /// As of [`DrawnChart::new`].
    pub fn named(
        id: &str,
        figure: &dyn Charted,
        months: &[(&'static str, String)],
        reading: Reading,
        at: AskedPoint,
    ) -> Result<Option<Self>, PageError> {
        if figure.is_empty() {
            return Ok(None);
        }
        let name = figure.measure().slug();
        let query = figure
            .parameters()
            .iter()
            .chain(months)
            .fold(QueryParams::default(), |query, (name, value)| query.and(name, value.as_str()));
        let query = at.parameters().into_iter().fold(query, |query, (name, value)| query.and(&name, value));
        let file = |kind: &str| query.href(&format!("/charts/{name}.{kind}"));
        Ok(Some(Self {
            id: id.to_owned(),
            text: charts::text(figure, reading),
            svg: charts::page_svgs(figure, reading, id)?,
            table: charts::table(figure, &at.keep()),
            downloads: Downloads {
                svg: file("svg"),
                png: file("png"),
                csv: file("csv"),
                xlsx: file("xlsx"),
                ods: file("ods"),
            },
        }))
    }

    /// What the figures show.
    #[must_use]
    pub fn headline(&self) -> &str {
        &self.text.headline
    }
}

/// The chart with everything that belongs to it.
#[component]
pub fn MeasureChart(
    /// What is shown.
    drawn: DrawnChart,
    /// Which heading its headline is.
    #[prop(optional)]
    level: HeadingLevel,
) -> impl IntoView {
    let DrawnChart { id, text, svg, table, downloads } = drawn;
    let caption = charts::table_caption(&text.headline);
    let lines = table.lines.len();
    let table = view! { <FiguresTable caption table/> };
    let table = if lines > LINES_BESIDE {
        let summary = charts::table_summary(lines);
        view! { <Details summary>{table}</Details> }.into_any()
    } else {
        table.into_any()
    };
    view! {
        <ChartFigure
            id
            headline=text.headline.clone()
            level
            subtitle=text.subtitle
            svg
            source=text.source
            as_at=text.as_at
            downloads
        >
            {table}
        </ChartFigure>
    }
}

#[component]
fn FiguresTable(caption: String, table: Table) -> impl IntoView {
    let numeric: Vec<bool> = table.header.iter().skip(1).map(|heading| heading.numeric).collect();
    let head = table
        .header
        .into_iter()
        .map(|heading| if heading.numeric { Column::numeric(heading.text) } else { Column::new(heading.text) })
        .collect();
    let lines = table.lines.into_iter().map(move |line| {
        let Line { name, cells } = line;
        let cells = cells.into_iter().zip(numeric.clone()).map(|(cell, numeric)| {
            let figure = match cell.href {
                Some(href) => view! { <a class="govuk-link app-nowrap" href=href>{cell.text}</a> }.into_any(),
                None => cell.text.into_any(),
            };
            view! { <TableCell numeric>{figure}</TableCell> }
        });
        view! {
            <TableRow>
                <RowHeader>{name}</RowHeader>
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
