//! What is generated: as much as asked for, always the same, by the rules, and never beside anything else.

use sqlx::PgPool;
use tokio::sync::mpsc::unbounded_channel;

use super::{
    draft::{Draft, LAST_DAY, LAST_RECORDING},
    *,
};
use crate::{
    as_at::PRESENT,
    deadline::DeadlineState,
    event::{Actor, Event, StreamKind, told},
    ingest::{File, ImportError, Kind, import},
    inspectorate_status::{Act, Inspectorate},
    position::Position,
    service::verify::{Verified, verify},
    standing::{Standing, standing_on},
    status::Status,
    store::{database::as_application_of, read_model::ForceChain},
};

fn scale(text: &str) -> Scale {
    text.parse().unwrap()
}

async fn filled(pool: &PgPool, size: &str, seed: u64) -> Result<Copied, GenerateError> {
    let owner = Database::with_primary(pool.clone());
    generate(&owner, scale(size), seed, |_| {}).await
}

async fn verified(pool: &PgPool) -> Verified {
    verify(&as_application_of(pool).await, |_, _| {}).await.unwrap()
}

/// Takes everything away again, as only the owner can.
async fn emptied(pool: &PgPool) {
    let statements = [
        "alter table event disable trigger user",
        "alter table register_stamp disable trigger user",
        "truncate register_stamp, force, round, recommendation, import_batch, event cascade",
        "alter table register_stamp enable trigger user",
        "alter table event enable trigger user",
    ];
    for statement in statements {
        sqlx::query(statement).execute(pool).await.unwrap();
    }
}

/// Everything of the schema that loading sets aside, as text.
async fn safeguards(pool: &PgPool) -> Vec<String> {
    sqlx::query_scalar(
        "select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
            where connamespace = 'public'::regnamespace
        union all select indexdef from pg_indexes where schemaname = 'public'
        union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
        order by 1",
    )
    .fetch_all(pool)
    .await
    .unwrap()
}

async fn words(pool: &PgPool, sql: &str) -> Vec<String> {
    sqlx::query_scalar(sql).fetch_all(pool).await.unwrap()
}

#[sqlx::test]
async fn it_is_as_much_as_asked_for_in_every_status_and_deadline_state_and_in_order(pool: PgPool) {
    let before = safeguards(&pool).await;
    let written = filled(&pool, "0.02", 1).await.unwrap();

    assert_eq!(written.recommendations, 430);
    let of_items: i64 = sqlx::query_scalar("select count(*) from event where stream_kind = 'recommendation'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(of_items, 430 * 40);
    let verified = verified(&pool).await;
    assert_eq!((verified.events, verified.texts, verified.rows), (written.events, written.texts, written.rows));

    let statuses = words(&pool, "select distinct status::text from recommendation_at('9999-12-31', null)").await;
    assert_eq!(statuses.len(), Status::ALL.len(), "{statuses:?}");
    let states = format!(
        "select distinct deadline_state_on('{LAST_DAY}', due_on, status, judged_submission)::text
        from recommendation_at('9999-12-31', null)"
    );
    let states = words(&pool, &states).await;
    assert_eq!(states.len(), DeadlineState::ALL.len(), "{states:?}");
    let late = format!("select count(*)::text from event where recorded_at > '{LAST_RECORDING}'::date + 1");
    assert_eq!(words(&pool, &late).await, ["0"]);

    assert_eq!(safeguards(&pool).await, before);
    let change = sqlx::query("update event set kind = kind").execute(&pool).await.unwrap_err().to_string();
    assert!(change.contains("append-only"), "{change}");
}

#[sqlx::test]
async fn a_seed_always_makes_the_same_record_and_another_seed_another(pool: PgPool) {
    let mut heads = Vec::new();
    for seed in [7, 7, 8] {
        filled(&pool, "0.002", seed).await.unwrap();
        heads.push(verified(&pool).await.head);
        emptied(&pool).await;
    }
    assert_eq!(heads[0], heads[1]);
    assert_ne!(heads[1], heads[2]);
}

fn forces() -> File {
    File { name: "forces.csv".to_owned(), bytes: FORCES.to_vec() }
}

#[sqlx::test]
async fn a_database_with_real_data_is_refused_and_stays_as_it_is(pool: PgPool) {
    import(&as_application_of(&pool).await, Kind::Forces, &forces(), false, |_| {}).await.unwrap();
    let before = verified(&pool).await;

    assert!(matches!(filled(&pool, "0.002", 1).await, Err(GenerateError::Real)));
    assert_eq!(verified(&pool).await, before);
}

#[sqlx::test]
async fn a_database_with_synthetic_data_takes_neither_more_of_it_nor_real_data(pool: PgPool) {
    filled(&pool, "0.002", 1).await.unwrap();

    assert!(matches!(filled(&pool, "0.002", 2).await, Err(GenerateError::Filled(_))));
    let imported = import(&as_application_of(&pool).await, Kind::Forces, &forces(), false, |_| {}).await;
    assert!(matches!(imported, Err(ImportError::Synthetic)) || imported.is_ok_and(|report| !report.changes_anything()));
}

#[sqlx::test]
async fn ended_half_way_it_leaves_nothing(pool: PgPool) {
    let before = safeguards(&pool).await;
    let owner = Database::with_primary(pool.clone());
    let (tell, mut told) = unbounded_channel();
    let half_way = async { while !matches!(told.recv().await.unwrap(), Progress::Indexing(4.., _)) {} };
    tokio::select! {
        ended = generate(&owner, scale("0.002"), 1, move |progress| tell.send(progress).unwrap()) => panic!("{ended:?}"),
        () = half_way => {}
    }

    assert_eq!(words(&pool, "select seq::text from event").await, [""; 0]);
    assert_eq!(words(&pool, "select data from register_stamp").await, [""; 0]);
    assert_eq!(safeguards(&pool).await, before);
}

fn event(seq: usize, drafts: &[Draft]) -> Event {
    let draft = drafts[seq].clone();
    let number = |index: usize| i64::try_from(index).unwrap();
    Event {
        seq: number(seq),
        happened: draft.happened,
        recorded_at: draft.recorded_at,
        actor: draft.actor,
        corrects: draft.corrects.map(number),
        fact: draft.fact,
    }
}

/// Whether the rules allow a person this, as the item stands to their knowledge.
fn allowed(fact: &Fact, by: crate::identity::PersonId, standing: &Standing) -> bool {
    let ended = matches!(standing.inspectorate, Inspectorate::Ended { .. });
    let then = |act| standing.inspectorate.then(act).is_ok();
    match fact {
        Fact::PositionSet { position } => !ended && standing.position.may_become(*position),
        Fact::Submitted {} => !ended && standing.position.may_become(Position::ReadyForReview),
        Fact::Returned {} => !ended && standing.position == Position::ReadyForReview,
        Fact::ClosureProposed { outcome, .. } => then(Act::Propose { outcome: *outcome, by }),
        Fact::ClosureAuthorised {} => then(Act::Authorise { by }),
        Fact::ClosureRefused {} => then(Act::Refuse { by }),
        Fact::Reopened {} => then(Act::Reopen),
        _ => true,
    }
}

#[test]
fn people_do_only_what_the_rules_allow_and_history_is_uneven_as_real_ones_are() {
    let (mut judged, mut same_day, mut backwards, mut corrected, mut late) = (0, 0, 0, 0, 0);
    for mut outline in outlines(3).unwrap() {
        let chain = ForceChain::new(outline.chain());
        for (stream, drafts) in outline.streams(scale("0.02"), &mut Rows::default()).unwrap() {
            let events: Vec<Event> = (0..drafts.len()).map(|index| event(index, &drafts)).collect();
            assert!(events.is_sorted_by_key(|event| event.recorded_at), "{stream}");
            if stream.kind != StreamKind::Recommendation {
                continue;
            }
            for (index, event) in events.iter().enumerate() {
                let before = standing_on(&told(&events[..index], &chain), PRESENT);
                if let (Actor::Person { id, .. }, Some(standing)) = (event.actor, &before) {
                    assert!(allowed(&event.fact, id, standing), "{stream}: {:?} after {standing:?}", event.fact);
                    judged += 1;
                }
                let moved = match (&event.fact, &before) {
                    (Fact::PositionSet { position }, Some(standing)) => *position < standing.position,
                    (Fact::SourceStatusRecorded { .. }, Some(standing)) => standing.status().is_closed(),
                    _ => false,
                };
                backwards += usize::from(moved);
                corrected += usize::from(event.corrects.is_some());
                let day = |event: &Event| event.happened.map(crate::partial_date::PartialDate::last);
                same_day += usize::from(index > 0 && day(event).is_some() && day(event) == day(&events[index - 1]));
                late += usize::from(index > 0 && day(event) < day(&events[index - 1]));
            }
        }
    }
    assert!(judged > 10_000 && same_day > 1000 && backwards > 50 && corrected > 20 && late > 100);
}
