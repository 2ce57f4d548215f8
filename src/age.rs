//! How long a time is and how long ago a day was, as people say it.

use chrono::{Datelike as _, Days, NaiveDate};

/// How long before `today` a day was: `today`, `12 days ago`, `3 months ago`, `7 years 2 months ago`.
pub fn age(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        ..0 => "in the future".to_owned(),
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ => format!("{} ago", span(day, today)),
    }
}

/// The same before another day than today, of which it is told: `that day`, `12 days before`, `7 years 2 months before`.
pub fn age_before(day: NaiveDate, of: NaiveDate) -> String {
    match (of - day).num_days() {
        ..0 => "later".to_owned(),
        0 => "that day".to_owned(),
        1 => "the day before".to_owned(),
        _ => format!("{} before", span(day, of)),
    }
}

/// How long it is from a day to a later one: `12 days`, `3 months`, `7 years 2 months`. Days up to two months, months up to two
/// years. Whole units only, so that nothing is ever said to be later than it is.
pub fn span(from: NaiveDate, to: NaiveDate) -> String {
    let months = months_between(from, to);
    match (months / 12, months % 12) {
        _ if months < 2 => counted((to - from).num_days(), "day"),
        _ if months < 24 => counted(months, "month"),
        (years, 0) => counted(years, "year"),
        (years, months) => format!("{} {}", counted(years, "year"), counted(months, "month")),
    }
}

/// So many days as people say them: `12 days`, `3 months`, `7 years 2 months`.
pub fn duration(days: u64) -> String {
    let from = NaiveDate::default();
    let to = from.checked_add_days(Days::new(days));
    to.map_or_else(|| counted(i64::try_from(days).unwrap_or(i64::MAX), "day"), |to| span(from, to))
}

/// `1 day`, `12 days`.
fn counted(count: i64, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

/// Whole months: the last one only once its day has come.
fn months_between(day: NaiveDate, today: NaiveDate) -> i64 {
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    months(today) - months(day) - i64::from(today.day() < day.day())
}

#[cfg(test)]
mod tests {
    use chrono::Months;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_alone_are_said_as_a_time_between_two_days_is() {
        assert_eq!([1, 45, 120, 4_135].map(duration), ["1 day", "45 days", "4 months", "11 years 3 months"]);
    }

    #[test]
    fn an_age_is_said_in_the_unit_people_would_use() {
        let today = day("2026-11-25");
        for (then, words) in [
            ("2026-11-26", "in the future"),
            ("2026-11-25", "today"),
            ("2026-11-24", "yesterday"),
            ("2026-11-13", "12 days ago"),
            ("2026-09-26", "60 days ago"),
            ("2026-09-25", "2 months ago"),
            ("2026-08-27", "2 months ago"),
            ("2024-11-26", "23 months ago"),
            ("2024-11-25", "2 years ago"),
            ("2024-10-25", "2 years 1 month ago"),
            ("2019-09-12", "7 years 2 months ago"),
        ] {
            assert_eq!(age(day(then), today), words, "{then}");
        }
    }

    #[test]
    fn a_long_span_is_said_in_years_and_months_and_a_short_one_in_days() {
        for (from, to, words) in [
            ("2019-09-30", "2019-09-30", "0 days"),
            ("2019-09-30", "2019-10-01", "1 day"),
            ("2019-09-30", "2019-11-29", "60 days"),
            ("2019-09-30", "2019-11-30", "2 months"),
            ("2019-09-30", "2021-09-29", "23 months"),
            ("2019-09-30", "2021-09-30", "2 years"),
            ("2019-09-30", "2026-11-29", "7 years 1 month"),
            ("2019-09-30", "2026-11-30", "7 years 2 months"),
            // A month too short for the day is whole only once the next has begun.
            ("2019-12-31", "2020-02-29", "60 days"),
            ("2019-12-31", "2020-03-01", "2 months"),
        ] {
            assert_eq!(span(day(from), day(to)), words, "{from} to {to}");
        }
    }

    /// The day to which a span reaches from a day, as its words say.
    fn reaches(from: NaiveDate, words: &str) -> NaiveDate {
        let words: Vec<_> = words.split(' ').collect();
        words.chunks(2).fold(from, |day, pair| {
            let count: u32 = pair[0].parse().unwrap();
            match pair[1].trim_end_matches('s') {
                "day" => day + Days::new(count.into()),
                "month" => day + Months::new(count),
                "year" => day + Months::new(12 * count),
                unit => panic!("{unit} is no unit"),
            }
        })
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0u64..40_000).prop_map(|days| day("1990-01-01") + Days::new(days))
    }

    proptest! {
        #[test]
        fn no_span_claims_more_than_it_is_or_leaves_a_whole_unit_out(from in any_day(), days in 0u64..20_000) {
            let to = from + Days::new(days);
            let words = span(from, to);
            prop_assert!(reaches(from, &words) <= to, "{} from {} to {}", words, from, to);
            let lost = to - reaches(from, &words);
            prop_assert!(lost.num_days() <= 31, "{} from {} to {}", words, from, to);
        }

        #[test]
        fn the_later_the_day_the_longer_the_span(from in any_day(), days in 0u64..20_000, more in 0u64..800) {
            let (sooner, later) = (from + Days::new(days), from + Days::new(days + more));
            prop_assert!(reaches(from, &span(from, sooner)) <= reaches(from, &span(from, later)));
        }
    }
}
