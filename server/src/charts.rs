//! `/charts/{name}.svg`, `.png`, `.csv`: a chart as a file, by the query string of the page that shows it.

use app::{
    charts::{self, FINDINGS_ACROSS_ROUNDS, Reading},
    error::PageError,
    file_marks::FileMarks,
    point::AskedPoint,
    request::QueryParams,
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use followup::{account::Account, force::ForceSlug, store::findings_across_rounds};

use crate::{
    etag,
    exports::{NoFile, Taker, csv_file},
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
}

/// Answers with the file.
pub async fn chart(
    State(state): State<AppState>,
    account: Option<Extension<Account>>,
    Path(file): Path<String>,
    RawQuery(query): RawQuery,
    request: HeaderMap,
) -> Result<Response, NoFile> {
    let format = asked_for(&file)?;
    let query = QueryParams::parse(query.as_deref().unwrap_or_default());
    let now = (state.clock)();
    let at = AskedPoint::parse(&query, now)?;
    let no_force = |given: &str| PageError::bad_parameter("force", given, "the address of a force, for example kent");
    let force: Option<ForceSlug> =
        query.get("force").map(|given| given.parse().map_err(|_| no_force(given))).transpose()?;
    let figure = findings_across_rounds::figure(&state.database, force.as_ref(), at.point()).await?;
    let figure = figure.ok_or_else(|| no_force(force.as_ref().map_or("", ForceSlug::as_str)))?;
    let reading = Reading::new(at.asked(), now, state.database.holds_synthetic_data().await?);

    let taker = Taker::new(&state, account);
    let of_force = force.iter().map(|force| ("force".to_owned(), force.to_string()));
    taker.note(&state, &format!("/charts/{file}"), of_force.chain(at.parameters())).await?;

    let marks = FileMarks::new(at, &state.access, &taker.scope);
    let what =
        force.map_or_else(|| FINDINGS_ACROSS_ROUNDS.to_owned(), |force| format!("{FINDINGS_ACROSS_ROUNDS}-{force}"));
    if format == Format::Csv {
        let figures = Body::from(charts::csv(&figure, reading, marks.marking())?);
        return Ok(csv_file(&marks.name(&what, "csv"), figures).into_response());
    }
    // Drawing and picture are made of this text alone. A browser that has what comes of it need not have it drawn again.
    let svg = charts::svg_file(&figure, reading, marks.marking())?;
    let tag = etag::of(&svg);
    if etag::is_held(&tag, &request) {
        return Ok((StatusCode::NOT_MODIFIED, kept_as(tag)).into_response());
    }
    Ok(if format == Format::Png {
        let drawn = state.pictures.png(svg).await?;
        picture("image/png", &marks.name(&what, "png"), tag, drawn)
    } else {
        picture("image/svg+xml", &marks.name(&what, "svg"), tag, svg)
    })
}

/// The format, where the chart of that name is one of ours.
fn asked_for(file: &str) -> Result<Format, PageError> {
    let format = match file.rsplit_once('.') {
        Some((FINDINGS_ACROSS_ROUNDS, "svg")) => Some(Format::Svg),
        Some((FINDINGS_ACROSS_ROUNDS, "png")) => Some(Format::Png),
        Some((FINDINGS_ACROSS_ROUNDS, "csv")) => Some(Format::Csv),
        _ => None,
    };
    format.ok_or_else(|| PageError::not_found(format!("A chart called ‘{file}’"), "/", "Show the overview"))
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
