//! Every parameter is read as what it must be, or refused by name.

use super::*;

fn parsed(pairs: &[(&'static str, &'static str)]) -> Result<RegisterFilter, BadParameter> {
    RegisterFilter::parse(pairs.iter().copied())
}

#[test]
fn a_bad_value_of_each_parameter_is_refused_by_its_name() {
    for name in RegisterFilter::NAMES.iter().copied() {
        let refused = parsed(&[(name, "No such\u{0} value!")]).unwrap_err();
        assert_eq!((refused.name.as_str(), refused.value.as_str()), (name, "No such\u{0} value!"));
        assert!(!refused.allowed.is_empty());
    }
}

#[test]
fn a_refusal_says_what_would_fit() {
    let refused = parsed(&[("status", "done")]).unwrap_err();
    assert!(refused.allowed.contains("verified-complete") && refused.allowed.contains("not-accepted"), "{refused}");
    let refused = parsed(&[("finding", "nothing")]).unwrap_err();
    assert!(refused.allowed.contains("improved") && refused.allowed.contains("no-later-round"), "{refused}");
    for page in ["0", "-1", "+1", "1.5", "99999999999"] {
        assert_eq!(parsed(&[("page", page)]).unwrap_err().allowed, "a whole number from 1");
    }
}

#[test]
fn days_that_run_backwards_are_refused() {
    let refused = parsed(&[("due_from", "2022-02-01"), ("due_to", "2022-01-31")]).unwrap_err();
    assert_eq!((refused.name.as_str(), refused.allowed.as_str()), ("due_from", "no later than due_to, 2022-01-31"));
}

#[test]
fn a_round_names_nothing_without_its_force() {
    let refused = parsed(&[("found_in", "inspection-2019-09")]).unwrap_err();
    assert_eq!((refused.name.as_str(), refused.allowed.as_str()), ("found_in", "given together with force"));
    assert!(parsed(&[("force", "kent"), ("found_in", "inspection-2019-09")]).is_ok());
}

#[test]
fn what_was_not_filled_in_was_not_asked_for_and_strange_names_are_left_alone() {
    let filter = parsed(&[("force", ""), ("q", "  "), ("utm_source", "x"), ("page", "")]).unwrap();
    assert_eq!(filter, RegisterFilter::default());
    assert!(filter.parameters().is_empty() && filter.ordering().is_empty());
}

#[test]
fn what_is_written_into_an_address_reads_back_the_same() {
    let pairs = [
        ("force", "kent"),
        ("force", "gwent"),
        ("nation", "wales"),
        ("region", "south-east"),
        ("topic", "2014-police-detention"),
        ("status", "planned"),
        ("status_group", "open"),
        ("finding", "none"),
        ("finding_group", "partly"),
        ("found_in", "inspection-2019"),
        ("found_by", "re_inspection"),
        ("deadline_state", "overdue"),
        ("deadline_state", "undated"),
        ("due_from", "2022-01-01"),
        ("due_to", "2022-01-31"),
        ("moved", "later"),
        ("basis", "immediately"),
        ("raised_in", "inspection-2017"),
        ("round_kind", "inspection"),
        ("record_type", "area_of_concern"),
        ("known_from", "later_round"),
        ("position", "planned"),
        ("inspectorate_status", "complete"),
        ("gap", "yes"),
        ("claimed_from", "2022-01-01"),
        ("claimed_to", "2022-01-31"),
        ("q", "missing & exploited"),
        ("exact", "yes"),
        ("sort", "due"),
        ("order", "desc"),
    ];
    let filter = parsed(&pairs).unwrap();
    let written: Vec<_> = filter.parameters().into_iter().chain(filter.ordering()).collect();
    assert_eq!(written, pairs.map(|(name, value)| (name, value.to_owned())));
}

#[test]
fn rows_stand_by_where_to_look_first_unless_another_order_is_asked_for() {
    let ordering = |pairs: &[(&'static str, &'static str)]| parsed(pairs).unwrap().ordering();
    assert_eq!(ordering(&[("sort", "first-look")]), []);
    let reversed = [("sort", "first-look".to_owned()), ("order", "desc".to_owned())];
    assert_eq!(ordering(&[("sort", "first-look"), ("order", "desc")]), reversed);
    assert_eq!(ordering(&[("sort", "reference")]), [("sort", "reference".to_owned())]);
    let references = [("sort", "reference".to_owned()), ("order", "desc".to_owned())];
    assert_eq!(ordering(&[("order", "desc")]), references, "as links meant that were made before");
}

#[test]
fn the_best_match_stands_first_in_a_search_unless_another_order_is_asked_for() {
    let sort = |pairs: &[(&'static str, &'static str)]| {
        let filter = parsed(pairs).unwrap();
        (filter.sort, filter.ordering())
    };
    assert_eq!(sort(&[("q", "missing")]), (Sort::Relevance, vec![]));
    assert_eq!(sort(&[("q", "missing"), ("sort", "relevance")]), (Sort::Relevance, vec![]));
    let first_look = vec![("sort", "first-look".to_owned())];
    assert_eq!(sort(&[("q", "missing"), ("sort", "first-look")]), (Sort::FirstLook, first_look));
    let by_reference = vec![("sort", "reference".to_owned()), ("order", "desc".to_owned())];
    assert_eq!(sort(&[("q", "missing"), ("order", "desc")]), (Sort::Reference, by_reference));
}

#[test]
fn signs_that_show_nothing_are_left_out_of_a_search() {
    let q = |text: &'static str| parsed(&[("q", text)]).unwrap().q;
    assert_eq!(q("\u{202e}missing\u{200f} chil\u{ad}dren").as_deref(), Some("missing children"));
    assert_eq!(q("\u{200b}\u{2060}"), None);
}

#[test]
fn filters_on_status_narrow_each_other() {
    let allowed = |pairs: &[(&'static str, &'static str)]| parsed(pairs).unwrap().statuses();
    assert_eq!(allowed(&[]), None);
    assert_eq!(allowed(&[("gap", "yes")]), Some(vec!["submitted-for-review".to_owned()]));
    assert_eq!(
        allowed(&[("status_group", "open"), ("status", "planned"), ("status", "verified-complete")]),
        Some(vec!["planned".to_owned()])
    );
    assert_eq!(allowed(&[("status_group", "open"), ("gap", "yes")]), Some(vec![]));
}

#[test]
fn a_finding_and_a_group_of_findings_narrow_each_other() {
    let filter = parsed(&[("finding", "closed"), ("finding_group", "improved")]).unwrap();
    assert_eq!((filter.findings(), filter.silence()), (Some(vec!["closed".to_owned()]), None));
    let silent = parsed(&[("finding", "none")]).unwrap();
    assert_eq!((silent.findings(), silent.silence()), (None, Some("none")));
}
