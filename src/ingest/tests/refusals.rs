//! Bad files: every fault is named with line, column, value and what would fit, and nothing is imported.

use sqlx::PgPool;

use super::{ALL, FORCES, ROUNDS, events, load};
use crate::{
    ingest::{ImportError, Kind},
    store::database::{Database, as_application_of},
};

async fn refusal(database: &Database, kind: Kind, text: &str) -> String {
    match load(database, kind, text).await {
        Err(ImportError::Refused { faults, .. }) => {
            faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        }
        other => panic!("{kind}: {other:?} for {text}"),
    }
}

const ITEM: &str = "reference,force_slug,raised_in,topic,deadline,record_type,known_from,summary,source_url\n";

#[sqlx::test]
async fn each_bad_file_is_refused_with_its_lines_and_nothing_is_imported(pool: PgPool) {
    let database = as_application_of(&pool).await;
    for (kind, text) in ALL {
        load(&database, kind, text).await.unwrap();
    }
    let before = events(&pool).await;
    let item = |fields: &str| format!("{ITEM}{fields}\n");
    let cases: [(Kind, String, &[&str]); 20] = [
        (Kind::Recommendations, String::new(), &["the file is empty"]),
        (Kind::Recommendations, "%PDF-1.7\n%\u{e2}\n".to_owned(), &["not a CSV file but a PDF"]),
        (
            Kind::Recommendations,
            item("X-1,atlantis,inspection-2019-09,investigation,,recommendation,raised,Text,"),
            &["line 2, column raised_in", "there is no round of atlantis"],
        ),
        (
            Kind::Recommendations,
            item("X-1,kent,inspection-1999,investigation,,recommendation,raised,Text,"),
            &["line 2, column raised_in, value \"inspection-1999\"", "known are inspection-2019-09, post-inspection-review-2021-08-26"],
        ),
        (
            Kind::Recommendations,
            item("X-1,kent,inspection-2019-09,traffic,soon,wish,rumour,,ftp://x"),
            &[
                "column topic, value \"traffic\"",
                "column deadline, value \"soon\"",
                "column record_type, value \"wish\"",
                "column known_from, value \"rumour\"",
                "column summary, value \"\": this must not be blank",
                "column source_url",
            ],
        ),
        (
            Kind::Recommendations,
            item("X-1,kent,inspection-2019-09,investigation,,recommendation,raised,One,\nX-1,kent,inspection-2019-09,investigation,,recommendation,raised,Two,"),
            &["line 3, column reference, value \"X-1\": this reference stands on line 2 with other facts"],
        ),
        (
            Kind::Recommendations,
            item("KENT-2019-01,dorset,inspection-2021-08-26,investigation,,recommendation,raised,One,"),
            &["column force_slug, value \"dorset\": KENT-2019-01 is a reference of kent already"],
        ),
        (
            Kind::Recommendations,
            item("=cmd,kent,inspection-2019-09,investigation,,recommendation,raised,One,"),
            &["column reference, value \"=cmd\""],
        ),
        (
            Kind::Rounds,
            "force_slug,round,kind,fieldwork,published,source_url\nkent,new,inspection,2020-02-30,2020-13,\n".to_owned(),
            &["column fieldwork, value \"2020-02-30\"", "not a date in the calendar", "column published, value \"2020-13\""],
        ),
        (
            Kind::Rounds,
            "force_slug,round,kind,fieldwork,published,source_url\nkent,new,visit,2021,2020-01,\n".to_owned(),
            &["column kind, value \"visit\"", "known are inspection, post_inspection_review", "before its fieldwork began"],
        ),
        (
            Kind::Rounds,
            "force_slug,round,kind,fieldwork,published,source_url\natlantis,new,inspection,2021,,\n".to_owned(),
            &["column force_slug, value \"atlantis\": there is no such force"],
        ),
        (
            Kind::Findings,
            "reference,round,finding,summary,source_url\nKENT-2019-01,inspection-2020,improved,,\n".to_owned(),
            &["line 2, column round, value \"inspection-2020\": there is no such round of kent"],
        ),
        (
            Kind::Findings,
            "reference,round,finding,summary,source_url\nNOWHERE-1,inspection-2020,improved,,\n".to_owned(),
            &["column reference, value \"NOWHERE-1\": there is no such item"],
        ),
        (
            Kind::Findings,
            "reference,round,finding,summary,source_url\nGLOS-2017-01x,inspection-2025-05-21,better,,\n".to_owned(),
            &["column finding, value \"better\"", "improved, partly-improved, still-of-concern"],
        ),
        (
            Kind::Findings,
            "reference,round,finding,summary,source_url\nKENT-2019-01,inspection-2019-09,improved,,\n".to_owned(),
            &["this is the round that raised the item"],
        ),
        (
            Kind::Statuses,
            "reference,status,happened,vocabulary\nKENT-2019-01,Done,2020-01-01,coc-tracker\n".to_owned(),
            &["column status, value \"Done\"", "Completed, Superseded"],
        ),
        (
            Kind::Statuses,
            "reference,status,happened,vocabulary\nKENT-2019-01,complete,2020-01-01,portal\n".to_owned(),
            &["column vocabulary, value \"portal\"", "hmicfrs-register, coc-tracker, rag"],
        ),
        (
            Kind::CaseAudits,
            "force_slug,round,cases,good,adequate,requires_improvement,inadequate,source_url\nkent,inspection-2019-09,-1,many,,,3,\n".to_owned(),
            &["column cases, value \"-1\"", "column good, value \"many\"", "whole number"],
        ),
        (
            Kind::Grades,
            "force_slug,round,topic,grade\nkent,inspection-2019-09,leadership,good\n".to_owned(),
            &["this round is of the 2014 scheme, which has no grades"],
        ),
        (
            Kind::Forces,
            "code,name,short_name,nation,region,website_slug\nE23000099,X,X,Wales,Nowhere,x\n".to_owned(),
            &["column region, value \"Nowhere\"", "north-east"],
        ),
    ];
    for (kind, text, expected) in cases {
        let refusal = refusal(&database, kind, &text).await;
        for words in expected {
            assert!(refusal.contains(words), "{kind}: {words:?} not in\n{refusal}");
        }
    }
    assert_eq!(events(&pool).await, before, "nothing of them was imported");
}

#[sqlx::test]
async fn a_finding_before_its_item_is_refused_only_if_its_last_day_is_before_the_items_first(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load(&database, Kind::Forces, FORCES).await.unwrap();
    let rounds = "force_slug,round,kind,fieldwork,published,source_url\n\
        kent,before,follow_up_letter,,2018,\n\
        kent,same-year,follow_up_letter,,2019,\n\
        kent,raising,inspection,,2019-09,\n\
        kent,undated,progress_update,,,\n";
    load(&database, Kind::Rounds, rounds).await.unwrap();
    let item = format!("{ITEM}X-1,kent,raising,investigation,,recommendation,raised,Text,\n");
    load(&database, Kind::Recommendations, &item).await.unwrap();
    let finding = |round: &str| format!("reference,round,finding,summary,source_url\nX-1,{round},improved,,\n");
    let refusal = refusal(&database, Kind::Findings, &finding("before")).await;
    assert!(refusal.contains("line 2, column round") && refusal.contains("before the item was raised"), "{refusal}");
    for round in ["same-year", "undated"] {
        assert_eq!(load(&database, Kind::Findings, &finding(round)).await.unwrap().added, 1, "{round}");
    }
}

#[sqlx::test]
async fn the_form_of_the_file_does_not_matter(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load(&database, Kind::Forces, FORCES).await.unwrap();
    load(&database, Kind::Rounds, ROUNDS).await.unwrap();
    let plain = "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url\n\
        X-1,kent,inspection-2019-09,Decision-making,\"immediately; transfer finished by 2017-09\",recommendation,\"Two, \"\"quoted\"\"\",\n";
    let other = "\u{feff}Summary,source_url,reference,colour,raised_in,topic,deadline,record_type,force_slug\r\n\
        \"Two, \"\"quoted\"\"\",,X-1,red,inspection-2019-09,decision making,\"immediately; transfer finished by 2017-09\",recommendation,kent\r\n";
    assert_eq!(load(&database, Kind::Recommendations, plain).await.unwrap().added, 1);
    let again = load(&database, Kind::Recommendations, other).await.unwrap();
    assert_eq!(again.unchanged, 1);
    assert_eq!(again.warnings, ["column \"colour\" is not known and is not read"]);
}
