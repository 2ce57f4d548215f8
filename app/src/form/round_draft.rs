//! The forms as they were sent, read into what the draft is to hold. What the rules allow is the step's own to judge.

use std::collections::BTreeMap;

use followup::{
    case_audit::CaseAudit,
    deadline::{Basis, Deadline, SetBy},
    finding::{Finding, RecordType},
    grade::Grade,
    partial_date::PartialDate,
    reference::Reference,
    round::RoundKind,
    round_draft::{Details, DraftFinding, DraftItem},
    topic::{Scheme, Topic},
};
use uuid::Uuid;

use super::Answers;

/// The value of `finding` that says that there is none.
pub const NO_FINDING: &str = "none";

/// The field of a topic’s grade.
#[must_use]
pub fn grade_field(topic: Topic) -> String {
    format!("grade_{}", topic.slug())
}

/// What is said of the round itself; `None` where an answer cannot be read, which is then noted at its field.
pub fn details(answers: &mut Answers) -> Option<Details> {
    let kind: Option<RoundKind> = chosen(answers, "kind", "Choose what kind of round it is");
    let fieldwork = date(answers, "fieldwork");
    let published = date(answers, "published");
    let scheme: Option<Scheme> = chosen(answers, "scheme", "Choose the topic scheme of its report");
    Some(Details {
        working_title: answers.value("working_title"),
        kind: kind?,
        fieldwork: fieldwork?,
        published: published?,
        scheme: scheme?,
        source_url: answers.value("source_url"),
    })
}

/// An item, and which one it is; `None` for the identity of one that is not there yet.
pub fn item(answers: &mut Answers) -> Option<(Option<Uuid>, DraftItem)> {
    let id = answers.value("item").parse().ok();
    let reference = match answers.value("reference").trim() {
        "" => {
            answers.wrong("reference", "Enter a reference");
            None
        }
        _ => answers.parsed::<Reference>("reference"),
    };
    let record_type: Option<RecordType> = chosen(answers, "record_type", "Choose what it is");
    let topic: Option<Topic> = chosen(answers, "topic", "Choose a topic");
    let basis: Option<Basis> = chosen(answers, "deadline", "Choose a deadline, or say that there is none");
    let date = date(answers, "date");
    let wording = answers.value("wording");
    if wording.trim().is_empty() {
        answers.wrong("wording", "Write down what the round asks of the force");
    }
    let deadline = Deadline { basis: basis?, date: date?, as_written: None, set_by: SetBy::Inspectorate };
    let item = DraftItem { reference: reference?, record_type: record_type?, topic: topic?, deadline, wording };
    answers.is_right().then_some((id, item))
}

/// What the round found of an earlier item, and of which; no finding where it is said that there is none.
pub fn finding(answers: &mut Answers) -> Option<(Reference, Option<DraftFinding>)> {
    let reference = answers.value("item").parse().ok()?;
    let summary = answers.value("summary");
    if answers.value("finding") == NO_FINDING {
        if summary.trim().is_empty() {
            return Some((reference, None));
        }
        answers.wrong("summary", "Choose what the round found, or empty this");
        return None;
    }
    let finding: Finding = chosen(answers, "finding", "Choose what the round found, or that it said nothing of it")?;
    Some((reference, Some(DraftFinding { finding, summary })))
}

/// The grades of all topics; one that is not graded is left out.
pub fn grades(answers: &mut Answers) -> Option<BTreeMap<Topic, Grade>> {
    let mut grades = BTreeMap::new();
    for topic in Topic::of(Scheme::Of2024) {
        let name = grade_field(topic);
        if !answers.value(&name).is_empty()
            && let Some(grade) = chosen(answers, &name, "Choose a grade")
        {
            grades.insert(topic, grade);
        }
    }
    answers.is_right().then_some(grades)
}

/// The case audit; none where all fields are empty.
pub fn case_audit(answers: &mut Answers) -> Option<Option<CaseAudit>> {
    const ALL: [&str; 5] = ["cases", "good", "adequate", "requires_improvement", "inadequate"];
    if ALL.iter().all(|field| answers.value(field).trim().is_empty()) {
        return Some(None);
    }
    let [cases, good, adequate, requires_improvement, inadequate] = ALL.map(|field| count(answers, field));
    for (field, count) in [("cases", cases), ("good", good), ("inadequate", inadequate)] {
        if count == Some(None) {
            answers.wrong(field, "Enter how many, or 0");
        }
    }
    let (adequate, requires_improvement) = (adequate?, requires_improvement?);
    Some(Some(CaseAudit { cases: cases??, good: good??, adequate, requires_improvement, inadequate: inadequate?? }))
}

fn chosen<T: std::str::FromStr>(answers: &mut Answers, field: &str, ask: &str) -> Option<T> {
    let value = answers.value(field).parse().ok();
    if value.is_none() {
        answers.wrong(field, ask);
    }
    value
}

fn date(answers: &mut Answers, field: &str) -> Option<Option<PartialDate>> {
    match answers.value(field).trim() {
        "" => Some(None),
        _ => answers.parsed::<PartialDate>(field).map(Some),
    }
}

fn count(answers: &mut Answers, field: &str) -> Option<Option<u32>> {
    match answers.value(field).trim() {
        "" => Some(None),
        text => {
            let count = text.parse().ok();
            if count.is_none() {
                answers.wrong(field, "Enter a whole number, like 12");
            }
            count.map(Some)
        }
    }
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
