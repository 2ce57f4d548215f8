//! `/forces.csv`: every row that the query string of the table of forces picks.

use app::{pages::forces::file, point::AskedPoint, request::QueryParams};
use axum::{
    body::Body,
    extract::{RawQuery, State},
    response::IntoResponse,
};
use followup::store::forces::{self, ForcesFilter};

use super::{NoFile, csv_file};
use crate::state::AppState;

/// Answers with the file.
pub async fn forces_csv(State(state): State<AppState>, RawQuery(query): RawQuery) -> Result<impl IntoResponse, NoFile> {
    let query = QueryParams::parse(query.as_deref().unwrap_or_default());
    let at = AskedPoint::parse(&query, (state.clock)())?;
    let filter = ForcesFilter::parse(&query.iter().collect::<Vec<_>>())?;
    let rows = forces::page(&state.database, &filter, at.point()).await?;
    Ok(csv_file(&file::name(at), Body::from(file::file(&rows, at)?)))
}
