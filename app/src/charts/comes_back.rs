//! What comes back: topics by the share of forces where they were still of concern on return.

use followup::{
    counting::{
        found::FoundCounts,
        topics::{LEAST_FORCES, TopicCount},
    },
    crosswalk,
    finding::{FindingGroup, KnownFrom},
    progress::{comes_back::ComesBack, measure::Measure, selection::Selection},
    topic::{Scheme, Topic},
    view::{forces_filter::With, register::FoundFilter},
};

use super::{
    forces_link, register_link,
    report::{Behind, Cell, Column, Part, Picture, Report, Row, Tone},
};
use crate::number::grouped;

const COLUMNS: [Column; 8] = [
    Column::new("Forces still of concern", "forces_still_of_concern"),
    Column::new("Forces looked at again", "forces_looked_at_again"),
    Column::new("Forces where raised anew", "forces_where_raised_anew"),
    Column::new("Items still of concern", "items_still_of_concern"),
    Column::new("Items partly improved", "items_partly_improved"),
    Column::new("Items improved or closed", "items_improved_or_closed"),
    Column::new("Items not mentioned on return", "items_not_mentioned_on_return"),
    Column::new("Items not visited again", "items_not_visited_again"),
];

/// What makes up a bar, the worst first.
const PARTS: [Part; 5] = [
    Part { tone: Tone::Worst, column: 3, words: "still of concern or no progress" },
    Part { tone: Tone::Partly, column: 4, words: "partly improved" },
    Part { tone: Tone::Best, column: 5, words: "improved or closed" },
    Part { tone: Tone::Silent, column: 6, words: "not mentioned on return, as far as we know" },
    Part { tone: Tone::Ahead, column: 7, words: "not visited again" },
];

/// The report.
pub fn report(figure: &ComesBack) -> Report {
    let rows: Vec<_> = figure.topics.iter().map(|topic| row(figure, topic)).collect();
    Report {
        measure: Measure::ComesBack,
        selection: figure.selection.clone(),
        display: Vec::new(),
        scope: figure.scope.clone(),
        headline: headline(figure),
        subtitle: format!(
            "Topics on return, {}, by the share of forces where they were still of concern",
            figure.scope
        ),
        of: "Topic",
        keys: vec!["record_type", "topic"],
        columns: COLUMNS.to_vec(),
        rows,
        picture: Picture::Bars {
            parts: PARTS.to_vec(),
            whole: None,
            panels: Vec::new(),
            bracket: None,
            behind: Behind::Of { part: 0, whole: 1, nouns: ["force", "forces"], of_none: "not looked at yet" },
        },
        notes: notes(figure),
        coverage: figure.is_of_several().then_some(figure.coverage),
        why_empty: None,
        file: None,
    }
}

fn headline(figure: &ComesBack) -> String {
    let scope = &figure.scope;
    let counts = |topic: &TopicCount| (topic.of_concern.len() as u64, topic.looked_at.len() as u64);
    if let Some(first) = figure.topics.first().filter(|topic| topic.is_ranked() && !topic.of_concern.is_empty()) {
        let (concern, looked_at) = counts(first);
        return format!(
            "{scope}: ‘{}’ was still of concern in {concern} of {looked_at} forces on return",
            first.topic.label()
        );
    }
    let looked_at: Vec<_> = figure.topics.iter().filter(|topic| !topic.looked_at.is_empty()).collect();
    let concern = looked_at.iter().filter(|topic| !topic.of_concern.is_empty()).count();
    match looked_at.len() {
        0 => format!("{scope}: we know of no topic that inspectors looked at again"),
        1 if concern == 1 => format!("{scope}: the 1 topic looked at again was still of concern"),
        1 => format!("{scope}: the 1 topic looked at again was no longer of concern"),
        all => format!("{scope}: {concern} of {all} topics looked at again were still of concern"),
    }
}

fn notes(figure: &ComesBack) -> Vec<String> {
    let mut notes = vec![
        "Items that are known only because inspectors named them on return are left out.".to_owned(),
        format!("‘Raised anew’ counts both kinds of item and both topic schemes, joined by {}.", crosswalk::name()),
    ];
    let is_short = |topic: &TopicCount| !topic.is_ranked() && !topic.looked_at.is_empty();
    if figure.is_of_several() && figure.topics.iter().any(is_short) {
        let least = grouped(LEAST_FORCES);
        notes.push(format!("Topics looked at again in fewer than {least} forces come last."));
    }
    notes
}

fn row(figure: &ComesBack, of: &TopicCount) -> Row {
    let topic = of.topic.slug();
    // The row is the topic: what was picked says the rest.
    let picked = Selection { topic: None, ..figure.selection.clone() };
    let forces = |count: usize, with: With| Cell::count(count as u64, forces_link::with(with, Some(topic), &picked));
    let [concern, partly, improved] = [
        &[FindingGroup::StillOfConcern, FindingGroup::NoProgress][..],
        &[FindingGroup::Partly],
        &[FindingGroup::Improved],
    ]
    .map(|groups| groups.iter().map(|group| ("finding_group", group.slug())).collect::<Vec<_>>());
    let items = |count: u64, found: Vec<(&'static str, &'static str)>| {
        let asked: Vec<_> =
            [("topic", topic), ("known_from", KnownFrom::Raised.slug())].into_iter().chain(found).collect();
        Cell::count(count, Some(register_link::rows(&asked, &picked, "")))
    };
    let sum = |count: fn(FoundCounts) -> u64| of.found.iter().map(|found| count(*found)).sum::<u64>();
    let keys = vec![figure.selection.counted().slug().to_owned(), topic.to_owned()];
    let cells = vec![
        forces(of.of_concern.len(), With::StillOfConcern),
        forces(of.looked_at.len(), With::LookedAt),
        forces(of.raised_anew.len(), With::RaisedAnew),
        items(sum(|found| found.of_concern), concern),
        items(sum(|found| found.partly_improved), partly),
        items(sum(FoundCounts::improved_or_closed), improved),
        items(
            of.not_looked_at.iter().sum::<u64>() - of.not_visited_again,
            vec![("finding", FoundFilter::Silent.slug())],
        ),
        items(of.not_visited_again, vec![("finding", FoundFilter::NoLaterRound.slug())]),
    ];
    Row::new(topic_in_words(of.topic), keys, cells)
}

/// A topic's name, with its scheme where topics of both have the same name.
pub fn topic_in_words(topic: Topic) -> String {
    match topic.scheme() {
        Scheme::Of2014 => topic.to_string(),
        Scheme::Of2024 => topic.with_scheme().to_string(),
    }
}
