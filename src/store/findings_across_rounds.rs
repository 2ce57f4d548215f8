//! Findings across rounds, counted in SQL: few rows however many items there are.
//!
//! Two questions, and the register answers the same two row by row, by its parameters `found_in` and `found_by`, or neither:
//!
//! - *in a round*: items raised in a round of a smaller place, with that round's finding of each, or none;
//! - *by a kind of round*: items whose force has a round of that kind above the one that raised them, with the finding
//!   of the highest such round that made one, or none; and beside the kinds, *by any round*: items whose force has
//!   a later round of any kind, each with its latest finding, or none.
//!
//! Items known only from a later round are counted whatever was found of them: the figure leaves them out of its shares.

use std::collections::BTreeSet;

use sqlx::PgConnection;

use super::{
    Database, StoreError, coverage,
    parsing::{counted, parsed, parsed_if_any},
    selection,
};
use crate::{
    as_at::Point,
    finding::{KnownFrom, RecordType},
    force::{ForceSlug, Nation, Region},
    progress::{
        findings_across_rounds::{Cell, Coverage, FindingsAcrossRounds, Visit, VisitParameter},
        selection::{RecordTypes, Selection},
    },
    round::{RoundKind, title},
    topic::Topic,
};

/// The figure of what was picked; `None` where there is no force of that name at that point.
///
/// Of one force the visits are its rounds, of several they are kinds of rounds.
#[tracing::instrument(skip(database), err)]
pub async fn figure(
    database: &Database,
    selection: &Selection,
    point: Point,
) -> Result<Option<FindingsAcrossRounds>, StoreError> {
    let Some(name) = selection::name(database, selection, point).await? else { return Ok(None) };
    let mut snapshot = database.snapshot().await?;
    let figure = match &selection.force {
        Some(force) => of_force(&mut snapshot, force, selection, name, point).await?,
        None => of_all(&mut snapshot, selection, name, point).await?,
    };
    Ok(Some(figure))
}

/// What each later round of a force found, rounds in the order of its chain.
pub(super) async fn of_force(
    db: &mut PgConnection,
    force: &ForceSlug,
    selection: &Selection,
    name: String,
    point: Point,
) -> Result<FindingsAcrossRounds, StoreError> {
    let rows = sqlx::query!(
        r#"with item as (
            select v.reference, v.record_type, v.known_from, r.place
            from recommendation_at($1, $2) v
            join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
            join round_at($1, $2) raising on raising.force_slug = v.force_slug and raising.round_slug = v.round_slug
            where v.force_slug = $3 and ($4::text is null or v.topic = $4)
                and ($5::text is null or raising.kind = $5::text::round_kind)
                and ($6::text is null or v.record_type = $6::text::record_type)
        ), visit as (
            select r.slug, r.place, v.kind, v.published, v.fieldwork
            from round_at($1, $2) v
            join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
            where v.force_slug = $3
        ), found as (
            select reference, round_slug, finding from finding_at($1, $2) where force_slug = $3
        )
        select visit.slug as "slug!", visit.place as "place!", visit.kind::text as "kind!",
            visit.published::text as published, visit.fieldwork::text as fieldwork,
            item.record_type::text as "record_type!", item.known_from::text as "known_from!",
            found.finding::text as finding, count(*) as "items!"
        from visit
        join item on item.place < visit.place
        left join found on found.reference = item.reference and found.round_slug = visit.slug
        group by 1, 2, 3, 4, 5, 6, 7, 8"#,
        point.valid,
        point.known,
        force.as_str(),
        selection.topic.map(Topic::slug),
        selection.round_kind.map(RoundKind::slug),
        selection.record_types.and_then(RecordTypes::one).map(RecordType::slug),
    )
    .fetch_all(db)
    .await?;
    let cells = rows.into_iter().map(|row| {
        let kind: RoundKind = parsed("round_version", &row.kind)?;
        let published = parsed_if_any("round_version", row.published.as_deref())?;
        let fieldwork = parsed_if_any("round_version", row.fieldwork.as_deref())?;
        Ok(Cell {
            visit: Visit {
                place: counted("round", row.place)?,
                label: title(kind, published, fieldwork),
                parameter: VisitParameter::FoundIn,
                value: row.slug,
            },
            record_type: parsed("recommendation_version", &row.record_type)?,
            known_from: parsed("recommendation_version", &row.known_from)?,
            finding: parsed_if_any("finding_version", row.finding.as_deref())?,
            items: counted("recommendation_version", row.items)?,
        })
    });
    let cells = cells.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(FindingsAcrossRounds::new(name, selection.clone(), None, &cells))
}

/// What each kind of later round found, over all forces.
pub(super) async fn of_all(
    db: &mut PgConnection,
    selection: &Selection,
    name: String,
    point: Point,
) -> Result<FindingsAcrossRounds, StoreError> {
    let rows = sqlx::query!(
        r#"with visit as (
            select v.force_slug, r.slug, r.place, v.kind
            from round_at($1, $2) v
            join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
            join force_at($2) f on f.slug = v.force_slug
            where ($3::text is null or f.nation = $3::text::nation) and ($4::text is null or f.region = $4::text::region)
        ), item as (
            select v.reference, v.force_slug, v.record_type, v.known_from, v.latest_finding, visit.place
            from recommendation_at($1, $2) v
            join visit on visit.force_slug = v.force_slug and visit.slug = v.round_slug
            where ($5::text is null or v.topic = $5) and ($6::text is null or visit.kind = $6::text::round_kind)
                and ($7::text is null or v.record_type = $7::text::record_type)
        ), last_visit as (
            select force_slug, kind, max(place) as place from visit group by 1, 2
        ), found as (
            select distinct on (finding.reference, visit.kind) finding.reference, visit.kind, finding.finding
            from finding_at($1, $2) finding
            join visit on visit.force_slug = finding.force_slug and visit.slug = finding.round_slug
            join item on item.reference = finding.reference and item.place < visit.place
            order by finding.reference, visit.kind, visit.place desc
        )
        select item.force_slug as "force_slug!", last_visit.kind::text as kind,
            item.record_type::text as "record_type!", item.known_from::text as "known_from!",
            found.finding::text as finding, count(*) as "items!"
        from item
        join last_visit on last_visit.force_slug = item.force_slug and last_visit.place > item.place
        left join found on found.reference = item.reference and found.kind = last_visit.kind
        group by 1, 2, 3, 4, 5
        union all
        select item.force_slug, null, item.record_type::text, item.known_from::text, item.latest_finding::text, count(*)
        from item
        join (select force_slug, max(place) as place from visit group by 1) newest on newest.force_slug = item.force_slug
        where newest.place > item.place or item.known_from = 'later_round'
        group by 1, 3, 4, 5"#,
        point.valid,
        point.known,
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.topic.map(Topic::slug),
        selection.round_kind.map(RoundKind::slug),
        selection.record_types.and_then(RecordTypes::one).map(RecordType::slug),
    )
    .fetch_all(&mut *db)
    .await?;
    let mut told_of = BTreeSet::new();
    let mut cells = Vec::with_capacity(rows.len());
    for row in rows {
        let cell = Cell {
            visit: parsed_if_any("round_version", row.kind.as_deref())?.map_or_else(any_visit, visit_of_kind),
            record_type: parsed("recommendation_version", &row.record_type)?,
            known_from: parsed("recommendation_version", &row.known_from)?,
            finding: parsed_if_any("finding_version", row.finding.as_deref())?,
            items: counted("recommendation_version", row.items)?,
        };
        if cell.known_from == KnownFrom::Raised && cell.finding.is_some() {
            told_of.insert(row.force_slug);
        }
        cells.push(cell);
    }
    let kinds: BTreeSet<_> = cells.iter().map(|cell| cell.visit.place).filter(|place| *place > 0).collect();
    if kinds.len() < 2 {
        // It would say the same again.
        cells.retain(|cell| cell.visit.parameter != VisitParameter::AnyVisit);
    }
    let forces = coverage::forces(db, selection, point).await?;
    let coverage = Coverage { with_data: counted("finding_version", told_of.len())?, forces };
    Ok(FindingsAcrossRounds::new(name, selection.clone(), Some(coverage), &cells))
}

/// All later visits together, by the latest that says anything: before every kind of them.
fn any_visit() -> Visit {
    let parameter = VisitParameter::AnyVisit;
    Visit { place: 0, label: parameter.label().to_owned(), parameter, value: String::new() }
}

fn visit_of_kind(kind: RoundKind) -> Visit {
    Visit {
        place: kind as u32 + 1,
        label: kind.label().to_owned(),
        parameter: VisitParameter::FoundBy,
        value: kind.slug().to_owned(),
    }
}
