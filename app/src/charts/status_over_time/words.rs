//! What status over time says in words: headline, subtitle, and the figures of its beginning, its end and its peaks.

use followup::{
    partial_date::in_words,
    progress::status_over_time::{Begins, StatusOverTime, Stock},
    status::{Status, StatusGroup},
};

use crate::{
    charts::phrases::{and_also, coverage, in_a_sentence},
    number::grouped,
};

/// What stands in the place of lines where no item stood in a group on a known day.
pub fn nothing_to_draw(figure: &StatusOverTime) -> String {
    match moved_on_no_day(figure) {
        0 => {
            "Nobody has recorded a status that belongs in the chart. That does not mean a lack of progress.".to_owned()
        }
        items => format!(
            "A later status is recorded of {} {}, on no known day: a line can show none of it.",
            grouped(items),
            figure.selection.counted().counted(items)
        ),
    }
}

/// Why there are no lines, where there are items all the same.
pub fn why_empty(figure: &StatusOverTime) -> Option<String> {
    let left_out = left_out(figure);
    (!figure.has_items() && !left_out.is_empty()).then(|| left_out.join(" "))
}

/// What the figures show, in about ten words.
pub fn headline(figure: &StatusOverTime) -> String {
    let scope = &figure.scope;
    let types = figure.selection.counted();
    let Some(last) = figure.latest().filter(|last| last.whole() > 0) else {
        return format!("{scope}: our sources date no {}", types.counted(1));
    };
    let (whole, items) = (grouped(last.whole()), types.counted(last.whole()));
    let group = |group| grouped(last.of(group));
    let undated = moved_on_no_day(figure);
    match (last.recorded(), last.by_source) {
        (0, 0) if undated > 0 => {
            format!("{scope}: a status is recorded of {} of {whole} {items}, on no known day", grouped(undated))
        }
        (0, source) if undated > 0 => format!(
            "{scope}: {} of {whole} {items} closed according to the source, {} in another status on no known day",
            grouped(source),
            grouped(undated)
        ),
        (0, 0) => format!("{scope}: no status is recorded of any of {whole} {items}"),
        (0, source) => format!(
            "{scope}: no status is recorded of {} of {whole} {items}, {} closed according to the source",
            grouped(last.not_recorded),
            grouped(source)
        ),
        _ => format!(
            "{scope}: {} of {whole} {items} verified complete, {} open, {} claimed done",
            group(StatusGroup::VerifiedComplete),
            group(StatusGroup::Open),
            group(StatusGroup::SaidDone)
        ),
    }
}

/// Measure, area, period and coverage.
pub fn subtitle(figure: &StatusOverTime) -> String {
    format!(
        "{} by status at the end of each month, {}: {}{}",
        figure.selection.counted().label(),
        figure.scope,
        figure.drawn().period.in_words(),
        and_also([beginning(figure), one_month(figure), coverage(figure.coverage)])
    )
}

/// The figures of the first month and the last, and the most there ever were, in sentences.
pub fn text_alternative(figure: &StatusOverTime) -> String {
    let (mut sentences, drawn) = (Vec::new(), figure.drawn());
    if let (Some(first), Some(last)) = (drawn.stocks.first(), drawn.latest()) {
        if first.day != last.day {
            sentences.push(stock(figure, first));
        }
        sentences.push(stock(figure, last));
    }
    for group in StatusGroup::ALL {
        let Some(most) = drawn.most(*group).filter(|most| most.of(*group) > 0) else { continue };
        sentences.push(format!(
            "Most {}: {}, on {}.",
            in_a_sentence(group.label()),
            grouped(most.of(*group)),
            in_words(most.day)
        ));
    }
    if !drawn.has_recorded() {
        sentences.push(nothing_to_draw(figure));
    }
    sentences.extend(left_out(figure));
    sentences.extend(beginning(figure).map(|words| format!("{words}.")));
    if figure.begins == Begins::FirstStatus {
        sentences.push("Before the first recorded status every group is 0.".to_owned());
    }
    sentences
        .extend([one_month(figure), coverage(figure.coverage)].into_iter().flatten().map(|part| format!("{part}.")));
    sentences.push("The table holds every month.".to_owned());
    sentences.join(" ")
}

/// What no line shows, in words: below the lines.
pub fn beside(figure: &StatusOverTime) -> Vec<String> {
    let last = figure.latest().filter(|last| last.not_recorded + last.by_source > 0);
    let counted = last.map(|last| format!("Beside these, on {}: {}.", in_words(last.day), of_silence(last).join("; ")));
    counted.into_iter().chain(left_out(figure)).collect()
}

/// All counts of one month.
fn stock(figure: &StatusOverTime, stock: &Stock) -> String {
    let whole = stock.whole();
    let groups =
        StatusGroup::ALL.iter().map(|group| format!("{} {}", in_a_sentence(group.label()), grouped(stock.of(*group))));
    let told: Vec<_> = groups.chain(of_silence(stock)).collect();
    format!(
        "On {}, of {} {}: {}.",
        in_words(stock.day),
        grouped(whole),
        figure.selection.counted().counted(whole),
        told.join("; ")
    )
}

/// The items in no group.
fn of_silence(stock: &Stock) -> [String; 2] {
    [(Status::NotRecorded, stock.not_recorded), (Status::ClosedAccordingToSource, stock.by_source)]
        .map(|(status, items)| format!("{} {}", in_a_sentence(status.label()), grouped(items)))
}

/// What has no known day and so is in no month.
fn left_out(figure: &StatusOverTime) -> Vec<String> {
    let Some(undated) = figure.undated else { return Vec::new() };
    let types = figure.selection.counted();
    let counts = [
        (undated.items, "left out: the day raised is not known or has not come"),
        (undated.in_another_status, "shown as last dated: the day of a later status is not known"),
    ];
    let counts = counts.into_iter().filter(|(items, _)| *items > 0);
    counts.map(|(items, why)| format!("{} {} {why}.", grouped(items), types.counted(items))).collect()
}

/// Items that stand in another status than the last dated one, on no known day.
fn moved_on_no_day(figure: &StatusOverTime) -> u64 {
    figure.undated.map_or(0, |undated| undated.in_another_status)
}

/// Where the series begins, if that is not where the first item was raised or not where the drawing begins.
fn beginning(figure: &StatusOverTime) -> Option<String> {
    let with = if figure.begins == Begins::FirstStatus { ", with the first recorded status" } else { "" };
    if figure.months_before_drawing() > 0 {
        return Some(format!("The table and the files begin in {}{with}", figure.period.first().in_words()));
    }
    (!with.is_empty()).then(|| "Begins with the first recorded status".to_owned())
}

fn one_month(figure: &StatusOverTime) -> Option<String> {
    (figure.stocks.len() == 1).then(|| "One month cannot show change".to_owned())
}

#[cfg(test)]
mod tests {
    use followup::progress::status_over_time::Undated;

    use super::*;
    use crate::charts::status_over_time::agreement::{figure, real};

    #[test]
    fn a_status_that_is_recorded_on_no_known_day_is_not_denied() {
        let told = |figure: &StatusOverTime| [headline(figure), text_alternative(figure)];
        let moved = |figure| StatusOverTime { undated: Some(Undated { items: 0, in_another_status: 2 }), ..figure };
        let silent = moved(real());
        assert_eq!(headline(&silent), "Kent Police: a status is recorded of 2 of 7 recommendations, on no known day");
        let source = moved(figure(&[([0; 4], 5, 2)]));
        assert_eq!(
            headline(&source),
            "Kent Police: 2 of 7 recommendations closed according to the source, 2 in another status on no known day"
        );
        for words in [told(&silent), told(&source)].concat() {
            assert!(!words.contains("no status is recorded") && !words.contains("No item has"), "{words}");
        }
        assert!(
            nothing_to_draw(&silent).starts_with("A later status is recorded of 2 recommendations, on no known day")
        );
    }

    #[test]
    fn items_that_were_raised_on_no_known_day_are_not_nothing() {
        let none = figure(&[]);
        assert_eq!(why_empty(&none), None);
        let undated = StatusOverTime { undated: Some(Undated { items: 3, in_another_status: 0 }), ..none };
        let said = "3 recommendations left out: the day raised is not known or has not come.";
        assert_eq!(why_empty(&undated).as_deref(), Some(said));
    }

    #[test]
    fn where_nothing_is_recorded_the_headline_says_that_and_not_that_nothing_was_done() {
        assert_eq!(headline(&real()), "Kent Police: no status is recorded of any of 7 recommendations");
        let source = figure(&[([0; 4], 5, 2)]);
        assert_eq!(
            headline(&source),
            "Kent Police: no status is recorded of 5 of 7 recommendations, 2 closed according to the source"
        );
        assert!(text_alternative(&real()).contains("does not mean a lack of progress"));
    }

    #[test]
    fn the_headline_states_how_things_stand_at_the_end() {
        let figure = figure(&[([4, 0, 0, 0], 0, 0), ([2, 1, 1, 0], 3, 0)]);
        assert_eq!(headline(&figure), "Kent Police: 1 of 7 recommendations verified complete, 2 open, 1 claimed done");
    }

    #[test]
    fn a_series_that_begins_with_the_first_recorded_status_says_so() {
        let asked = figure(&[([1, 0, 0, 0], 4, 0), ([2, 0, 0, 0], 3, 0)]);
        let words = |figure: &StatusOverTime| [subtitle(figure), text_alternative(figure)].join(" ");
        assert!(!words(&asked).contains("recorded status"), "{}", words(&asked));
        let told = StatusOverTime { begins: Begins::FirstStatus, ..asked };
        assert!(
            subtitle(&told).ends_with("February 2022; begins with the first recorded status"),
            "{}",
            subtitle(&told)
        );
        assert!(text_alternative(&told).contains("Before the first recorded status every group is 0."));
    }

    #[test]
    fn a_longer_series_is_drawn_for_five_years_and_says_where_its_table_begins() {
        let months: Vec<_> = (0..100u64).map(|month| ([100 - month, 0, month, 0], 0, 0)).collect();
        let long = StatusOverTime { begins: Begins::FirstStatus, ..figure(&months) };
        let said = subtitle(&long);
        assert!(
            said.contains("Kent Police: April 2025 to April 2030; the table and the files begin in January 2022"),
            "{said}"
        );
        let said = text_alternative(&long);
        assert!(said.starts_with("On 30 April 2025, of 100 recommendations: open 61;"), "{said}");
        assert!(said.contains("Most open: 61, on 30 April 2025."), "{said}");
    }

    #[test]
    fn one_month_cannot_show_change_and_says_so() {
        let figure = figure(&[([1, 0, 0, 0], 0, 0)]);
        assert!(subtitle(&figure).ends_with("one month cannot show change"), "{}", subtitle(&figure));
        assert!(text_alternative(&figure).contains("One month cannot show change."));
    }
}
