//! The table of forces: what each one's rounds raised, how that stands, and what the last round said.

use std::cmp::Reverse;

use super::{Database, StoreError, published::DatedRound, register::Direction};
use crate::{
    as_at::Point,
    finding::{Finding, RecordType},
    force::Force,
    grade::Grade,
    round::happened,
    scope::Scope,
    topic::Topic,
};

mod counting;
mod filter;

pub(super) use counting::all;

pub use filter::{Counted, ForcesFilter, Sort, With};

/// How the items of one record type stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All of them.
    pub items: u64,
    /// Whose status is one of the group open.
    pub open: u64,
    /// Whose deadline has passed while they are open and recorded.
    pub overdue: u64,
    /// Said to be done and not verified.
    pub gap: u64,
    /// Of which nothing public says how they stand.
    pub not_recorded: u64,
}

/// The last round of a force that graded or found anything, and what it said. It need not be the end of the chain: a
/// letter may follow an inspection and say nothing of the kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastWord {
    /// Which round.
    pub round: DatedRound,
    /// Its grades.
    pub grades: Vec<(Topic, Grade)>,
    /// Its findings on earlier items, by record type, in the order of [`Finding::ALL`].
    pub found: [[u64; Finding::ALL.len()]; RecordType::ALL.len()],
}

/// One force in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForceRow {
    /// Who it is.
    pub force: Force,
    /// How many rounds our sources hold.
    pub rounds: u64,
    /// How its items stand, in the order of [`RecordType::ALL`].
    pub tallies: [Tally; RecordType::ALL.len()],
    /// Whether charts can show anything of it.
    pub has_findings: bool,
    /// The end of its chain.
    pub last_round: Option<DatedRound>,
    /// What was graded or found last.
    pub last_word: Option<LastWord>,
}

impl LastWord {
    /// How many items of some record types it found something of, by finding; findings it did not make are left out.
    pub fn found(&self, counted: Counted) -> impl Iterator<Item = (Finding, u64)> {
        Finding::ALL.iter().filter_map(move |finding| {
            let items = counted.record_types().iter().map(|of| self.found[*of as usize][*finding as usize]).sum();
            (items > 0).then_some((*finding, items))
        })
    }

    /// How many topics it gave each grade; grades it did not give are left out.
    pub fn graded(&self) -> impl Iterator<Item = (Grade, usize)> {
        Grade::ALL.iter().filter_map(|grade| {
            let topics = self.grades.iter().filter(|(_, given)| given == grade).count();
            (topics > 0).then_some((*grade, topics))
        })
    }
}

impl ForceRow {
    /// How its items of some record types stand.
    pub fn tally(&self, counted: Counted) -> Tally {
        counted.record_types().iter().map(|of| self.tallies[*of as usize]).fold(Tally::default(), |sum, one| Tally {
            items: sum.items + one.items,
            open: sum.open + one.open,
            overdue: sum.overdue + one.overdue,
            gap: sum.gap + one.gap,
            not_recorded: sum.not_recorded + one.not_recorded,
        })
    }

    fn has(&self, with: With) -> bool {
        match with {
            With::Rounds => self.rounds > 0,
            With::Items => self.tallies.iter().any(|tally| tally.items > 0),
            With::Findings => self.has_findings,
            With::NoItems => !self.has(With::Items),
            With::NoRounds => self.rounds == 0,
        }
    }

    /// Grades before findings before silence; within each, better before worse, whatever the record type.
    fn latest(&self) -> (u8, u64) {
        let Some(last) = &self.last_word else { return (2 + u8::from(self.last_round.is_none()), 0) };
        let mean = |sum: u64, of: u64| sum.saturating_mul(1000).checked_div(of).unwrap_or(0);
        let graded = last.grades.iter().map(|(_, grade)| *grade as u64).sum::<u64>();
        let (found, items) = last
            .found(Counted::Both)
            .fold((0, 0), |(sum, of), (finding, items)| (sum + finding as u64 * items, of + items));
        match (last.grades.len() as u64, items) {
            (0, items) => (1, mean(found, items)),
            (topics, _) => (0, mean(graded, topics)),
        }
    }
}

/// The slug and short name of every force, by name.
pub async fn names(database: &Database) -> Result<Vec<(String, String)>, StoreError> {
    let rows =
        sqlx::query!(r#"select slug as "slug!", short_name as "short_name!" from force_at(null) order by short_name"#);
    Ok(rows.fetch_all(database.read()).await?.into_iter().map(|row| (row.slug, row.short_name)).collect())
}

/// The forces a filter asks for, in its order, as far as the scope covers them.
#[tracing::instrument(skip(database), err)]
pub async fn page(
    database: &Database,
    filter: &ForcesFilter,
    scope: &Scope,
    point: Point,
) -> Result<Vec<ForceRow>, StoreError> {
    let mut snapshot = database.snapshot().await?;
    let mut rows = all(&mut snapshot, point).await?;
    if let Some(topic) = filter.topic {
        let with_topic = counting::with_topic(&mut snapshot, topic, point).await?;
        rows.retain(|row| with_topic.contains(row.force.slug.as_str()));
    }
    rows.retain(|row| {
        scope.covers(&row.force.slug)
            && filter.nation.is_none_or(|nation| nation == row.force.nation)
            && filter.region.is_none_or(|region| region == row.force.region)
            && filter.with.is_none_or(|with| row.has(with))
    });
    sort(&mut rows, *filter);
    Ok(rows)
}

/// There are 43 forces however long the history: they are put in order here, by figures SQL would have to name again.
fn sort(rows: &mut [ForceRow], filter: ForcesFilter) {
    rows.sort_by(|a, b| a.force.short_name.cmp(&b.force.short_name));
    let counted = filter.counted;
    let number = |row: &ForceRow| match filter.sort {
        Sort::Rounds => row.rounds,
        Sort::Recommendations => row.tally(Counted::Recommendations).items,
        Sort::AreasOfConcern => row.tally(Counted::AreasOfConcern).items,
        Sort::Open => row.tally(counted).open,
        Sort::Overdue => row.tally(counted).overdue,
        Sort::Gap => row.tally(counted).gap,
        Sort::NotRecorded => row.tally(counted).not_recorded,
        Sort::Region => row.force.region as u64,
        Sort::Force | Sort::Latest | Sort::LastRound => 0,
    };
    let date = |row: &ForceRow| row.last_round.as_ref().and_then(|last| happened(last.published, last.fieldwork));
    match (filter.sort, filter.order) {
        (Sort::Force, Direction::Ascending) => {}
        (Sort::Force, Direction::Descending) => rows.reverse(),
        (Sort::Latest, Direction::Ascending) => rows.sort_by_key(ForceRow::latest),
        (Sort::Latest, Direction::Descending) => rows.sort_by_key(|row| Reverse(row.latest())),
        // What no source dates is neither first nor latest: it comes last either way.
        (Sort::LastRound, Direction::Ascending) => rows.sort_by_key(|row| (date(row).is_none(), date(row))),
        (Sort::LastRound, Direction::Descending) => rows.sort_by_key(|row| (date(row).is_none(), Reverse(date(row)))),
        (_, Direction::Ascending) => rows.sort_by_key(number),
        (_, Direction::Descending) => rows.sort_by_key(|row| Reverse(number(row))),
    }
}
