//! Addresses of the register for the rows that a figure counts.

use chrono::NaiveDate;
use followup::progress::selection::Selection;

/// The address that lists what a selection picks and `asked` narrows. `keep` are the parameters every address keeps, each
/// begun with `&`.
pub fn rows(asked: &[(&str, &str)], selection: &Selection, keep: &str) -> String {
    let of_selection = selection.of_register();
    let pairs = asked.iter().copied().chain(of_selection.iter().map(|(name, value)| (*name, value.as_str())));
    let pairs: Vec<_> = pairs.map(|(name, value)| format!("{name}={value}")).collect();
    format!("/recommendations?{}{keep}", pairs.join("&"))
}

/// What addresses keep, for one day of a series in place of the page's own.
pub fn on_day(keep: &str, day: NaiveDate) -> String {
    let others = keep.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("as_at="));
    others.chain([format!("as_at={day}").as_str()]).fold(String::new(), |kept, pair| kept + "&" + pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_of_a_series_is_listed_as_at_its_own_day_by_what_was_known_as_on_the_page() {
        let day = "2022-05-31".parse().unwrap();
        assert_eq!(on_day("", day), "&as_at=2022-05-31");
        assert_eq!(on_day("&as_at=2026-01-01&known_at=2026-02-03", day), "&known_at=2026-02-03&as_at=2022-05-31");
    }

    #[test]
    fn the_register_is_asked_for_what_the_figure_counts() {
        let kent = Selection::of_force("kent".parse().unwrap());
        assert_eq!(
            rows(&[("gap", "yes")], &kent, "&as_at=2022-05-31"),
            "/recommendations?gap=yes&force=kent&record_type=recommendation&as_at=2022-05-31"
        );
    }
}
