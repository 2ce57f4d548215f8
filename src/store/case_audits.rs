//! Case audits of a force's rounds, or the latest of each force, in one query.

use chrono::Datelike as _;
use sqlx::PgConnection;

use super::{
    Database, StoreError, coverage,
    parsing::{counted, parsed, parsed_if_any},
    selection,
};
use crate::{
    as_at::Point,
    case_audit::CaseAudit,
    force::{ForceSlug, Nation, Region},
    progress::{
        case_audits::{CaseAudits, Row},
        findings_across_rounds::Coverage,
        selection::Selection,
    },
    round::{RoundKind, happened, title},
};

const TABLE: &str = "case_audit_version";

/// The figure of what was picked; `None` where there is no force of that name at that point.
#[tracing::instrument(skip(database), err)]
pub async fn figure(
    database: &Database,
    selection: &Selection,
    point: Point,
) -> Result<Option<CaseAudits>, StoreError> {
    // An audit stands under no topic and is of no record type; the kind of its round is said beside the name.
    let whom = Selection { topic: None, round_kind: None, ..selection.clone() };
    let Some(scope) = selection::name(database, &whom, point).await? else { return Ok(None) };
    let mut snapshot = database.snapshot().await?;
    let mut rows = rows(&mut snapshot, selection, point).await?;
    let coverage = if selection.is_of_several() {
        CaseAudits::worst_first(&mut rows);
        let forces = coverage::forces(&mut snapshot, selection, point).await?;
        Some(Coverage { with_data: counted(TABLE, rows.len())?, forces })
    } else {
        None
    };
    Ok(Some(CaseAudits { scope, selection: selection.clone(), coverage, rows }))
}

async fn rows(db: &mut PgConnection, selection: &Selection, point: Point) -> Result<Vec<Row>, StoreError> {
    sqlx::query!(
        r#"with audit as (
            select a.force_slug, f.short_name, a.round_slug, r.place, v.kind, v.published, v.fieldwork,
                a.cases, a.good, a.adequate, a.requires_improvement, a.inadequate,
                row_number() over (partition by a.force_slug order by r.place desc) as from_last
            from case_audit_at($1, $2) a
            join round_at($1, $2) v on v.force_slug = a.force_slug and v.round_slug = a.round_slug
            join round r on r.force_slug = a.force_slug and r.slug = a.round_slug
            join force_at($2) f on f.slug = a.force_slug
            where ($3::text is null or a.force_slug = $3)
                and ($4::text is null or f.nation = $4::text::nation)
                and ($5::text is null or f.region = $5::text::region)
                and ($6::text is null or v.kind = $6::text::round_kind)
        )
        select force_slug as "force_slug!", short_name as "short_name!", round_slug as "round_slug!",
            kind::text as "kind!", published::text as published, fieldwork::text as fieldwork, cases as "cases!",
            good as "good!", adequate, requires_improvement, inadequate as "inadequate!"
        from audit
        where $3::text is not null or from_last = 1
        order by force_slug, place"#,
        point.valid,
        point.known,
        selection.force.as_ref().map(ForceSlug::as_str),
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.round_kind.map(RoundKind::slug),
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        let kind = parsed("round_version", &row.kind)?;
        let published = parsed_if_any("round_version", row.published.as_deref())?;
        let fieldwork = parsed_if_any("round_version", row.fieldwork.as_deref())?;
        let if_any = |count: Option<i32>| count.map(|count| counted(TABLE, count)).transpose();
        Ok(Row {
            force: row.force_slug,
            force_name: row.short_name,
            round: row.round_slug,
            round_title: title(kind, published, fieldwork),
            year: happened(published, fieldwork).map(|said| said.last().year()),
            audit: CaseAudit {
                cases: counted(TABLE, row.cases)?,
                good: counted(TABLE, row.good)?,
                adequate: if_any(row.adequate)?,
                requires_improvement: if_any(row.requires_improvement)?,
                inadequate: counted(TABLE, row.inadequate)?,
            },
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use sqlx::PgPool;

    use super::*;
    use crate::{
        as_at::PRESENT,
        case_audit::CaseGrade,
        force::Region,
        share::Share,
        store::{database::as_application_of, fixtures::everything_published},
    };

    fn present() -> Point {
        Point { valid: PRESENT, known: None, today: "2026-11-25".parse().unwrap() }
    }

    fn of(slug: &str) -> Selection {
        Selection::of_force(slug.parse().unwrap())
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR")]
    async fn of_one_force_the_audits_of_its_rounds_stand_in_the_order_of_its_chain(pool: PgPool) {
        let database = as_application_of(&pool).await;
        everything_published(&database).await;
        let figure = figure(&database, &of("warwickshire"), present()).await.unwrap().unwrap();
        // Inspection 2022: 23 + 23 + 28 = 74; 23 / 74 = 31.1%. Review 2023: 9 + 15 + 10 = 34; 9 / 34 = 26.5%.
        let good: Vec<_> =
            figure.rows.iter().map(|row| (row.audit.good, row.audit.graded(), row.share(CaseGrade::Good))).collect();
        assert_eq!(good, [(23, 74, Some(Share::Percent(31))), (9, 34, Some(Share::Percent(26)))]);
        assert_eq!(figure.rows[1].round_title, "Post-inspection review, 6 June 2023");

        let kent = super::figure(&database, &of("kent"), present()).await.unwrap().unwrap();
        assert!(kent.rows.is_empty(), "our sources hold no audit of Kent");
        assert!(super::figure(&database, &of("kemt"), present()).await.unwrap().is_none());
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR")]
    async fn of_several_forces_the_latest_audit_of_each_stands_worst_first(pool: PgPool) {
        let database = as_application_of(&pool).await;
        everything_published(&database).await;
        let all = figure(&database, &Selection::default(), present()).await.unwrap().unwrap();
        let names: Vec<_> = all.rows.iter().map(|row| row.force_name.as_str()).collect();
        // Inadequate 13 of 24 (54%), 11 of 21 (52%), 14 of 30 (47%), 61 of 135 (45%); at the end 10 of 38 (26%), then 4 of 30 (13%).
        assert_eq!(names[..4], ["Cambridgeshire", "Northamptonshire", "Wiltshire", "Metropolitan"]);
        assert_eq!(names[14..], ["Cheshire", "Hampshire and Isle of Wight"]);
        assert_eq!(all.coverage, Some(Coverage { with_data: 16, forces: 43 }));
        // 19 audits of 16 forces; of the two each of Dorset, North Yorkshire and Warwickshire the later counts. By name, good
        // 17 + 18 + 6 + 10 + 20 + 10 + 12 + 9 + 10 + 11 + 0 + 27 + 27 + 9 + 9 + 12 = 207, graded 69 + 81 + 24 + 38 + 79 + 31 +
        // 30 + 81 + 135 + 33 + 21 + 101 + 72 + 34 + 34 + 30 = 893, inadequate 22 + 29 + 13 + 10 + 28 + 11 + 4 + 25 + 61 + 14 +
        // 11 + 33 + 21 + 10 + 10 + 14 = 316.
        let counts = (all.with(CaseGrade::Good), all.with(CaseGrade::Inadequate), all.graded());
        assert_eq!(counts, (207, 316, 893));
        let west_yorkshire = all.rows.iter().find(|row| row.force == "west-yorkshire").unwrap();
        // 9 + 8 + 7 + 10 = 34, the source says 33.
        assert_eq!((west_yorkshire.audit.cases, west_yorkshire.audit.discrepancy()), (33, Some(1)));

        let north_west = Selection { region: Some(Region::NorthWest), ..Selection::default() };
        let north_west = figure(&database, &north_west, present()).await.unwrap().unwrap();
        assert_eq!(north_west.rows.iter().map(|row| row.force.as_str()).collect::<Vec<_>>(), ["cheshire"]);
        assert_eq!(north_west.coverage, Some(Coverage { with_data: 1, forces: 5 }));
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR")]
    async fn on_a_past_day_and_of_a_kind_of_round_only_what_fits_is_there(pool: PgPool) {
        let database = as_application_of(&pool).await;
        everything_published(&database).await;
        let day = "2023-06-05".parse().unwrap();
        let before = Point { valid: day, known: None, today: day };
        assert_eq!(figure(&database, &of("warwickshire"), before).await.unwrap().unwrap().rows.len(), 1);
        let inspections = Selection { round_kind: Some(RoundKind::Inspection), ..of("warwickshire") };
        let inspections = figure(&database, &inspections, present()).await.unwrap().unwrap();
        assert_eq!((inspections.scope.as_str(), inspections.rows.len()), ("Warwickshire Police", 1));
        assert_eq!(inspections.rows[0].audit.cases, 74);
    }
}
