//! A round as inspectors write it down.

use followup::{
    finding::{Finding, RecordType},
    grade::Grade,
    round::RoundKind,
    text_limits::LONGEST_WORKING_TITLE,
    topic::{Scheme, Topic},
};

use super::{Field, Words, words};

/// The value of `finding` that says that there is none.
pub const NO_FINDING: &str = "none";

/// What is said of the round itself.
pub const DETAILS: &[Field] = &[
    Field::line("working_title", "Working title")
        .with_question("Working title (optional)")
        .hint("Only for the draft. A published round is named by its kind and date.")
        .up_to(LONGEST_WORKING_TITLE),
    Field::radios("kind", "Kind of round", words!(RoundKind)).required("Choose what kind of round it is"),
    Field::partial_date("fieldwork", "Fieldwork")
        .with_question("Fieldwork began (optional)")
        .hint("As much as you know."),
    Field::partial_date("published", "Published").hint("Leave this empty until you know it."),
    Field::radios("scheme", "Topic scheme", SCHEMES)
        .hint("Choose the headings that the report uses. Only the 2024 scheme has grades.")
        .required("Choose the topic scheme of its report"),
    Field::code("source_url", "Address of the report")
        .with_question("Address of the report (optional)")
        .hint("Start with https:// or http://."),
];

/// Publishing: asked only of a round that says nothing.
pub const PUBLISH: &[Field] =
    &[Field::tick(EMPTY, "An empty round", "This round has nothing to add. Publish it with its date alone")];

/// The field by which a person says that a round is empty on purpose.
pub const EMPTY: &str = "empty";

/// The newest scheme first.
const SCHEMES: Words = || Scheme::ALL.iter().rev().map(|scheme| (scheme.slug(), scheme.label())).collect();

/// An item that a round raises; `item` is the id of one that is there already.
pub const ITEM: &[Field] = &[
    Field::hidden("item"),
    Field::code("reference", "Reference")
        .hint("You cannot change this later. Use letters, numbers and hyphens.")
        .required("Enter a reference"),
    Field::radios("record_type", "Kind", words!(RecordType)).with_question("What is it?").required("Choose what it is"),
    Field::select("topic", "Topic", "Choose a topic", words!(Topic)).required("Choose a topic"),
    Field::radios("deadline", "Deadline", BASES)
        .with_question("When is it due?")
        .required("Choose a deadline, or say that there is none"),
    Field::partial_date("date", "Date")
        .with_question("Date, if it is fixed or set by the force")
        .hint("As much as you know."),
    Field::text("wording", "What it asks")
        .with_question("What it asks of the force")
        .hint("Use the words of the report.")
        .required("Enter what the round asks of the force"),
];

/// To whoever writes a report down, the source is that report.
const BASES: Words = || {
    use followup::deadline::Basis;
    let label = |basis: &Basis| if *basis == Basis::NotStated { "Not stated in the report" } else { basis.label() };
    Basis::ALL.iter().map(|basis| (basis.slug(), label(basis))).collect()
};

/// What a round found of an earlier item, whose reference is `item`.
pub const FINDING: &[Field] = &[
    Field::hidden("item"),
    Field::radios("finding", "Finding", FINDINGS)
        .with_question("What did the round find?")
        .hint("A finding does not close a recommendation. Two people must agree to close it.")
        .required("Choose what the round found, or that it said nothing"),
    Field::text("summary", "What the round said")
        .with_question("What the round said (optional)")
        .hint("Use the words of the report. Everyone will see this once the round is published."),
];

const FINDINGS: Words = || {
    let findings = Finding::ALL.iter().map(|finding| (finding.slug(), finding.label()));
    findings.chain([(NO_FINDING, "No finding: the round says nothing about it")]).collect()
};

/// The grades of a round, one for each topic of the 2024 scheme.
pub const GRADES: &[Field] = &[
    grade("grade_2024-leadership", Topic::Leadership),
    grade("grade_2024-partnership-working", Topic::PartnershipWorking),
    grade("grade_2024-initial-response", Topic::InitialResponse),
    grade("grade_2024-risk-assessment-and-referral", Topic::RiskAssessmentAndReferral),
    grade("grade_2024-investigation", Topic::Investigation2024),
];

const fn grade(name: &'static str, topic: Topic) -> Field {
    Field::select(name, topic.label(), "Not graded", words!(Grade)).required("Choose a grade")
}

/// The case audit of a round: counts of case files.
pub const CASE_AUDIT: &[Field] = &[
    Field::code("cases", "Cases looked at")
        .hint("Use the number in the report, even if the grades do not add up to it."),
    Field::code("good", "Good"),
    Field::code("adequate", "Adequate").hint("Leave this empty if the report does not use this grade."),
    Field::code("requires_improvement", "Requires improvement")
        .hint("Leave this empty if the report does not use this grade."),
    Field::code("inadequate", "Inadequate"),
];
