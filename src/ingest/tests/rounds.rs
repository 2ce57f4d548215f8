//! Corrected dates of rounds, where two forces have a round of the same address.

use sqlx::PgPool;

use super::{FORCES, events, latest, load};
use crate::{
    ingest::Kind,
    store::database::{Database, as_application_of},
};

const COLUMNS: &str = "force_slug,round,kind,fieldwork,published,source_url";
const ITEMS: &str = "reference,force_slug,raised_in,topic,deadline,record_type,known_from,summary,source_url
DERBYSHIRE-1,derbyshire,inspection-2021-11-16,investigation,within six months,recommendation,raised,One,https://example.org/a
HAMPSHIRE-1,hampshire,inspection-2021-11-16,investigation,within six months,recommendation,raised,Two,https://example.org/a
";
const FINDINGS: &str = "reference,round,finding,summary,source_url
DERBYSHIRE-1,review-2022,improved,,https://example.org/b
HAMPSHIRE-1,review-2022,improved,,https://example.org/b
";

/// Rounds of one address of both forces: an inspection on these days, and a review in these months.
fn rounds(derbyshire: [&str; 2], hampshire: [&str; 2]) -> String {
    let rows = [("derbyshire", derbyshire), ("hampshire", hampshire)].map(|(force, [inspection, review])| {
        format!(
            "{force},inspection-2021-11-16,inspection,,{inspection},https://example.org/a\n\
             {force},review-2022,post_inspection_review,,{review},https://example.org/b\n"
        )
    });
    format!("{COLUMNS}\n{}", rows.concat())
}

async fn two_forces(database: &Database) {
    load(database, Kind::Forces, FORCES).await.unwrap();
    let same = ["2021-11-16", "2022-09"];
    load(database, Kind::Rounds, &rounds(same, same)).await.unwrap();
    load(database, Kind::Recommendations, ITEMS).await.unwrap();
    load(database, Kind::Findings, FINDINGS).await.unwrap();
}

async fn verified_on(pool: &PgPool) -> [Option<String>; 2] {
    [latest(pool, "DERBYSHIRE-1", "verified_on").await, latest(pool, "HAMPSHIRE-1", "verified_on").await]
}

#[sqlx::test]
async fn items_follow_only_a_round_of_their_own_force(pool: PgPool) {
    let database = as_application_of(&pool).await;
    two_forces(&database).await;
    let before = events(&pool).await;
    let text = rounds(["2021-11-30", "2022-09"], ["2021-11-20", "2022-09"]);
    let report = load(&database, Kind::Rounds, &text).await.unwrap();
    // Two rounds, and the one item of each.
    assert_eq!((report.changed, report.followed), (2, 2));
    assert_eq!(events(&pool).await - before, 4);
    for (reference, raised_on, due_on) in
        [("DERBYSHIRE-1", "2021-11-30", "2022-05-30"), ("HAMPSHIRE-1", "2021-11-20", "2022-05-20")]
    {
        assert_eq!(latest(&pool, reference, "raised_on").await.as_deref(), Some(raised_on));
        assert_eq!(latest(&pool, reference, "due_on").await.as_deref(), Some(due_on));
    }
    crate::service::verify::verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn findings_follow_only_a_round_of_their_own_force(pool: PgPool) {
    let database = as_application_of(&pool).await;
    two_forces(&database).await;
    let month = Some("2022-09-30".to_owned());
    assert_eq!(verified_on(&pool).await, [month.clone(), month.clone()]);
    let text = rounds(["2021-11-16", "2022-09"], ["2021-11-16", "2022-09-28"]);
    let report = load(&database, Kind::Rounds, &text).await.unwrap();
    assert_eq!((report.changed, report.followed), (1, 1));
    assert_eq!(verified_on(&pool).await, [month, Some("2022-09-28".to_owned())]);
}
