//! `/briefing.pdf`: the change briefing on paper, by the query string of its page.

use app::{
    briefing::{
        self, Loaded, PDF_PATH,
        paper::{Imprint, Paper},
    },
    error::PageError,
    file_marks::FileMarks,
    request::QueryParams,
};
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::{HeaderMap, Uri, header},
    response::IntoResponse,
};
use followup::account::Account;

use crate::{
    exports::{NoFile, Taker},
    state::AppState,
};

mod papers;

pub use papers::Papers;

/// Answers with the file.
pub async fn briefing_pdf(
    State(state): State<AppState>,
    account: Option<Extension<Account>>,
    RawQuery(query): RawQuery,
    request: HeaderMap,
) -> Result<impl IntoResponse, NoFile> {
    let taker = Taker::new(&state, account);
    let query = QueryParams::parse(query.as_deref().unwrap_or_default());
    let now = (state.clock)();
    let Loaded { briefing, charts, address, reading, at, of, .. } =
        briefing::load(&state.database, &query, &taker.scope, now).await?;
    let briefing = briefing.ok_or_else(|| {
        let what = format!("Anything in our sources of {of} on either of these days");
        PageError::not_found(what, address.page(), "Show the briefing")
    })?;
    taker.note(&state, PDF_PATH, address.parameters()).await?;

    let marks = FileMarks::new(at, &state.access, &taker.scope);
    let imprint = Imprint {
        marking: marks.marking().map(str::to_owned),
        base: base(state.sessions.public_url.as_ref(), &request),
        now,
    };
    let paper = Paper::new(&briefing, &charts, reading, &imprint).map_err(PageError::from)?;
    let what = match &address.asked.selection.force {
        Some(force) => format!("briefing-{force}-from-{}", address.period.from),
        None => format!("briefing-from-{}", address.period.from),
    };
    let pdf = state.papers.set(paper).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", marks.name(&what, "pdf"))),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, pdf))
}

/// Where the service is to be reached: what the operator says, else where the browser says that it asked.
fn base(public_url: Option<&Uri>, request: &HeaderMap) -> String {
    if let Some(public) = public_url {
        return public.to_string().trim_end_matches('/').to_owned();
    }
    let host = request.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    // Without a public address the service listens on this machine alone, without encryption.
    format!("http://{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_public_address_and_without_one_to_where_the_browser_asked() {
        let mut request = HeaderMap::new();
        assert_eq!(base(None, &request), "http://localhost");
        request.insert(header::HOST, "127.0.0.1:3000".parse().unwrap());
        assert_eq!(base(None, &request), "http://127.0.0.1:3000");
        let public = Uri::from_static("https://followup.example/");
        assert_eq!(base(Some(&public), &request), "https://followup.example");
    }
}
