//! The counts of every force for one look at all of them, in one query.

use super::{
    Database, StoreError,
    parsing::{counted, parsed},
    selection,
};
use crate::{
    as_at::Point,
    finding::{Finding, FindingGroup, RecordType},
    force::{ForceSlug, Nation, Region},
    progress::{
        forces_at_a_glance::{By, ForcesAtAGlance, Row},
        selection::Selection,
    },
    round::RoundKind,
    status::StatusGroup,
    topic::Topic,
};

/// The figure of what was picked; `None` where there is no force of that name at that point.
#[tracing::instrument(skip(database), err)]
pub async fn figure(
    database: &Database,
    selection: &Selection,
    by: By,
    point: Point,
) -> Result<Option<ForcesAtAGlance>, StoreError> {
    let Some(scope) = selection::name(database, selection, point).await? else { return Ok(None) };
    let open: Vec<String> = StatusGroup::Open.statuses().map(|status| status.slug().to_owned()).collect();
    let improved: Vec<String> = Finding::ALL
        .iter()
        .filter(|finding| finding.group() == FindingGroup::Improved)
        .map(|finding| finding.slug().to_owned())
        .collect();
    let mut snapshot = database.snapshot().await?;
    let rows = sqlx::query!(
        r#"with item as (
            select v.force_slug, count(*) as items,
                count(*) filter (where v.status = 'not-recorded') as not_recorded,
                count(*) filter (where v.status = 'closed-according-to-source') as by_source,
                count(*) filter (where v.status = any($9::text[]::status[])) as open,
                count(*) filter (where deadline_state_on($3, v.due_on, v.status, v.judged_submission) = 'overdue') as overdue,
                count(*) filter (where v.status = 'submitted-for-review') as gap,
                count(*) filter (where v.known_from = 'raised' and v.latest_finding is not null) as found,
                count(*) filter (where v.known_from = 'raised' and v.latest_finding = any($10::text[]::finding[])) as improved
            from recommendation_at($1, $2) v
            where ($6::text is null or v.topic = $6)
                and ($7::text is null or (v.force_slug, v.round_slug) in (
                    select r.force_slug, r.round_slug from round_at($1, $2) r where r.kind = $7::text::round_kind
                ))
                and ($8::text is null or v.record_type = $8::text::record_type)
            group by 1
        )
        select f.slug as "slug!", f.short_name as "short_name!", coalesce(item.items, 0) as "items!",
            coalesce(item.not_recorded, 0) as "not_recorded!", coalesce(item.by_source, 0) as "by_source!",
            coalesce(item.open, 0) as "open!",
            coalesce(item.overdue, 0) as "overdue!", coalesce(item.gap, 0) as "gap!",
            coalesce(item.found, 0) as "found!", coalesce(item.improved, 0) as "improved!"
        from force_at($2) f
        left join item on item.force_slug = f.slug
        where ($4::text is null or f.nation = $4::text::nation) and ($5::text is null or f.region = $5::text::region)
            and ($11::text is null or f.slug = $11)"#,
        point.valid,
        point.known,
        point.today,
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.topic.map(Topic::slug),
        selection.round_kind.map(RoundKind::slug),
        selection.counted().one().map(RecordType::slug),
        &open,
        &improved,
        selection.force.as_ref().map(ForceSlug::as_str),
    )
    .fetch_all(&mut *snapshot)
    .await?;
    let rows = rows.into_iter().map(|row| {
        let number = |count: i64| counted("recommendation_version", count);
        Ok(Row {
            force: parsed("force_version", &row.slug)?,
            name: row.short_name,
            items: number(row.items)?,
            not_recorded: number(row.not_recorded)?,
            by_source: number(row.by_source)?,
            open: number(row.open)?,
            overdue: number(row.overdue)?,
            gap: number(row.gap)?,
            found: number(row.found)?,
            improved: number(row.improved)?,
        })
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Some(ForcesAtAGlance::new(scope, selection.clone(), by, rows)))
}

#[cfg(test)]
mod tests {
    use sqlx::PgPool;

    use super::*;
    use crate::{
        as_at::PRESENT,
        person::Reader,
        progress::{findings_across_rounds::Coverage, forces_at_a_glance::Counted, selection::RecordTypes},
        query::Query as _,
        store::{database::as_application_of, fixtures::everything_published, register},
        view::register_filter::RegisterFilter,
    };

    fn present() -> Point {
        Point { valid: PRESENT, known: None, today: "2026-11-25".parse().unwrap() }
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR")]
    async fn of_what_is_published_no_status_is_recorded_and_the_shares_add_up_by_hand(pool: PgPool) {
        let database = as_application_of(&pool).await;
        everything_published(&database).await;
        let open = figure(&database, &Selection::default(), By::Open, present()).await.unwrap().unwrap();
        assert_eq!(open.coverage(), Coverage { with_data: 0, forces: 43 }, "nothing recorded is not nought open");

        let improved = figure(&database, &Selection::default(), By::Improved, present()).await.unwrap().unwrap();
        let row = |slug: &str| improved.rows.iter().find(|row| row.force.as_str() == slug).unwrap();
        // Kent 2021: of 7 recommendations 5 with a finding, 1 of them improved: too few for a share.
        assert_eq!((row("kent").items, row("kent").improved, row("kent").found), (7, 1, 5));
        assert_eq!(improved.share(row("kent")), None);
        // Warwickshire 2023: of 5 recommendations 4 with a finding, 3 of them improved.
        assert_eq!((row("warwickshire").items, row("warwickshire").improved, row("warwickshire").found), (5, 3, 4));
        assert_eq!(improved.number(row("essex")), None);
        // Dorset 0 of 3, Kent 1 of 5, Lancashire 1 of 2, Warwickshire 3 of 4: 5 of 14, of 4 forces.
        assert_eq!((improved.sum(), improved.coverage()), ((5, 14), Coverage { with_data: 4, forces: 43 }));

        let areas = Selection { record_types: Some(RecordTypes::AreasOfConcern), ..Selection::default() };
        let areas = figure(&database, &areas, By::Improved, present()).await.unwrap().unwrap();
        let of =
            |slug: &str| areas.rows.iter().find(|row| row.force.as_str() == slug).map(|row| (row.improved, row.found));
        assert_eq!((of("kent"), of("gwent")), (Some((1, 1)), Some((0, 0))));
        // 41 of 82, of 34 forces, any later round.
        assert_eq!((areas.sum(), areas.coverage()), ((41, 82), Coverage { with_data: 34, forces: 43 }));
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("fixtures/register.sql"))]
    async fn every_count_is_the_number_of_rows_behind_its_link(pool: PgPool) {
        let database = as_application_of(&pool).await;
        let together = Selection { record_types: Some(RecordTypes::Together), ..Selection::default() };
        let narrow =
            Selection { round_kind: Some(RoundKind::Inspection), region: Some(Region::SouthEast), ..together.clone() };
        let day = "2020-06-01".parse().unwrap();
        let mut checked = 0;
        for point in [present(), Point { valid: day, known: None, today: day }] {
            for selection in [&Selection::default(), &together, &narrow] {
                for by in By::ALL {
                    let figure = figure(&database, selection, *by, point).await.unwrap().unwrap();
                    for row in &figure.rows {
                        let measured = match by {
                            By::Open => row.open,
                            By::Overdue => row.overdue,
                            By::Gap => row.gap,
                            By::Improved => row.improved,
                        };
                        for (counted, count) in [
                            (Counted::Measured, measured),
                            (Counted::Items, row.items),
                            (Counted::NotRecorded, row.not_recorded),
                            (Counted::Recorded, row.recorded()),
                            (Counted::Found, row.found),
                        ] {
                            let href = figure.href(row, counted);
                            let pairs = href.split_once('?').unwrap().1.split('&');
                            let filter =
                                RegisterFilter::parse(pairs.map(|pair| pair.split_once('=').unwrap())).unwrap();
                            let page = register::page(&database, &Reader::Anyone, &filter, point).await.unwrap();
                            assert_eq!(page.total(), count, "{href}");
                            checked += 1;
                        }
                    }
                }
            }
        }
        assert!(checked > 100, "{checked}");
    }
}
