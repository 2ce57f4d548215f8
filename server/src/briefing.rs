//! `/briefing.pdf`, `.xlsx`, `.ods`: the briefing on paper and as a workbook, by the query string of its page.

use app::{
    briefing::{
        self, Address, Loaded, PATH, PDF_PATH, book,
        paper::{Imprint, Paper},
    },
    error::PageError,
    file_marks::FileMarks,
    request::QueryParams,
};
use axum::{
    Extension,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use followup::account::Account;

use crate::{
    base,
    exports::{
        NoFile, Taker,
        workbooks::{self, Wanted},
    },
    function_context::FunctionContext,
    state::AppState,
};

mod papers;

pub use papers::Papers;

/// Answers with the file.
pub async fn briefing_pdf(
    State(state): State<AppState>,
    account: Option<Extension<Account>>,
    context: FunctionContext,
) -> Result<impl IntoResponse, NoFile> {
    let taker = Taker::new(&state, account, context.method());
    let query = QueryParams::parse(context.query());
    let now = (state.clock)();
    let loaded = context.run(briefing::load(&query, now)).await?;
    let Loaded { briefing, address, reading, at, of, .. } = &loaded;
    let briefing = briefing.as_ref().ok_or_else(|| nothing(of, address))?;
    taker.note(&state, PDF_PATH, address.parameters()).await?;

    let marks = FileMarks::new(*at, &state.access, &taker.scope);
    let imprint = Imprint {
        marking: marks.marking().map(str::to_owned),
        base: base::of_request(state.sessions.public_url.as_ref(), context.headers()),
        now,
    };
    let paper =
        Paper::new(briefing, loaded.chart(), address.with_annex, *reading, &imprint).map_err(PageError::from)?;
    let what = named_after(address);
    let pdf = state.papers.set(paper).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", marks.name(&what, "pdf"))),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, pdf))
}

/// Answers with the workbook.
pub async fn briefing_workbook(
    State(state): State<AppState>,
    account: Option<Extension<Account>>,
    wanted: Wanted,
    context: FunctionContext,
) -> Result<Response, NoFile> {
    let taker = Taker::new(&state, account, context.method());
    let query = QueryParams::parse(context.query());
    let now = (state.clock)();
    let turn = state.workbooks.turn().await?;
    let loaded = context.run(briefing::load(&query, now)).await?;
    let Loaded { briefing, address, reading, at, of, .. } = &loaded;
    let briefing = briefing.as_ref().ok_or_else(|| nothing(of, address))?;
    let extension = wanted.0.extension();
    taker.note(&state, &format!("{PATH}.{extension}"), address.parameters()).await?;

    let marks = FileMarks::new(*at, &state.access, &taker.scope);
    let imprint = workbooks::imprint(&state, context.headers(), &marks, *at, address.page(), now).await?;
    let name = marks.name(&named_after(address), extension);
    let workbook = book::workbook(briefing, loaded.chart(), *reading, imprint);
    Ok(workbooks::answer(turn, wanted, &name, workbook).await?)
}

/// The beginning of a file's name: of whom it tells, and since when.
fn named_after(address: &Address) -> String {
    match &address.asked.selection.force {
        Some(force) => format!("briefing-{force}-from-{}", address.period.from),
        None => format!("briefing-from-{}", address.period.from),
    }
}

fn nothing(of: &str, address: &Address) -> PageError {
    let what = format!("Anything in our sources of {of} on either of these days");
    PageError::not_found(what, address.page(), "Show the briefing")
}
