//! `/forces.csv`, `.xlsx`, `.ods`: every row that the query string of the table of forces picks.

use app::{
    api::forces::read_forces,
    file_marks::FileMarks,
    pages::forces::{PATH, file},
    point::AskedPoint,
    request::QueryParams,
};
use axum::{
    Extension,
    body::Body,
    extract::State,
    response::{IntoResponse, Response},
};
use followup::{account::Account, query::Query as _, view::forces_filter::ForcesFilter};

use super::{
    NoFile, Taker, csv_file, owned,
    workbooks::{self, Wanted},
};
use crate::{function_context::FunctionContext, state::AppState};

/// Answers with the file.
pub async fn forces_csv(
    State(state): State<AppState>,
    account: Option<Extension<Account>>,
    context: FunctionContext,
) -> Result<impl IntoResponse, NoFile> {
    let taker = Taker::new(&state, account, context.method());
    let query = QueryParams::parse(context.query());
    let at = AskedPoint::parse(&query, (state.clock)())?;
    let filter = ForcesFilter::parse(query.iter())?;
    let rows = context.run(read_forces(filter, at.into())).await?;
    taker.note(&state, "/forces.csv", owned(filter.parameters()).chain(at.parameters())).await?;
    let marks = FileMarks::new(at, &state.access, &taker.scope);
    Ok(csv_file(&file::name(&marks, "csv"), Body::from(file::file(&rows, &marks)?)))
}

/// Answers with the workbook.
pub async fn forces_workbook(
    State(state): State<AppState>,
    account: Option<Extension<Account>>,
    wanted: Wanted,
    context: FunctionContext,
) -> Result<Response, NoFile> {
    let taker = Taker::new(&state, account, context.method());
    let query = QueryParams::parse(context.query());
    let now = (state.clock)();
    let at = AskedPoint::parse(&query, now)?;
    let filter = ForcesFilter::parse(query.iter())?;
    let turn = state.workbooks.turn().await?;
    let rows = context.run(read_forces(filter, at.into())).await?;
    let parameters: Vec<_> = owned(filter.parameters()).chain(at.parameters()).collect();
    let extension = wanted.0.extension();
    taker.note(&state, &format!("{PATH}.{extension}"), parameters.clone()).await?;

    let marks = FileMarks::new(at, &state.access, &taker.scope);
    let page = workbooks::page(PATH, parameters);
    let imprint = workbooks::imprint(&state, context.headers(), &marks, at, page, now).await?;
    let workbook = file::workbook(&rows, &filter, &marks, imprint);
    Ok(workbooks::answer(turn, wanted, &file::name(&marks, extension), workbook).await?)
}
