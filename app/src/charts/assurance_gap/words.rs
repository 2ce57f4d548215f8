//! What the assurance gap says in words: headline, subtitle, and the figures of its beginning, its end and its peaks.

use chrono::{Days, NaiveDate};
use followup::{
    age::span,
    partial_date::in_words,
    progress::assurance_gap::{AssuranceGap, Gap},
};

use crate::{
    charts::phrases::{and_also, coverage, days},
    number::grouped,
};

/// What stands in the place of lines where nothing was ever said to be done.
pub const NOTHING_TO_DRAW: &str =
    "Nothing is recorded as said to be done. That is silence of our sources: nothing public says what a force claims.";

/// What the figures show, in about ten words.
pub fn headline(figure: &AssuranceGap) -> String {
    let scope = &figure.scope;
    let types = figure.selection.counted();
    let Some(last) = figure.latest().filter(|_| figure.has_any()) else {
        return format!("{scope}: no {} is recorded as said to be done", types.counted(1));
    };
    match (last.items, last.waited) {
        (1, Some(waited)) => {
            format!("{scope}: 1 {} said done and not verified, for {}", types.counted(1), wait(last.day, waited.median))
        }
        (items, Some(waited)) => format!(
            "{scope}: {} {} said done and not verified, half for {} or longer",
            grouped(items),
            types.counted(items),
            wait(last.day, waited.median)
        ),
        (_, None) => {
            format!("{scope}: no {} waited to be verified on {}", types.counted(1), in_words(last.day))
        }
    }
}

/// Measure, area, period and coverage.
pub fn subtitle(figure: &AssuranceGap) -> String {
    let coverage = coverage(figure.coverage).map(|sentence| sentence.replace(" data", " a recorded status"));
    format!(
        "{} said done and not verified at the end of each month, and days waited by then, {}: {}{}",
        figure.selection.counted().label(),
        figure.scope,
        figure.period.in_words(),
        and_also([one_month(figure), coverage])
    )
}

/// The figures of the first month and the last, and the most there ever were, in sentences.
pub fn text_alternative(figure: &AssuranceGap) -> String {
    let mut sentences = Vec::new();
    if let (Some(first), Some(last)) = (figure.gaps.first(), figure.latest()) {
        if first.day != last.day {
            sentences.push(gap(figure, first));
        }
        sentences.push(gap(figure, last));
    }
    if let (true, Some(most)) = (figure.has_any(), figure.most()) {
        sentences.push(format!("Most at once: {}, on {}.", grouped(most.items), in_words(most.day)));
    }
    if let Some((gap, waited)) = figure.longest() {
        sentences.push(format!("Longest wait: {}, on {}.", wait(gap.day, waited.longest), in_words(gap.day)));
    }
    if !figure.has_any() {
        sentences.push(NOTHING_TO_DRAW.to_owned());
    }
    sentences.extend(undated(figure));
    let coverage = coverage(figure.coverage).map(|sentence| sentence.replace(" data", " a recorded status"));
    sentences.extend([one_month(figure), coverage].into_iter().flatten().map(|part| format!("{part}.")));
    sentences.push(
        "A wait begins on the day an item came to be said done. One whose ending was proposed counts until a second \
         person decides, whatever its force last said. Of an even number the median is the shorter of the two in the \
         middle. The table holds every month, and waits in days."
            .to_owned(),
    );
    sentences.join(" ")
}

/// What waits since no known day and so in no month.
pub fn undated(figure: &AssuranceGap) -> Option<String> {
    let items = figure.undated.filter(|items| *items > 0)?;
    let types = figure.selection.counted();
    Some(format!("{} more {} said done on no known day: in no month.", grouped(items), types.counted(items)))
}

fn gap(figure: &AssuranceGap, gap: &Gap) -> String {
    let day = in_words(gap.day);
    let types = figure.selection.counted();
    match gap.waited {
        None => format!("On {day}, {} {} said done and not verified.", grouped(gap.items), types.counted(gap.items)),
        Some(waited) => format!(
            "On {day}, {} {} said done and not verified: the median wait {}, the longest {}.",
            grouped(gap.items),
            types.counted(gap.items),
            wait(gap.day, waited.median),
            wait(gap.day, waited.longest)
        ),
    }
}

/// How long something had waited by a day, as people say it. Table, file and drawing have the days, which is how it is measured.
pub fn wait(by: NaiveDate, waited: u64) -> String {
    by.checked_sub_days(Days::new(waited)).map_or_else(|| days(waited), |since| span(since, by))
}

fn one_month(figure: &AssuranceGap) -> Option<String> {
    (figure.gaps.len() == 1).then(|| "One month cannot show change".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::assurance_gap::agreement::figure;

    #[test]
    fn one_month_cannot_show_change_and_says_so() {
        let one = figure(&[(3, 20, 30)]);
        assert!(subtitle(&one).ends_with("one month cannot show change"), "{}", subtitle(&one));
        assert!(text_alternative(&one).contains("One month cannot show change."));
        assert!(!text_alternative(&figure(&[(3, 20, 30), (0, 0, 0)])).contains("cannot show change"));
    }

    #[test]
    fn the_headline_states_how_many_wait_and_for_how_long() {
        assert_eq!(headline(&figure(&[])), "Kent Police: no recommendation is recorded as said to be done");
        assert_eq!(
            headline(&figure(&[(3, 20, 30)])),
            "Kent Police: 3 recommendations said done and not verified, half for 20 days or longer"
        );
        assert_eq!(
            headline(&figure(&[(3, 2_616, 2_616)])),
            "Kent Police: 3 recommendations said done and not verified, half for 7 years 1 month or longer"
        );
        assert_eq!(
            headline(&figure(&[(1, 1, 1)])),
            "Kent Police: 1 recommendation said done and not verified, for 1 day"
        );
        assert_eq!(
            headline(&figure(&[(3, 20, 30), (0, 0, 0)])),
            "Kent Police: no recommendation waited to be verified on 28 February 2022"
        );
    }
}
