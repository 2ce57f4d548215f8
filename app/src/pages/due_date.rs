//! What inspectors found of an item after the day by which it was due.

use chrono::NaiveDate;
use followup::{
    age::span,
    finding::Finding,
    partial_date::{PartialDate, Precision},
};

/// `still of concern 22 months later`; of a report dated by no more than its year `improved in 2019`. Nothing where it was said before
/// the day was over.
pub(super) fn found_since(due: NaiveDate, finding: Finding, said: PartialDate) -> Option<String> {
    let label = finding.label().to_lowercase();
    (said.last() > due).then(|| match said.precision() {
        Precision::Day | Precision::Month => format!("{label} {} later", span(due, said.last())),
        // How much later would be more than anybody knows.
        Precision::Quarter | Precision::Year => format!("{label} in {said}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_said_only_from_a_date_known_well_enough() {
        let since = |due: &str, finding, said: &str| found_since(due.parse().unwrap(), finding, said.parse().unwrap());
        let kent = since("2019-09-30", Finding::StillOfConcern, "2021-08-26");
        assert_eq!(kent.as_deref(), Some("still of concern 22 months later"));
        assert_eq!(since("2018-06-08", Finding::Improved, "2019").as_deref(), Some("improved in 2019"));
        assert_eq!(since("2019-09-30", Finding::Improved, "2019-09"), None);
    }
}
