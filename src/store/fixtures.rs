//! What tests read: two forces for what people do, and all that is published, recorded as imports record, so that every
//! chain holds.

use sqlx::PgPool;

use super::database::{Database, as_application_with};
use crate::ingest::{File, Kind, import};

const FORCES: &str = "code,name,short_name,nation,region,website_slug
E23000028,Essex Police,Essex,England,East of England,essex
E23000032,Kent Police,Kent,England,South East,kent
";

const ROUNDS: &str = "force_slug,round,kind,fieldwork,published,source_url
essex,inspection-2018,inspection,,2018-03-01,https://example.org/e1
essex,review-2020,post_inspection_review,,2020-03-01,https://example.org/e2
kent,inspection-2019,inspection,2019-04,2019-09,https://example.org/k1
kent,review-2021,post_inspection_review,,2021-08-26,https://example.org/k2
kent,letter-undated,follow_up_letter,,,https://example.org/k3
";

const ITEMS: &str = "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url
KENT-1,kent,inspection-2019,investigation,within six months,recommendation,Investigate without delay,https://example.org/k1
KENT-2,kent,inspection-2019,initial contact,,recommendation,Answer calls,https://example.org/k1
KENT-3,kent,review-2021,investigation,immediately,recommendation,Record decisions,https://example.org/k2
ESSEX-1,essex,inspection-2018,investigation,,recommendation,Train officers,https://example.org/e1
";

/// Kent with `KENT-1` to `KENT-3` and Essex with `ESSEX-1`, read and written as the application does.
pub async fn two_forces(pool: &PgPool) -> Database {
    two_forces_with(pool, 2).await
}

/// The same with so many connections, for what happens at once.
pub async fn two_forces_with(pool: &PgPool, connections: u32) -> Database {
    let database = as_application_with(pool, connections).await;
    imported(&database, &[(Kind::Forces, FORCES), (Kind::Rounds, ROUNDS), (Kind::Recommendations, ITEMS)]).await;
    database
}

/// Everything in `data/`, in the order in which its files build on each other.
const PUBLISHED: [(Kind, &str); 8] = [
    (Kind::Forces, include_str!("../../data/forces.csv")),
    (Kind::Rounds, include_str!("../../data/rounds.csv")),
    (Kind::Recommendations, include_str!("../../data/recommendations.csv")),
    (Kind::Findings, include_str!("../../data/findings.csv")),
    (Kind::Statuses, include_str!("../../data/statuses.csv")),
    (Kind::GoodPractice, include_str!("../../data/good_practice.csv")),
    (Kind::CaseAudits, include_str!("../../data/case_audits.csv")),
    (Kind::Grades, include_str!("../../data/grades.csv")),
];

/// All that is published about the 43 forces.
pub async fn everything_published(database: &Database) {
    imported(database, &PUBLISHED).await;
}

/// What no source says: a round of Kent in the scheme of 2024 that raised what the inspection of 2019 had raised before it
/// under the scheme of 2014, and partnership working, which that scheme does not have.
pub async fn a_later_round_of_kent_by_the_other_scheme(database: &Database) {
    const ROUND: &str = "force_slug,round,kind,fieldwork,published,source_url,topic_scheme
kent,re-inspection-2026,re_inspection,2026-03,2026-05-14,https://example.org/k4,2024
";
    const ITEMS: &str = "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url
KENT-2026-01,kent,re-inspection-2026,2024-investigation,,recommendation,Record decisions,https://example.org/k4
KENT-2026-02,kent,re-inspection-2026,2024-initial-response,,recommendation,Answer calls,https://example.org/k4
KENT-2026-03,kent,re-inspection-2026,2024-partnership-working,,recommendation,Share what is known,https://example.org/k4
";
    imported(database, &[(Kind::Rounds, ROUND), (Kind::Recommendations, ITEMS)]).await;
}

async fn imported(database: &Database, files: &[(Kind, &str)]) {
    for (kind, text) in files {
        let file = File { name: String::new(), bytes: text.as_bytes().to_vec() };
        import(database, *kind, &file, false, |_| {}).await.unwrap();
    }
}
