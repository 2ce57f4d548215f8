//! How long ago a day was, as people say it.

use chrono::{Datelike as _, NaiveDate};

/// How long before `today` a day was: `today`, `12 days ago`, `3 months ago`. Days up to two months, months up to two years.
pub fn age(day: NaiveDate, today: NaiveDate) -> String {
    let days = (today - day).num_days();
    let months = months_between(day, today);
    match days {
        ..0 => "in the future".to_owned(),
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ if months < 2 => format!("{days} days ago"),
        _ if months < 24 => format!("{months} months ago"),
        _ => format!("{} years ago", months / 12),
    }
}

/// Whole months: the last one only once its day has come.
fn months_between(day: NaiveDate, today: NaiveDate) -> i32 {
    let months = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
    months(today) - months(day) - i32::from(today.day() < day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_said_in_the_unit_people_would_use() {
        let today: NaiveDate = "2026-11-25".parse().unwrap();
        for (day, words) in [
            ("2026-11-26", "in the future"),
            ("2026-11-25", "today"),
            ("2026-11-24", "yesterday"),
            ("2026-11-13", "12 days ago"),
            ("2026-09-26", "60 days ago"),
            ("2026-09-25", "2 months ago"),
            ("2026-08-27", "2 months ago"),
            ("2024-11-26", "23 months ago"),
            ("2024-11-25", "2 years ago"),
            ("2019-09-12", "7 years ago"),
        ] {
            assert_eq!(age(day.parse().unwrap(), today), words, "{day}");
        }
    }
}
