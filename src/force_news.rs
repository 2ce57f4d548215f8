//! What a force's page says first: the newest report that says anything, its grades before its findings before what it raised.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    counting::found::FoundCounts,
    finding::{Finding, FindingGroup, RecordType},
    grade::Grade,
    partial_date::PartialDate,
    round::happened,
    topic::Topic,
    view::{
        force::{ForceItem, ForceView},
        published::DatedRound,
    },
};

/// From this many years of silence on, the page says how long it has lasted.
pub const SILENT_YEARS: u32 = 2;

/// The newest report that says anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForceNews {
    /// The round that it is of.
    pub round: DatedRound,
    /// Its grades, worst first.
    pub grades: Vec<(Topic, Grade)>,
    /// The latest grades, where they are of an earlier round and one of them is inadequate: no later report takes such a grade away.
    pub inadequate_before: Option<(DatedRound, Vec<(Topic, Grade)>)>,
    /// What it found, in the order of [`RecordType::ALL`]. An item that this report names first counts as well.
    pub found: [FoundCounts; RecordType::ALL.len()],
    /// How many items it raised, in the same order.
    pub raised: [u64; RecordType::ALL.len()],
    /// The last day on which it can have been published; `None` where its date is not known.
    pub said_on: Option<NaiveDate>,
    /// Whether nothing is known to have been published in the [`SILENT_YEARS`] since.
    pub is_followed_by_silence: bool,
}

/// The news of a force; `None` where none of its rounds says anything. The last round in the chain is the newest, also where its date is
/// not known.
#[must_use]
pub fn force_news(view: &ForceView, today: NaiveDate) -> Option<ForceNews> {
    let newest = view.rounds.iter().rev().map(|round| news_of(view, &round.name, today));
    let mut news = newest.into_iter().find(|news| {
        !news.grades.is_empty()
            || news.raised.iter().any(|count| *count > 0)
            || news.found.iter().any(|of| of.all() > 0)
    })?;
    let graded = view.rounds.iter().rev().map(|round| (round.name.clone(), grades_of(view, &round.name)));
    let latest = graded.into_iter().find(|(_, grades)| !grades.is_empty());
    news.inadequate_before = latest
        .filter(|(round, _)| round.slug != news.round.slug)
        .filter(|(_, grades)| grades.iter().any(|(_, grade)| *grade == Grade::Inadequate));
    Some(news)
}

/// Worst first.
fn grades_of(view: &ForceView, round: &DatedRound) -> Vec<(Topic, Grade)> {
    let of_round = view.grades.iter().filter(|graded| graded.round.slug == round.slug);
    let mut grades: Vec<_> = of_round.map(|graded| (graded.topic, graded.grade)).collect();
    grades.sort_by_key(|(topic, grade)| (std::cmp::Reverse(*grade), *topic));
    grades
}

fn news_of(view: &ForceView, round: &DatedRound, today: NaiveDate) -> ForceNews {
    let grades = grades_of(view, round);
    let (mut found, mut raised) = ([FoundCounts::default(); 2], [0; 2]);
    for item in &view.items {
        let place = item.record_type as usize;
        if item.round == round.slug {
            raised[place] += 1;
        }
        for finding in item.found.iter().filter(|found| found.round == round.slug) {
            found[place].add(finding.finding, 1);
        }
    }
    let said_on = happened(round.published, round.fieldwork).map(PartialDate::last);
    // A later report that is known but says nothing that we could read is no silence.
    let last =
        view.rounds.iter().filter_map(|of| happened(of.name.published, of.name.fieldwork)).map(PartialDate::last);
    let is_followed_by_silence = match (said_on, last.max()) {
        (Some(said_on), Some(last)) => {
            last <= said_on && today.years_since(said_on).is_some_and(|years| years >= SILENT_YEARS)
        }
        _ => false,
    };
    ForceNews { round: round.clone(), grades, inadequate_before: None, found, raised, said_on, is_followed_by_silence }
}

/// How an item is listed on the page of its force: by what was found of it last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LedgerGroup {
    /// Still of concern, or without progress.
    OfConcern,
    /// Partly improved, or not fully achieved.
    PartlyImproved,
    /// Improved, or closed by inspectors.
    Improved,
    /// No later round that we could read says anything of it.
    NotMentioned,
}

impl LedgerGroup {
    /// All, the worst first.
    pub const ALL: [Self; 4] = [Self::OfConcern, Self::PartlyImproved, Self::Improved, Self::NotMentioned];

    /// The group of an item.
    #[must_use]
    pub fn for_item(item: &ForceItem) -> Self {
        Self::for_latest(item.found.last().map(|found| found.finding))
    }

    /// The group of an item of which this was found last.
    #[must_use]
    pub const fn for_latest(finding: Option<Finding>) -> Self {
        let Some(finding) = finding else { return Self::NotMentioned };
        match finding.group() {
            FindingGroup::StillOfConcern | FindingGroup::NoProgress => Self::OfConcern,
            FindingGroup::Partly => Self::PartlyImproved,
            FindingGroup::Improved => Self::Improved,
        }
    }
}

/// The items of one round by group, the worst group first; groups without items are left out.
#[must_use]
pub fn ledger<'a>(view: &'a ForceView, round: &str) -> BTreeMap<LedgerGroup, Vec<&'a ForceItem>> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for item in view.items.iter().filter(|item| item.round == round) {
        groups.entry(LedgerGroup::for_item(item)).or_default().push(item);
    }
    groups
}
