//! About the data: what is missing is counted, and each count that has rows leads to them.

use sqlx::PgPool;

use crate::{
    forces::rows_of,
    real_data::{every_count_leads_to_as_many_rows, links, server_with_real_data},
    support::{get, server_on},
};

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_is_missing_is_counted_and_leads_to_its_rows(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    // Three things that may be missing, of recommendations and of areas of concern.
    assert_eq!(every_count_leads_to_as_many_rows(&server, "/about-the-data").await, 6);
    assert_eq!(rows_of(&get(&server, "/forces?with=no-rounds").await).len(), 0);
    assert_eq!(rows_of(&get(&server, "/forces?with=no-items").await).len(), 0);

    let page = get(&server, "/about-the-data").await.text();
    for words in [
        ">43 of 43</a>",
        "0 of 40 recommendations</a> and ",
        "92 of 333 areas of concern</a> are known only because inspectors named them on return",
        // 40 - 26 = 14 and 333 - 3 = 330 deadlines are not stated.
        "14 of 40 recommendations</a> and ",
        "330 of 333 areas of concern</a> have a deadline we do not know",
        // The old register's status of 9 of the 40 is a source's.
        "40 of 40 recommendations</a> and ",
        "333 of 333 areas of concern</a> have no status that is public",
        "5 of 99 rounds have no known date at all",
        "1 of 19 case audits",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn forces_with_rounds_or_items_are_counted_with_their_rows(pool: PgPool) {
    let server = server_on(&pool).await;
    let page = get(&server, "/about-the-data").await.text();
    // The City of London has neither, Greater Manchester no item.
    for (query, words, rows) in [("rounds", ">4 of 5</a>", 4), ("items", ">3 of 5</a>", 3)] {
        let link = format!("with={query}\" class=\"govuk-link\"{words}");
        assert!(page.contains(&link), "{link}: {page}");
        assert_eq!(rows_of(&get(&server, &format!("/forces?with={query}")).await).len(), rows, "{query}");
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
        "statuses.csv",
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
    assert!(refused.names_parameter("known_at"), "{}", refused.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_no_page_lists_is_listed_in_place_as_many_as_are_counted(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for query in ["", "?as_at=2024-06-30"] {
        let page = get(&server, &format!("/about-the-data{query}")).await.text();
        let lists: Vec<_> =
            page.split("<details").skip(1).map(|list| list.split("</details>").next().unwrap()).collect();
        assert!(lists.len() >= 2, "{query}: {page}");
        for list in lists {
            let summary = list.split("summary-text\">").nth(1).unwrap();
            let count: usize = summary.split(' ').next().unwrap().parse().unwrap();
            let rounds = links(&format!("<main>{list}</main>"));
            assert_eq!(rounds.len(), count, "{query}: {list}");
            for (href, name) in rounds {
                let round = get(&server, &href).await;
                assert_eq!(round.status, 200, "{href}");
                let title = name.split_once(": ").unwrap().1;
                assert!(round.text().contains(title), "{href}: {title}");
                if summary.contains("no known date") {
                    assert!(round.text().contains("Date not known"), "{href}");
                } else {
                    assert!(round.text().contains("The figures do not add up in the source"), "{href}");
                }
            }
        }
    }
}
