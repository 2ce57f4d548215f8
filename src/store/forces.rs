//! The table of forces: what each one's rounds raised, how that stands, and what the last round said.

use std::cmp::Reverse;

use super::{Database, StoreError, parsing::parsed};
use crate::{
    as_at::Point,
    counting::held::forces_with,
    round::happened,
    scope::Scope,
    view::{
        forces::{ForceName, ForceRow},
        forces_filter::{Counted, ForcesFilter, Sort, With},
        register_filter::Direction,
    },
};

mod counting;

/// The slug and short name of every force, by name.
pub async fn names(database: &Database) -> Result<Vec<ForceName>, StoreError> {
    let rows =
        sqlx::query!(r#"select slug as "slug!", short_name as "short_name!" from force_at(null) order by short_name"#);
    let rows = rows.fetch_all(&mut *database.reading().await?).await?.into_iter();
    rows.map(|row| Ok(ForceName { slug: parsed("force_version", &row.slug)?, name: row.short_name })).collect()
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
    let known = super::counting::known(&mut snapshot, point).await?;
    let mut rows = counting::all(&mut snapshot, &known, point).await?;
    // Raised anew joins the schemes: the force may have no item of this very topic.
    if let Some(topic) = filter.topic.filter(|_| filter.with != Some(With::RaisedAnew)) {
        let with_topic = counting::with_topic(&mut snapshot, topic, point).await?;
        rows.retain(|row| with_topic.contains(row.force.slug.as_str()));
    }
    if let Some(with) = filter.with {
        let held = forces_with(&known, with, filter.topic);
        rows.retain(|row| held.contains(&row.force.slug));
    }
    rows.retain(|row| {
        scope.covers(&row.force.slug)
            && filter.nation.is_none_or(|nation| nation == row.force.nation)
            && filter.region.is_none_or(|region| region == row.force.region)
    });
    sort(&mut rows, *filter);
    Ok(rows)
}

/// There are 43 forces however long the history: they are put in order here, by figures SQL would have to name again. They come in
/// the order of where to look first.
fn sort(rows: &mut [ForceRow], filter: ForcesFilter) {
    if filter.sort != Sort::FirstLook {
        rows.sort_by(|a, b| a.force.short_name.cmp(&b.force.short_name));
    }
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
        Sort::FirstLook | Sort::Force | Sort::Latest | Sort::LastRound => 0,
    };
    let date = |row: &ForceRow| row.last_round.as_ref().and_then(|last| happened(last.published, last.fieldwork));
    match (filter.sort, filter.order) {
        (Sort::FirstLook | Sort::Force, Direction::Ascending) => {}
        (Sort::FirstLook | Sort::Force, Direction::Descending) => rows.reverse(),
        (Sort::Latest, Direction::Ascending) => rows.sort_by_key(ForceRow::latest),
        (Sort::Latest, Direction::Descending) => rows.sort_by_key(|row| Reverse(row.latest())),
        // What no source dates is neither first nor latest: it comes last either way.
        (Sort::LastRound, Direction::Ascending) => rows.sort_by_key(|row| (date(row).is_none(), date(row))),
        (Sort::LastRound, Direction::Descending) => rows.sort_by_key(|row| (date(row).is_none(), Reverse(date(row)))),
        (_, Direction::Ascending) => rows.sort_by_key(number),
        (_, Direction::Descending) => rows.sort_by_key(|row| Reverse(number(row))),
    }
}
