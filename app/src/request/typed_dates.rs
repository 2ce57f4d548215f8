//! Dates in an address, as people type them into a form that asks for a page.

use followup::typed_date::parse_typed_date;

use super::QueryParams;

/// The parameters that are dates, with what their fields are called.
const DATES: [(&str, &str); 5] = [
    ("as_at", "As at"),
    ("known_at", "As our records stood on"),
    ("with_as_at", "Beside the same as at"),
    ("from", "From"),
    ("to", "To"),
];

/// What the field of a date parameter is called; `None` for a parameter that is no date.
pub fn date_label(name: &str) -> Option<&'static str> {
    DATES.iter().find(|(date, _)| *date == name).map(|(_, label)| *label)
}

/// The same query with every typed date as files have it, so that each page has one address; `None` where there is none to change.
pub fn with_plain_dates(query: &str) -> Option<String> {
    let given = QueryParams::parse(query);
    let plain = |name: &str, value: &str| {
        date_label(name)?;
        Some(parse_typed_date(value).ok()?.iso()).filter(|iso| iso != value)
    };
    if !given.iter().any(|(name, value)| plain(name, value).is_some()) {
        return None;
    }
    let pairs = given.iter().map(|(name, value)| (name, plain(name, value).unwrap_or_else(|| value.to_owned())));
    let query = pairs.fold(QueryParams::default(), |query, (name, value)| query.and(name, value)).href("");
    Some(query.trim_start_matches('?').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_date_of_an_address_is_written_as_files_have_it() {
        for (name, _) in DATES {
            for typed in ["5+March+2026", "05%2F03%2F2026", "5%2F3%2F26"] {
                let query = format!("force=kent&{name}={typed}&page=2");
                let plain = format!("force=kent&{name}=2026-03-05&page=2");
                assert_eq!(with_plain_dates(&query).as_deref(), Some(plain.as_str()));
                assert_eq!(with_plain_dates(&plain), None);
            }
        }
        assert_eq!(with_plain_dates("from=May+2022&to=2022-06").as_deref(), Some("from=2022-05&to=2022-06"));
    }

    #[test]
    fn what_is_no_date_is_left_for_the_page_to_refuse() {
        for query in ["", "as_at=30+February+2026", "known_at=2022-05-01T12%3A00%3A00Z", "q=5+March+2026", "as_at="] {
            assert_eq!(with_plain_dates(query), None, "{query}");
        }
    }
}
