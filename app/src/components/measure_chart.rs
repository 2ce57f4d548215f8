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
    id: String,
    text: ChartText,
    svg: String,
    table: Table,
    downloads: Downloads,
}

impl DrawnChart {
    /// Draws a figure; `None` where there is nothing to draw. `more` are parameters of its files beside those that pick the
    /// figure: the months of a series in time.
    ///
    /// # Errors
    /// [`PageError::Internal`] where the drawing cannot be made, which no figures can cause.
    pub fn new(
        figure: &dyn Charted,
        more: &[(&'static str, String)],
        reading: Reading,
        at: AskedPoint,
    ) -> Result<Option<Self>, PageError> {
        if figure.is_empty() {
            return Ok(None);
        }
        let name = figure.measure().slug();
        let query = figure
            .selection()
            .parameters()
            .iter()
            .chain(more)
            .fold(QueryParams::default(), |query, (name, value)| query.and(name, value.as_str()));
        let query = at.parameters().into_iter().fold(query, |query, (name, value)| query.and(&name, value));
        let file = |kind: &str| query.href(&format!("/charts/{name}.{kind}"));
        Ok(Some(Self {
            id: name.to_owned(),
            text: charts::text(figure, reading),
            svg: charts::page_svgs(figure, reading)?,
            table: charts::table(figure, &at.keep()),
            downloads: Downloads { svg: file("svg"), png: file("png"), csv: file("csv") },
        }))
    }

    /// The same as one of several of its measure on a page: nothing in it then has the id of a part of another. `place`
    /// is put before each of them.
    #[must_use]
    pub fn placed(mut self, place: &str) -> Self {
        for (attribute, between) in [("id=\"", ""), ("aria-labelledby=\"", " ")] {
            let name = format!("{attribute}{}", self.id);
            self.svg = self.svg.replace(&name, &format!("{attribute}{place}-{}", self.id));
            if !between.is_empty() {
                let second = format!("-title {}", self.id);
                self.svg = self.svg.replace(&second, &format!("-title {place}-{}", self.id));
            }
        }
        self.id = format!("{place}-{}", self.id);
        self
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
    let caption = format!("The figures of “{}”", text.headline);
    let lines = table.lines.len();
    let table = view! { <FiguresTable caption table/> };
    let table = if lines > LINES_BESIDE {
        let summary = format!("All {lines} lines of figures as a table");
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
        let class = line.class();
        let Line { name, standing: _, cells } = line;
        let cells = cells.into_iter().zip(numeric.clone()).map(|(cell, numeric)| {
            let figure = match cell.href {
                Some(href) => view! { <a class="govuk-link app-nowrap" href=href>{cell.text}</a> }.into_any(),
                None => cell.text.into_any(),
            };
            view! { <TableCell numeric>{figure}</TableCell> }
        });
        view! {
            <TableRow>
                <RowHeader><span class=class>{name}</span></RowHeader>
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
