//! Who read what is not for everyone is written down, or it is not read.

use sqlx::PgPool;
use uuid::Uuid;

use super::*;
use crate::{
    as_at::PRESENT,
    identity::{PersonId, Role},
    person::Person,
    store::database::as_application_of,
};

fn reader(role: Role) -> Reader {
    Reader::SignedIn(Person { id: PersonId(Uuid::nil()), role, forces: vec!["kent".parse().unwrap()] })
}

async fn read(pool: &PgPool, reader: &Reader, reference: &str) -> Result<Lookup, StoreError> {
    let point = Point { valid: PRESENT, known: None, today: "2026-11-23".parse().unwrap() };
    let now = "2026-11-23T12:00:00Z".parse().unwrap();
    recommendation(&as_application_of(pool).await, reader, &reference.parse().unwrap(), point, now, Sent::Whole).await
}

/// Kind, role and subject of every entry.
async fn entries(pool: &PgPool) -> Vec<[Option<String>; 3]> {
    let rows: Vec<(Option<String>, Option<String>, Option<String>)> =
        sqlx::query_as("select kind::text, role::text, subject from audit_entry order by id")
            .fetch_all(pool)
            .await
            .unwrap();
    rows.into_iter().map(|(kind, role, subject)| [kind, role, subject]).collect()
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../../store/fixtures/register.sql"))]
async fn a_read_of_restricted_text_is_one_entry_and_any_other_read_is_none(pool: PgPool) {
    for (reader, reference) in [
        (Reader::Anyone, "KENT-2019-01"),
        (reader(Role::SeniorLeader), "KENT-2019-01"),
        // What stands there is for the inspectorate.
        (reader(Role::ForceLiaisonOfficer), "KENT-2019-01"),
        (reader(Role::Inspector), "KENT-2019-02"),
        (reader(Role::Inspector), "KENT-2019-99"),
    ] {
        read(&pool, &reader, reference).await.unwrap();
        assert_eq!(entries(&pool).await.len(), 0, "{reader:?} {reference}");
    }
    read(&pool, &reader(Role::Inspector), "KENT-2019-01").await.unwrap();
    let entry = ["restricted-text-read", "inspector", "/recommendations/KENT-2019-01"];
    assert_eq!(entries(&pool).await, [entry.map(|text| Some(text.to_owned()))]);
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../../store/fixtures/register.sql"))]
async fn what_cannot_be_written_down_is_not_read(pool: PgPool) {
    sqlx::raw_sql("revoke insert on audit_entry from ncpi_application").execute(&pool).await.unwrap();
    assert!(read(&pool, &reader(Role::Inspector), "KENT-2019-01").await.is_err());
    // What is for everyone is read all the same.
    assert!(matches!(read(&pool, &Reader::Anyone, "KENT-2019-01").await, Ok(Lookup::Found(_))));
}
