//! A fact on record as a row of the file that would bring it back; the columns stand as the imports name them.

use super::ERASED;
use crate::{deadline::Deadline, fact::Fact, ingest::Kind, ingest::plan::OnRecord, partial_date::PartialDate};

/// A row, and of which file.
pub struct Row {
    pub kind: Kind,
    pub cells: Vec<String>,
    /// What of it would not come back as it is.
    pub warning: Option<String>,
}

/// The row of a fact of the stream `id`; `None` for a kind of fact that no file holds.
pub fn row(id: &str, on_record: &OnRecord) -> Option<Row> {
    let of_round = || id.split_once('/').map(|(force, round)| (force.to_owned(), round.to_owned()));
    let mut warning = None;
    let any = |field: &str| on_record.texts.get(field).cloned().flatten();
    // Imports need a text here: what was erased is said to be.
    let mut needed = |field: &str| {
        any(field).unwrap_or_else(|| {
            warning = Some(format!("{id}: a text was erased, in the file stands {ERASED}"));
            ERASED.to_owned()
        })
    };
    let (kind, cells) = match &on_record.fact {
        Fact::ForceNamed(named) => (
            Kind::Forces,
            vec![
                named.code.to_string(),
                named.name.clone(),
                named.short_name.clone(),
                named.nation.slug().to_owned(),
                named.region.slug().to_owned(),
                id.to_owned(),
            ],
        ),
        Fact::RoundPublished(round) => {
            let (force, slug) = of_round()?;
            let scheme = round.scheme.map(|scheme| scheme.slug().to_owned()).unwrap_or_default();
            let (kind, fieldwork, published) =
                (round.kind.slug().to_owned(), date(round.fieldwork), date(round.published));
            (Kind::Rounds, vec![force, slug, kind, fieldwork, published, round.source_url.clone(), scheme])
        }
        Fact::Raised(raised) => {
            let wording = needed("wording");
            let deadline = raised.deadline.in_source_words();
            if Deadline::from_source(&deadline).as_ref() != Ok(&raised.deadline) {
                warning = Some(format!(
                    "{id}: its deadline cannot be written as a source would; in the file stands {deadline:?}"
                ));
            }
            let cells = vec![
                id.to_owned(),
                raised.force.to_string(),
                raised.round.to_string(),
                raised.topic.slug().to_owned(),
                deadline,
                raised.record_type.slug().to_owned(),
                wording,
                raised.source_url.clone(),
                raised.known_from.slug().to_owned(),
            ];
            (Kind::Recommendations, cells)
        }
        Fact::FindingRecorded { round, finding, source_url } => {
            let cells = vec![
                id.to_owned(),
                round.to_string(),
                finding.slug().to_owned(),
                any("summary").unwrap_or_default(),
                source_url.clone().unwrap_or_default(),
            ];
            (Kind::Findings, cells)
        }
        Fact::SourceStatusRecorded { vocabulary, word, source_url } => {
            let (happened, vocabulary) = (date(on_record.happened), vocabulary.slug().to_owned());
            let source_url = source_url.clone().unwrap_or_default();
            (
                Kind::Statuses,
                vec![id.to_owned(), word.clone(), happened, vocabulary, any("note").unwrap_or_default(), source_url],
            )
        }
        Fact::GoodPracticeRecorded { topic, source_url } => {
            let (force, round) = of_round()?;
            let topic = topic.map(|topic| topic.slug().to_owned()).unwrap_or_default();
            (Kind::GoodPractice, vec![force, round, topic, needed("summary"), source_url.clone()])
        }
        Fact::CaseAuditRecorded { audit, source_url } => {
            let (force, round) = of_round()?;
            let count = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
            let cells = vec![
                force,
                round,
                audit.cases.to_string(),
                audit.good.to_string(),
                count(audit.adequate),
                count(audit.requires_improvement),
                audit.inadequate.to_string(),
                source_url.clone(),
            ];
            (Kind::CaseAudits, cells)
        }
        Fact::GradeRecorded { topic, grade } => {
            let (force, round) = of_round()?;
            (Kind::Grades, vec![force, round, topic.slug().to_owned(), grade.slug().to_owned()])
        }
        _ => return None,
    };
    Some(Row { kind, cells, warning })
}

fn date(date: Option<PartialDate>) -> String {
    date.map(PartialDate::iso).unwrap_or_default()
}
