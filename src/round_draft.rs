//! A round as inspectors write it down before it is published: nobody else sees or counts it until then.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    case_audit::CaseAudit,
    deadline::Deadline,
    finding::{Finding, RecordType},
    force::ForceSlug,
    grade::Grade,
    identity::{PersonId, Role},
    partial_date::PartialDate,
    reference::Reference,
    round::{self, RoundKind, RoundSlug},
    topic::{Scheme, Topic},
    view::nobody,
    vocabulary::vocabulary,
};

/// Which draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DraftId(pub Uuid);

impl std::fmt::Display for DraftId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What is said of the round itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// What the inspectors call the draft; never published. May be empty.
    pub working_title: String,
    /// What kind of round.
    pub kind: RoundKind,
    /// When fieldwork began.
    pub fieldwork: Option<PartialDate>,
    /// When its report was, or will be, published.
    pub published: Option<PartialDate>,
    /// The topic scheme of its report: a fact of the round.
    pub scheme: Scheme,
    /// The address of its report; empty while there is none.
    pub source_url: String,
}

impl Details {
    /// How a sentence calls it.
    pub fn title(&self) -> String {
        round::title(self.kind, self.published, self.fieldwork)
    }

    /// The address that the round gets within its force: kind and publication, as in `inspection-2019-09`.
    pub fn slug(&self) -> Option<RoundSlug> {
        let kind = self.kind.slug().replace('_', "-");
        format!("{kind}-{}", self.published?.iso().to_lowercase()).parse().ok()
    }

    /// Whether the two dates contradict each other. An unknown date never does.
    pub fn is_published_before_fieldwork(&self) -> bool {
        matches!((self.published, self.fieldwork), (Some(published), Some(fieldwork)) if published.last() < fieldwork.first())
    }
}

/// What the round asks of the force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftItem {
    /// What it will be called for good.
    pub reference: Reference,
    /// A formal recommendation, or an area of concern.
    pub record_type: RecordType,
    /// The heading it stands under, of the round's scheme.
    pub topic: Topic,
    /// By when.
    pub deadline: Deadline,
    /// What it says.
    pub wording: String,
}

/// What the round found of an item that an earlier round raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftFinding {
    /// What it found.
    pub finding: Finding,
    /// What it said besides; empty where it said no more.
    pub summary: String,
}

/// Who changed a draft last, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; not in JSON.
    #[serde(skip, default = "nobody")]
    pub by: PersonId,
    /// In which role.
    pub role: Role,
}

/// A whole draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundDraft {
    /// Which.
    pub id: DraftId,
    /// Of which force.
    pub force: ForceSlug,
    /// Raised by every change, so that nobody overwrites what they have not seen.
    pub version: i32,
    /// Who changed it last.
    pub changed: Changed,
    /// What is said of the round itself.
    pub details: Details,
    /// What it asks, in the order in which it was written down.
    pub items: Vec<(Uuid, DraftItem)>,
    /// What it found of earlier items; of an item that is not there it says nothing.
    pub findings: BTreeMap<Reference, DraftFinding>,
    /// Its grades, by topic of the 2024 scheme.
    pub grades: BTreeMap<Topic, Grade>,
    /// Its case audit.
    pub case_audit: Option<CaseAudit>,
}

impl RoundDraft {
    /// Whether the round says nothing: no item, finding, grade or case audit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.findings.is_empty() && self.grades.is_empty() && self.case_audit.is_none()
    }
}

vocabulary! {
    /// The parts of a draft, each with a form of its own.
    Part, "part of a draft" {
        /// Kind, dates, scheme, source.
        Details = "details" => "Details of the round",
        /// What it asks.
        Recommendations = "recommendations" => "Recommendations and areas of concern",
        /// What it found of what earlier rounds asked.
        Findings = "findings" => "Findings on earlier items",
        /// Its judgement on each topic.
        Grades = "grades" => "Grades",
        /// Case files by grade.
        CaseAudit = "case-audit" => "Case audit",
    }
}

/// Something that must be put right before a draft can be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// In which part.
    pub part: Part,
    /// What to do about it.
    pub words: String,
}

impl Problem {
    /// A problem of a part.
    pub fn new(part: Part, words: impl Into<String>) -> Self {
        Self { part, words: words.into() }
    }
}

impl RoundDraft {
    /// Every free text that would be published.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let wordings = self.items.iter().map(|(_, item)| item.wording.as_str());
        wordings.chain(self.findings.values().map(|found| found.summary.as_str()))
    }

    /// What keeps this draft from being published on a day, as far as the draft itself tells.
    pub fn problems(&self, today: NaiveDate) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut details = |words: &str| problems.push(Problem::new(Part::Details, words));
        match self.details.published {
            None => details("Enter the publication date"),
            Some(published) if published.first() > today => {
                details("The publication date is in the future. You can publish from that day on");
            }
            Some(published) if published.last() > today => {
                details("Enter the day of publication, because the period you gave is not over");
            }
            Some(_) => {}
        }
        if self.details.is_published_before_fieldwork() {
            details("The publication date is before fieldwork began");
        }
        problems
    }

    /// How many of its items are of a type.
    pub fn count(&self, record_type: RecordType) -> u64 {
        self.items.iter().map(|(_, item)| u64::from(item.record_type == record_type)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(published: Option<&str>) -> RoundDraft {
        RoundDraft {
            id: DraftId(Uuid::nil()),
            force: "kent".parse().unwrap(),
            version: 1,
            changed: Changed { at: DateTime::UNIX_EPOCH, by: PersonId(Uuid::nil()), role: Role::Inspector },
            details: Details {
                working_title: String::new(),
                kind: RoundKind::PostInspectionReview,
                fieldwork: "2026-05".parse().ok(),
                published: published.map(|text| text.parse().unwrap()),
                scheme: Scheme::Of2024,
                source_url: String::new(),
            },
            items: Vec::new(),
            findings: BTreeMap::new(),
            grades: BTreeMap::new(),
            case_audit: None,
        }
    }

    #[test]
    fn a_round_is_called_by_its_kind_and_publication() {
        let slug = |published| draft(published).details.slug().map(|slug| slug.to_string());
        assert_eq!(slug(Some("2026-11-20")).as_deref(), Some("post-inspection-review-2026-11-20"));
        assert_eq!(slug(Some("2026-Q3")).as_deref(), Some("post-inspection-review-2026-q3"));
        assert_eq!(slug(None), None);
    }

    #[test]
    fn a_round_is_published_only_when_its_publication_date_has_come_for_certain() {
        let today = "2026-11-25".parse().unwrap();
        for (published, problems) in [
            (None, 1),
            (Some("2026-11-25"), 0),
            (Some("2026-10"), 0),
            (Some("2026-11-26"), 1),
            (Some("2026-11"), 1),
            (Some("2026"), 1),
            (Some("2026-04"), 1),
        ] {
            let found = draft(published).problems(today);
            assert_eq!(found.len(), problems, "{published:?}: {found:?}");
            assert!(found.iter().all(|problem| problem.part == Part::Details));
        }
    }
}
