//! Progress: every figure is the number of rows behind it, whoever is chosen and whatever it is compared with.

use sqlx::PgPool;

use crate::{
    real_data::{every_count_leads_to_as_many_rows, server_with_real_data},
    support::get,
};

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn every_figure_of_every_measure_is_the_number_of_rows_behind_it(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut followed = 0;
    for measure in followup::progress::measure::Measure::ALL {
        for choice in [
            "",
            "force=kent",
            "force=warwickshire&as_at=2020-06-30",
            "region=wales",
            "round_kind=inspection&record_type=area_of_concern",
        ] {
            followed +=
                every_count_leads_to_as_many_rows(&server, &format!("/progress?measure={}&{choice}", measure.slug()))
                    .await;
        }
    }
    assert!(followed > 120, "{followed}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_cannot_be_understood_is_refused_by_the_parameters_name(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let refused = [
        ("measure=speed", "measure"),
        ("force=kemt", "force"),
        ("region=atlantis", "region"),
        ("topic=tea", "topic"),
        ("record_type=all", "record_type"),
        ("from=2022-05&to=2021-05", "from"),
        ("from=2022", "from"),
        ("to=2999-01", "to"),
        ("as_at=2999-01-01", "as_at"),
        ("with_force=kemt", "with_force"),
        ("with_region=atlantis", "with_region"),
        ("with_as_at=2999-01-01", "with_as_at"),
    ];
    for (query, name) in refused {
        let answer = get(&server, &format!("/progress?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
        let text = answer.body;
        assert!(text.contains(&format!("<code>{name}</code> must be ")), "{query}: {text}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn two_choices_stand_beside_each_other_and_share_no_id(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let page = get(&server, "/progress?force=kent&with_everywhere=yes").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Kent Police: inspectors found"), "{}", page.text());
    assert!(page.body.contains("England and Wales: inspectors found"), "{}", page.text());
    let mut ids: Vec<_> = page.body.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);

    let then = get(&server, "/progress?force=kent&with_as_at=2020-06-30").await.text();
    assert!(then.contains("The same on two days: now first, 30 June 2020 second."), "{then}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_choice_without_data_says_so_and_leads_to_the_nearest_that_has(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    // Our sources name no round of this force.
    let page = get(&server, "/progress?force=city-of-london").await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("Nothing to chart"), "{text}");
    assert!(text.contains("There is data of England and Wales: show it"), "{text}");
    let href = page.body.split("There is data of").next().and_then(|before| before.rsplit("href=\"").next());
    let href = href.and_then(|rest| rest.split('"').next()).unwrap().replace("&amp;", "&");
    assert!(get(&server, &href).await.text().contains("inspectors found"), "{href}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn one_steps_from_month_to_month_with_every_choice_kept(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let page = get(&server, "/progress?force=kent&as_at=2021-12-15").await.body.replace("&amp;", "&");
    for href in
        ["/progress?force=kent&as_at=2021-11-30", "/progress?force=kent&as_at=2021-12-31", "\"/progress?force=kent\""]
    {
        assert!(page.contains(href), "{href}");
    }
}
