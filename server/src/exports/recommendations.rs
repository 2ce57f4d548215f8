//! `/recommendations.csv`, `.xlsx`, `.ods`: every row that the register's query string picks; the CSV is sent as it is read.

use std::{error::Error, io};

use app::{
    api::register::export_register,
    file_marks::FileMarks,
    pages::recommendations::{PATH, file},
    point::AskedPoint,
    request::QueryParams,
};
use axum::{
    Extension,
    body::{Body, Bytes},
    extract::State,
    response::{IntoResponse, Response},
};
use followup::{account::Account, query::Query as _, store::register::Export, view::register_filter::RegisterFilter};
use futures_util::stream;

use super::{
    NoFile, Taker, csv_file, owned,
    workbooks::{self, Wanted},
};
use crate::{function_context::FunctionContext, state::AppState};

/// Answers with the file. What is wrong with the query string is told before the first byte is sent.
pub async fn recommendations_csv(
    State(state): State<AppState>,
    account: Option<Extension<Account>>,
    context: FunctionContext,
) -> Result<impl IntoResponse, NoFile> {
    let taker = Taker::new(&state, account, context.method());
    let query = QueryParams::parse(context.query());
    let now = (state.clock)();
    let at = AskedPoint::parse(&query, now)?;
    let filter = RegisterFilter::parse(query.iter())?;
    let export = context.run(export_register(filter.clone(), at.into())).await?;
    taker.note(&state, "/recommendations.csv", owned(filter.parameters()).chain(at.parameters())).await?;
    let marks = FileMarks::new(at, &state.access, &taker.scope);
    let name = file::name(&marks, "csv");
    let parts = stream::try_unfold((Part::Header(export), marks), async |(part, marks)| {
        let next = next(part, &marks).await?;
        Ok::<_, io::Error>(next.map(|(bytes, part)| (bytes, (part, marks))))
    });
    Ok(csv_file(&name, Body::from_stream(parts)))
}

/// Answers with the workbook, once all of it is written: whoever opens it has the whole.
pub async fn recommendations_workbook(
    State(state): State<AppState>,
    account: Option<Extension<Account>>,
    wanted: Wanted,
    context: FunctionContext,
) -> Result<Response, NoFile> {
    let taker = Taker::new(&state, account, context.method());
    let query = QueryParams::parse(context.query());
    let now = (state.clock)();
    let at = AskedPoint::parse(&query, now)?;
    let filter = RegisterFilter::parse(query.iter())?;
    let mut export = context.run(export_register(filter.clone(), at.into())).await?;
    // Before the rows are read, so that no more of them are in memory than there are turns.
    let turn = state.workbooks.turn().await?;
    let parameters: Vec<_> = owned(filter.parameters()).chain(at.parameters()).collect();
    let extension = wanted.0.extension();
    taker.note(&state, &format!("{PATH}.{extension}"), parameters.clone()).await?;

    let marks = FileMarks::new(at, &state.access, &taker.scope);
    let mut rows = Vec::new();
    loop {
        let part = export.next_part().await?;
        if part.is_empty() {
            break;
        }
        rows.extend(file::cells(&part, &marks));
    }
    let ordered = parameters.into_iter().chain(owned(filter.ordering())).collect();
    let imprint =
        workbooks::imprint(&state, context.headers(), &marks, at, workbooks::page(PATH, ordered), now).await?;
    let workbook = file::workbook(rows, &filter, &marks, imprint);
    Ok(workbooks::answer(turn, wanted, &file::name(&marks, extension), workbook).await?)
}

/// What is still to be sent.
enum Part {
    Header(Export),
    Rows(Export),
}

/// The next bytes. A failure breaks the transfer off, so that nobody takes half a file for the whole.
async fn next(part: Part, marks: &FileMarks) -> io::Result<Option<(Bytes, Part)>> {
    match part {
        Part::Header(export) => Ok(Some((file::header(marks).map_err(broken_off)?.into(), Part::Rows(export)))),
        Part::Rows(mut export) => {
            let rows = export.next_part().await.map_err(broken_off)?;
            if rows.is_empty() {
                return Ok(None);
            }
            Ok(Some((file::lines(&rows, marks).map_err(broken_off)?.into(), Part::Rows(export))))
        }
    }
}

fn broken_off(error: impl Error + Send + Sync + 'static) -> io::Error {
    tracing::error!(%error, "an export was broken off");
    io::Error::other(error)
}
