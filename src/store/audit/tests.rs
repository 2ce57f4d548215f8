//! The audit against a real database: what nobody can change, whom it is shown, its months, and how it is paged.

use chrono::TimeDelta;
use sqlx::PgPool;
use uuid::Uuid;

use super::*;
use crate::{
    identity::Role,
    store::database::as_application_of,
    view::audit::{AuditFilter, AuditQuery, AuditStart, PER_PAGE},
};

fn now() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

fn person(role: Role) -> Person {
    Person { id: PersonId(Uuid::from_u128(7)), role, forces: Vec::new() }
}

async fn write_exports(database: &Database, count: i64) {
    for number in 0..count {
        let subject = format!("/recommendations.csv?force=kent&page={number}");
        let by = person(Role::Inspector);
        note(database, &Done::by(&by, AuditKind::Exported, &subject), now() + TimeDelta::seconds(number))
            .await
            .unwrap();
    }
}

async fn run(pool: &PgPool, sql: &str) -> Result<(), String> {
    sqlx::raw_sql(sql).execute(pool).await.map(|_| ()).map_err(|error| error.to_string())
}

#[sqlx::test]
async fn no_entry_is_changed_or_removed_whoever_asks(pool: PgPool) {
    let database = as_application_of(&pool).await;
    write_exports(&database, 1).await;
    let refused = CountedRefusal { kind: AuditKind::SignInRefused, account: None, subject: None };
    note_count(&database, &refused, now()).await.unwrap();
    for sql in [
        "update audit_entry set subject = 'nothing'",
        "update audit_entry set attempts = attempts + 2, last_at = last_at where attempts is not null",
        "update audit_entry set attempts = attempts + 1, last_at = last_at - interval '1 hour' where attempts is not null",
        "update audit_entry set attempts = attempts + 1, address = '192.0.2.1' where attempts is not null",
        "delete from audit_entry",
        "truncate audit_entry",
        "truncate audit_entry_other",
    ] {
        assert!(run(database.pool(), sql).await.unwrap_err().contains("permission denied"), "{sql}");
        assert!(run(&pool, sql).await.unwrap_err().contains("append-only"), "{sql}");
    }
    for sql in [
        "select audit_prune('2020-01-01')",
        "select audit_make_month('2020-01-01')",
        "drop table audit_entry_other",
        "select * from audit_entry",
        "select * from audit_entry_other",
    ] {
        let refused = run(database.pool(), sql).await.unwrap_err();
        assert!(refused.contains("permission denied") || refused.contains("must be owner"), "{sql}: {refused}");
    }
}

#[sqlx::test]
async fn the_database_shows_the_audit_to_administrators_alone(pool: PgPool) {
    let database = as_application_of(&pool).await;
    write_exports(&database, 1).await;
    for role in Role::ALL {
        let found = page(&database, &person(*role), &AuditQuery::default()).await.unwrap();
        assert_eq!(found.entries.len(), usize::from(*role == Role::Administrator), "{role}");
        let mut file = export(&database, &person(*role), AuditFilter::default()).await.unwrap();
        assert_eq!(file.next_part().await.unwrap().len(), usize::from(*role == Role::Administrator), "{role}");
    }
    let unsaid: i64 = sqlx::query_scalar("select count(*) from audit_line").fetch_one(database.pool()).await.unwrap();
    assert_eq!(unsaid, 0);
}

#[sqlx::test]
async fn pages_follow_each_other_in_both_directions_without_gap(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let total = i64::from(PER_PAGE) * 2 + 10;
    write_exports(&database, total).await;
    let read = async |start| {
        let query = AuditQuery { filter: AuditFilter::default(), start };
        page(&database, &person(Role::Administrator), &query).await.unwrap()
    };
    let first = read(AuditStart::Newest).await;
    let second = read(AuditStart::Before(first.entries.last().unwrap().place())).await;
    let third = read(AuditStart::Before(second.entries.last().unwrap().place())).await;
    let seconds: Vec<_> = [&first, &second, &third]
        .iter()
        .flat_map(|page| &page.entries)
        .map(|entry| (entry.at - now()).num_seconds())
        .collect();
    assert_eq!(seconds, (0..total).rev().collect::<Vec<_>>());
    assert_eq!(
        [(first.has_newer, first.has_older), (second.has_newer, second.has_older)],
        [(false, true), (true, true)]
    );
    assert_eq!((third.has_newer, third.has_older), (true, false));
    let back = read(AuditStart::After(third.entries[0].place())).await;
    assert_eq!(back.entries, second.entries);
    let newest = read(AuditStart::After(second.entries[0].place())).await;
    assert_eq!((newest.entries, newest.has_newer), (first.entries, false));
}

#[sqlx::test]
async fn filters_pick_by_person_kind_item_and_day(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let (ann, bea) = (person(Role::Inspector), Person { id: PersonId(Uuid::from_u128(8)), ..person(Role::Inspector) });
    for (by, kind, subject, at) in [
        (&ann, AuditKind::RestrictedTextRead, "/recommendations/KENT-2019-01", "2026-03-01T23:59:00Z"),
        (&ann, AuditKind::RestrictedTextRead, "/worklist?item=KENT-2019-011&item=KENT-2019-01", "2026-06-30T22:59:00Z"),
        (&bea, AuditKind::Exported, "/recommendations.csv?force=kent", "2026-06-30T23:01:00Z"),
        (&bea, AuditKind::SignedIn, "bea@example.org", "2026-07-01T22:30:00Z"),
    ] {
        note(&database, &Done::by(by, kind, subject), at.parse().unwrap()).await.unwrap();
    }
    let count = async |pairs: &[(&str, &str)]| {
        let query = crate::query::Query::from_pairs(pairs).unwrap();
        page(&database, &person(Role::Administrator), &query).await.unwrap().entries.len()
    };
    for (pairs, expected) in [
        (&[][..], 4),
        (&[("person", "00000000-0000-0000-0000-000000000008")], 2),
        (&[("kind", "restricted-text-read")], 2),
        (&[("item", "kent-2019-01")], 2),
        (&[("item", "KENT-2019-011")], 1),
        (&[("item", "KENT-2019")], 0),
        (&[("item", "kent")], 1),
        (&[("item", "Bea@Example.org")], 1),
        // Days are London's: midnight there is 23:00 in summer.
        (&[("from", "2026-07-01"), ("to", "2026-07-01")], 2),
        (&[("to", "2026-06-30")], 2),
        (&[("from", "2026-03-01"), ("to", "2026-03-01")], 1),
        (&[("item", "kent"), ("kind", "signed-in")], 0),
    ] {
        assert_eq!(count(pairs).await, expected, "{pairs:?}");
    }
}

#[sqlx::test]
async fn an_entry_of_a_month_that_was_not_made_is_kept_and_moved_later(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let old: DateTime<Utc> = "2020-03-04T12:00:00Z".parse().unwrap();
    note(&database, &Done::by(&person(Role::Inspector), AuditKind::Exported, "/forces.csv"), old).await.unwrap();
    let place = async || -> Vec<String> {
        sqlx::query_scalar("select tableoid::regclass::text from audit_entry where at = $1")
            .bind(old)
            .fetch_all(&pool)
            .await
            .unwrap()
    };
    assert_eq!(place().await, ["audit_entry_other"]);
    run(&pool, "select audit_make_month('2020-03-01'); select audit_make_month('2020-03-01')").await.unwrap();
    assert_eq!(place().await, ["audit_entry_2020_03"]);
    for sql in ["truncate audit_entry_2020_03", "delete from audit_entry_2020_03"] {
        assert!(run(&pool, sql).await.unwrap_err().contains("append-only"), "{sql}");
    }
}

#[sqlx::test]
async fn months_are_made_ahead_by_the_application_which_owns_nothing(pool: PgPool) {
    let database = as_application_of(&pool).await;
    assert_eq!(make_months_ahead(&database).await.unwrap(), 0, "the migration has made them");
    let months: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'audit_entry'::regclass and c.relname <> 'audit_entry_other' order by 1",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    assert_eq!(months.len(), 4, "{months:?}");
    run(&pool, &format!("drop table {}", months[3])).await.unwrap();
    assert_eq!(make_months_ahead(&database).await.unwrap(), 1);
}

#[sqlx::test]
async fn only_the_owner_removes_whole_months_that_are_a_year_old(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let owner = Database::with_primary(pool.clone());
    run(&pool, "select audit_make_month('2020-03-01')").await.unwrap();
    for at in ["2020-03-31T23:59:59Z", "2020-04-01T00:00:00Z", "2020-02-11T00:00:00Z"] {
        let by = person(Role::Inspector);
        let done = Done::by(&by, AuditKind::Exported, "/forces.csv");
        note(&database, &done, at.parse().unwrap()).await.unwrap();
    }
    let april = "2020-04-01".parse().unwrap();
    assert!(prune(&database, april, now()).await.is_err(), "the application");
    let dates: Vec<chrono::NaiveDate> = sqlx::query_scalar(
        "select (date_trunc('month', now() at time zone 'UTC') - make_interval(months => back))::date + days
        from (values (11, 0), (12, 1)) as days (back, days)",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    for young in dates {
        let refused = prune(&owner, young, now()).await.unwrap_err();
        assert_eq!(refused.constraint(), Some("audit_entry_kept_for_twelve_months"), "{young}");
    }
    assert_eq!(prune(&owner, april, now()).await.unwrap(), 2);
    let left: Vec<(String, Option<String>)> =
        sqlx::query_as("select kind::text, subject from audit_entry order by at").fetch_all(&pool).await.unwrap();
    let pruned = ("audit-pruned".to_owned(), Some("2 entries from before 2020-04-01".to_owned()));
    assert_eq!(left, [("exported".to_owned(), Some("/forces.csv".to_owned())), pruned]);
}
