//! About the data: what is missing is counted, and each count that has rows leads to them.

use sqlx::PgPool;

use crate::{
    forces::rows_of,
    real_data::{every_count_leads_to_as_many_rows, server_with_real_data},
    support::{get, server_on},
};

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_is_missing_is_counted_and_leads_to_its_rows(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    assert_eq!(every_count_leads_to_as_many_rows(&server, "/about-the-data").await, 3);
    assert_eq!(rows_of(&get(&server, "/forces?with=no-rounds").await).len(), 3);
    assert_eq!(rows_of(&get(&server, "/forces?with=no-items").await).len(), 20);

    let page = get(&server, "/about-the-data").await.text();
    for words in
        ["3 of 43</a> forces have no round", "20 of 43</a> forces have no recommendation", "1 of 13 case audits"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn it_shows_every_mapped_word_and_the_imported_files_with_their_digests(pool: PgPool) {
    let page = get(&server_with_real_data(&pool).await, "/about-the-data").await.text();
    for mapping in followup::source_status::MAPPINGS {
        assert!(page.contains(&format!(">{}</th>", mapping.word)), "{}: {page}", mapping.word);
    }
    for file in [
        "forces.csv",
        "rounds.csv",
        "recommendations.csv",
        "findings.csv",
        "good_practice.csv",
        "case_audits.csv",
        "grades.csv",
    ] {
        assert!(page.contains(file), "{file}: {page}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn an_empty_register_is_shown_and_a_bad_date_is_named(pool: PgPool) {
    let server = server_on(&pool).await;
    assert_eq!(get(&server, "/about-the-data").await.status, 200);
    let refused = get(&server, "/about-the-data?known_at=yesterday").await;
    assert_eq!(refused.status, 400);
    assert!(refused.text().contains("<code>known_at</code> must be "), "{}", refused.body);
}
