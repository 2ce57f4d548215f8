//! `/recommendations.csv`: every row that the register's query string picks, sent as it is read.

use std::{error::Error, io};

use app::{pages::recommendations::file, point::AskedPoint, request::QueryParams};
use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    response::IntoResponse,
};
use followup::store::register::{self, Export, RegisterFilter};
use futures_util::stream;

use super::{NoFile, csv_file};
use crate::state::AppState;

/// Answers with the file. What is wrong with the query string is told before the first byte is sent.
pub async fn recommendations_csv(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
) -> Result<impl IntoResponse, NoFile> {
    let query = QueryParams::parse(query.as_deref().unwrap_or_default());
    let now = (state.clock)();
    let at = AskedPoint::parse(&query, now)?;
    let filter = RegisterFilter::parse(query.iter())?;
    let export = register::export(&state.database, &filter, at.point(), now).await?;
    Ok(csv_file(
        &file::name(at),
        Body::from_stream(stream::try_unfold(Part::Header(export), move |part| next(part, at))),
    ))
}

/// What is still to be sent.
enum Part {
    Header(Export),
    Rows(Export),
}

/// The next bytes. A failure breaks the transfer off, so that nobody takes half a file for the whole.
async fn next(part: Part, at: AskedPoint) -> io::Result<Option<(Bytes, Part)>> {
    match part {
        Part::Header(export) => Ok(Some((file::header().map_err(broken_off)?.into(), Part::Rows(export)))),
        Part::Rows(mut export) => {
            let rows = export.next_part().await.map_err(broken_off)?;
            if rows.is_empty() {
                return Ok(None);
            }
            Ok(Some((file::lines(&rows, at).map_err(broken_off)?.into(), Part::Rows(export))))
        }
    }
}

fn broken_off(error: impl Error + Send + Sync + 'static) -> io::Error {
    tracing::error!(%error, "an export was broken off");
    io::Error::other(error)
}
