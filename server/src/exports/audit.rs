//! `/admin/audit.csv`: every entry of the audit that the query string picks, for administrators; sent as it is read.

use std::{error::Error, io};

use app::{api::audit::export_audit, pages::audit::file, request::Access};
use axum::{
    Extension,
    body::{Body, Bytes},
    extract::State,
    response::IntoResponse,
};
use followup::{account::Account, query::Query as _, store::audit::AuditExport, view::audit::AuditFilter};
use futures_util::stream;

use super::{NoFile, Taker, csv_file, owned};
use crate::{function_context::FunctionContext, state::AppState};

/// Answers with the file. That somebody takes it is an entry of the audit, which is not in it.
pub async fn audit_csv(
    State(state): State<AppState>,
    account: Option<Extension<Account>>,
    context: FunctionContext,
) -> Result<impl IntoResponse, NoFile> {
    let taker = Taker::new(&state, account, context.method());
    let query = app::request::QueryParams::parse(context.query());
    let filter = AuditFilter::parse(query.iter())?;
    let export = context.run(export_audit(filter.clone())).await?;
    taker.note(&state, "/admin/audit.csv", owned(filter.to_pairs())).await?;
    let name = file::name(&state.access);
    let parts = stream::try_unfold((Part::Header(export), state.access), async |(part, access)| {
        let next = next(part, &access).await?;
        Ok::<_, io::Error>(next.map(|(bytes, part)| (bytes, (part, access))))
    });
    Ok(csv_file(&name, Body::from_stream(parts)))
}

/// What is still to be sent.
enum Part {
    Header(AuditExport),
    Entries(AuditExport),
}

/// The next bytes. A failure breaks the transfer off, so that nobody takes half a file for the whole.
async fn next(part: Part, access: &Access) -> io::Result<Option<(Bytes, Part)>> {
    match part {
        Part::Header(export) => Ok(Some((file::header().map_err(broken_off)?.into(), Part::Entries(export)))),
        Part::Entries(mut export) => {
            let entries = export.next_part().await.map_err(broken_off)?;
            if entries.is_empty() {
                return Ok(None);
            }
            Ok(Some((file::lines(&entries, access).map_err(broken_off)?.into(), Part::Entries(export))))
        }
    }
}

fn broken_off(error: impl Error + Send + Sync + 'static) -> io::Error {
    tracing::error!(%error, "an export of the audit was broken off");
    io::Error::other(error)
}
