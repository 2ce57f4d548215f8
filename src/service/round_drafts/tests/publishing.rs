//! Publishing: all or nothing, once, and just as an import would have recorded it.

use super::*;

const ROUND: &str = "force_slug,round,kind,fieldwork,published,source_url,topic_scheme
kent,inspection-2026-11-20,inspection,2026-06,2026-11-20,https://example.org/new,2024
";
const ITEMS: &str = "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url
KENT-2026-01,kent,inspection-2026-11-20,leadership,within three months,recommendation,\"Lead, from the \"\"top\"\",
every day\",https://example.org/new
KENT-2026-02,kent,inspection-2026-11-20,leadership,set by the force: 2027-05,recommendation,\"Lead, from the \"\"top\"\",
every day\",https://example.org/new
";
const GRADES: &str = "force_slug,round,topic,grade
kent,inspection-2026-11-20,leadership,good
kent,inspection-2026-11-20,investigation,inadequate
";
const AUDITS: &str = "force_slug,round,cases,good,adequate,requires_improvement,inadequate,source_url
kent,inspection-2026-11-20,33,9,,15,10,https://example.org/new
";

#[sqlx::test]
async fn what_is_published_is_on_record_as_if_it_had_been_imported(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = whole(&database).await;
    let before = count(&pool, "select count(*) from event").await;
    let round = publish(&database, &inspector(), &form(&database, id).await, today()).await.unwrap();
    assert_eq!(round.as_str(), "inspection-2026-11-20");
    assert_eq!(count(&pool, "select count(*) from event").await - before, 1 + 2 + 2 + 1);
    assert_eq!(
        count(
            &pool,
            "select count(distinct recorded_at) from event where actor_kind = 'person' and actor_role = 'inspector'"
        )
        .await,
        1,
        "no moment knows one part without the others"
    );
    assert_eq!(
        count(
            &pool,
            "select count(*) from recommendation_version where latest and round_slug = 'inspection-2026-11-20'"
        )
        .await,
        2
    );
    assert_eq!(count(&pool, "select count(*) from case_audit_version where cases = 33").await, 1, "kept as published");
    assert_eq!(count(&pool, "select count(*) from round_draft").await, 0, "the draft is gone");
    let gone = page(&database, &Reader::SignedIn(inspector()), &kent(), id).await.unwrap();
    assert_eq!(gone, Lookup::Published(round));
    verify(&database, |_, _| {}).await.unwrap();

    for (kind, text, rows) in [
        (Kind::Rounds, ROUND, 1),
        (Kind::Recommendations, ITEMS, 2),
        (Kind::Grades, GRADES, 2),
        (Kind::CaseAudits, AUDITS, 1),
    ] {
        let file = File { name: String::new(), bytes: text.as_bytes().to_vec() };
        let report = import(&database, kind, &file, false, |_| {}).await.unwrap();
        assert_eq!((report.unchanged, report.added, report.changed), (rows, 0, 0), "{kind}");
    }
}

#[sqlx::test]
async fn a_round_that_is_older_than_others_takes_its_place_among_them(pool: PgPool) {
    let database = two_forces(&pool).await;
    let older = Details { published: "2020-02-03".parse().ok(), fieldwork: None, ..details(None) };
    let id = begin(&database, &inspector(), &kent(), token(), &older, &said("")).await.unwrap();
    publish(&database, &inspector(), &form(&database, id).await, today()).await.unwrap();
    let chain: Vec<String> = sqlx::query_scalar("select slug from round where force_slug = 'kent' order by place")
        .fetch_all(&pool)
        .await
        .unwrap();
    assert_eq!(chain, ["inspection-2019", "inspection-2020-02-03", "review-2021", "letter-undated"]);
    verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn a_draft_that_is_published_twice_is_published_once(pool: PgPool) {
    let database = two_forces_with(&pool, 4).await;
    let id = whole(&database).await;
    let (form, who) = (form(&database, id).await, inspector());
    let other = Form { token: token(), ..form.clone() };
    let (one, two) = (person(1, Role::Inspector), person(2, Role::Authoriser));
    let (first, second) =
        tokio::join!(publish(&database, &one, &form, today()), publish(&database, &two, &other, today()));
    let late = [first, second].into_iter().find_map(Result::err).expect("one of the two is told");
    assert!(matches!(late, DraftError::Published(round) if round.as_str() == "inspection-2026-11-20"));
    assert_eq!(
        count(&pool, "select count(*) from event where kind = 'round_published' and actor_kind = 'person'").await,
        1
    );
    if count(&pool, "select count(*) from form_receipt where about like 'draft%' and account = '00000000-0000-0000-0000-000000000001' and version = 7").await == 1 {
        let again = publish(&database, &who, &form, today()).await.unwrap();
        assert_eq!(again.as_str(), "inspection-2026-11-20", "a form sent again has the answer it had");
    }
    verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn a_draft_with_a_problem_publishes_nothing_of_itself(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = whole(&database).await;
    let events = count(&pool, "select count(*) from event").await;
    let problem = |result: Result<RoundSlug, DraftError>| match result.unwrap_err() {
        DraftError::Problems(problems) => problems[0].clone(),
        other => panic!("{other}"),
    };
    for published in [None, Some("2026-11-26"), Some("2026-11"), Some("2027")] {
        now(&database, id, Edit::Details(details(published))).await.unwrap();
        let told = problem(publish(&database, &inspector(), &form(&database, id).await, today()).await);
        assert_eq!(told.part, Part::Details, "{published:?}");
    }
    now(&database, id, Edit::Details(details(Some("2026-11-20")))).await.unwrap();
    // Meanwhile an import brings one of its references.
    let taken = ITEMS.replace("inspection-2026-11-20", "review-2021");
    let file = File { name: String::new(), bytes: taken.replace(",leadership,", ",investigation,").into_bytes() };
    import(&database, Kind::Recommendations, &file, false, |_| {}).await.unwrap();
    let told = problem(publish(&database, &inspector(), &form(&database, id).await, today()).await);
    assert_eq!(told.part, Part::Recommendations);
    assert!(told.words.contains("KENT-2026-01"), "{}", told.words);
    assert_eq!(count(&pool, "select count(*) from event").await - events, 2, "the import's own");
    assert_eq!(count(&pool, "select count(*) from round where slug = 'inspection-2026-11-20'").await, 0);
    assert_eq!(found(&database, id).await.items.len(), 2);
}

#[sqlx::test]
async fn a_round_that_is_on_record_is_not_published_over(pool: PgPool) {
    let database = two_forces(&pool).await;
    let file = File { name: String::new(), bytes: ROUND.as_bytes().to_vec() };
    import(&database, Kind::Rounds, &file, false, |_| {}).await.unwrap();
    let id = begun(&database, Some("2026-11-20")).await;
    let found = problems(&database, &inspector(), &found(&database, id).await, today()).await.unwrap();
    assert!(found[0].words.contains("has a round of this kind and publication date already"), "{found:?}");
    let refused = publish(&database, &inspector(), &form(&database, id).await, today()).await;
    assert!(matches!(refused, Err(DraftError::Problems(_))));
}

#[sqlx::test]
async fn looking_for_problems_records_nothing(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = whole(&database).await;
    let events = count(&pool, "select count(*) from event").await;
    assert_eq!(problems(&database, &inspector(), &found(&database, id).await, today()).await.unwrap(), []);
    assert_eq!(count(&pool, "select count(*) from event").await, events);
    assert_eq!(count(&pool, "select count(*) from round where slug = 'inspection-2026-11-20'").await, 0);
    assert_eq!(count(&pool, "select count(*) from recommendation where reference like 'KENT-2026%'").await, 0);
}
