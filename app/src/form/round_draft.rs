//! The forms as they were sent, read into what the draft is to hold. What the rules allow is the step's own to judge.

use std::collections::BTreeMap;

use followup::{
    case_audit::CaseAudit,
    deadline::{Basis, Deadline, SetBy},
    finding::{Finding, RecordType},
    grade::Grade,
    reference::Reference,
    round::RoundKind,
    round_draft::{Details, DraftFinding, DraftItem},
    topic::{Scheme, Topic},
};
use uuid::Uuid;

use super::{Answers, reader::FormReader};
use crate::fields::round_draft::{self as tables, NO_FINDING};

/// The field of a topic’s grade.
#[must_use]
pub fn grade_field(topic: Topic) -> String {
    format!("grade_{}", topic.slug())
}

/// What is said of the round itself; `None` where an answer cannot be read, which is then noted at its field.
pub fn details(answers: &mut Answers) -> Option<Details> {
    let mut form = FormReader::new(tables::DETAILS, answers);
    let kind = form.choice::<RoundKind>("kind");
    let (fieldwork, published) = (form.optional_partial_date("fieldwork"), form.optional_partial_date("published"));
    let scheme = form.choice::<Scheme>("scheme");
    Some(Details {
        working_title: form.text("working_title"),
        kind: kind?,
        fieldwork: fieldwork?,
        published: published?,
        scheme: scheme?,
        source_url: form.text("source_url"),
    })
}

const NO_REFERENCE: &str = "Enter a reference of letters, numbers and single hyphens, like KENT-2026-01";

/// An item, and which one it is; `None` for the identity of one that is not there yet.
pub fn item(answers: &mut Answers) -> Option<(Option<Uuid>, DraftItem)> {
    let mut form = FormReader::new(tables::ITEM, answers);
    let id = form.text("item").parse().ok();
    let reference = form.required::<Reference>("reference", NO_REFERENCE);
    let record_type = form.choice::<RecordType>("record_type");
    let topic = form.choice::<Topic>("topic");
    let (basis, date) = (form.choice::<Basis>("deadline"), form.optional_partial_date("date"));
    let wording = form.required_text("wording");
    let deadline = Deadline { basis: basis?, date: date?, from: None, as_written: None, set_by: SetBy::Inspectorate };
    let item =
        DraftItem { reference: reference?, record_type: record_type?, topic: topic?, deadline, wording: wording? };
    Some((id, item))
}

/// What the round found of an earlier item, and of which; no finding where it is said that there is none.
pub fn finding(answers: &mut Answers) -> Option<(Reference, Option<DraftFinding>)> {
    let mut form = FormReader::new(tables::FINDING, answers);
    let reference = form.text("item").parse().ok()?;
    if form.text("finding") == NO_FINDING {
        if form.is_blank("summary") {
            return Some((reference, None));
        }
        form.refuse("summary", "Choose what the round found, or clear this");
        return None;
    }
    let finding = form.choice::<Finding>("finding")?;
    Some((reference, Some(DraftFinding { finding, summary: form.text("summary") })))
}

/// The grades of all topics; one that is not graded is left out.
pub fn grades(answers: &mut Answers) -> Option<BTreeMap<Topic, Grade>> {
    let mut form = FormReader::new(tables::GRADES, answers);
    let grades = Topic::of(Scheme::Of2024).map(|topic| (topic, form.optional_choice::<Grade>(&grade_field(topic))));
    let grades: Option<Vec<_>> = grades.map(|(topic, grade)| Some((topic, grade?))).collect();
    Some(grades?.into_iter().filter_map(|(topic, grade)| Some((topic, grade?))).collect())
}

/// The case audit; none where all fields are empty.
pub fn case_audit(answers: &mut Answers) -> Option<Option<CaseAudit>> {
    let mut form = FormReader::new(tables::CASE_AUDIT, answers);
    if tables::CASE_AUDIT.iter().all(|field| form.is_blank(field.name)) {
        return Some(None);
    }
    let counts = ["cases", "good", "adequate", "requires_improvement", "inadequate"];
    let [cases, good, adequate, requires_improvement, inadequate] = counts.map(|name| form.optional_count(name));
    for (name, count) in [("cases", cases), ("good", good), ("inadequate", inadequate)] {
        if count == Some(None) {
            form.refuse(name, "Enter how many, or 0");
        }
    }
    let (adequate, requires_improvement) = (adequate?, requires_improvement?);
    Some(Some(CaseAudit { cases: cases??, good: good??, adequate, requires_improvement, inadequate: inadequate?? }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::QueryParams;

    fn answers(query: &str) -> Answers {
        Answers::new(QueryParams::parse(query))
    }

    #[test]
    fn what_cannot_be_read_is_noted_at_its_field() {
        let mut sent = answers("fieldwork=spring&published=2026-13");
        assert_eq!(details(&mut sent), None);
        for field in ["kind", "fieldwork", "published", "scheme"] {
            assert!(sent.error(field).is_some(), "{field}");
        }
        let mut sent = answers("item=new&reference=KENT/1&date=soon");
        assert_eq!(item(&mut sent), None);
        for field in ["reference", "record_type", "topic", "deadline", "date", "wording"] {
            assert!(sent.error(field).is_some(), "{field}");
        }
        let mut sent = answers("cases=many&good=3&inadequate=-1");
        assert_eq!(case_audit(&mut sent), None);
        assert!(sent.error("cases").is_some() && sent.error("inadequate").is_some());
    }

    #[test]
    fn that_a_round_said_nothing_of_an_item_is_an_answer_and_silence_is_none() {
        let found = |query: &str| {
            let mut sent = answers(query);
            (finding(&mut sent).map(|(_, found)| found), sent)
        };
        assert_eq!(found("item=KENT-1&finding=none").0, Some(None));
        assert!(found("item=KENT-1").1.error("finding").is_some());
        assert!(found("item=KENT-1&finding=none&summary=Better").1.error("summary").is_some());
        let (recorded, _) = found("item=KENT-1&finding=improved&summary=Better");
        assert_eq!(recorded.flatten().map(|found| found.finding), Some(Finding::Improved));
    }

    #[test]
    fn an_empty_case_audit_is_none_and_an_empty_grade_is_not_given() {
        assert_eq!(case_audit(&mut answers("cases=&good= ")), Some(None));
        assert_eq!(
            case_audit(&mut answers("cases=3&good=1&inadequate=2")).flatten().map(|audit| audit.adequate),
            Some(None)
        );
        let given = grades(&mut answers("grade_2024-leadership=good&grade_2024-investigation="));
        assert_eq!(given, Some(BTreeMap::from([(Topic::Leadership, Grade::Good)])));
        assert_eq!(grades(&mut answers("grade_2024-leadership=splendid")), None);
    }
}
