//! The page of one recommendation: how it stands, what was found, its history, and what is not there.

use followup::{clock, identity::Role};
use server::state::AppState;
use sqlx::PgPool;

use crate::{
    real_data::{server_with_real_data, without_tags},
    support::{Browser, account, closed_server_on, get, server_on, state_on},
};

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_reference_that_is_nowhere_has_a_way_on(pool: PgPool) {
    let server = server_on(&pool).await;
    for reference in ["KENT-2019-99", "kent-2019-99", "KENT-2019--01", "KENT-2019-01'--"] {
        let answer = get(&server, &format!("/recommendations/{reference}")).await;
        assert_eq!(answer.status, 404, "{reference}");
        assert!(answer.body.contains(r#"<a href="/recommendations""#), "{reference}: {}", answer.body);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn reference_in_another_case_leads_to_its_spelling_on_record(pool: PgPool) {
    let server = server_on(&pool).await;
    for (given, recorded) in [
        ("/recommendations/kent-2019-01", "/recommendations/KENT-2019-01"),
        ("/recommendations/KENT%E2%80%932019%E2%80%9301", "/recommendations/KENT-2019-01"),
        ("/recommendations/%20kent%202019%C2%A01", "/recommendations/KENT-2019-01"),
        ("/recommendations/KENT-2019-001?as_at=2023-01-01", "/recommendations/KENT-2019-01?as_at=2023-01-01"),
        ("/recommendations/Kent-2019-01?as_at=2023-01-01", "/recommendations/KENT-2019-01?as_at=2023-01-01"),
    ] {
        let answer = get(&server, given).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (308, recorded), "{given}");
        assert_eq!(get(&server, recorded).await.status, 200, "{recorded}");
    }
    account(&pool, "inspector@example.org", Role::Inspector, &[]).await;
    let mut inspector = Browser::signed_in(&server, "inspector@example.org").await;
    for page in ["review", "evidence"] {
        let answer = inspector.get(&format!("/recommendations/kent-2019-01/{page}")).await;
        assert_eq!(answer.header("location"), format!("/recommendations/KENT-2019-01/{page}"), "{}", answer.body);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn another_case_tells_a_limited_reader_nothing_of_other_forces(pool: PgPool) {
    let server = closed_server_on(&pool).await;
    account(&pool, "leader@example.org", Role::SeniorLeader, &["kent"]).await;
    let mut leader = Browser::signed_in(&server, "leader@example.org").await;
    let own = leader.get("/recommendations/kent-2019-01").await;
    assert_eq!(own.header("location"), "/recommendations/KENT-2019-01");
    let refused = "select count(*) from audit_entry where kind = 'action-refused'";
    let count: i64 = sqlx::query_scalar(refused).fetch_one(&pool).await.unwrap();
    assert_eq!(count, 0, "it was theirs");
    let others: String =
        sqlx::query_scalar("select reference from recommendation where force_slug <> 'kent' order by 1 limit 1")
            .fetch_one(&pool)
            .await
            .unwrap();
    let answer = leader.get(&format!("/recommendations/{}", others.to_lowercase())).await;
    assert_eq!(answer.status, 404);
    assert!(!answer.body.contains(&others), "{}", answer.body);
    let signed_out = get(&server, "/recommendations/kent-2019-01").await;
    assert!(signed_out.header("location").starts_with("/sign-in"), "{}", signed_out.header("location"));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn before_it_was_raised_it_is_not_there_and_the_way_on_is_the_present(pool: PgPool) {
    let answer = get(&server_on(&pool).await, "/recommendations/KENT-2019-01?as_at=2019-09-11").await;
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains(r#"<a href="/recommendations/KENT-2019-01" class="govuk-link">"#), "{}", answer.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn it_says_what_is_known_and_what_is_not(pool: PgPool) {
    let server = server_on(&pool).await;
    let html = get(&server, "/recommendations/KENT-2019-02").await.body;
    for words in [
        "<title>KENT-2019-02: Detain no child in a cell overnight – Recommendations – NCPI follow-up</title>",
        "Submitted for review",
        "Ready for review",
        "Not public: owner, the force’s own target.",
        "Police detention (2014 scheme)",
        "within six months; overdue by ",
        "Not mentioned in what we could read of: ",
        "No progress",
        r#"href="/forces/kent/rounds/re-inspection-2023""#,
    ] {
        assert!(html.contains(words), "{words} is missing from {html}");
    }
    let erased = get(&server, "/recommendations/KENT-2021-01").await.body;
    assert!(erased.contains("Text erased"), "{erased}");
    let last = get(&server, "/recommendations/KENT-2023-01").await.body;
    assert!(
        last.contains("Not looked at again, as far as we know") && last.contains("Closed according to the source"),
        "{last}"
    );
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn its_history_shows_corrections_and_erasures_and_hides_what_is_not_for_everyone(pool: PgPool) {
    let html = get(&server_on(&pool).await, "/recommendations/KENT-2019-01").await.text();
    for words in [
        "Post-inspection review, 26 August 2021: partly improved",
        "Some cases were delayed",
        "Corrected on 1 February 2026",
        "Post-inspection review, 26 August 2021: no progress",
        "Decided by Data protection officer and Chief of staff",
        "Date not known",
        "Record mark",
        ", by the system",
    ] {
        assert!(html.contains(words), "{words} is missing from {html}");
    }
    assert!(!html.contains("Internal") && !html.contains("Returned"), "{html}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn what_is_for_the_force_is_told_without_its_texts(pool: PgPool) {
    sqlx::raw_sql(
        "insert into event (seq, stream_kind, stream_id, version, kind, happened, recorded_at, actor_kind, actor_person, actor_role,
            audience, facts, texts, prev_hash, hash)
        select 20, 'recommendation', stream_id, 2, 'returned', '2026-02-04', '2026-02-04', 'person', '00000000-0000-0000-0000-000000000001', 'inspector',
            'force', '{}', '{\"questions\": \"digest\"}', hash, sha256('returned')
        from event where stream_id = 'KENT-2019-02';
        insert into restricted_text (event, field, salt, body) values (20, 'questions', decode(repeat('00', 16), 'hex'), 'How many cells?')",
    )
    .execute(&pool)
    .await
    .unwrap();
    let html = get(&server_on(&pool).await, "/recommendations/KENT-2019-02").await.text();
    for words in ["Returned with questions", "For the force and the inspectorate only", "4 February 2026"] {
        assert!(html.contains(words), "{words} is missing from {html}");
    }
    assert!(!html.contains("How many cells"), "{html}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn its_first_words_are_what_was_asked_and_what_was_found_last(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let html = get(&server, "/recommendations/KENT-2019-07").await.text();
    let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    // The words of an element stand apart from those after it, except within a sentence.
    let apart = main.replace("</a>", "").replace("</", " </");
    let text = without_tags(&format!("<main{apart}")).split_whitespace().collect::<Vec<_>>().join(" ");
    let in_order = [
        "Review how children in custody are managed and press councils for alternative overnight accommodation KENT-2019-07",
        "Still of concern",
        "Post-inspection review, 26 August 2021: Vulnerable children in custody still do not always get support in time (source: Kent Online)",
        "Asked September 2019 Due 30 September 2019 at the latest Still of concern 26 August 2021 Today, ",
        "Inspectors Still of concern 26 August 2021",
        "Force Nothing public Verified complete No",
        "Deadline: immediately; was due 30 September 2019 at the latest: still of concern 22 months later.",
        "Raised in: Inspection, September 2019 (source: ",
        "A recommendation to Kent Police on: Police detention (2014 scheme).",
        "Not public: status, owner, the force’s own target.",
        "Evidence (none public)",
        "Full history (2 events, with record marks)",
    ];
    let mut rest = text.as_str();
    for words in in_order {
        rest = rest.split_once(words).unwrap_or_else(|| panic!("{words} is missing, or comes too early: {text}")).1;
    }
    assert!(!text.contains("http"), "a source is named, and its address not shown: {text}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn where_nothing_was_found_since_one_sentence_says_so(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let html = get(&server, "/recommendations/METROPOLITAN-4104").await.text();
    for words in [
        "Not mentioned in what we could read of later reports",
        "As last published: being progressed, 26 January 2018",
        "Last public status</span> <span class=\"app-strip__words\">being progressed, 26 January 2018<",
        // Since that status, and not since it was asked.
        "Nothing known of it for 8 years 9 months",
        "immediately; was due 25 November 2016. We do not know if it was done.",
    ] {
        assert!(html.contains(words), "{words} is missing from {html}");
    }
    assert!(!html.contains("Overdue by"), "{html}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn it_is_read_and_never_posted_to(pool: PgPool) {
    let server = server_on(&pool).await;
    let answer = Browser::new(&server).post("/recommendations/KENT-2019-01", &[]).await;
    assert_eq!(answer.status, 405);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_was_imported_is_told_from_public_sources_and_by_nobody(pool: PgPool) {
    let html = get(&server_with_real_data(&pool).await, "/recommendations/KENT-2019-07").await.text();
    let history = html.split("app-timeline\"").nth(1).unwrap();
    let items = history.matches("app-timeline__item").count();
    assert!(items > 1, "{history}");
    assert_eq!(history.matches("</time>, from public sources").count(), items, "{history}");
    assert!(!history.contains("mport of public data"), "{history}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn source_status_is_shown_with_its_date_and_counts_as_not_known(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    // Due on 8 June 2018, found improved in 2019, and never recorded here.
    let html = get(&server, "/recommendations/LANCASHIRE-8775").await.text();
    for words in [
        "Not public: status, owner, the force’s own target.",
        "As last published: awaiting review, 14 December 2018 (HMICFRS public register (2013 to 2019))",
        "within three months; was due 8 June 2018: improved in 2019.",
        "“Improved” does not mean closed.",
    ] {
        assert!(html.contains(words), "{words} is missing from {html}");
    }
    assert!(!html.contains("Overdue by") && !html.contains("app-sides__word\">Yes<"), "{html}");
    let shown = "As last published: awaiting review, 14 December 2018";
    for path in ["/recommendations?force=lancashire", "/forces/lancashire/rounds/inspection-2018-03-08"] {
        let list = get(&server, path).await.text();
        assert_eq!(list.matches(shown).count(), 5, "{path}: {list}");
        assert!(!list.contains("Overdue by"), "{path}: {list}");
    }
    for query in ["deadline_state=overdue", "status_group=open", "gap=yes", "inspectorate_status=awaiting-review"] {
        let list = get(&server, &format!("/recommendations?{query}")).await.text();
        assert!(list.contains("No recommendation or area of concern fits"), "{query}: {list}");
    }
    // Files read the record as known at the time of the request, so the clock must be later than the import.
    let later = server::router(&AppState { clock: clock::now, ..state_on(&pool).await });
    let file = get(&later, "/recommendations.csv?force=lancashire").await.body;
    let row = file.lines().find(|line| line.starts_with("LANCASHIRE-8775,")).unwrap();
    assert!(
        row.contains(",not-recorded,not-recorded,not-recorded,,hmicfrs-register,awaiting-review,2018-12-14,"),
        "{row}"
    );
    // As at a day on which an earlier line was the last.
    let then = get(&server, "/recommendations/LANCASHIRE-8775?as_at=2018-06-30").await.text();
    assert!(then.contains("being progressed, 17 May 2018"), "{then}");
}
