//! The rows of the read model, and how the events of one stream make them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{chain::ForceChain, daterange};
use crate::{
    as_at::PRESENT,
    case_audit::CaseAudit,
    closure::{EndedBy, NoActionReason, Outcome},
    deadline::{Basis, SetBy},
    duty::Duty,
    event::{Event, Told, told},
    fact::{Fact, Monitoring},
    finding::{Finding, KnownFrom, RecordType},
    force::{Nation, OnsCode, Region},
    grade::Grade,
    inspectorate_status::{Inspectorate, InspectorateStatus},
    partial_date::PartialDate,
    pending_request::RequestKind,
    position::Position,
    round::{RoundKind, RoundSlug},
    source_status::SourceVocabulary,
    standing::{Span, Standing, slices},
    status::Status,
    store::{
        error::StoreError,
        events::{Recorded, Stream},
    },
    topic::{Scheme, Topic},
};

mod of_force;

/// The tables of the read model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// `force_version`.
    Force,
    /// `monitoring_version`.
    Monitoring,
    /// `duty_version`.
    Duty,
    /// `round_version`.
    Round,
    /// `grade_version`.
    Grade,
    /// `case_audit_version`.
    CaseAudit,
    /// `good_practice_version`.
    GoodPractice,
    /// `recommendation_version`.
    Recommendation,
    /// `finding_version`.
    Finding,
}

/// One row of one table, without its recorded time. Members are named as the columns are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "each variant is the row of the table of its name")]
pub enum Row {
    Force(ForceRow),
    Monitoring(MonitoringRow),
    Duty(DutyRow),
    Round(RoundRow),
    Grade(GradeRow),
    CaseAudit(CaseAuditRow),
    GoodPractice(GoodPracticeRow),
    Recommendation(Box<RecommendationRow>),
    Finding(FindingRow),
}

impl Row {
    /// Its table.
    pub const fn table(&self) -> Table {
        match self {
            Self::Force(_) => Table::Force,
            Self::Monitoring(_) => Table::Monitoring,
            Self::Duty(_) => Table::Duty,
            Self::Round(_) => Table::Round,
            Self::Grade(_) => Table::Grade,
            Self::CaseAudit(_) => Table::CaseAudit,
            Self::GoodPractice(_) => Table::GoodPractice,
            Self::Recommendation(_) => Table::Recommendation,
            Self::Finding(_) => Table::Finding,
        }
    }
}

macro_rules! row {
    ($(#[$meta:meta])* $name:ident { $($column:ident: $type:ty,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each member is the column of its name")]
        pub struct $name {
            $(pub $column: $type,)+
        }

        impl $name {
            /// The columns, in the order of the members.
            pub const COLUMNS: &'static [&'static str] = &[$(stringify!($column)),+];
        }
    };
}

row! {
    /// `force_version`.
    ForceRow {
        slug: String,
        code: OnsCode,
        name: String,
        short_name: String,
        nation: Nation,
        region: Region,
    }
}

row! {
    /// `monitoring_version`.
    MonitoringRow {
        force_slug: String,
        valid: String,
        stage: Monitoring,
        since: Option<NaiveDate>,
    }
}

row! {
    /// `duty_version`.
    DutyRow {
        force_slug: String,
        duty: Duty,
        round_slug: RoundSlug,
        valid: String,
        due_on: NaiveDate,
        first_due_on: NaiveDate,
        published: Option<PartialDate>,
        texts: i64,
        met_on: Option<NaiveDate>,
    }
}

row! {
    /// `round_version`.
    RoundRow {
        force_slug: String,
        round_slug: String,
        valid: String,
        kind: RoundKind,
        fieldwork: Option<PartialDate>,
        published: Option<PartialDate>,
        scheme: Option<Scheme>,
        source_url: String,
    }
}

row! {
    /// `grade_version`.
    GradeRow {
        force_slug: String,
        round_slug: String,
        topic: Topic,
        valid: String,
        grade: Grade,
    }
}

row! {
    /// `case_audit_version`.
    CaseAuditRow {
        force_slug: String,
        round_slug: String,
        valid: String,
        cases: u32,
        good: u32,
        adequate: Option<u32>,
        requires_improvement: Option<u32>,
        inadequate: u32,
        source_url: String,
    }
}

row! {
    /// `good_practice_version`.
    GoodPracticeRow {
        event: i64,
        force_slug: String,
        round_slug: String,
        valid: String,
        topic: Option<Topic>,
        texts: i64,
        source_url: String,
    }
}

row! {
    /// `finding_version`.
    FindingRow {
        reference: String,
        force_slug: String,
        round_slug: RoundSlug,
        valid: String,
        finding: Finding,
        source_url: Option<String>,
        texts: i64,
    }
}

row! {
    /// `recommendation_version`.
    RecommendationRow {
        reference: String,
        force_slug: String,
        valid: String,
        round_slug: RoundSlug,
        topic: Topic,
        record_type: RecordType,
        known_from: KnownFrom,
        source_url: String,
        wording: i64,
        raised_on: Option<NaiveDate>,
        deadline_basis: Basis,
        deadline_words: String,
        deadline_set_by: SetBy,
        deadline_moves: u32,
        due_on: Option<NaiveDate>,
        due_at_the_latest: bool,
        original_due_on: Option<NaiveDate>,
        position: Position,
        inspectorate_status: InspectorateStatus,
        no_action_reason: Option<NoActionReason>,
        ended_by: Option<String>,
        proposed_by: Option<Uuid>,
        authorised_by: Option<Uuid>,
        status: Status,
        source_vocabulary: Option<SourceVocabulary>,
        source_word: Option<String>,
        source_happened: Option<PartialDate>,
        latest_finding: Option<Finding>,
        latest_finding_round: Option<RoundSlug>,
        submitted_on: Option<NaiveDate>,
        judged_submission: Option<NaiveDate>,
        closed_on: Option<NaiveDate>,
        updated_on: Option<NaiveDate>,
        verified_on: Option<NaiveDate>,
        returned_on: Option<NaiveDate>,
        asks_force: Option<RequestKind>,
        asks_force_on: Option<NaiveDate>,
        asks_inspectorate: Option<RequestKind>,
        asks_inspectorate_on: Option<NaiveDate>,
        proposed_on: Option<NaiveDate>,
        proposed_outcome: Option<InspectorateStatus>,
        proposed_reason: Option<NoActionReason>,
        target_on: Option<NaiveDate>,
    }
}

impl RecommendationRow {
    /// The row of a standing over a span of days.
    pub fn new(reference: &str, span: Span, standing: &Standing) -> Self {
        let due = standing.due();
        let (ended_by, proposed_by, authorised_by) = match standing.inspectorate {
            Inspectorate::Ended { by: EndedBy::Source, .. } => (Some("source"), None, None),
            Inspectorate::Ended { by: EndedBy::People(people), .. } => {
                (Some("people"), Some(people.proposed_by()), Some(people.authorised_by()))
            }
            Inspectorate::ClosureProposed { by, .. } => (None, Some(by), None),
            Inspectorate::NotRecorded | Inspectorate::AwaitingReview | Inspectorate::BeingProgressed => {
                (None, None, None)
            }
        };
        let source = standing.source_status.as_ref();
        let (latest_finding_round, latest_finding) = standing.latest_finding.clone().unzip();
        Self {
            reference: reference.to_owned(),
            force_slug: standing.raised.force.to_string(),
            valid: daterange(span.from, span.until),
            round_slug: standing.raised.round.clone(),
            topic: standing.raised.topic,
            record_type: standing.raised.record_type,
            known_from: standing.raised.known_from,
            source_url: standing.raised.source_url.clone(),
            wording: standing.wording,
            raised_on: standing.raised_on,
            deadline_basis: standing.deadline.basis,
            deadline_words: standing.deadline.in_words(),
            deadline_set_by: standing.deadline.set_by,
            deadline_moves: standing.deadline_moves,
            due_on: due.map(|due| due.on),
            due_at_the_latest: due.is_some_and(|due| due.at_the_latest),
            original_due_on: standing.original_due().map(|due| due.on),
            position: standing.position,
            inspectorate_status: standing.inspectorate.word(),
            no_action_reason: standing.outcome().and_then(Outcome::reason),
            ended_by: ended_by.map(str::to_owned),
            proposed_by: proposed_by.map(|person| person.0),
            authorised_by: authorised_by.map(|person| person.0),
            status: standing.status(),
            source_vocabulary: source.map(|status| status.vocabulary),
            source_word: source.map(|status| status.word.clone()),
            source_happened: source.and_then(|status| status.happened),
            latest_finding,
            latest_finding_round,
            submitted_on: standing.submitted_on,
            judged_submission: standing.judged().submitted,
            closed_on: standing.closed_on,
            updated_on: standing.updated_on,
            verified_on: standing.verified_on,
            returned_on: standing.returned_on,
            asks_force: standing.asks_force.map(|asked| asked.what),
            asks_force_on: standing.asks_force.map(|asked| asked.on),
            asks_inspectorate: standing.asks_inspectorate.map(|asked| asked.what),
            asks_inspectorate_on: standing.asks_inspectorate.map(|asked| asked.on),
            proposed_on: standing.proposed_on,
            proposed_outcome: standing.proposed().map(Outcome::held),
            proposed_reason: standing.proposed().and_then(Outcome::reason),
            target_on: standing.target_on,
        }
    }
}

/// The rows that stand once these events of one stream, oldest first, are known.
///
/// `chain` is the chain of rounds of the recommendation's force; other streams need none.
pub fn rows(stream: &Stream, events: &[Recorded], chain: Option<&ForceChain>) -> Result<Vec<Row>, StoreError> {
    let events: Vec<Event> = events.iter().map(|recorded| recorded.event.clone()).collect();
    let no_rounds = ForceChain::default();
    let told = told(&events, chain.unwrap_or(&no_rounds));
    match stream.kind {
        crate::event::StreamKind::Force => {
            let named = told.iter().filter_map(|told| of_force::force_row(stream, told));
            let monitoring = of_force::monitoring_rows(&stream.id, &told);
            Ok(named.chain(monitoring).chain(of_force::duty_rows(&stream.id, &told)).collect())
        }
        crate::event::StreamKind::Round => {
            let (force, round) =
                stream.id.split_once('/').ok_or_else(|| StoreError::inconsistent("event", &stream.id))?;
            Ok(told.iter().filter_map(|told| round_row(force, round, told)).collect())
        }
        crate::event::StreamKind::Recommendation => {
            let standings = slices(&told);
            let Some((_, last)) = standings.last() else { return Ok(Vec::new()) };
            let force = last.raised.force.to_string();
            let findings = finding_rows(&stream.id, &force, &told);
            Ok(standings
                .iter()
                .map(|(span, standing)| {
                    Row::Recommendation(Box::new(RecommendationRow::new(&stream.id, *span, standing)))
                })
                .chain(findings)
                .collect())
        }
    }
}

/// From when a fact of a round stands: its last possible day, or the present view only.
fn since(told: &Told<'_>) -> String {
    daterange(told.happened.map_or(PRESENT, PartialDate::last), None)
}

fn round_row(force: &str, round: &str, told: &Told<'_>) -> Option<Row> {
    let (force_slug, round_slug, valid) = (force.to_owned(), round.to_owned(), since(told));
    match told.fact {
        Fact::RoundPublished(facts) => Some(Row::Round(RoundRow {
            force_slug,
            round_slug,
            valid,
            kind: facts.kind,
            fieldwork: facts.fieldwork,
            published: facts.published,
            scheme: facts.scheme,
            source_url: facts.source_url.clone(),
        })),
        Fact::GradeRecorded { topic, grade } => {
            Some(Row::Grade(GradeRow { force_slug, round_slug, topic: *topic, valid, grade: *grade }))
        }
        Fact::CaseAuditRecorded { audit, source_url } => {
            let CaseAudit { cases, good, adequate, requires_improvement, inadequate } = *audit;
            Some(Row::CaseAudit(CaseAuditRow {
                force_slug,
                round_slug,
                valid,
                cases,
                good,
                adequate,
                requires_improvement,
                inadequate,
                source_url: source_url.clone(),
            }))
        }
        Fact::GoodPracticeRecorded { topic, source_url } => Some(Row::GoodPractice(GoodPracticeRow {
            event: told.event.seq,
            force_slug,
            round_slug,
            valid,
            topic: *topic,
            texts: told.texts,
            source_url: source_url.clone(),
        })),
        _ => None,
    }
}

/// One row for each round's finding; should a round speak twice of one item, its last word stands from when it was said.
fn finding_rows(reference: &str, force: &str, told: &[Told<'_>]) -> Vec<Row> {
    let mut found: Vec<(NaiveDate, FindingRow)> = Vec::new();
    for told in told {
        let Fact::FindingRecorded { round, finding, source_url } = told.fact else { continue };
        let from = told.happened.map_or(PRESENT, PartialDate::last);
        if let Some(at) = found.iter().rposition(|(_, row)| row.round_slug == *round && row.valid.ends_with(",)")) {
            let (before, row) = &mut found[at];
            if *before < from {
                row.valid = daterange(*before, Some(from));
            } else {
                found.remove(at);
            }
        }
        found.push((
            from,
            FindingRow {
                reference: reference.to_owned(),
                force_slug: force.to_owned(),
                round_slug: round.clone(),
                valid: daterange(from, None),
                finding: *finding,
                source_url: source_url.clone(),
                texts: told.texts,
            },
        ));
    }
    found.into_iter().map(|(_, row)| Row::Finding(row)).collect()
}
