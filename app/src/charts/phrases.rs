//! Phrases that the sentences of several charts share.

use followup::progress::findings_across_rounds::Coverage;

/// Of how many forces a figure of several tells: `Of 43 forces, 23 have data`.
pub fn coverage(coverage: Option<Coverage>) -> Option<String> {
    let coverage = coverage?;
    let have = if coverage.with_data == 1 { "has" } else { "have" };
    Some(format!("Of {} forces, {} {have} data", coverage.forces, coverage.with_data))
}

/// A label in the middle of a sentence: its first letter small.
pub fn in_a_sentence(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// `a, b and c`.
#[cfg(feature = "ssr")]
pub fn listed(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

/// The end of a subtitle: what else is to be known, each part begun with a semicolon.
pub fn and_also(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().fold(String::new(), |all, part| all + "; " + &in_a_sentence(&part))
}

/// A share from 0 to 1 in whole per cent, said so that rounding never makes a few into none or nearly all into all.
pub fn percent(share: f64) -> String {
    let rounded = (100.0 * share).round();
    if share > 0.0 && rounded < 1.0 {
        "less than 1%".to_owned()
    } else if share < 1.0 && rounded > 99.0 {
        "more than 99%".to_owned()
    } else {
        format!("{rounded:.0}%")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_makes_a_few_into_none_no_more_than_nearly_all_into_all() {
        let said = [0.0, 0.001, 0.01, 0.994, 0.996, 1.0].map(percent);
        assert_eq!(said, ["0%", "less than 1%", "1%", "99%", "more than 99%", "100%"]);
    }
}
