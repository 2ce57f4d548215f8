//! The register on a real database: each filter picks exactly its rows, at any point of the record.

use std::collections::BTreeSet;

use sqlx::PgPool;

use super::*;
use crate::{
    as_at::PRESENT,
    finding::{Finding, RecordType},
    force::Region,
    progress::{
        change::Group,
        findings_across_rounds::{Counted, FindingsAcrossRounds},
        selection::{RecordTypes, Selection},
    },
    query::Query as _,
    round::RoundKind,
    status::Status,
    store::{database::as_application_of, findings_across_rounds, standing},
    topic::Topic,
    view::{register::Found, register_filter::RegisterFilter},
};

mod search;

const ALL: [&str; 7] =
    ["BEDS-2017-01x", "GWENT-2020-01", "KENT-2019-01", "KENT-2019-02", "KENT-2019-03x", "KENT-2021-01", "KENT-2023-01"];

fn present() -> Point {
    Point { valid: PRESENT, known: None, today: "2026-11-23".parse().unwrap() }
}

fn on(day: &str) -> Point {
    Point { valid: day.parse().unwrap(), known: None, today: day.parse().unwrap() }
}

fn filter(query: &str) -> RegisterFilter {
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap());
    RegisterFilter::parse(pairs).unwrap()
}

async fn picked(database: &Database, query: &str, point: Point) -> Vec<String> {
    let page = page(database, &Reader::Anyone, &filter(query), point).await.unwrap();
    assert_eq!(page.total(), u64::try_from(page.rows.len()).unwrap(), "{query}");
    page.rows.iter().map(|row| row.reference.to_string()).collect()
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn each_filter_picks_exactly_its_rows(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let k = |number: &str| format!("KENT-{number}");
    let expected: [(&str, Vec<String>); 44] = [
        ("", ALL.map(str::to_owned).to_vec()),
        ("force=gwent&force=bedfordshire", vec!["BEDS-2017-01x".into(), "GWENT-2020-01".into()]),
        ("nation=wales", vec!["GWENT-2020-01".into()]),
        ("region=east-of-england", vec!["BEDS-2017-01x".into()]),
        ("topic=2014-police-detention", vec!["GWENT-2020-01".into(), k("2019-02")]),
        ("status=planned&status=not-accepted", vec!["GWENT-2020-01".into(), k("2021-01")]),
        ("status_group=open", vec!["GWENT-2020-01".into(), k("2019-01"), k("2021-01")]),
        ("status_group=open&nation=england", vec![k("2019-01"), k("2021-01")]),
        ("gap=yes", vec![k("2019-02")]),
        ("claimed_from=2019-09-12&claimed_to=2019-09-12", vec![k("2019-02")]),
        ("gap=yes&claimed_to=2019-09-11", vec![]),
        ("gap=yes&claimed_from=2019-09-13", vec![]),
        ("finding=improved", vec!["BEDS-2017-01x".into(), k("2019-01")]),
        ("finding_group=no-progress", vec![k("2019-02")]),
        ("finding_group=no-progress&finding_group=improved", vec!["BEDS-2017-01x".into(), k("2019-01"), k("2019-02")]),
        ("finding=none", vec![k("2019-03x"), k("2021-01")]),
        ("finding=no-later-round", vec!["GWENT-2020-01".into(), k("2023-01")]),
        ("finding=none&finding_group=improved", vec![]),
        ("found_in=review-2021&force=kent", vec![k("2019-01"), k("2019-02"), k("2019-03x")]),
        ("found_in=review-2021&force=kent&finding=partly-improved", vec![k("2019-01")]),
        ("found_in=re-inspection-2023&force=kent&finding=none", vec![k("2019-02"), k("2019-03x"), k("2021-01")]),
        ("found_by=post_inspection_review", vec!["BEDS-2017-01x".into(), k("2019-01"), k("2019-02"), k("2019-03x")]),
        ("found_by=re_inspection&finding=improved", vec![k("2019-01")]),
        ("found_by=inspection", vec![]),
        ("deadline_state=overdue", vec![k("2019-01"), k("2019-02")]),
        ("deadline_state=passed-outcome-not-known", vec![k("2019-03x")]),
        (
            "deadline_state=undated&deadline_state=not-due",
            vec!["BEDS-2017-01x".into(), "GWENT-2020-01".into(), k("2021-01")],
        ),
        ("due_from=2019-12-12&due_to=2020-03-12", vec![k("2019-01"), k("2019-02")]),
        ("moved=later", vec!["GWENT-2020-01".into()]),
        ("due_to=2019-12-31&moved=not-moved", vec![k("2019-01"), k("2019-03x")]),
        ("basis=immediately", vec![k("2019-03x"), k("2023-01")]),
        ("raised_in=review-2021&force=kent", vec![k("2021-01")]),
        ("round_kind=re_inspection", vec![k("2023-01")]),
        ("record_type=area_of_concern", vec!["BEDS-2017-01x".into(), k("2019-03x")]),
        ("known_from=later_round", vec![k("2019-03x")]),
        ("position=ready-for-review", vec![k("2019-02")]),
        ("inspectorate_status=complete", vec![k("2023-01")]),
        ("q=missing children", vec!["BEDS-2017-01x".into(), k("2019-01"), k("2019-03x")]),
        ("q=missing -calls", vec!["BEDS-2017-01x".into(), k("2019-01")]),
        ("q=2019-0", vec![k("2019-01"), k("2019-02"), k("2019-03x")]),
        ("q=gwent", vec!["GWENT-2020-01".into()]),
        ("q=' or 1=1 --", vec![]),
        ("q=%_", vec![]),
        ("q=missing&record_type=area_of_concern&nation=england&force=kent", vec![k("2019-03x")]),
    ];
    for (query, references) in expected {
        assert_eq!(picked(&database, &format!("{query}&sort=reference"), present()).await, references, "{query}");
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn every_order_is_total_and_what_is_not_known_comes_last(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let ends = async |query: &str| {
        let picked = picked(&database, query, present()).await;
        assert_eq!(picked.len(), ALL.len(), "{query}");
        (picked[0].clone(), picked[ALL.len() - 1].clone())
    };
    let pair = |first: &str, last: &str| (first.to_owned(), last.to_owned());
    assert_eq!(ends("sort=reference&order=desc").await, pair("KENT-2023-01", "BEDS-2017-01x"));
    assert_eq!(ends("sort=force").await, pair("BEDS-2017-01x", "KENT-2023-01"));
    assert_eq!(ends("sort=force&order=desc").await, pair("KENT-2019-01", "BEDS-2017-01x"));
    assert_eq!(ends("sort=topic").await, pair("BEDS-2017-01x", "KENT-2023-01"));
    assert_eq!(ends("sort=due").await, pair("KENT-2019-03x", "KENT-2021-01"));
    assert_eq!(ends("sort=due&order=desc").await, pair("GWENT-2020-01", "KENT-2021-01"));
    assert_eq!(ends("sort=finding").await, pair("BEDS-2017-01x", "KENT-2023-01"));
    assert_eq!(ends("sort=finding&order=desc").await, pair("KENT-2019-02", "KENT-2023-01"));
    assert_eq!(ends("sort=status&order=desc").await, pair("GWENT-2020-01", "KENT-2019-03x"));
    assert_eq!(ends("sort=raised").await, pair("BEDS-2017-01x", "KENT-2023-01"));
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn what_is_of_concern_or_overdue_comes_first_and_what_is_closed_last(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let usual = [
        "KENT-2019-01",
        "KENT-2019-02",
        "KENT-2019-03x",
        "KENT-2021-01",
        "GWENT-2020-01",
        "BEDS-2017-01x",
        "KENT-2023-01",
    ];
    assert_eq!(picked(&database, "", present()).await, usual);
    assert_eq!(picked(&database, "sort=first-look", present()).await, usual);
    assert_eq!(picked(&database, "sort=first-look&order=desc", present()).await[0], "KENT-2023-01");

    let change = |sql: &'static str| sqlx::raw_sql(sql).execute(&pool);
    change("update recommendation_version set verified_on = '2024-05-01' where reference = 'KENT-2019-02' and latest")
        .await
        .unwrap();
    assert_eq!(picked(&database, "", present()).await[..2], ["KENT-2019-02", "KENT-2019-01"], "the newest fact first");

    // By what a visit found: of concern then, whatever was found since.
    let of_visit = picked(&database, "force=kent&found_in=review-2021", on("2019-10-01")).await;
    assert!(of_visit.is_empty());
    let of_visit = picked(&database, "force=kent&found_in=review-2021", on("2021-12-01")).await;
    assert_eq!(of_visit[2], "KENT-2019-03x", "{of_visit:?}");
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn the_summary_counts_the_rows_behind_its_links(pool: PgPool) {
    let database = as_application_of(&pool).await;
    for base in
        ["", "force=kent", "q=missing", "status=planned", "found_by=post_inspection_review", "deadline_state=overdue"]
    {
        for point in [present(), on("2022-01-01")] {
            let rows = async |query: String| picked(&database, &query, point).await.len() as u64;
            let all = page(&database, &Reader::Anyone, &filter(base), point).await.unwrap();
            for group in Group::ALL {
                let (name, value) = group.parameter();
                let narrowed = if base == "status=planned" {
                    format!("status_group=open&{base}")
                } else {
                    format!("{base}&{name}={value}")
                };
                if base == "status=planned" && *group != Group::Open {
                    assert_eq!(all.summary.in_group(*group), 0);
                } else {
                    assert_eq!(rows(narrowed).await, all.summary.in_group(*group), "{base} {group}");
                }
            }
            if !base.contains("deadline_state") {
                assert_eq!(rows(format!("{base}&deadline_state=overdue")).await, all.summary.overdue, "{base}");
            }
            let with = |known: fn(&RegisterRow) -> bool| all.rows.iter().filter(|row| known(row)).count() as u64;
            assert_eq!(all.summary.with_due_day, with(|row| row.deadline.due.is_some()), "{base}");
            assert_eq!(all.summary.with_finding, with(|row| matches!(row.found, Found::Finding(..))), "{base}");
            assert_eq!(
                all.summary.with_source_status,
                with(|row| row.status == Status::NotRecorded && row.source_status.is_some()),
                "{base}"
            );
        }
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn a_past_day_shows_what_had_happened_and_nothing_before_publication(pool: PgPool) {
    let database = as_application_of(&pool).await;
    assert!(picked(&database, "", on("2017-11-29")).await.is_empty());
    assert_eq!(picked(&database, "force=kent", on("2019-09-11")).await, Vec::<String>::new());
    assert_eq!(picked(&database, "force=kent", on("2019-09-12")).await.len(), 3);
    assert_eq!(picked(&database, "force=kent&finding=no-later-round", on("2021-08-25")).await.len(), 3);
    assert_eq!(picked(&database, "finding=partly-improved", on("2021-08-26")).await, ["KENT-2019-01"]);
    assert_eq!(
        picked(&database, "force=bedfordshire&finding=no-later-round", on("2026-11-23")).await,
        ["BEDS-2017-01x"]
    );
    assert_eq!(picked(&database, "deadline_state=due-within-30-days", on("2019-11-12")).await, ["KENT-2019-01"]);
    // A round that had not come by then is no mistake of the reader's.
    assert!(picked(&database, "force=kent&found_in=review-2021", on("2020-01-01")).await.is_empty());

    let known = |moment: &str| Point { known: Some(moment.parse().unwrap()), ..present() };
    assert_eq!(picked(&database, "sort=reference", known("2026-06-01T00:00:00Z")).await, ALL);
    assert!(picked(&database, "", known("2025-12-31T00:00:00Z")).await.is_empty());
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn a_row_says_what_is_known_and_which_kind_of_silence_there_is(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let page = page(&database, &Reader::Anyone, &RegisterFilter::default(), present()).await.unwrap();
    let row = |reference: &str| page.rows.iter().find(|row| row.reference.as_str() == reference).unwrap();
    let found = |reference: &str| row(reference).found.clone();
    assert!(
        matches!(found("KENT-2019-01"), Found::Finding(Finding::Improved, round) if round.title == "Re-inspection, March 2023")
    );
    assert_eq!((found("KENT-2019-03x"), found("KENT-2023-01")), (Found::Silent, Found::NoLaterRound));
    assert_eq!(row("KENT-2021-01").wording, None, "erased");
    assert_eq!(row("KENT-2019-01").wording.as_deref(), Some("Investigate missing children without delay"));
    assert_eq!(
        row("KENT-2019-03x").deadline.state_in_words,
        "Was due 12 September 2019. We do not know if it was done"
    );
    assert_eq!(row("KENT-2023-01").deadline.due.unwrap().to_string(), "31 March 2023 at the latest");
    assert_eq!((page.recommendations, page.areas_of_concern), (5, 2));
    let names: Vec<_> = page.forces.iter().map(|force| force.name.as_str()).collect();
    assert_eq!(names, ["Bedfordshire", "Gwent", "Kent"]);
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn asked_about_a_visit_a_row_shows_what_that_visit_found(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let asked = filter("force=kent&found_in=review-2021&sort=reference");
    let page = page(&database, &Reader::Anyone, &asked, present()).await.unwrap();
    let found: Vec<_> = page.rows.iter().map(|row| row.found.label()).collect();
    assert_eq!(found, ["Partly improved", "No progress", "Not looked at again, as far as we know"]);
    assert_eq!(page.rounds[0].title, "Post-inspection review, 26 August 2021");
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn every_count_of_findings_across_rounds_is_the_number_of_rows_behind_its_link(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let of = |slug: &str| Selection::of_force(slug.parse().unwrap());
    let narrow = |region, topic, round_kind, record_types| Selection {
        region,
        topic,
        round_kind,
        record_types,
        ..Selection::default()
    };
    let selections = [
        Selection::default(),
        of("kent"),
        of("gwent"),
        Selection { round_kind: Some(RoundKind::Inspection), ..of("kent") },
        narrow(Some(Region::SouthEast), None, None, None),
        narrow(None, Some(Topic::InitialContact), None, None),
        narrow(Some(Region::Wales), None, Some(RoundKind::Inspection), Some(RecordTypes::AreasOfConcern)),
    ];
    let mut checked = 0;
    for point in [present(), on("2022-01-01")] {
        for selection in &selections {
            let figure = findings_across_rounds::figure(&database, selection, point).await.unwrap().unwrap();
            for (href, count) in counts(&figure) {
                let (_, query) = href.split_once('?').unwrap();
                assert_eq!(picked(&database, query, point).await.len() as u64, count, "{href}");
                checked += 1;
            }
        }
    }
    assert!(checked > 40, "{checked}");
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn every_count_of_where_items_stand_is_the_number_of_rows_behind_its_link(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let wales = Selection { region: Some(Region::Wales), ..Selection::default() };
    let detention = Selection { topic: Some(Topic::PoliceDetention), ..Selection::default() };
    let mut counted = 0;
    for selection in [Selection::default(), Selection::of_force("kent".parse().unwrap()), wales, detention] {
        for point in [present(), on("2022-01-01")] {
            let figure = standing::figure(&database, &selection, point).await.unwrap().unwrap();
            for of in RecordType::ALL {
                let picks = Selection::of_register_without_type(&selection);
                let base = picks.iter().fold(format!("record_type={}", of.slug()), |query, (name, value)| {
                    format!("{query}&{name}={value}")
                });
                let rows = async |query: String| picked(&database, &query, point).await.len() as u64;
                for group in Group::ALL {
                    let (name, value) = group.parameter();
                    let items = figure.in_group(*of, *group);
                    assert_eq!(rows(format!("{base}&{name}={value}")).await, items, "{base} {group}");
                    counted += items;
                }
                assert_eq!(rows(format!("{base}&deadline_state=overdue")).await, figure.overdue(*of), "{base}");
                assert_eq!(rows(base).await, figure.all(*of));
            }
        }
    }
    assert!(counted > 20, "{counted}");
}

/// Every number of the figure with the address of its rows.
fn counts(figure: &FindingsAcrossRounds) -> Vec<(String, u64)> {
    use crate::finding::FindingGroup;
    let mut counts = Vec::new();
    for row in &figure.rows {
        let mut count = |counted, items| counts.push((figure.href(row, counted, ""), items));
        for finding in Finding::ALL {
            count(Counted::Finding(*finding), row.with(*finding));
        }
        for group in FindingGroup::ALL {
            count(Counted::Group(*group), row.in_group(*group));
        }
        count(Counted::WithAFinding, row.whole());
        count(Counted::Silent, row.silent);
        count(Counted::LeftOut, row.left_out);
    }
    counts
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn what_is_nowhere_in_the_record_is_refused_by_name(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let refusal = async |query: &str| match page(&database, &Reader::Anyone, &filter(query), present()).await {
        Err(RegisterError::Refused(refused)) => (refused.name, refused.allowed),
        other => panic!("{query}: {other:?}"),
    };
    assert_eq!(refusal("force=kemt").await.0, "force");
    assert_eq!(refusal("force=kent&found_in=inspection-1999").await.0, "found_in");
    assert_eq!(refusal("force=gwent&raised_in=inspection-2019").await.0, "raised_in");
    assert_eq!(refusal("page=2").await, ("page".to_owned(), "a whole number from 1 to 1: there is 1 page".to_owned()));
    assert_eq!(refusal("page=4294967295").await.0, "page");
    assert!(matches!(
        export(&database, &Reader::Anyone, &filter("force=kemt"), present(), "2026-11-23T12:00:00Z".parse().unwrap())
            .await,
        Err(RegisterError::Refused(_))
    ));
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn pages_and_exports_hold_every_row_once_in_the_same_order(pool: PgPool) {
    // Thirty more items of one force, so that there are two pages.
    sqlx::raw_sql(
        "insert into recommendation select 'GWENT-2020-' || n, 'gwent' from generate_series(10, 39) n;
        insert into recommendation_version (reference, force_slug, valid, recorded, round_slug, topic, record_type, known_from, source_url, wording,
            deadline_basis, deadline_words, deadline_set_by, deadline_moves, due_at_the_latest, position, inspectorate_status, status)
        select 'GWENT-2020-' || n, 'gwent', '[2020-01-15,)', '[2026-01-01,)', 'inspection-2020', '2014-trusted-adult', 'recommendation', 'raised', '', 6,
            'none', 'None', 'inspectorate', 0, false, 'not-recorded', 'not-recorded', 'not-recorded' from generate_series(10, 39) n",
    )
    .execute(&pool)
    .await
    .unwrap();
    let database = as_application_of(&pool).await;
    for order in ["", "&sort=due", "&sort=first-look&order=desc"] {
        let mut paged = Vec::new();
        for number in 1..=2 {
            let asked = filter(&format!("page={number}{order}"));
            let page = page(&database, &Reader::Anyone, &asked, present()).await.unwrap();
            assert_eq!(page.total(), 37);
            paged.extend(page.rows);
        }
        let references: BTreeSet<_> = paged.iter().map(|row| row.reference.as_str()).collect();
        assert_eq!(references.len(), 37, "{order}");

        let asked = filter(&format!("page=2{order}"));
        let now = "2026-11-23T12:00:00Z".parse().unwrap();
        let mut export = export(&database, &Reader::Anyone, &asked, present(), now).await.unwrap();
        let mut exported = Vec::new();
        loop {
            let part = export.next_part().await.unwrap();
            if part.is_empty() {
                break;
            }
            exported.extend(part);
        }
        assert_eq!(paged, exported, "{order}");
    }
}
