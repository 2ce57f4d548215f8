//! `/forces.csv`: every row that the query string of the table of forces picks.

use app::{file_marks::FileMarks, pages::forces::file, point::AskedPoint, request::QueryParams};
use axum::{
    Extension,
    body::Body,
    extract::{RawQuery, State},
    response::IntoResponse,
};
use followup::{
    account::Account,
    store::forces::{self, ForcesFilter},
};

use super::{NoFile, Taker, csv_file, owned};
use crate::state::AppState;

/// Answers with the file.
pub async fn forces_csv(
    State(state): State<AppState>,
    account: Option<Extension<Account>>,
    RawQuery(query): RawQuery,
) -> Result<impl IntoResponse, NoFile> {
    let taker = Taker::new(&state, account);
    let query = QueryParams::parse(query.as_deref().unwrap_or_default());
    let at = AskedPoint::parse(&query, (state.clock)())?;
    let filter = ForcesFilter::parse(&query.iter().collect::<Vec<_>>())?;
    let rows = forces::page(&state.database, &filter, &taker.scope, at.point()).await?;
    taker.note(&state, "/forces.csv", owned(filter.parameters()).chain(at.parameters())).await?;
    let marks = FileMarks::new(at, &state.access, &taker.scope);
    Ok(csv_file(&file::name(&marks), Body::from(file::file(&rows, &marks)?)))
}
