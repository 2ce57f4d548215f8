//! Visit strip: when inspectors came to a force, on a line of years that a chart's rows share.

use chrono::{Datelike as _, NaiveDate};
use followup::{partial_date::PartialDate, round::happened, view::published::DatedRound};
use leptos::prelude::*;

use super::grouped;

/// The line's length, in units of its drawing.
const LONG: f64 = 150.0;
/// How high the strip is.
const HIGH: f64 = 16.0;
/// What keeps a mark at either end inside of the drawing.
const EDGE: f64 = 6.0;

/// The years that the strips of a chart show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    first: NaiveDate,
    last: NaiveDate,
}

impl Years {
    /// From the year of the first of these visits to the day shown.
    pub fn new<'a>(rounds: impl Iterator<Item = &'a DatedRound>, today: NaiveDate) -> Self {
        let first = rounds.filter_map(said).map(PartialDate::first).min().unwrap_or(today);
        Self { first: first.with_ordinal(1).unwrap_or(first).min(today), last: today }
    }

    /// What stands over the strips: `Visits 2014 to 2026`.
    #[must_use]
    pub fn heading(self) -> String {
        format!("Visits {} to {}", self.first.year(), self.last.year())
    }

    #[expect(clippy::cast_precision_loss, reason = "days between two years are few")]
    fn place(self, day: NaiveDate) -> f64 {
        let all = (self.last - self.first).num_days().max(1) as f64;
        let before = (day - self.first).num_days().max(0) as f64;
        EDGE + (LONG - 2.0 * EDGE) * (before / all).min(1.0)
    }
}

fn said(round: &DatedRound) -> Option<PartialDate> {
    happened(round.published, round.fieldwork)
}

/// A full mark is an inspection, a ring a visit that comes back to one. In words for whoever hears the page.
#[component]
pub fn VisitStrip(
    /// The visits, in the order of the force's chain.
    rounds: Vec<DatedRound>,
    /// The years of the chart.
    years: Years,
) -> impl IntoView {
    let words: Vec<_> = rounds.iter().map(DatedRound::title).collect();
    let words = if words.is_empty() { "no visit known".to_owned() } else { words.join("; ") };
    let marks = rounds.iter().filter_map(|round| {
        let x = format!("{:.1}", years.place(said(round)?.last()));
        let class = if round.kind.comes_after_another() { "app-visit-strip__return" } else { "app-visit-strip__visit" };
        Some(view! { <circle class=class cx=x cy=HIGH / 2.0 r="4"></circle> })
    });
    let marks = marks.collect_view();
    let undated = rounds.iter().filter(|round| said(round).is_none()).count() as u64;
    let undated = (undated > 0).then(|| view! { <span class="app-visit-strip__undated" aria-hidden="true">{format!("+{} undated", grouped(undated))}</span> });
    view! {
        <span class="app-visit-strip" role="img" aria-label=words>
            <svg viewBox=format!("0 0 {LONG} {HIGH}") width=LONG height=HIGH aria-hidden="true">
                <line class="app-visit-strip__line" x1=EDGE y1=HIGH / 2.0 x2=LONG - EDGE y2=HIGH / 2.0></line>
                {marks}
            </svg>
            {undated}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use followup::round::RoundKind;

    use super::*;
    use crate::components::rendered;

    fn round(kind: RoundKind, published: Option<&str>) -> DatedRound {
        let published = published.map(|date| date.parse().unwrap());
        DatedRound { slug: "r".to_owned(), kind, published, fieldwork: None }
    }

    #[test]
    fn visits_lie_between_the_first_year_and_today_and_undated_ones_are_counted() {
        let rounds = vec![
            round(RoundKind::Inspection, Some("2014-01-01")),
            round(RoundKind::PostInspectionReview, Some("2026-11-29")),
            round(RoundKind::ProgressUpdate, None),
        ];
        let years = Years::new(rounds.iter(), "2026-11-29".parse().unwrap());
        assert_eq!(years.heading(), "Visits 2014 to 2026");
        let html = rendered(|| view! { <VisitStrip rounds years/> });
        assert!(html.contains("cx=\"6.0\" cy=\"8\" r=\"4\" class=\"app-visit-strip__visit\""), "{html}");
        assert!(html.contains("cx=\"144.0\" cy=\"8\" r=\"4\" class=\"app-visit-strip__return\""), "{html}");
        assert!(html.contains("+1 undated") && html.contains("Inspection, 1 January 2014"), "{html}");
    }
}
