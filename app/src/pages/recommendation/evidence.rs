//! The evidence of a recommendation, as far as the reader may read it: newest first, every version with those before it.

use followup::{
    clock::london_time,
    evidence::{EvidenceId, Piece, size_in_words},
    fact::Fact,
    identity::Audience,
    partial_date::PartialDate,
    view::recommendation::{Body, Entry},
};
use leptos::prelude::*;

use crate::{
    components::{CaptionSize, Column, DataTable, Details, RowHeader, TableCell, TableRow},
    pages::recommendations::ERASED,
};

/// How many hexadecimal digits of a SHA-256 are shown; all of them stand in the history.
const SHORT: usize = 12;

/// A piece with the line that added it.
#[derive(Clone, Copy)]
struct Shown<'a> {
    piece: Piece,
    speaks_for: Option<PartialDate>,
    entry: &'a Entry,
}

/// The section, folded away unless it was just added to. `reads_all`: the reader may read what force and inspectorate tell each other.
pub(super) fn section(history: &[Entry], open: bool, reads_all: bool) -> AnyView {
    let (summary, list) = (summary(history, reads_all), list(history, "Evidence"));
    view! {
        <Details summary open>
            <h2 class="govuk-visually-hidden" id="evidence">"Evidence"</h2>
            {list}
        </Details>
    }
    .into_any()
}

/// `Evidence (2, and 1 not public)`.
fn summary(history: &[Entry], reads_all: bool) -> String {
    let readable = count(history);
    let restricted = history.iter().filter_map(shown).count() - readable;
    let how_many = match (readable, restricted) {
        (0, 0) if reads_all => "none".to_owned(),
        (0, 0) => "none public".to_owned(),
        (0, restricted) => format!("{restricted} not public"),
        (readable, 0) => readable.to_string(),
        (readable, restricted) => format!("{readable}, and {restricted} not public"),
    };
    format!("Evidence ({how_many})")
}

/// How many pieces there are among the lines of a history that the reader can read.
pub(in crate::pages) fn count(history: &[Entry]) -> usize {
    history.iter().filter_map(shown).filter(Shown::can_be_read).count()
}

/// The pieces among the lines of a history, as a table called this for those who hear it.
pub(in crate::pages) fn list(history: &[Entry], caption: &str) -> AnyView {
    let all: Vec<Shown> = history.iter().filter_map(shown).collect();
    let (readable, restricted): (Vec<_>, Vec<_>) = all.into_iter().partition(Shown::can_be_read);
    let rows: Vec<_> = in_order(&readable).into_iter().map(|(shown, version)| row(shown, version)).collect();
    let list = if rows.is_empty() {
        restricted.is_empty().then(|| view! { <p class="govuk-body">"No evidence yet."</p> }.into_any())
    } else {
        let head = ["What it is", "Covers", "File", "Added", "Who can read it"].map(Column::new).into();
        let table = view! { <DataTable caption caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable> };
        Some(table.into_any())
    };
    let more = (!restricted.is_empty()).then(|| {
        let (count, are) = (restricted.len(), if restricted.len() == 1 { "piece is" } else { "pieces are" });
        let more = if readable.is_empty() { "" } else { " more" };
        let words = format!("{count}{more} {are} for the force and the inspectorate only.");
        view! { <p class="govuk-body app-secondary">{words}</p> }
    });
    view! { {list} {more} }.into_any()
}

fn shown(entry: &Entry) -> Option<Shown<'_>> {
    match entry.fact {
        Fact::EvidenceAdded { speaks_for, piece: Some(piece) } => Some(Shown { piece, speaks_for, entry }),
        _ => None,
    }
}

impl<'a> Shown<'a> {
    fn body(&self, field: &str) -> Option<&'a Body> {
        self.entry.texts.iter().find(|text| text.field == field).map(|text| &text.body)
    }

    fn words(&self, field: &str) -> Option<String> {
        match self.body(field)? {
            Body::Words(words) => Some(words.clone()),
            Body::Erased => Some(ERASED.to_owned()),
            Body::Restricted => None,
        }
    }

    fn can_be_read(&self) -> bool {
        !matches!(self.body("title"), Some(Body::Restricted))
    }
}

/// Which of how many versions.
type Version = (usize, usize);

/// Newest first, but each version right before the one it follows.
fn in_order<'a>(pieces: &[Shown<'a>]) -> Vec<(Shown<'a>, Version)> {
    let of = |id: EvidenceId| pieces.iter().find(|shown| shown.piece.id == id).copied();
    let is_followed = |id: EvidenceId| pieces.iter().any(|shown| shown.piece.follows == Some(id));
    let mut ordered: Vec<(Shown, Version)> = Vec::new();
    for newest in pieces.iter().filter(|shown| !is_followed(shown.piece.id)) {
        let versions: Vec<_> = std::iter::successors(Some(*newest), |later| later.piece.follows.and_then(of)).collect();
        let count = versions.len();
        for (place, version) in versions.into_iter().enumerate() {
            // Two can follow one: it stands under the newer of them.
            if ordered.iter().all(|(before, _)| before.piece.id != version.piece.id) {
                ordered.push((version, (count - place, count)));
            }
        }
    }
    ordered
}

fn row(shown: Shown<'_>, (number, count): Version) -> AnyView {
    let title = shown.words("title").unwrap_or_default();
    let version = (count > 1).then(|| {
        let words = if number == count {
            format!("Version {number}. The earlier version is below.")
        } else {
            format!("Version {number} of {count}. A newer version is above.")
        };
        view! { <br/><span class="app-secondary">{words}</span> }
    });
    let held =
        shown.words("held_at").map(|place| view! { <br/><span class="app-said">{format!("Kept at: {place}")}</span> });
    let link = match shown.body("file") {
        Some(Body::Words(_)) => {
            let href = format!("/evidence/{}", shown.piece.id);
            view! { <a class="govuk-link" href=href download>{title}</a> }.into_any()
        }
        _ => title.into_any(),
    };
    let added = format!("{}, {}", london_time(shown.entry.recorded_at), shown.entry.actor.in_words());
    let speaks_for = shown.speaks_for.map_or_else(|| "Not given".to_owned(), |date| date.to_string());
    let file = file(shown);
    let readers = match shown.entry.audience {
        Audience::Force => "The force and the inspectorate",
        Audience::Inspectorate => "The inspectorate",
        Audience::Everyone => "Everyone",
    };
    view! {
        <TableRow>
            <RowHeader>{link}{held}{version}</RowHeader>
            <TableCell label="Covers">{speaks_for}</TableCell>
            <TableCell label="File">{file}</TableCell>
            <TableCell label="Added">{added}</TableCell>
            <TableCell label="Who can read it">{readers}</TableCell>
        </TableRow>
    }
    .into_any()
}

fn file(shown: Shown<'_>) -> AnyView {
    let Some(facts) = shown.piece.file else { return "None. It is kept elsewhere".into_any() };
    let what = format!("{}, {}", facts.kind, size_in_words(facts.bytes));
    match shown.body("file") {
        Some(Body::Words(sha256)) => {
            let mark: String = sha256.chars().take(SHORT).collect();
            let name = shown.words("file_name");
            view! { <span class="app-said">{name}</span><br/>{what}<br/>"SHA-256 "<code title=sha256.clone()>{mark}</code> }.into_any()
        }
        _ => view! { {what}<br/>"The file was erased" }.into_any(),
    }
}
