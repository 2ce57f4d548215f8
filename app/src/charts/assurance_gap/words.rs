//! What the assurance gap says in words: headline, subtitle, and the figures of its beginning, its end and its peaks.

use chrono::{Days, NaiveDate};
use followup::{
    age::{duration, span},
    partial_date::in_words,
    progress::assurance_gap::{AssuranceGap, Gap, WaitBand, Waited},
};

use crate::{
    charts::phrases::{and_also, coverage, in_a_sentence},
    number::grouped,
};

/// What stands in the place of lines where nothing was ever said to be done, or on no known day alone.
pub fn nothing_to_draw(figure: &AssuranceGap) -> String {
    match without_day(figure) {
        Some(items) => format!("{items}: a line can show no wait whose first day is not known."),
        None => {
            "Nothing is recorded as claimed to be done. That is silence of our sources: nothing public says what a \
                 force claims."
                .to_owned()
        }
    }
}

/// Why there are no lines, where something is recorded as said done all the same.
pub fn why_empty(figure: &AssuranceGap) -> Option<String> {
    (!figure.has_any() && undated_items(figure).is_some()).then(|| nothing_to_draw(figure))
}

/// What the figures show, in about ten words.
pub fn headline(figure: &AssuranceGap) -> String {
    let scope = &figure.scope;
    let types = figure.selection.counted();
    let last = figure.latest().filter(|_| figure.has_any());
    // What is said done on no known day waits in no month: without a dated wait it alone is what the headline can tell of.
    if let (None | Some(Gap { items: 0, .. }), Some(items)) = (last, without_day(figure)) {
        return format!("{scope}: {items}");
    }
    let Some(last) = last else {
        return format!("{scope}: no {} is recorded as claimed to be done", types.counted(1));
    };
    // Nobody says "for 0 days".
    let since = in_words(last.day);
    match (last.items, last.waited) {
        (1, Some(Waited { median: 0, .. })) => {
            format!("{scope}: 1 {} claimed done on {since} and not verified", types.counted(1))
        }
        (items, Some(Waited { median: 0, longest })) => format!(
            "{scope}: {} {} claimed done, not verified, {} since {since}",
            grouped(items),
            types.counted(items),
            if longest == 0 { "all" } else { "at least half" }
        ),
        (1, Some(waited)) => {
            format!("{scope}: 1 {} claimed done, not verified, for {}", types.counted(1), wait(last.day, waited.median))
        }
        (items, Some(waited)) => format!(
            "{scope}: {} {} claimed done, not verified, half for {} or longer",
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
        "{} claimed done, not verified at the end of each month, and how long they had waited, {}: {}{}",
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
        sentences.extend(ages(last));
    }
    if let (true, Some(most)) = (figure.has_any(), figure.most()) {
        sentences.push(format!("Most at once: {}, on {}.", grouped(most.items), in_words(most.day)));
    }
    if let Some((gap, waited)) = figure.longest() {
        sentences.push(format!("Longest wait: {}, on {}.", wait(gap.day, waited.longest), in_words(gap.day)));
    }
    if !figure.has_any() {
        sentences.push(nothing_to_draw(figure));
    }
    sentences.extend(undated(figure));
    let coverage = coverage(figure.coverage).map(|sentence| sentence.replace(" data", " a recorded status"));
    sentences.extend([one_month(figure), coverage].into_iter().flatten().map(|part| format!("{part}.")));
    sentences.push(
        "A wait begins on the day an item came to be claimed done. One whose ending was proposed counts until a second \
         person decides, whatever its force last said. Of an even number the median is the shorter of the two in the \
         middle. The table has every month; the files have waits in days."
            .to_owned(),
    );
    sentences.join(" ")
}

/// What waits since no known day and so in no month, beside what does; where nothing does, [`nothing_to_draw`] says it.
pub fn undated(figure: &AssuranceGap) -> Option<String> {
    let items = undated_items(figure).filter(|_| figure.has_any())?;
    let types = figure.selection.counted();
    Some(format!("{} more {} claimed done on no known day: in no month.", grouped(items), types.counted(items)))
}

/// Items that wait since no known day, in words: `3 recommendations said done and not verified, on no known day`.
fn without_day(figure: &AssuranceGap) -> Option<String> {
    let items = undated_items(figure)?;
    let types = figure.selection.counted();
    Some(format!("{} {} claimed done, not verified, on no known day", grouped(items), types.counted(items)))
}

fn undated_items(figure: &AssuranceGap) -> Option<u64> {
    figure.undated.filter(|items| *items > 0)
}

fn gap(figure: &AssuranceGap, gap: &Gap) -> String {
    let day = in_words(gap.day);
    let types = figure.selection.counted();
    match gap.waited {
        None => format!("On {day}, {} {} claimed done, not verified.", grouped(gap.items), types.counted(gap.items)),
        Some(waited) => format!(
            "On {day}, {} {} claimed done, not verified: the median wait {}, the longest {}.",
            grouped(gap.items),
            types.counted(gap.items),
            wait(gap.day, waited.median),
            wait(gap.day, waited.longest)
        ),
    }
}

/// How many had waited how long.
fn ages(gap: &Gap) -> Option<String> {
    let bands = WaitBand::ALL.iter().zip(gap.ages).filter(|(_, items)| *items > 0);
    let bands: Vec<_> =
        bands.map(|(band, items)| format!("{} {}", in_a_sentence(band.label()), grouped(items))).collect();
    (gap.items > 0).then(|| format!("Of these: {}.", bands.join("; ")))
}

/// How long something had waited by a day, as people say it. Files have the days, which is how it is measured.
pub fn wait(by: NaiveDate, waited: u64) -> String {
    by.checked_sub_days(Days::new(waited)).map_or_else(|| duration(waited), |since| span(since, by))
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
    fn what_is_said_done_on_no_known_day_is_not_denied() {
        let silent = figure(&[]);
        assert_eq!(why_empty(&silent), None);
        let undated = AssuranceGap { undated: Some(3), ..silent };
        let said = "3 recommendations claimed done, not verified, on no known day";
        assert_eq!(headline(&undated), format!("Kent Police: {said}"));
        for words in [text_alternative(&undated), nothing_to_draw(&undated), why_empty(&undated).unwrap()] {
            assert!(words.contains(said) && !words.contains("Nothing is recorded"), "{words}");
        }
        // Once others waited on known days, and wait no more.
        let verified = AssuranceGap { undated: Some(3), ..figure(&[(3, 20, 30), (0, 0, 0)]) };
        assert_eq!(headline(&verified), format!("Kent Police: {said}"));
        assert_eq!(why_empty(&verified), None);
    }

    #[test]
    fn the_headline_states_how_many_wait_and_for_how_long() {
        assert_eq!(headline(&figure(&[])), "Kent Police: no recommendation is recorded as claimed to be done");
        assert_eq!(
            headline(&figure(&[(3, 20, 30)])),
            "Kent Police: 3 recommendations claimed done, not verified, half for 20 days or longer"
        );
        assert_eq!(
            headline(&figure(&[(3, 2_616, 2_616)])),
            "Kent Police: 3 recommendations claimed done, not verified, half for 7 years 1 month or longer"
        );
        assert_eq!(
            headline(&figure(&[(1, 1, 1)])),
            "Kent Police: 1 recommendation claimed done, not verified, for 1 day"
        );
        assert_eq!(
            headline(&figure(&[(1, 0, 0)])),
            "Kent Police: 1 recommendation claimed done on 31 January 2022 and not verified"
        );
        assert_eq!(
            headline(&figure(&[(3, 0, 0)])),
            "Kent Police: 3 recommendations claimed done, not verified, all since 31 January 2022"
        );
        assert_eq!(
            headline(&figure(&[(3, 0, 5)])),
            "Kent Police: 3 recommendations claimed done, not verified, at least half since 31 January 2022"
        );
        assert_eq!(
            headline(&figure(&[(3, 20, 30), (0, 0, 0)])),
            "Kent Police: no recommendation waited to be verified on 28 February 2022"
        );
    }
}
