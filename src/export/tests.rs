//! What came out goes into an empty database and makes the same read model there; and what has no place in files is counted.

use std::collections::BTreeMap;

use sqlx::{Connection as _, PgConnection, PgPool, postgres::PgPoolOptions};

use super::*;
use crate::{
    ingest::{self, File, Report},
    store::{MIGRATOR, database::as_application_of},
};

const DATA: [(Kind, &str); 8] = [
    (Kind::Forces, include_str!("../../data/forces.csv")),
    (Kind::Rounds, include_str!("../../data/rounds.csv")),
    (Kind::Recommendations, include_str!("../../data/recommendations.csv")),
    (Kind::Findings, include_str!("../../data/findings.csv")),
    (Kind::Statuses, include_str!("../../data/statuses.csv")),
    (Kind::GoodPractice, include_str!("../../data/good_practice.csv")),
    (Kind::CaseAudits, include_str!("../../data/case_audits.csv")),
    (Kind::Grades, include_str!("../../data/grades.csv")),
];

/// What the real data has none of: words of other vocabularies, several on one day, one without a date.
const STATUSES: &str = "reference,status,happened,vocabulary,note,source_url\n\
    KENT-2019-01,awaiting-review,2020-01,hmicfrs-register,,\n\
    KENT-2019-01,red,2020-02-01,rag,\"Said \"\"red\"\", at first\",https://example.org/a\n\
    KENT-2019-01,green,2020-02-01,rag,,\n\
    KENT-2019-02,amber,,rag,,\n";

async fn load(database: &Database, kind: Kind, bytes: &[u8]) -> Report {
    let file = File { name: format!("{}.csv", kind.slug()), bytes: bytes.to_vec() };
    ingest::import(database, kind, &file, false, |_| {}).await.unwrap()
}

async fn load_real_data(database: &Database) {
    for (kind, text) in DATA {
        load(database, kind, text.as_bytes()).await;
    }
    load(database, Kind::Statuses, STATUSES.as_bytes()).await;
}

/// Another migrated database beside that of the test, made afresh.
async fn another(pool: &PgPool) -> PgPool {
    let mut owner = PgConnection::connect_with(&pool.connect_options()).await.unwrap();
    // Names are cut off at 63 letters, and that of the test has as many: they differ at their ends.
    let options = pool.connect_options();
    let of_test = options.get_database().unwrap();
    let name = format!("again{}", &of_test[of_test.len().saturating_sub(50)..]);
    sqlx::raw_sql(&format!("drop database if exists \"{name}\" with (force)")).execute(&mut owner).await.unwrap();
    sqlx::raw_sql(&format!("create database \"{name}\"")).execute(&mut owner).await.unwrap();
    let options = pool.connect_options().as_ref().clone().database(&name);
    let other = PgPoolOptions::new().max_connections(2).connect_with(options).await.unwrap();
    MIGRATOR.run(&other).await.unwrap();
    other
}

async fn drop_again(pool: &PgPool, other: PgPool) {
    let name = other.connect_options().get_database().unwrap().to_owned();
    other.close().await;
    let mut owner = PgConnection::connect_with(&pool.connect_options()).await.unwrap();
    sqlx::raw_sql(&format!("drop database \"{name}\" with (force)")).execute(&mut owner).await.unwrap();
}

/// Every row that stands now for any day, with its texts in place of the numbers of the events that hold them.
async fn read_model(pool: &PgPool) -> BTreeMap<&'static str, Vec<String>> {
    let plain = "to_jsonb(v) - 'recorded' - 'event' - 'texts' - 'wording'";
    let text = |column: &str, field: &str| {
        format!("(select body from event_text t where t.event = v.{column} and t.field = '{field}')")
    };
    let mut model = BTreeMap::new();
    for (table, body) in [
        ("force_version", "null::text".to_owned()),
        ("round_version", "null::text".to_owned()),
        ("grade_version", "null::text".to_owned()),
        ("case_audit_version", "null::text".to_owned()),
        ("good_practice_version", text("texts", "summary")),
        ("recommendation_version", text("wording", "wording")),
        ("finding_version", text("texts", "summary")),
    ] {
        let query = format!(
            "select ({plain})::text || coalesce({body}, '-') from {table} v where upper_inf(recorded) order by 1"
        );
        model.insert(table, sqlx::query_scalar(&query).fetch_all(pool).await.unwrap());
    }
    let places = "select force_slug || '/' || slug || ' ' || place from round order by 1";
    model.insert("round", sqlx::query_scalar(places).fetch_all(pool).await.unwrap());
    model
}

#[sqlx::test]
async fn what_came_out_makes_the_same_read_model_in_an_empty_database(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_real_data(&database).await;
    // A correction, and a date put right: what stands is exported, not what stood.
    let corrected = DATA[2]
        .1
        .replace("Prompt enquiries to find missing children", "\"Prompt enquiries, \"\"at once\"\"\nand always\"");
    load(&database, Kind::Recommendations, corrected.as_bytes()).await;
    let moved = DATA[1].1.replace(
        "kent,inspection-2019-09,inspection,2019-04,2019-09",
        "kent,inspection-2019-09,inspection,2019-04,2019-09-12",
    );
    assert_ne!(moved, DATA[1].1);
    load(&database, Kind::Rounds, moved.as_bytes()).await;

    let exported = export(&database).await.unwrap();
    assert_eq!((exported.left_out, exported.warnings.as_slice()), (0, &[][..]));
    assert_eq!(exported.files.iter().map(|file| file.kind).collect::<Vec<_>>(), Kind::ALL);

    let other = another(&pool).await;
    let again = as_application_of(&other).await;
    for file in &exported.files {
        let report = load(&again, file.kind, &file.bytes).await;
        assert_eq!((report.rows, report.added), (file.rows, file.rows), "{}", file.kind);
        assert_eq!(report.skipped, 0, "{}", file.kind);
    }
    let (first, second) = (read_model(&pool).await, read_model(&other).await);
    for (table, rows) in &first {
        assert!(!rows.is_empty(), "{table}");
        assert_eq!(rows, &second[table], "{table}");
    }
    assert_eq!(export(&again).await.unwrap(), exported, "and the same files come out again");
    drop_again(&pool, other).await;
}

#[sqlx::test]
async fn what_came_out_changes_nothing_where_it_came_from(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_real_data(&database).await;
    for file in export(&database).await.unwrap().files {
        let report = load(&database, file.kind, &file.bytes).await;
        assert!(!report.changes_anything() && report.absent.is_empty(), "{}: {report:?}", file.kind);
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../store/fixtures/register.sql"))]
async fn work_that_has_no_place_in_files_is_counted_and_an_erased_text_is_said(pool: PgPool) {
    let exported = export(&as_application_of(&pool).await).await.unwrap();
    // A deadline that was moved, and a return with questions.
    assert_eq!(exported.left_out, 2);
    assert_eq!(exported.warnings, [format!("KENT-2021-01: a text was erased, in the file stands {ERASED}")]);
    let all: String = exported.files.iter().map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).collect();
    assert!(!all.contains("Internal"), "what is not for everyone is in no file: {all}");
    assert!(all.contains("Some cases were delayed"), "a correction stands as it was put right: {all}");
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../store/fixtures/register.sql"))]
async fn what_people_entered_into_a_demonstration_is_in_no_file(pool: PgPool) {
    sqlx::raw_sql(
        "insert into event (seq, stream_kind, stream_id, version, kind, happened, recorded_at, actor_kind, actor_person, actor_role,
            audience, facts, prev_hash, hash)
        select 20, 'recommendation', stream_id, 2, 'finding_recorded', '2023-03', '2026-02-04', 'person',
            '00000000-0000-0000-0000-000000000001', 'inspector', 'everyone',
            '{\"round\": \"re-inspection-2023\", \"finding\": \"closed\", \"source_url\": \"https://example.org/tried\"}', hash, sha256('tried')
        from event where stream_id = 'KENT-2019-02'",
    )
    .execute(&pool)
    .await
    .unwrap();
    let findings = async |pool: &PgPool| {
        let exported = export(&as_application_of(pool).await).await.unwrap();
        let file = exported.files.into_iter().find(|file| file.kind == Kind::Findings).unwrap();
        String::from_utf8(file.bytes).unwrap()
    };
    assert!(findings(&pool).await.contains("KENT-2019-02,re-inspection-2023,closed"));
    sqlx::raw_sql("insert into demonstration_stamp (stamped_at) values ('2026-01-01')").execute(&pool).await.unwrap();
    assert!(!findings(&pool).await.contains("closed"));
}

#[sqlx::test]
async fn made_up_data_does_not_leave_as_files(pool: PgPool) {
    let database = as_application_of(&pool).await;
    ingest::stamp(&mut database.pool().acquire().await.unwrap(), "synthetic").await.unwrap();
    assert!(matches!(export(&database).await, Err(ExportError::Synthetic)));
}
