//! What two choices beside each other have in common and what not, in words.

use followup::partial_date::in_words as day_in_words;

use crate::chart_query::ChartQuery;

/// Which of the two stands where.
pub(super) fn in_words(first: &ChartQuery, second: &ChartQuery) -> String {
    if first.selection == second.selection {
        let day = |asked: &ChartQuery| asked.at.asked().as_at.map_or_else(|| "now".to_owned(), day_in_words);
        return format!("The same on two days: {} first, {} second.", day(first), day(second));
    }
    "Two choices, one beside the other. They may stand on very different numbers of items, so compare with care: our sources do not hold the same of each."
        .to_owned()
}
