//! When an item was asked, due, told about and found, up to the day that is looked at, on one line.

use chrono::NaiveDate;
use followup::{
    age::span,
    fact::Fact,
    force_news::SILENT_YEARS,
    partial_date::{PartialDate, in_words},
    view::recommendation::{Entry, RecommendationView},
};
use leptos::prelude::*;

use super::{fact_in_words::title, history::date};
use crate::{
    charts::listed,
    components::{Stretch, StripEntry, StripMark, TimeStrip, has_passed},
    point::AskedPoint,
};

/// The line.
pub(super) fn section(found: &RecommendationView, at: AskedPoint) -> AnyView {
    let today = at.point().today;
    let entries = stretched(&merged(happenings(found, today)), today);
    view! {
        <h2 class="govuk-visually-hidden">"Timeline"</h2>
        <TimeStrip entries/>
    }
    .into_any()
}

/// What stands at a place on the line.
#[derive(Debug, Clone, PartialEq, Eq)]
enum HappeningKind {
    /// Something with words of its own.
    Single { mark: StripMark, title: String, words: String },
    /// What people told or showed, counted in the order of [`CONTRIBUTIONS`].
    Contributions([usize; CONTRIBUTIONS.len()]),
    /// The day that is looked at.
    Today,
}

/// What people tell and show, by its name for one and for several.
const CONTRIBUTIONS: [[&str; 2]; 3] = [
    ["update", "updates"],
    ["claim that it is done", "claims that it is done"],
    ["piece of evidence", "pieces of evidence"],
];

/// A place on the line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Happening {
    /// Its first and last day, where known.
    days: Option<(NaiveDate, NaiveDate)>,
    kind: HappeningKind,
}

impl Happening {
    fn single(mark: StripMark, title: impl Into<String>, happened: Option<PartialDate>) -> Self {
        let kind = HappeningKind::Single { mark, title: title.into(), words: date(happened) };
        Self { days: happened.map(|date| (date.last(), date.last())), kind }
    }

    /// What is not dated stands right before the day that is looked at; what was asked stands first.
    fn order(&self, today: NaiveDate) -> (NaiveDate, u8) {
        match (&self.kind, self.days) {
            (HappeningKind::Single { mark: StripMark::Full, .. }, _) => (NaiveDate::MIN, 0),
            (HappeningKind::Today, _) => (today, 2),
            (_, Some((first, _))) => (first, 0),
            (_, None) => (today, 1),
        }
    }
}

/// Everything in its order.
fn happenings(found: &RecommendationView, today: NaiveDate) -> Vec<Happening> {
    let raised = found.history.iter().find(|entry| matches!(entry.fact, Fact::Raised(_)));
    let asked = raised.map_or_else(|| found.row.raised_on.map(PartialDate::day), |entry| entry.happened);
    let mut all = vec![Happening::single(StripMark::Full, "Asked", asked)];
    if let Some(due) = found.row.deadline.due {
        let kind = HappeningKind::Single { mark: StripMark::Due, title: "Due".to_owned(), words: due.to_string() };
        all.push(Happening { days: Some((due.on, due.on)), kind });
    }
    let findings = found.visits.iter().filter_map(|visit| Some((visit.finding?, visit.happened)));
    all.extend(findings.map(|(finding, said)| Happening::single(StripMark::Ring, finding.label(), said)));
    if let Some(source) = found.row.source_status.as_ref().filter(|_| !found.row.status.is_known()) {
        let words = source.word_and_date();
        let kind = HappeningKind::Single { mark: StripMark::Tick, title: "Last public status".to_owned(), words };
        all.push(Happening { days: source.happened.map(|date| (date.last(), date.last())), kind });
    }
    // The history is newest first.
    all.extend(found.history.iter().rev().filter_map(|entry| by_people(entry, found)));
    all.push(Happening { days: Some((today, today)), kind: HappeningKind::Today });
    all.sort_by_key(|happening| happening.order(today));
    all
}

/// What people told or decided here.
fn by_people(entry: &Entry, found: &RecommendationView) -> Option<Happening> {
    let counts = match entry.fact {
        Fact::UpdateRecorded { .. } => [1, 0, 0],
        Fact::Submitted {} => [0, 1, 0],
        Fact::EvidenceAdded { .. } => [0, 0, 1],
        Fact::ClosureAuthorised {} | Fact::Reopened {} => {
            let title = title(&entry.fact, &found.rounds);
            return Some(Happening::single(StripMark::Ring, title, entry.happened));
        }
        _ => return None,
    };
    Some(Happening {
        days: entry.happened.map(|date| (date.last(), date.last())),
        kind: HappeningKind::Contributions(counts),
    })
}

/// The same with all that people told between two other places as one.
fn merged(all: Vec<Happening>) -> Vec<Happening> {
    let mut merged: Vec<Happening> = Vec::new();
    for next in all {
        match (merged.last_mut(), &next.kind, next.days) {
            (
                Some(Happening { days: Some((_, last)), kind: HappeningKind::Contributions(counts) }),
                HappeningKind::Contributions(more),
                Some((_, day)),
            ) => {
                *last = day;
                for (count, more) in counts.iter_mut().zip(more) {
                    *count += more;
                }
            }
            _ => merged.push(next),
        }
    }
    merged
}

fn stretched(all: &[Happening], today: NaiveDate) -> Vec<(StripEntry, Stretch)> {
    let today_at = all.iter().position(|happening| happening.kind == HappeningKind::Today).unwrap_or(all.len());
    let entries = all.iter().enumerate().map(|(place, happening)| {
        let years = match (happening.days, all.get(place + 1).and_then(|next| next.days)) {
            (Some((_, from)), Some((to, _))) => to.years_since(from).unwrap_or_default(),
            _ => 0,
        };
        let entry = match &happening.kind {
            HappeningKind::Single { mark, title, words } => {
                StripEntry { mark: *mark, title: title.clone().into_any(), words: words.clone().into_any() }
            }
            HappeningKind::Contributions(counts) => {
                let (title, words) = (counts_in_words(counts), months(happening.days));
                // Opens the history, which is folded away.
                let title = view! { <a class="govuk-link" href="#history">{title}</a> };
                StripEntry { mark: StripMark::Tick, title: title.into_any(), words: words.into_any() }
            }
            HappeningKind::Today => today_entry(all, today),
        };
        (entry, Stretch { years, is_silent: place + 1 >= today_at })
    });
    entries.collect()
}

/// `3 updates and 1 piece of evidence`.
fn counts_in_words(counts: &[usize; CONTRIBUTIONS.len()]) -> String {
    let parts = counts.iter().zip(CONTRIBUTIONS).filter(|(count, _)| **count > 0);
    let parts: Vec<_> =
        parts.map(|(count, [one, several])| format!("{count} {}", if *count == 1 { one } else { several })).collect();
    listed(&parts)
}

/// `March 2025 to November 2026`.
fn months(days: Option<(NaiveDate, NaiveDate)>) -> String {
    let Some((first, last)) = days else { return date(None) };
    let [first, last] = [first, last].map(|day| day.format("%B %Y").to_string());
    if first == last { first } else { format!("{first} to {last}") }
}

/// The day that is looked at, and for how long nothing has been known by then, if that is long.
fn today_entry(all: &[Happening], today: NaiveDate) -> StripEntry {
    let name = if has_passed(today) { "Day shown" } else { "Today" };
    let is_undated = |happening: &Happening| happening.days.is_none();
    // That a day by which something was due has passed says nothing of the item.
    let known = all.iter().filter(|happening| {
        !matches!(happening.kind, HappeningKind::Today | HappeningKind::Single { mark: StripMark::Due, .. })
    });
    let last = known.filter_map(|happening| happening.days).map(|(_, last)| last).max();
    let silent = last.filter(|last| today.years_since(*last).is_some_and(|years| years >= SILENT_YEARS));
    let silent = silent.filter(|_| !all.iter().any(is_undated));
    let words = silent.map(|last| format!("Nothing known of it for {}", span(last, today)));
    StripEntry {
        mark: StripMark::Day,
        title: format!("{name}, {}", in_words(today)).into_any(),
        words: words.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn contributions_on(text: &str, counts: [usize; CONTRIBUTIONS.len()]) -> Happening {
        Happening { days: Some((day(text), day(text))), kind: HappeningKind::Contributions(counts) }
    }

    #[test]
    fn what_people_told_between_two_findings_is_one_place() {
        let found = Happening::single(StripMark::Ring, "Improved", "2021-08-26".parse().ok());
        let all = vec![
            contributions_on("2020-03-01", [1, 0, 0]),
            contributions_on("2020-05-02", [1, 0, 1]),
            found.clone(),
            contributions_on("2022-01-05", [0, 1, 0]),
        ];
        let [before, at, after] = &merged(all)[..] else { panic!("three places") };
        assert_eq!((before.kind.clone(), at), (HappeningKind::Contributions([2, 0, 1]), &found));
        assert_eq!(months(before.days), "March 2020 to May 2020");
        assert_eq!(
            (counts_in_words(&[2, 0, 1]), months(after.days)),
            ("2 updates and 1 piece of evidence".to_owned(), "January 2022".to_owned())
        );
    }

    #[test]
    fn an_undated_finding_stands_right_before_the_day_looked_at() {
        let today = day("2026-11-29");
        let mut all = [
            Happening { days: Some((today, today)), kind: HappeningKind::Today },
            Happening::single(StripMark::Due, "Due", "2027-01-31".parse().ok()),
            Happening::single(StripMark::Ring, "Improved", None),
            Happening::single(StripMark::Full, "Asked", "2019-09".parse().ok()),
        ];
        all.sort_by_key(|happening| happening.order(today));
        let titles: Vec<_> = all
            .iter()
            .map(|happening| match &happening.kind {
                HappeningKind::Single { title, .. } => title.as_str(),
                HappeningKind::Contributions(_) | HappeningKind::Today => "Today",
            })
            .collect();
        assert_eq!(titles, ["Asked", "Improved", "Today", "Due"]);
    }
}
