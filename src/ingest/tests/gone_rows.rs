//! Rows that are gone from a file are reported for every kind, and nothing is removed.

use sqlx::PgPool;

use super::{ALL, events, load, load_all};
use crate::{ingest::Kind, store::database::as_application_of};

#[sqlx::test]
async fn a_gone_row_of_every_kind_is_reported_and_stays(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let before = events(&pool).await;
    for (kind, gone, name) in [
        (Kind::Forces, "E23000032,", "kent"),
        (Kind::Rounds, "kent,post-inspection-review-2021-08-26,", "kent/post-inspection-review-2021-08-26"),
        (Kind::Recommendations, "KENT-2019-09,", "KENT-2019-09"),
        (Kind::Findings, "KENT-2019-07,", "KENT-2019-07 in post-inspection-review-2021-08-26"),
    ] {
        let text = ALL.iter().find(|(known, _)| *known == kind).unwrap().1;
        let rest: Vec<&str> = text.lines().filter(|line| !line.starts_with(gone)).collect();
        let report = load(&database, kind, &rest.join("\n")).await.unwrap();
        assert_eq!((report.absent, report.rows), (vec![name.to_owned()], rest.len() - 1), "{kind}");
    }
    // Whatever row of these is gone, one line says so, also where it was the last of its round or item.
    for kind in [Kind::Findings, Kind::Statuses, Kind::GoodPractice, Kind::CaseAudits, Kind::Grades] {
        let text = ALL.iter().find(|(known, _)| *known == kind).unwrap().1;
        let lines: Vec<&str> = text.lines().collect();
        let force = |line: &str| line.split([',', '-']).next().unwrap_or_default().to_owned();
        for (place, gone) in lines.iter().enumerate().skip(1) {
            let others = lines.iter().filter(|line| *line != gone && force(line) == force(gone)).count();
            // A file of another force does not speak of this one; and reading all rows every time takes long.
            if others == 0 || place % 7 != 1 {
                continue;
            }
            let rest: Vec<&str> = lines.iter().filter(|line| *line != gone).copied().collect();
            let report = load(&database, kind, &rest.join("\n")).await.unwrap();
            assert_eq!(report.absent.len(), 1, "{kind}: {gone}: {:?}", report.absent);
            assert!(!report.changes_anything(), "{kind}: {gone}");
        }
    }
    assert_eq!(events(&pool).await, before);
}

#[sqlx::test]
async fn gone_statuses_grades_and_case_audits_are_named(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load(&database, Kind::Forces, super::FORCES).await.unwrap();
    for (kind, text, shorter, gone) in [
        (
            Kind::Rounds,
            "force_slug,round,kind,fieldwork,published,source_url\n\
             kent,inspection-2025,inspection,,2025-03,\nkent,inspection-2026,inspection,,2026-03,\n",
            "",
            &[][..],
        ),
        (
            Kind::Recommendations,
            "reference,force_slug,raised_in,topic,deadline,record_type,known_from,summary,source_url\n\
             KENT-1,kent,inspection-2025,initial response,,recommendation,raised,One,\n\
             KENT-2,kent,inspection-2025,initial response,,recommendation,raised,Two,\n",
            "",
            &[],
        ),
        (
            Kind::Statuses,
            "reference,status,happened,vocabulary\nKENT-1,awaiting-review,2025-03-01,hmicfrs-register\n\
             KENT-1,being-progressed,2025-04-01,hmicfrs-register\nKENT-1,complete,,coc-tracker\nKENT-2,amber,2025-04,rag\n",
            "reference,status,happened,vocabulary\nKENT-1,awaiting-review,2025-03-01,hmicfrs-register\n",
            &[
                "KENT-1 being-progressed of 1 April 2025",
                "KENT-1 Completed without a date",
                "KENT-2 amber of April 2025",
            ],
        ),
        (
            Kind::Grades,
            "force_slug,round,topic,grade\nkent,inspection-2025,leadership,good\n\
             kent,inspection-2025,initial response,adequate\nkent,inspection-2026,leadership,good\n",
            "force_slug,round,topic,grade\nkent,inspection-2025,leadership,good\n",
            &["kent/inspection-2025 Initial response", "kent/inspection-2026 Leadership"],
        ),
        (
            Kind::CaseAudits,
            "force_slug,round,cases,good,adequate,requires_improvement,inadequate,source_url\n\
             kent,inspection-2025,10,5,,,5,\nkent,inspection-2026,10,5,,,5,\n",
            "force_slug,round,cases,good,adequate,requires_improvement,inadequate,source_url\nkent,inspection-2025,10,5,,,5,\n",
            &["kent/inspection-2026"],
        ),
        (
            Kind::GoodPractice,
            "force_slug,round,topic,summary,source_url\nkent,inspection-2025,,One,\nkent,inspection-2026,,Two,\n",
            "force_slug,round,topic,summary,source_url\nkent,inspection-2025,,One,\n",
            &["kent/inspection-2026: Two"],
        ),
    ] {
        let text = text.replace("complete,,coc", "Completed,,coc");
        let first = load(&database, kind, &text).await.unwrap();
        assert_eq!(first.absent, [""; 0], "{kind}");
        if !shorter.is_empty() {
            let report = load(&database, kind, shorter).await.unwrap();
            assert_eq!(report.absent, gone, "{kind}");
            assert!(!report.changes_anything(), "{kind}");
        }
    }
}
