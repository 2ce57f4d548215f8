//! What pace says in words: headline, subtitle, and the estimates after half a year, one year and so on.

use followup::{
    age::duration,
    progress::pace::{Curve, FEWEST, Pace, Tally},
    status::Status,
};

use crate::{
    charts::phrases::{and_also, coverage, in_a_sentence, percent},
    components::grouped,
};

/// The times after which an estimate is given: days, and words.
pub const TIMES: [(u64, &str); 5] =
    [(365, "1 year"), (730, "2 years"), (1_095, "3 years"), (1_826, "5 years"), (3_652, "10 years")];

/// What the figures show, in about ten words.
pub fn headline(figure: &Pace) -> String {
    let scope = &figure.scope;
    let types = figure.selection.counted();
    let tally = &figure.picked.tally;
    let curve = &figure.picked.curve;
    let whole = tally.whole();
    if tally.all_followed() == 0 {
        return format!(
            "{scope}: nobody has published when any of {} {} was verified complete",
            grouped(whole),
            types.counted(whole)
        );
    }
    match (curve.firm_until(), curve.half_verified()) {
        (None, _) => format!("{scope}: too few {} have a known status to say how long they take", types.counted(2)),
        (Some(_), Some(half)) => {
            format!("{scope}: half of {} verified complete within {}", types.counted(2), duration(half))
        }
        (Some(firm), None) if curve.steps().is_empty() => {
            format!("{scope}: no {} verified complete within {}", types.counted(1), duration(firm))
        }
        (Some(firm), None) => {
            let left = curve.at(firm).map_or(1.0, |estimate| estimate.share);
            let verified = percent(1.0 - left);
            format!("{scope}: {verified} of {} verified complete within {}", types.counted(2), duration(firm))
        }
    }
}

/// Measure, area and coverage.
pub fn subtitle(figure: &Pace) -> String {
    let coverage = coverage(figure.coverage).map(|sentence| sentence.replace(" data", " a recorded status"));
    format!(
        "Share of {} verified complete, by time since raised, {}{}",
        figure.selection.counted().counted(2),
        figure.scope,
        and_also([coverage])
    )
}

/// How the curve is estimated.
pub const METHOD: &str = "Estimated after Kaplan and Meier: open items count for as long as they were followed. The interval is that of \
                          Greenwood.";

/// The share verified within a number of days: `38% (31% to 45%), 40 still followed`; of few, with a flag. `None` beyond the last day.
pub fn estimate(curve: &Curve, after: u64) -> Option<String> {
    let estimate = curve.at(after)?;
    let followed = curve.at_risk(after);
    let flag = if followed < FEWEST { ", a small number" } else { "" };
    Some(format!(
        "{} ({} to {}), {} still followed{flag}",
        percent(1.0 - estimate.share),
        percent(1.0 - estimate.high),
        percent(1.0 - estimate.low),
        grouped(followed)
    ))
}

/// Why there is no curve, and what of.
pub fn why_empty(figure: &Pace) -> String {
    [vec![format!("{}.", headline(figure))], beside(figure)].concat().join(" ")
}

/// What the curve shows and what it leaves out, in words.
pub fn beside(figure: &Pace) -> Vec<String> {
    let tally: &Tally = &figure.picked.tally;
    let counts = [
        (tally.not_recorded, in_a_sentence(Status::NotRecorded.label())),
        (tally.by_source, in_a_sentence(Status::ClosedAccordingToSource.label())),
        (tally.all_without_days(), "days not known to the day".to_owned()),
    ];
    let left_out: Vec<_> = counts
        .into_iter()
        .filter(|(items, _)| *items > 0)
        .map(|(items, why)| format!("{} {why}", grouped(items)))
        .collect();
    let left_out = (!left_out.is_empty()).then(|| format!("Left out: {}.", left_out.join("; ")));
    let ends = figure
        .picked
        .curve
        .firm_until()
        .map(|firm| format!("After {} fewer than {FEWEST} are followed: the curve ends there.", duration(firm)));
    let too_few = ends.is_none().then(|| {
        let followed = grouped(tally.all_followed());
        format!("{followed} followed: fewer than {FEWEST} say nothing reliable, and no curve is drawn.")
    });
    let after = TIMES.iter().filter_map(|(at, words)| {
        let estimate = figure.picked.curve.at(*at).filter(|_| figure.picked.curve.at_risk(*at) >= FEWEST)?;
        Some(format!("{} after {words}", percent(1.0 - estimate.share)))
    });
    let after: Vec<_> = after.collect();
    let after = (!after.is_empty() && ends.is_some()).then(|| format!("Verified: {}.", after.join(", ")));
    let of = if figure.everywhere.is_some() { " of England and Wales" } else { "" };
    let band = ends.is_some().then(|| format!("The grey band is the 95% interval{of}."));
    too_few.into_iter().chain(after).chain(band).chain(ends).chain(left_out).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{
        Charted as _,
        pace::{
            agreement::{figure, silent, worked},
            report,
        },
    };

    #[test]
    fn the_headline_says_no_time_where_nothing_is_known_or_too_little() {
        assert_eq!(
            headline(&silent()),
            "Kent Police: nobody has published when any of 7 recommendations was verified complete"
        );
        assert_eq!(
            headline(&figure(&[(100, true, 3)])),
            "Kent Police: too few recommendations have a known status to say how long they take"
        );
        assert_eq!(
            headline(&figure(&[(100, true, 12), (300, false, 12)])),
            "Kent Police: half of recommendations verified complete within 3 months"
        );
        assert_eq!(
            headline(&figure(&[(100, true, 5), (300, false, 15)])),
            "Kent Police: 25% of recommendations verified complete within 9 months"
        );
    }

    #[test]
    fn where_there_is_no_curve_it_is_said_how_many_items_were_left_out_and_why() {
        let why = why_empty(&silent());
        assert!(why.starts_with("Kent Police: nobody has published") && why.contains("Left out: "), "{why}");
        assert_eq!(report(&worked()).why_empty, None);
    }

    #[test]
    fn small_numbers_are_flagged() {
        let told = report(&worked()).sentences();
        assert!(told.contains("a small number"), "{told}");
        assert!(told.contains("the curve ends there"), "{told}");
    }
}
