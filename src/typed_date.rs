//! A date as a person types it: `5 March 2026`, `5/3/2026`, `March 2026`, `January to March 2026`, `2026`, or as files have it.

use crate::partial_date::PartialDate;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The fewest letters by which a month is known.
const SHORTEST_MONTH: usize = 3;

/// The date that was typed; `None` where it cannot be read as one.
#[must_use]
pub fn parse_typed_date(text: &str) -> Option<PartialDate> {
    text.parse().ok().or_else(|| iso(&text.to_lowercase())?.parse().ok())
}

/// The same as it is written in files.
fn iso(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', ',', '/', '.', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    match *words.as_slice() {
        [first, "to", last, year] => quarter(month(first)?, month(last)?).map(|quarter| format!("{year}-Q{quarter}")),
        [day, in_year, year] => Some(format!("{year}-{:02}-{:02}", month_or_number(in_year)?, day_number(day)?)),
        [in_year, year] => Some(format!("{year}-{:02}", month_or_number(in_year)?)),
        _ => None,
    }
}

fn month(word: &str) -> Option<u32> {
    let named = |name: &str| word.len() >= SHORTEST_MONTH && name.starts_with(word);
    let place = MONTHS.iter().position(|name| named(name) || word == "sept" && *name == "september")?;
    u32::try_from(place + 1).ok()
}

fn month_or_number(word: &str) -> Option<u32> {
    month(word).or_else(|| word.parse().ok().filter(|number| (1..=12).contains(number)))
}

/// `5`, `05`, `5th`.
fn day_number(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// The quarter from one month to another, if they begin and end one.
const fn quarter(first: u32, last: u32) -> Option<u32> {
    if first % 3 == 1 && last == first + 2 { Some(last / 3) } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(text: &str) -> Option<String> {
        parse_typed_date(text).map(PartialDate::iso)
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, iso) in [
            ("5 March 2026", "2026-03-05"),
            (" 5th  Mar 2026 ", "2026-03-05"),
            ("05/03/2026", "2026-03-05"),
            ("5.3.2026", "2026-03-05"),
            ("2026-03-05", "2026-03-05"),
            ("March 2026", "2026-03"),
            ("Sept 2026", "2026-09"),
            ("3/2026", "2026-03"),
            ("January to March 2026", "2026-Q1"),
            ("2026-Q1", "2026-Q1"),
            ("2026", "2026"),
        ] {
            assert_eq!(typed(text).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_guessed() {
        for text in [
            "",
            "soon",
            "31 February 2026",
            "5 M 2026",
            "13/2026",
            "February to April 2026",
            "5 March 26",
            "0 May 2026",
        ] {
            assert_eq!(typed(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_date_is_read_back_from_its_words(year in 1990_u32..2100, month in 1_u32..13, day in 1_u32..29, kind in 0..4) {
            let iso = match kind {
                0 => format!("{year}-{month:02}-{day:02}"),
                1 => format!("{year}-{month:02}"),
                2 => format!("{year}-Q{}", month.div_ceil(3)),
                _ => year.to_string(),
            };
            let date: PartialDate = iso.parse().unwrap();
            prop_assert_eq!(parse_typed_date(&date.to_string()), Some(date));
        }

        #[test]
        fn any_text_is_read_or_left(text in "\\PC{0,40}") {
            let _ = parse_typed_date(&text);
        }
    }
}
