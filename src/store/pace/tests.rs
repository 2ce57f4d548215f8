//! Pace on a real database: what is followed and what is left out are all items, and no other.

use sqlx::PgPool;

use super::*;
use crate::{
    as_at::PRESENT,
    ingest::{File, Kind, import},
    person::Reader,
    progress::selection::RecordTypes,
    query::Query as _,
    store::{database::as_application_of, fixtures::two_forces, register},
    view::register_filter::RegisterFilter,
};

fn present() -> Point {
    Point { valid: PRESENT, known: None, today: "2026-11-23".parse().unwrap() }
}

async fn listed(database: &Database, selection: &Selection, asked: &[(&'static str, &str)]) -> u64 {
    let of_selection = selection.of_register();
    let pairs = of_selection.iter().map(|(name, value)| (*name, value.as_str())).chain(asked.iter().copied());
    register::page(database, &Reader::Anyone, &RegisterFilter::parse(pairs).unwrap(), present()).await.unwrap().total()
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn every_item_is_followed_or_counted_beside(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let together = Selection { record_types: Some(RecordTypes::Together), ..Selection::default() };
    let selections = [
        together.clone(),
        Selection { region: Some(Region::SouthEast), ..together.clone() },
        Selection { round_kind: Some(RoundKind::ReInspection), ..together.clone() },
        Selection { topic: "2014-investigation".parse().ok(), ..Selection::of_force("kent".parse().unwrap()) },
    ];
    for selection in &selections {
        let figure = figure(&database, selection, present()).await.unwrap().unwrap();
        let tally = figure.picked.tally;
        assert_eq!(tally.whole(), listed(&database, selection, &[]).await, "{selection:?}");
        assert_eq!(tally.not_recorded, listed(&database, selection, &[("status", "not-recorded")]).await);
        let by_source = listed(&database, selection, &[("status", "closed-according-to-source")]).await;
        assert_eq!(tally.by_source, by_source, "{selection:?}");
        let everywhere = figure.everywhere.map(|told| told.tally.whole());
        let all = Selection { record_types: selection.record_types, ..Selection::default() };
        let expected = if *selection == all { None } else { Some(listed(&database, &all, &[]).await) };
        assert_eq!(everywhere, expected, "{selection:?}");
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn an_item_is_followed_from_the_day_it_was_raised_until_it_was_verified_or_today(pool: PgPool) {
    sqlx::raw_sql(
        "insert into recommendation values ('KENT-9', 'kent'), ('BEDS-9', 'bedfordshire');
        insert into recommendation_version (reference, force_slug, valid, recorded, round_slug, topic, record_type, known_from, source_url, wording, raised_on,
            deadline_basis, deadline_words, deadline_set_by, deadline_moves, due_at_the_latest, position, inspectorate_status, status,
            ended_by, proposed_by, authorised_by, closed_on)
        values ('KENT-9', 'kent', '[2020-09-12,)', '[2026-01-01,)', 'inspection-2019', '2014-investigation', 'recommendation', 'raised', '', 1, '2019-09-12',
            'none', 'None', 'inspectorate', 0, false, 'ready-for-review', 'complete', 'verified-complete',
            'people', gen_random_uuid(), gen_random_uuid(), '2020-09-12'),
            ('BEDS-9', 'bedfordshire', '[2020-09-12,)', '[2026-01-01,)', 'inspection-2017', '2014-investigation', 'recommendation', 'raised', '', 1, '2017-11-30',
            'none', 'None', 'inspectorate', 0, false, 'planned', 'not-recorded', 'planned', null, null, null, null)",
    )
    .execute(&pool)
    .await
    .unwrap();
    let database = as_application_of(&pool).await;
    let kent = Selection::of_force("kent".parse().unwrap());
    let kent = figure(&database, &kent, present()).await.unwrap().unwrap().picked;
    // From 12 September 2019 to the same day of the leap year 2020.
    let steps: Vec<_> = kent.curve.steps().iter().map(|step| (step.days, step.verified)).collect();
    assert_eq!(steps, [(366, 1)]);
    assert_eq!(kent.tally.followed, [2, 1, 1, 0]);

    // Its inspection was published in November 2017, on what day our sources do not say.
    let bedfordshire = Selection::of_force("bedfordshire".parse().unwrap());
    let bedfordshire = figure(&database, &bedfordshire, present()).await.unwrap().unwrap().picked;
    assert_eq!((bedfordshire.tally.all_followed(), bedfordshire.tally.without_days), (0, [1, 0, 0, 0]));
}

/// A round whose fieldwork began in August 2018 and that our sources publish on no day, and its item.
const FIELDWORK_ONLY: [(Kind, &str); 2] = [
    (
        Kind::Rounds,
        "force_slug,round,kind,fieldwork,published,source_url
essex,visit-2018,progress_update,2018-08,,https://example.org/e9
",
    ),
    (
        Kind::Recommendations,
        "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url
ESSEX-8,essex,visit-2018,investigation,,recommendation,Keep records,https://example.org/e9
",
    ),
];

async fn loaded(database: &Database, files: &[(Kind, &str)]) {
    for (kind, text) in files {
        let file = File { name: String::new(), bytes: text.as_bytes().to_vec() };
        import(database, *kind, &file, false, |_| {}).await.unwrap();
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn an_item_of_a_round_known_by_the_month_of_its_fieldwork_alone_has_no_day_to_be_followed_from(pool: PgPool) {
    let database = two_forces(&pool).await;
    loaded(&database, &FIELDWORK_ONLY).await;
    sqlx::raw_sql(
        "update recommendation_version set position = 'in-progress', status = 'in-progress'
        where reference = 'ESSEX-8' and latest",
    )
    .execute(&pool)
    .await
    .unwrap();
    let essex = Selection::of_force("essex".parse().unwrap());
    let essex = figure(&database, &essex, present()).await.unwrap().unwrap().picked;
    assert_eq!((essex.tally.all_followed(), essex.tally.without_days), (0, [1, 0, 0, 0]));
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn endings_that_only_a_source_tells_are_counted_beside(pool: PgPool) {
    const ENDED: &str = "reference,status,happened,vocabulary,note,source_url
ESSEX-1,Superseded,2020-05,coc-tracker,,
KENT-3,Superseded,2022-05-31,coc-tracker,,
KENT-1,Completed,2022-05-31,coc-tracker,,
";
    let database = two_forces(&pool).await;
    loaded(&database, &[(Kind::Statuses, ENDED)]).await;
    let of = async |force: &str| {
        let selection = Selection::of_force(force.parse().unwrap());
        let tally = figure(&database, &selection, present()).await.unwrap().unwrap().picked.tally;
        (tally.all_followed() + tally.all_without_days(), tally.by_source, tally.not_recorded)
    };
    // Kent has three items, two of them ended by a source's word; Essex has one, which is.
    assert_eq!((of("kent").await, of("essex").await), ((0, 2, 1), (0, 1, 0)));
}
