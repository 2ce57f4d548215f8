//! Two people for an authoriser, against a real database, acting as the application does.

use sqlx::PgPool;

use super::*;
use crate::{
    confirmation::NotToAnswer,
    service::{
        accounts::{self as service, change, make_link_or_ask},
        password_policy::PasswordPolicy,
    },
    store::{accounts::AccountDetails, database::as_application_of},
    view::accounts::{AccountAdded, LinkMade},
};

fn now() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

fn wanted(email: &str, role: Role) -> Wanted {
    Wanted { email: email.parse().unwrap(), name: "Ann Other".parse().unwrap(), role, forces: Vec::new() }
}

async fn person(database: &Database, email: &str, role: Role) -> Person {
    let id = service::add(database, None, wanted(email, role), now()).await.unwrap();
    service::set_password(
        database,
        &email.parse().unwrap(),
        "garden lantern otter".to_owned(),
        &PasswordPolicy::default(),
        now(),
    )
    .await
    .unwrap();
    service::find(database, id).await.unwrap().person()
}

/// Two administrators and an authoriser.
async fn three(database: &Database) -> [Person; 3] {
    [
        person(database, "adm@example.org", Role::Administrator).await,
        person(database, "bea@example.org", Role::Administrator).await,
        person(database, "aut@example.org", Role::Authoriser).await,
    ]
}

async fn asked_for(database: &Database, by: &Person, email: &str) -> ConfirmationId {
    match service::add_or_ask(database, by, wanted(email, Role::Authoriser), now()).await.unwrap() {
        AccountAdded::Waits(id) => id,
        AccountAdded::Added(_) => panic!("an authoriser waits"),
    }
}

#[sqlx::test]
async fn a_new_authoriser_is_there_once_another_person_agrees(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let [adm, bea, aut] = three(&database).await;
    for (other, email) in [(&bea, "one@example.org"), (&aut, "two@example.org")] {
        let id = asked_for(&database, &adm, email).await;
        assert_eq!(service::list(&database).await.unwrap().iter().filter(|a| a.email.as_str() == email).count(), 0);
        let own = answer(&database, Some(&adm), id, ConfirmationAnswer::Confirmed, now()).await.unwrap_err();
        assert!(matches!(own, AccountError::NotToAnswer(NotToAnswer::AskedYourself)), "{own}");
        answer(&database, Some(other), id, ConfirmationAnswer::Confirmed, now()).await.unwrap();
        let again = answer(&database, Some(other), id, ConfirmationAnswer::Refused, now()).await.unwrap_err();
        assert!(matches!(again, AccountError::AlreadyAnswered), "{again}");
        let all = service::list(&database).await.unwrap();
        let added = all.iter().find(|account| account.email.as_str() == email).unwrap();
        assert_eq!(added.role, Role::Authoriser);
        // Its first link needs no further question of whoever asked, and nobody else gets one.
        assert!(
            matches!(make_link_or_ask(&database, other, added.id, now()).await, Ok(LinkMade::Waits(_)))
                || other == &aut
        );
        assert!(matches!(make_link_or_ask(&database, &adm, added.id, now()).await, Ok(LinkMade::Made(_))));
    }
}

#[sqlx::test]
async fn what_is_refused_or_withdrawn_leaves_everything_as_it_was(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let [adm, bea, _] = three(&database).await;
    for (by, given) in [(&bea, ConfirmationAnswer::Refused), (&adm, ConfirmationAnswer::Withdrawn)] {
        let before = service::list(&database).await.unwrap();
        let id = asked_for(&database, &adm, "new@example.org").await;
        let twice = service::add_or_ask(&database, &adm, wanted("NEW@example.org", Role::Authoriser), now()).await;
        assert!(matches!(twice, Err(AccountError::AlreadyAsked)));
        answer(&database, Some(by), id, given, now()).await.unwrap();
        assert_eq!(service::list(&database).await.unwrap(), before);
    }
    let kinds: Vec<String> =
        sqlx::query_scalar("select kind::text from audit_entry where kind::text like 'confirm%' order by id")
            .fetch_all(&pool)
            .await
            .unwrap();
    let asked = "confirmation-asked";
    assert_eq!(kinds, [asked, "confirmation-refused", asked, "confirmation-withdrawn"]);
}

#[sqlx::test]
async fn a_role_becomes_authoriser_with_a_second_person_and_its_owner_is_told(pool: PgPool) {
    sqlx::query("insert into force (slug) values ('kent')").execute(&pool).await.unwrap();
    let database = as_application_of(&pool).await;
    let [adm, bea, _] = three(&database).await;
    let forces = vec!["kent".parse().unwrap()];
    let officer = Wanted { forces, ..wanted("lee@example.org", Role::ForceLiaisonOfficer) };
    let lee = service::add(&database, None, officer, now()).await.unwrap();
    let link = service::make_link(&database, None, lee, now()).await.unwrap();
    let details = AccountDetails {
        email: "lee@example.org".parse().unwrap(),
        name: "Lee Other".parse().unwrap(),
        assignment: crate::account::Assignment::new(Role::Authoriser, Vec::new()).unwrap(),
    };
    let made = change(&database, &adm, lee, details, now()).await.unwrap();
    assert!(made.role_waits && made.changes.len() == 1, "{made:?}");
    let account = service::find(&database, lee).await.unwrap();
    assert_eq!((account.role, account.forces.len(), &*account.name), (Role::ForceLiaisonOfficer, 1, "Lee Other"));

    let id = list(&database).await.unwrap()[0].id;
    answer(&database, Some(&bea), id, ConfirmationAnswer::Confirmed, now()).await.unwrap();
    let account = service::find(&database, lee).await.unwrap();
    assert_eq!((account.role, account.forces.len()), (Role::Authoriser, 0));
    let dead = service::account_of_link(&database, &link, now()).await;
    assert!(matches!(dead, Err(AccountError::LinkOver)), "a link from before is void");
    let mut db = database.pool().acquire().await.unwrap();
    let told = account_notices::unread(&mut db, lee).await.unwrap();
    assert_eq!(told.iter().map(|notice| notice.changes.len()).collect::<Vec<_>>(), [1, 2]);
}

#[sqlx::test]
async fn a_link_for_an_authoriser_waits_and_its_owner_is_told(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let [adm, bea, aut] = three(&database).await;
    let LinkMade::Waits(id) = make_link_or_ask(&database, &adm, aut.id, now()).await.unwrap() else {
        panic!("it waits")
    };
    let own = answer(&database, Some(&aut), id, ConfirmationAnswer::Confirmed, now()).await.unwrap_err();
    assert!(matches!(own, AccountError::NotToAnswer(NotToAnswer::OwnAccount)), "{own}");
    answer(&database, Some(&bea), id, ConfirmationAnswer::Confirmed, now()).await.unwrap();
    let LinkMade::Made(_) = make_link_or_ask(&database, &adm, aut.id, now()).await.unwrap() else {
        panic!("it was confirmed")
    };
    assert!(matches!(make_link_or_ask(&database, &adm, aut.id, now()).await, Ok(LinkMade::Waits(_))), "only one");
    let mut db = database.pool().acquire().await.unwrap();
    let told = account_notices::unread(&mut db, aut.id).await.unwrap();
    assert_eq!(told.iter().map(|notice| notice.kind).collect::<Vec<_>>(), [AuditKind::PasswordLinkMade]);
    account_notices::mark_read(&mut db, aut.id, now(), now()).await.unwrap();
    assert_eq!(account_notices::unread(&mut db, aut.id).await.unwrap(), []);
}

#[sqlx::test]
async fn the_console_counts_as_two_people(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let [adm, _, aut] = three(&database).await;
    service::make_link(&database, None, aut.id, now()).await.unwrap();
    service::make_link(&database, None, aut.id, now()).await.unwrap();
    asked_for(&database, &adm, "new@example.org").await;
    let email = "new@example.org".parse().unwrap();
    answer_by_console(&database, &email, ConfirmationAnswer::Confirmed, now()).await.unwrap();
    let all = service::list(&database).await.unwrap();
    assert!(all.iter().any(|account| account.email == email && account.role == Role::Authoriser));
}

#[sqlx::test]
async fn the_database_itself_asks_for_two_people(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let [adm, bea, aut] = three(&database).await;
    let ins = person(&database, "ins@example.org", Role::Inspector).await;
    let id = asked_for(&database, &adm, "new@example.org").await;
    let (id, adm, bea, aut, ins) = (id.0, adm.id.0, bea.id.0, aut.id.0, ins.id.0);
    let answered = |by: Uuid| {
        format!(
            "update account_confirmation set answer = 'confirmed', answered_by = '{by}', answered_at = now() where id = '{id}'"
        )
    };
    let asked = |by: Uuid, answer: &str| {
        format!(
            "insert into account_confirmation (id, kind, account, asked_by, asked_at, answer, answered_at)
            values (gen_random_uuid(), 'role', '{ins}', '{by}', now(), {answer})"
        )
    };
    for (sql, constraint) in [
        (format!("update account set role = 'authoriser' where id = '{ins}'"), "account_authoriser_needs_two_people"),
        (
            "insert into account (id, email, name, role, created_at) values (gen_random_uuid(), 'x@example.org', 'X', 'authoriser', now())"
                .to_owned(),
            "account_authoriser_needs_two_people",
        ),
        (
            format!(
                "insert into password_link (digest, account, made_at, expires_at, made_by) values (sha256('x'), '{aut}', now(), now(), '{adm}')"
            ),
            "password_link_of_authoriser_needs_two_people",
        ),
        (answered(adm), "account_confirmation_two_people"),
        (answered(ins), "account_confirmation_answered"),
        (asked(ins, "null, null"), "account_confirmation_asked"),
        (asked(adm, "'confirmed', now()"), "account_confirmation_asked"),
        (format!("update account_confirmation set used_at = null where id = '{id}'"), "permission denied"),
        (format!("update account_confirmation set asked_by = '{bea}' where id = '{id}'"), "permission denied"),
        (format!("delete from account_confirmation where id = '{id}'"), "permission denied"),
    ] {
        let refused = sqlx::raw_sql(&sql).execute(database.pool()).await.unwrap_err();
        let named = refused.as_database_error().and_then(|error| error.constraint()).unwrap_or_default().to_owned();
        assert!(named == constraint || refused.to_string().contains(constraint), "{sql}: {refused}");
    }
    // Whoever lost their role in the meantime answers nothing.
    sqlx::raw_sql(&format!("update account set disabled_at = now() where id = '{bea}'")).execute(&pool).await.unwrap();
    assert!(sqlx::raw_sql(&answered(bea)).execute(database.pool()).await.is_err());
}
