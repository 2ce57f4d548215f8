//! `/charts/{name}.svg`, `.png`, `.csv`, `.xlsx`, `.ods`: a chart as a file, by the query string of the page that shows it.

use app::{
    chart_query::{ChartQuery, read_figure},
    charts::{self, Reading},
    error::PageError,
    file_marks::FileMarks,
    request::QueryParams,
    workbook,
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, State},
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use followup::{account::Account, progress::measure::Measure};

use crate::{
    etag,
    exports::{
        NoFile, Taker, csv_file,
        workbooks::{self, Wanted},
    },
    function_context::FunctionContext,
    state::AppState,
};

mod pictures;

pub use pictures::Pictures;

/// What a chart can be had as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Svg,
    Png,
    Csv,
    Workbook(workbook::Format),
}

/// Answers with the file.
pub async fn chart(
    State(state): State<AppState>,
    account: Option<Extension<Account>>,
    Path(file): Path<String>,
    context: FunctionContext,
) -> Result<Response, NoFile> {
    let (measure, format) = asked_for(&file)?;
    let query = QueryParams::parse(context.query());
    let now = (state.clock)();
    let asked = ChartQuery::parse(&query, now)?;
    let figure = context.run(read_figure(measure, &asked)).await?;
    let figure = figure.as_ref();
    let reading = Reading::new(asked.at.asked(), now, state.database.holds_synthetic_data().await?);

    let taker = Taker::new(&state, account, context.method());
    taker.note(&state, &format!("/charts/{file}"), asked.parameters()).await?;

    let marks = FileMarks::new(asked.at, &state.access, &taker.scope);
    let what = named_after(measure, &asked);
    if format == Format::Csv {
        let figures = Body::from(charts::csv(figure, reading, marks.marking())?);
        return Ok(csv_file(&marks.name(&what, "csv"), figures).into_response());
    }
    if let Format::Workbook(kind) = format {
        let turn = state.workbooks.turn().await?;
        let of_measure = std::iter::once(("measure".to_owned(), measure.slug().to_owned()));
        let page = workbooks::page("/progress", of_measure.chain(asked.parameters()).collect());
        let imprint = workbooks::imprint(&state, context.headers(), &marks, asked.at, page, now).await?;
        let workbook = charts::workbook(figure, reading, imprint);
        return Ok(workbooks::answer(turn, Wanted(kind), &marks.name(&what, kind.extension()), workbook).await?);
    }
    // Drawing and picture are made of this text alone. A browser that has what comes of it need not have it drawn again.
    let svg = charts::svg_file(figure, reading, marks.marking())?;
    let tag = etag::of(&svg);
    if etag::is_held(&tag, context.headers()) {
        return Ok((StatusCode::NOT_MODIFIED, kept_as(tag)).into_response());
    }
    Ok(if format == Format::Png {
        let drawn = state.pictures.png(svg).await?;
        picture("image/png", &marks.name(&what, "png"), tag, drawn)
    } else {
        picture("image/svg+xml", &marks.name(&what, "svg"), tag, svg)
    })
}

/// The measure and the format, where the chart of that name is one of ours.
fn asked_for(file: &str) -> Result<(Measure, Format), PageError> {
    let asked = file.rsplit_once('.').and_then(|(name, extension)| {
        let format = match extension {
            "svg" => Format::Svg,
            "png" => Format::Png,
            "csv" => Format::Csv,
            other => Format::Workbook(workbook::Format::of_extension(other)?),
        };
        // A chart has one address only.
        Some((Measure::ALL.iter().copied().find(|measure| measure.slug() == name)?, format))
    });
    asked.ok_or_else(|| PageError::not_found(format!("A chart called ‘{file}’"), "/", "Show the overview"))
}

/// The beginning of the file's name: the measure, and what was picked.
fn named_after(measure: Measure, asked: &ChartQuery) -> String {
    let picked = asked.selection.parameters().into_iter().chain(asked.period.parameters());
    let picked = picked.chain(asked.display_parameters());
    picked.fold(measure.slug().to_owned(), |name, (_, value)| format!("{name}-{}", value.replace('_', "-")))
}

/// Shown where it is opened, and saved under its name.
fn picture(content_type: &'static str, name: &str, tag: String, bytes: impl Into<Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
    ];
    (headers, kept_as(tag), bytes.into()).into_response()
}

/// A browser may keep it, and asks each time whether it still is what the record says: the record may change at any moment.
fn kept_as(tag: String) -> [(HeaderName, String); 2] {
    [(header::ETAG, tag), (header::CACHE_CONTROL, "private, no-cache".to_owned())]
}
