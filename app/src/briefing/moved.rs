//! What moved in the period: reports published, a line for each kind of change that happened, and from where to where items went.

use chrono::NaiveDate;
use followup::{
    counting::visits::{LastPublished, VisitsByYear},
    finding::RecordType,
    progress::{
        change::{Between, Cell as Place, Change, ChangeList, Changes, Group, Picked, SHORT_LISTS, Tally},
        measure::Measure,
    },
    view::change::Situation,
};

use super::{Address, Cell, Heading, Row, Section, Table, words};
use crate::{
    charts::in_a_sentence, components::grouped, main_points::Scope, phrase::Phrase, published_in_words::led_to,
};

/// The most reports that are named.
const MOST_PUBLISHED: usize = 4;
/// The most moves from one group to another that are named.
const MOST_MOVES: usize = 4;

/// The section.
pub fn section(changes: &Changes, situation: &Situation, address: &Address, scope: &Scope) -> Section {
    let tallies: Vec<_> = address.record_types().into_iter().map(|of| (of, changes.tally(of))).collect();
    let mut lines = published(&situation.published, scope);
    let table = counts(&tallies, address);
    if table.is_none() {
        lines.push(nothing(lines.is_empty(), changes.period, &situation.national.visits));
    }
    let after = tallies.iter().filter_map(|(of, tally)| moves(*of, tally, address));
    let after = after.chain(undated(changes, address)).collect();
    let table = table.map(|(table, note)| {
        lines.extend(note);
        table
    });
    let heading = format!("What moved, {}", words::period(changes.period));
    Section { id: "moved", heading, lines, table, after, whole: None }
}

/// Reports of the period, the newest first.
fn published(reports: &[LastPublished], scope: &Scope) -> Vec<Vec<Phrase>> {
    let mut lines: Vec<_> = reports.iter().take(MOST_PUBLISHED).map(|report| line(report, scope)).collect();
    let more = reports.len().saturating_sub(MOST_PUBLISHED);
    if more > 0 {
        let words = format!("{} more reports", grouped(more as u64));
        let words = if more == 1 { "1 more report".to_owned() } else { words };
        lines.push(vec![
            Phrase::plain("And "),
            Phrase::link(words, scope.measure(Measure::Visits)),
            Phrase::plain("."),
        ]);
    }
    lines
}

/// `Published: Lincolnshire, inspection, 19 December 2025: 8 new items.`
fn line(report: &LastPublished, scope: &Scope) -> Vec<Phrase> {
    let href = scope.at.href(&format!("/forces/{}/rounds/{}", report.force.slug, report.round.slug));
    let kind = in_a_sentence(report.round.kind.label());
    vec![
        Phrase::plain("Published: "),
        Phrase::link(report.force.short_name.clone(), href),
        Phrase::plain(format!(", {kind}, {}: {}.", report.published, led_to(report))),
    ]
}

/// That nothing happened, with what was published last.
fn nothing(is_unpublished: bool, period: Between, visits: &VisitsByYear) -> Vec<Phrase> {
    let time = time(period);
    let words = match visits.last.first().filter(|_| is_unpublished) {
        Some(last) => format!(
            "Nothing was published or recorded in {time}; the last was {}, {}.",
            last.force.short_name, last.published
        ),
        None if is_unpublished => format!("Nothing was published or recorded in {time}."),
        None => format!("Nothing else was recorded in {time}."),
    };
    vec![Phrase::plain(words)]
}

/// What a sentence calls the period.
fn time(period: Between) -> &'static str {
    let is = |whole: fn(NaiveDate) -> Between| whole(period.to) == period;
    match (is(Between::of_the_quarter), is(Between::of_the_month), is(Between::of_the_year)) {
        (true, ..) => "this quarter",
        (_, true, _) => "this month",
        (_, _, true) => "this year",
        _ => "this time",
    }
}

/// How many items each thing happened to, with what the counts are of; `None` where nothing happened.
fn counts(tallies: &[(RecordType, Tally)], address: &Address) -> Option<(Table, Option<Vec<Phrase>>)> {
    // What is gone has no short list.
    let happened = SHORT_LISTS
        .iter()
        .chain(&[Change::Gone])
        .filter(|change| tallies.iter().any(|(_, tally)| tally.changed(**change) > 0));
    let rows = happened.map(|change| {
        let cells = tallies.iter().map(|(of, tally)| {
            let count = tally.changed(*change);
            match count {
                0 => Cell::plain("–"),
                count => Cell::link(grouped(count), address.list(ChangeList::changed(*of, *change))),
            }
        });
        Row::new(Cell::plain(change.label()), cells.collect())
    });
    let rows: Vec<_> = rows.collect();
    let header = std::iter::once(Heading::words("What happened"))
        .chain(tallies.iter().map(|(of, _)| Heading::numbers(of.plural())));
    let is_movement = |change: &Change| tallies.iter().any(|(_, tally)| tally.changed(*change) > 0);
    let note = [Change::Closed, Change::Reopened, Change::SaidDone]
        .iter()
        .any(is_movement)
        .then(|| vec![Phrase::plain("Items to which this happened in the period, whether or not it still holds.")]);
    let table = Table {
        caption: "What happened, by kind of change".to_owned(),
        header: header.collect(),
        rows,
        is_of_wordings: false,
    };
    (!table.rows.is_empty()).then_some((table, note))
}

/// `Recommendations, then and now: 12 from open to claimed, 3 from claimed to verified.`
fn moves(of: RecordType, tally: &Tally, address: &Address) -> Option<Vec<Phrase>> {
    let pairs = Group::ALL.iter().flat_map(|before| Group::ALL.iter().map(move |after| (*before, *after)));
    let moved = pairs.filter(|(before, after)| before != after);
    let mut moved: Vec<_> = moved
        .map(|(before, after)| (tally.cell(Some(before), Some(after)), before, after))
        .filter(|(count, ..)| *count > 0)
        .collect();
    moved.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    let all = tally.changed(Change::Moved);
    let rest = moved.len() > MOST_MOVES;
    let named = moved.iter().take(MOST_MOVES).enumerate().flat_map(|(place, (count, before, after))| {
        let words = format!("{} from {} to {}", grouped(*count), words::group(*before), words::group(*after));
        let listed = ChangeList::cell(of, Place::In(*before), Place::In(*after));
        [Phrase::plain(if place == 0 { "" } else { ", " }), Phrase::link(words, address.list(listed))]
    });
    let rest = rest.then(|| {
        let listed = ChangeList::changed(of, Change::Moved);
        [Phrase::plain("; "), Phrase::link(format!("{} in all", grouped(all)), address.list(listed))]
    });
    let begun = Phrase::plain(format!("{} at the beginning and at the end: ", of.plural()));
    let phrases = std::iter::once(begun).chain(named).chain(rest.into_iter().flatten()).chain([Phrase::plain(".")]);
    let phrases: Vec<_> = phrases.filter(|phrase| !phrase.text.is_empty()).collect();
    (!moved.is_empty()).then_some(phrases)
}

/// What the comparison leaves out.
fn undated(changes: &Changes, address: &Address) -> Vec<Vec<Phrase>> {
    let mut notes = Vec::new();
    for of in address.record_types() {
        for whole in [true, false] {
            let count = changes.undated(of, whole).count() as u64;
            if count == 0 {
                continue;
            }
            let noun = of.counted(count);
            let words =
                if whole { format!("{} undated {noun}", grouped(count)) } else { format!("{} {noun}", grouped(count)) };
            let listed = ChangeList { record_type: of, picked: Picked::Undated { whole }, page: 1 };
            let rest = match (whole, count) {
                (true, 1) => " is left out of this comparison.",
                (true, _) => " are left out of this comparison.",
                (false, 1) => " has an undated fact and is left out of this comparison.",
                (false, _) => " have an undated fact and are left out of this comparison.",
            };
            notes.push(vec![Phrase::link(words, address.list(listed)), Phrase::plain(rest)]);
        }
    }
    notes
}
