//! Pace as a rising curve of steps: the share verified complete, by time since it was raised.

mod rows;
mod words;

#[cfg(test)]
mod agreement;

use followup::progress::{
    measure::Measure,
    pace::{Curve, Estimate, Pace},
};

use super::{
    axis::Mark,
    drawing::Dash,
    lines::{Band, Lines, Series},
    palette::{CATEGORIES, GREY_INK, GRID},
    phrases::percent,
    report::{Column, Picture, Report},
};

/// Parts of the whole that the axis of shares is divided into, fine enough for paper.
const WHOLE: u64 = 1_000;
/// Days of a year, near enough for the words of an axis.
const YEAR: u64 = 365;
/// The most words along the lower axis.
const MOST_YEARS: u64 = 8;

/// The report. Its file has a row for each step of each curve.
pub fn report(figure: &Pace) -> Report {
    let firm = figure.picked.curve.firm_until();
    let everywhere = figure.everywhere.as_ref().map(|_| Column::of_page("In England and Wales"));
    let picked = Column { words: Some(format!("In {}", figure.scope).into()), name: None };
    Report {
        measure: Measure::Pace,
        selection: figure.selection.clone(),
        display: Vec::new(),
        scope: figure.scope.clone(),
        headline: words::headline(figure),
        subtitle: words::subtitle(figure),
        of: "Items",
        keys: Vec::new(),
        columns: std::iter::once(picked).chain(everywhere).collect(),
        rows: rows::rows(figure),
        picture: firm.map_or_else(|| Picture::Panels(Vec::new()), |firm| Picture::Lines(as_lines(figure, firm))),
        notes: vec![words::beside(figure).join(" "), words::METHOD.to_owned()],
        // Its columns say of how many forces a status is known, and not of how many any data.
        coverage: None,
        why_empty: firm.is_none().then(|| words::why_empty(figure)),
        file: Some(rows::records(figure)),
    }
}

/// The lines, by the figure's numbers alone. A curve ends where fewer than ten are still followed.
fn as_lines(figure: &Pace, firm: u64) -> Lines {
    let everywhere = figure.everywhere.as_ref().map(|told| &told.curve);
    let behind = everywhere.unwrap_or(&figure.picked.curve);
    let across = behind.firm_until().map_or(firm, |until| until.max(firm)).max(1);
    let mut series = vec![Series {
        words: ended(&figure.scope, &figure.picked.curve, firm),
        colour: CATEGORIES[0],
        dash: Dash::Solid,
        runs: vec![stairs(&figure.picked.curve, firm, |estimate| 1.0 - estimate.share)],
    }];
    if let Some((curve, until)) = everywhere.and_then(|curve| Some((curve, curve.firm_until()?))) {
        series.push(Series {
            words: ended("England and Wales", curve, until),
            // Dark enough to be seen on its grey band.
            colour: GREY_INK,
            dash: Dash::Short,
            runs: vec![stairs(curve, until, |estimate| 1.0 - estimate.share)],
        });
    }
    let band = behind.firm_until().map(|until| Band {
        upper: stairs(behind, until, |estimate| 1.0 - estimate.low),
        lower: stairs(behind, until, |estimate| 1.0 - estimate.high),
        colour: GRID,
    });
    let quarters = (0..=4).map(|quarter| quarter * WHOLE / 4);
    Lines {
        series,
        across,
        marks: years(across),
        steps: quarters.map(|at| Mark { at, words: format!("{}%", at * 100 / WHOLE) }).collect(),
        band,
    }
}

/// What a line shows, with its last value.
fn ended(whose: &str, curve: &Curve, until: u64) -> String {
    let share = curve.at(until).map_or(1.0, |estimate| estimate.share);
    format!("{whose}: {} verified", percent(1.0 - share))
}

/// Each step as a corner, to the last day drawn.
fn stairs(curve: &Curve, until: u64, value: impl Fn(&Estimate) -> f64) -> Vec<(u64, u64)> {
    let mut height = 0;
    let mut points = vec![(0, height)];
    for step in curve.steps().iter().filter(|step| step.days <= until) {
        points.push((step.days, height));
        height = parts(value(&step.estimate));
        points.push((step.days, height));
    }
    points.push((until, height));
    points
}

/// A share in thousandths, the parts of [`WHOLE`].
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share from 0 to 1 in thousandths")]
fn parts(share: f64) -> u64 {
    (share.clamp(0.0, 1.0) * 1_000.0).round() as u64
}

/// Whole years of a span of days; quarters of a year where it is shorter than one and a half.
fn years(across: u64) -> Vec<Mark> {
    if across < YEAR + YEAR / 2 {
        let months = |months: u64| Mark { at: months * YEAR / 12, words: format!("{months} months") };
        return (1..6).map(|quarter| months(quarter * 3)).filter(|mark| mark.at <= across).collect();
    }
    let all = across / YEAR;
    let every = all.div_ceil(MOST_YEARS).max(1);
    (1..=all)
        .filter(|year| year.is_multiple_of(every))
        .map(|year| Mark { at: year * YEAR, words: if year == 1 { "1 year".into() } else { format!("{year} years") } })
        .collect()
}
