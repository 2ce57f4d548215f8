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
        .hint("For the draft only: a published round is called by its kind and date.")
        .up_to(LONGEST_WORKING_TITLE),
    Field::radios("kind", "Kind of round", words!(RoundKind)).required("Choose what kind of round it is"),
    Field::partial_date("fieldwork", "Fieldwork")
        .with_question("Fieldwork began (optional)")
        .hint("As exactly as it is known: 2026-09-12, 2026-09, 2026-Q3 or 2026."),
    Field::partial_date("published", "Published")
        .hint("As exactly as it is known: 2026-09-12, 2026-09, 2026-Q3 or 2026. Leave it empty until it is known."),
    Field::radios("scheme", "Topic scheme", SCHEMES)
        .hint("The headings that its report uses. Only the 2024 scheme has grades.")
        .required("Choose the topic scheme of its report"),
    Field::code("source_url", "Address of the report")
        .with_question("Address of the report (optional)")
        .hint("It begins with https:// or http://."),
];

/// The newest scheme first.
const SCHEMES: Words = || Scheme::ALL.iter().rev().map(|scheme| (scheme.slug(), scheme.label())).collect();

/// An item that a round raises; `item` is the id of one that is there already.
pub const ITEM: &[Field] = &[
    Field::hidden("item"),
    Field::code("reference", "Reference")
        .hint("What it is called for good: letters, digits and single hyphens, for example KENT-2026-01.")
        .required("Enter a reference"),
    Field::radios("record_type", "Kind", words!(RecordType)).with_question("What is it?").required("Choose what it is"),
    Field::select("topic", "Topic", "Choose a topic", words!(Topic)).required("Choose a topic"),
    Field::radios("deadline", "Deadline", BASES)
        .with_question("By when is it due?")
        .required("Choose a deadline, or say that there is none"),
    Field::partial_date("date", "Date")
        .with_question("Date, for a fixed date or one set by the force")
        .hint("As exactly as it is known: 2027-05-01, 2027-05, 2027-Q2 or 2027."),
    Field::text("wording", "What it asks")
        .with_question("What it asks of the force")
        .hint("In the words of the report.")
        .required("Write down what the round asks of the force"),
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
        .required("Choose what the round found, or that it said nothing of it"),
    Field::text("summary", "What the round said")
        .with_question("What the round said (optional)")
        .hint("In the words of the report. Everyone sees it once the round is published."),
];

const FINDINGS: Words = || {
    let findings = Finding::ALL.iter().map(|finding| (finding.slug(), finding.label()));
    findings.chain([(NO_FINDING, "No finding: the round said nothing of it")]).collect()
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
    Field::code("cases", "Cases looked at").hint("As the report says, even if the grades add up to another number."),
    Field::code("good", "Good"),
    Field::code("adequate", "Adequate").hint("Leave it empty if the report does not use this grade."),
    Field::code("requires_improvement", "Requires improvement")
        .hint("Leave it empty if the report does not use this grade."),
    Field::code("inadequate", "Inadequate"),
];
