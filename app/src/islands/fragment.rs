//! The months that charts were moved to, kept in the fragment of the address: `#status-over-time=2022-03`.
//!
//! Not in `as_at`: all else on the page stands where its own address says.

/// What stands under a name.
pub fn value<'a>(fragment: &'a str, name: &str) -> Option<&'a str> {
    pairs(fragment).find(|(given, _)| *given == name).map(|(_, value)| value)
}

/// The fragment with another value under a name, or none. What is no pair, such as the place a skip link led to, goes.
pub fn with(fragment: &str, name: &str, value: Option<&str>) -> String {
    let kept = pairs(fragment).filter(|(given, _)| *given != name).chain(value.map(|value| (name, value)));
    let pairs: Vec<_> = kept.map(|(name, value)| format!("{name}={value}")).collect();
    if pairs.is_empty() { String::new() } else { format!("#{}", pairs.join("&")) }
}

fn pairs(fragment: &str) -> impl Iterator<Item = (&str, &str)> {
    fragment.trim_start_matches('#').split('&').filter_map(|pair| pair.split_once('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_chart_of_a_page_keeps_its_own_month() {
        let first = with("#main-content", "status-over-time", Some("2022-03"));
        assert_eq!(first, "#status-over-time=2022-03");
        let both = with(&first, "second-status-over-time", Some("2021-01"));
        assert_eq!(both, "#status-over-time=2022-03&second-status-over-time=2021-01");
        assert_eq!(value(&both, "status-over-time"), Some("2022-03"));
        assert_eq!(with(&both, "status-over-time", None), "#second-status-over-time=2021-01");
        assert_eq!(with(&first, "status-over-time", None), "");
        assert_eq!(value("", "status-over-time"), None);
    }
}
