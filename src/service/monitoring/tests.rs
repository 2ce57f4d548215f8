//! Monitoring and duties on a real database: what is recorded, who may, and how it reads at any point of the record.

use chrono::NaiveDate;
use sqlx::PgPool;
use uuid::Uuid;

use super::*;
use crate::{
    as_at::{PRESENT, Point},
    clock::random_bytes,
    duty::Duty,
    fact::{EventKind, Monitoring},
    identity::{PersonId, Role},
    ingest::{File, Kind, import},
    round::RoundSlug,
    service::verify::verify,
    store::{
        fixtures::{two_forces, two_forces_with},
        force,
    },
    view::monitoring::MonitoringView,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-25")
}

fn person(role: Role) -> Person {
    Person { id: PersonId(Uuid::from_u128(role as u128 + 1)), role, forces: vec!["kent".parse().unwrap()] }
}

fn kent() -> ForceSlug {
    "kent".parse().unwrap()
}

fn review() -> RoundSlug {
    "review-2021".parse().unwrap()
}

/// The plan that Kent owes after its review of 26 August 2021: by 7 October 2021.
fn plan(due: Option<&str>, reason: &str) -> Step {
    Step::SetDuty { duty: Duty::ActionPlan, round: review(), due: due.map(day), reason: reason.to_owned() }
}

fn met(on: &str) -> Step {
    Step::MeetDuty { duty: Duty::ActionPlan, round: review(), on: day(on) }
}

fn put_right(on: &str, reason: &str) -> Step {
    Step::CorrectMet { duty: Duty::ActionPlan, round: review(), on: day(on), reason: reason.to_owned() }
}

fn moved(to: Monitoring, from: &str) -> Step {
    Step::ChangeMonitoring { to, from: day(from) }
}

async fn form(database: &Database) -> Form {
    let stream = Stream { kind: StreamKind::Force, id: "kent".to_owned() };
    let mut db = database.pool().acquire().await.unwrap();
    let version = events::version(&mut db, &stream).await.unwrap();
    Form {
        subject: kent(),
        version,
        token: Uuid::from_bytes(random_bytes()),
        answers: crate::answers_digest::AnswersDigest::default(),
    }
}

async fn now(database: &Database, step: Step) -> Result<Receipt, FollowUpError> {
    act(database, &person(Role::Inspector), &form(database).await, &step, today()).await
}

/// What stands on the force's page at a point.
async fn seen(
    database: &Database,
    as_at: Option<&str>,
    known: Option<chrono::DateTime<chrono::Utc>>,
) -> MonitoringView {
    let point = Point { valid: as_at.map_or(PRESENT, day), known, today: as_at.map_or(today(), day) };
    force::page(database, &kent(), point).await.unwrap().unwrap().monitoring
}

async fn count(pool: &PgPool, sql: &str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(pool).await.unwrap()
}

/// The field that a refusal names.
fn field(result: Result<Receipt, FollowUpError>) -> &'static str {
    match result.unwrap_err() {
        FollowUpError::Invalid { field, .. } => field,
        other => panic!("{other}"),
    }
}

#[sqlx::test]
async fn a_duty_set_by_rule_is_due_from_the_publication_and_is_late_until_it_is_met(pool: PgPool) {
    let database = two_forces(&pool).await;
    now(&database, plan(None, "")).await.unwrap();
    now(&database, met("2021-10-10")).await.unwrap();

    let duty = seen(&database, None, None).await.duties.remove(0);
    assert_eq!((duty.due.on, duty.by_rule_from), (day("2021-10-07"), Some("2021-08-26".parse().unwrap())));
    assert_eq!(duty.met_on, Some(day("2021-10-10")));
    let then = seen(&database, Some("2021-10-09"), None).await.duties.remove(0);
    assert_eq!(then.met_on, None, "as at that day it was late");
    assert_eq!(seen(&database, Some("2021-08-25"), None).await, MonitoringView::default(), "before the publication");
    verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn known_at_shows_what_was_recorded_by_then(pool: PgPool) {
    let database = two_forces(&pool).await;
    let before = sqlx::query_scalar("select clock_timestamp()").fetch_one(&pool).await.unwrap();
    let set = now(&database, plan(None, "")).await.unwrap();
    now(&database, met("2021-10-01")).await.unwrap();

    assert_eq!(seen(&database, None, Some(before)).await, MonitoringView::default());
    let between = seen(&database, None, Some(set.recorded_at)).await;
    assert_eq!(between.duties[0].met_on, None);
    let with_both = seen(&database, Some("2021-10-02"), Some(set.recorded_at)).await;
    assert_eq!(with_both.duties[0].met_on, None, "what was known then of that day");
}

#[sqlx::test]
async fn a_date_that_is_not_the_rules_needs_a_reason_and_the_rules_stays_visible(pool: PgPool) {
    let database = two_forces(&pool).await;
    assert_eq!(field(now(&database, plan(Some("2021-11-01"), " ")).await), "reason");
    assert_eq!(count(&pool, "select count(*) from event where stream_kind = 'force'").await, 2, "nothing was kept");
    now(&database, plan(Some("2021-11-01"), "Agreed with the force")).await.unwrap();

    let duty = seen(&database, None, None).await.duties.remove(0);
    assert_eq!((duty.due.on, duty.first_due_on, duty.by_rule_from), (day("2021-11-01"), day("2021-10-07"), None));
    assert_eq!(duty.reason.words(), Some("Agreed with the force"));
    assert_eq!(field(now(&database, plan(Some("2021-11-01"), "Again")).await), "due");
    verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn a_round_whose_publication_nobody_knows_has_no_date_by_rule(pool: PgPool) {
    let database = two_forces(&pool).await;
    let round: RoundSlug = "letter-undated".parse().unwrap();
    let set = |due: Option<&str>| Step::SetDuty {
        duty: Duty::CommissionerResponse,
        round: round.clone(),
        due: due.map(day),
        reason: "The letter asks for it".to_owned(),
    };
    assert_eq!(field(now(&database, set(None)).await), "due");
    now(&database, set(Some("2027-01-31"))).await.unwrap();
    assert_eq!(seen(&database, None, None).await.duties[0].due.on, day("2027-01-31"));
}

#[sqlx::test]
async fn a_day_on_which_a_duty_was_met_is_put_right_by_a_correction(pool: PgPool) {
    let database = two_forces(&pool).await;
    assert_eq!(field(now(&database, met("2021-10-01")).await), "duty", "it is not set yet");
    now(&database, plan(None, "")).await.unwrap();
    assert_eq!(field(now(&database, put_right("2021-10-01", "Misread")).await), "duty", "it is not met yet");
    for on in ["2026-11-26", "2021-08-25"] {
        assert_eq!(field(now(&database, met(on)).await), "met_on", "{on}");
    }
    now(&database, met("2021-10-10")).await.unwrap();
    assert_eq!(field(now(&database, met("2021-10-01")).await), "duty", "it is met already");
    assert_eq!(
        field(now(&database, put_right("2021-10-10", "Misread")).await),
        "met_on",
        "that is the day that stands"
    );
    assert_eq!(field(now(&database, put_right("2021-08-25", "Misread")).await), "met_on", "before the publication");
    assert_eq!(field(now(&database, put_right("2021-10-01", "")).await), "reason");
    now(&database, put_right("2021-10-01", "The date on the plan was misread")).await.unwrap();

    assert_eq!(seen(&database, None, None).await.duties[0].met_on, Some(day("2021-10-01")));
    assert_eq!(field(now(&database, plan(Some("2022-01-01"), "Later")).await), "duty", "it is met");
    verify(&database, |_, _| {}).await.unwrap();
}

fn undone(reason: &str) -> Step {
    Step::UndoMet { duty: Duty::ActionPlan, round: review(), reason: reason.to_owned() }
}

#[sqlx::test]
async fn that_a_duty_was_met_is_undone_by_a_correction_with_its_reason(pool: PgPool) {
    let database = two_forces(&pool).await;
    now(&database, plan(None, "")).await.unwrap();
    assert_eq!(field(now(&database, undone("A mistake")).await), "duty", "it is not met yet");
    now(&database, met("2021-10-01")).await.unwrap();
    assert_eq!(field(now(&database, undone(" ")).await), "reason");
    let then = crate::clock::now();
    now(&database, undone("The plan was another force’s")).await.unwrap();

    assert_eq!(seen(&database, None, None).await.duties[0].met_on, None);
    assert_eq!(seen(&database, Some("2021-10-02"), None).await.duties[0].met_on, None, "it was not met then either");
    let known = seen(&database, None, Some(then)).await;
    assert_eq!(known.duties[0].met_on, Some(day("2021-10-01")), "but it was held to be");
    assert_eq!(field(now(&database, undone("Twice")).await), "duty");
    now(&database, plan(Some("2022-01-01"), "Agreed")).await.unwrap();
    now(&database, met("2021-12-01")).await.unwrap();
    assert_eq!(seen(&database, None, None).await.duties[0].met_on, Some(day("2021-12-01")), "it can be met again");
    assert_eq!(count(&pool, "select count(*) from event where kind = 'corrected'").await, 1);
    verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn stages_of_monitoring_are_dated_states_and_follow_each_other(pool: PgPool) {
    let database = two_forces(&pool).await;
    now(&database, moved(Monitoring::Engage, "2026-02-03")).await.unwrap();
    assert_eq!(field(now(&database, moved(Monitoring::Engage, "2026-03-01")).await), "stage");
    assert_eq!(field(now(&database, moved(Monitoring::Scan, "2026-11-26")).await), "from");
    assert_eq!(field(now(&database, moved(Monitoring::Scan, "2026-02-02")).await), "from");
    now(&database, moved(Monitoring::Scan, "2026-09-01")).await.unwrap();

    let stages = seen(&database, None, None).await.stages;
    let told: Vec<_> = stages.iter().map(|of| (of.stage, of.since, of.until)).collect();
    let (engaged, scanned) = (Some(day("2026-02-03")), Some(day("2026-09-01")));
    assert_eq!(told, [(Monitoring::Engage, engaged, scanned), (Monitoring::Scan, scanned, None)]);
    let then = seen(&database, Some("2026-08-31"), None).await.stages;
    assert_eq!(then.iter().map(|of| (of.stage, of.until)).collect::<Vec<_>>(), [(Monitoring::Engage, None)]);
    verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn only_inspectors_and_authorisers_record_monitoring_and_the_database_holds_to_it_as_well(pool: PgPool) {
    let database = two_forces(&pool).await;
    for role in Role::ALL {
        let step = moved(Monitoring::ALL[*role as usize % 2], "2026-02-03");
        let result = act(&database, &person(*role), &form(&database).await, &step, today()).await;
        let allowed = matches!(role, Role::Inspector | Role::Authoriser);
        assert_eq!(result.is_ok(), allowed, "{role}: {result:?}");
        if !allowed {
            assert!(matches!(result, Err(FollowUpError::NotAllowed(NotAllowed::NotOfRole(..)))), "{role}");
        }
        for kind in [EventKind::MonitoringChanged, EventKind::DutySet, EventKind::RoundPublished] {
            let stream = if kind == EventKind::RoundPublished { "round" } else { "force" };
            let inserted = sqlx::query(
                "insert into event (seq, stream_kind, stream_id, version, kind, recorded_at, actor_kind, actor_person, actor_role, audience, facts, hash)
                values (nextval('event_seq'), $1::text::stream_kind, $2, 1, $3::text::event_kind, now(), 'person', gen_random_uuid(), $4::text::role_name, 'everyone', '{\"to\": \"scan\"}', sha256('x'))",
            )
            .bind(stream)
            .bind(format!("{role}-{kind}"))
            .bind(kind.slug())
            .bind(role.slug())
            .execute(database.pool())
            .await;
            assert_eq!(inserted.is_ok(), allowed, "{role} {kind}");
        }
    }
}

#[sqlx::test]
async fn a_form_made_from_an_older_version_is_told_what_was_recorded_since(pool: PgPool) {
    let database = two_forces_with(&pool, 4).await;
    let (old, inspector) = (form(&database).await, person(Role::Inspector));
    now(&database, moved(Monitoring::Engage, "2026-02-03")).await.unwrap();
    let told = act(&database, &inspector, &old, &plan(None, ""), today()).await;
    let Err(FollowUpError::Conflict { current_version: 2, since }) = told else { panic!("{told:?}") };
    assert_eq!(since.iter().map(|one| one.kind).collect::<Vec<_>>(), [EventKind::MonitoringChanged]);
    assert!(seen(&database, None, None).await.duties.is_empty());
}

#[sqlx::test]
async fn a_form_sent_twice_at_once_is_done_once_and_answered_twice(pool: PgPool) {
    let database = two_forces_with(&pool, 4).await;
    let (form, inspector, step) = (form(&database).await, person(Role::Inspector), plan(None, ""));
    let send = || act(&database, &inspector, &form, &step, today());
    let (one, other) = tokio::join!(send(), send());
    assert_eq!(one.unwrap(), other.unwrap());
    assert_eq!(count(&pool, "select count(*) from event where kind = 'duty_set'").await, 1);
    let stranger = Person { id: PersonId(Uuid::from_u128(77)), ..person(Role::Inspector) };
    let answer = act(&database, &stranger, &form, &step, today()).await;
    assert!(matches!(answer, Err(FollowUpError::FormOfAnother)));
}

#[sqlx::test]
async fn a_corrected_publication_moves_the_date_by_rule_and_leaves_the_one_a_person_set(pool: PgPool) {
    let database = two_forces(&pool).await;
    now(&database, plan(None, "")).await.unwrap();
    let response = |due, reason: &str| Step::SetDuty {
        duty: Duty::CommissionerResponse,
        round: review(),
        due,
        reason: reason.to_owned(),
    };
    now(&database, response(Some(day("2022-01-01")), "Agreed")).await.unwrap();
    let text = "force_slug,round,kind,fieldwork,published,source_url
kent,review-2021,post_inspection_review,,2021-08-30,https://example.org/k2
";
    let file = File { name: String::new(), bytes: text.as_bytes().to_vec() };
    import(&database, Kind::Rounds, &file, false, |_| {}).await.unwrap();

    let duties = seen(&database, None, None).await.duties;
    let told: Vec<_> = duties.iter().map(|of| (of.duty, of.due.on, of.first_due_on)).collect();
    assert_eq!(
        told,
        [
            (Duty::ActionPlan, day("2021-10-11"), day("2021-10-11")),
            (Duty::CommissionerResponse, day("2022-01-01"), day("2021-10-25")),
        ]
    );
    verify(&database, |_, _| {}).await.unwrap();
}
