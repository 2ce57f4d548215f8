//! Charts as files: drawing, picture and figures, by the query string of the page.

use std::time::Duration;

use axum::http::Request;
use server::Pictures;
use sqlx::PgPool;

use crate::{
    real_data::server_with_real_data,
    support::{Browser, ask, get, server_on, state_on},
};

const CHART: &str = "/charts/findings-across-rounds";

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn each_file_of_a_chart_says_what_the_page_says_and_is_named_after_it(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let query = "force=kent&as_at=2022-05-01";
    let name = "filename=\"findings-across-rounds-kent-as-at-2022-05-01";

    let drawing = get(&server, &format!("{CHART}.svg?{query}")).await;
    assert_eq!((drawing.status.as_u16(), drawing.header("content-type")), (200, "image/svg+xml"));
    assert_eq!(drawing.header("content-disposition"), format!("inline; {name}.svg\""));
    assert!(
        drawing.body.starts_with("<svg xmlns=") && drawing.body.contains("How things stood on 1 May 2022"),
        "{}",
        drawing.body
    );
    assert!(drawing.body.contains("Kent Police: inspectors found 1 of 5 recommendations improved"), "{}", drawing.body);
    assert!(!drawing.body.contains("style="), "{}", drawing.body);

    let picture = get(&server, &format!("{CHART}.png?{query}")).await;
    assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/png"));
    assert_eq!(picture.header("content-disposition"), format!("inline; {name}.png\""));
    assert!(picture.body.contains("PNG") && picture.body.len() > 5_000);

    let figures = get(&server, &format!("{CHART}.csv?{query}")).await;
    assert_eq!(figures.status, 200);
    assert!(figures.header("content-type").starts_with("text/csv"));
    assert_eq!(figures.header("content-disposition"), format!("attachment; {name}.csv\""));
    let lines: Vec<_> = figures.body.lines().collect();
    assert_eq!(lines.len(), 3, "recommendations and areas of concern of one review: {}", figures.body);
    assert!(lines[0].starts_with("scope,visit,record_type,improved_or_closed,"), "{}", lines[0]);
    assert!(
        lines[1].starts_with(
            "Kent Police,\"Post-inspection review, 26 August 2021\",recommendation,1,1,0,1,1,0,3,0,5,2,0,"
        ),
        "{}",
        lines[1]
    );
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn without_a_force_the_chart_is_of_england_and_wales_with_its_coverage(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let drawing = get(&server, &format!("{CHART}.svg")).await;
    assert_eq!(drawing.header("content-disposition"), "inline; filename=\"findings-across-rounds.svg\"");
    assert!(drawing.body.contains("England and Wales") && drawing.body.contains("Of 43 forces, "), "{}", drawing.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn what_is_no_chart_is_not_found_and_a_bad_value_is_named(pool: PgPool) {
    let server = server_on(&pool).await;
    for path in
        ["/charts/findings-across-rounds", "/charts/findings-across-rounds.gif", "/charts/other.svg", "/charts/..svg"]
    {
        let answer = get(&server, path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.header("content-type").starts_with("text/plain"), "{path}");
    }
    for (name, value) in [("force", "kemt"), ("force", "Kent%20Police"), ("as_at", "soon"), ("known_at", "2999-01-01")]
    {
        for kind in ["svg", "png", "csv"] {
            let answer = get(&server, &format!("{CHART}.{kind}?{name}={value}")).await;
            assert_eq!(answer.status, 400, "{name}={value}");
            assert!(answer.body.starts_with(&format!("{name} is ‘")), "{}", answer.body);
        }
    }
    assert_eq!(Browser::new(&server).post("/charts/findings-across-rounds.svg", &[]).await.status, 405);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_browser_that_has_the_picture_of_these_figures_is_told_so_before_it_is_drawn_again(pool: PgPool) {
    let mut state = state_on(&pool).await;
    let mut tags = Vec::new();
    for path in [format!("{CHART}.png?force=kent"), format!("{CHART}.svg?force=kent"), format!("{CHART}.png")] {
        let server = server::router(&state);
        let first = get(&server, &path).await;
        assert_eq!((first.status.as_u16(), first.header("cache-control")), (200, "private, no-cache"), "{path}");
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");

        // Nothing can be drawn here.
        state.pictures = Pictures::new(0, Duration::ZERO);
        let nothing_drawn = server::router(&state);
        let again = ask(&nothing_drawn, Request::get(&path).header("if-none-match", &tag)).await;
        assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""), "{path}");
        assert_eq!((again.header("etag"), again.header("cache-control")), (&*tag, "private, no-cache"), "{path}");
        state.pictures = Pictures::for_this_machine();

        let past = ask(
            &server,
            Request::get(format!("{}?as_at=2022-05-01", path.split('?').next().unwrap())).header("if-none-match", &tag),
        )
        .await;
        assert_eq!(past.status, 200, "other figures: {path}");
        tags.push(tag);
    }
    assert_eq!(tags[0], tags[1], "drawing and picture are made of the same");
    assert_ne!(tags[0], tags[2]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn where_too_many_pictures_are_drawn_at_once_one_is_told_to_come_back(pool: PgPool) {
    let mut state = state_on(&pool).await;
    state.pictures = Pictures::new(0, Duration::from_millis(20));
    let server = server::router(&state);
    let busy = get(&server, &format!("{CHART}.png")).await;
    assert_eq!((busy.status.as_u16(), busy.header("retry-after"), busy.header("etag")), (503, "30", ""));
    assert_eq!(get(&server, &format!("{CHART}.svg")).await.status, 200, "a drawing waits for nobody");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn every_measure_has_its_files_and_says_of_the_public_data_what_it_holds(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for (chart, lines, headline) in [
        ("case-audits", 16, "England and Wales: more case files inadequate than good in 13 of 16 forces audited"),
        ("case-audits?force=warwickshire", 2, "Warwickshire Police: 10 of 34 case files inadequate"),
        // Recommendations: eight topics of 2014 by two kinds of round, five of 2024 by one; areas of concern: eight by one and five by
        // two. 16 + 5 + 8 + 10 = 39.
        ("what-recurs", 39, "England and Wales: no topic is known to have been raised again by a later round"),
        ("what-recurs?force=kent&record_type=recommendation", 8, "One round cannot show what recurs"),
        (
            "grades",
            5,
            "England and Wales: 2 of 5 graded forces have an inadequate topic: Gloucestershire and Cleveland",
        ),
        ("forces-at-a-glance", 43, "England and Wales: nobody has recorded a status of recommendations"),
        // Of recommendations with a finding Dorset 0 of 3, Kent 1 of 5, Lancashire 1 of 2, Warwickshire 3 of 4: 5 of 14.
        ("forces-at-a-glance?by=improved", 43, "England and Wales: 5 of 14 recommendations with a finding"),
        (
            "last-said",
            43,
            "In 11 of the 18 forces reported on in the last 5 years, something was inadequate or still of concern",
        ),
        // Cambridgeshire 2022, Hertfordshire 2021, Suffolk 2023; of concern only in Hertfordshire.
        (
            "last-said?region=east-of-england",
            6,
            "East of England: in 1 of the 3 forces reported on in the last 5 years",
        ),
        ("last-said?force=kent", 1, "Kent Police: 3 of 6 items still of concern, 26 August 2021"),
        ("comes-back", 12, "England and Wales: ‘Police detention’ was still of concern in 9 of 11 forces on return"),
        // Kent's review of 2021 spoke of six items under four topics; three recommendations under three of them were of concern.
        ("comes-back?force=kent", 6, "Kent Police: 3 of 5 topics looked at again were still of concern"),
        (
            "beside-others?force=kent",
            39,
            "Kent Police: 3 items still of concern; in 39 forces with a known result 0 to 5",
        ),
        // Five of the 99 visits have no date: thirteen years and these.
        ("visits", 14, "England and Wales: 99 visits since 2014, the last published on 19 December 2025"),
        ("what-is-known", 6, "England and Wales: we know of a visit to 43 of 43 forces, and what it led to in 39"),
        ("standing", 0, "England and Wales: nobody has recorded a status of any item"),
        ("standing?force=kent&record_type=recommendation", 0, "Kent Police: nobody has recorded a status of rec"),
        ("forces-at-a-glance?by=improved&force=kent", 1, "Kent Police: 1 of 5 recommendations with a finding"),
    ] {
        let (name, query) = chart.split_once('?').unwrap_or((chart, ""));
        let drawing = get(&server, &format!("/charts/{name}.svg?{query}")).await;
        assert_eq!(drawing.status, 200, "{chart}");
        assert!(drawing.body.contains(headline), "{chart}: {}", drawing.body);
        let picture = get(&server, &format!("/charts/{name}.png?{query}")).await;
        assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/png"), "{chart}");
        let figures = get(&server, &format!("/charts/{name}.csv?{query}")).await;
        assert_eq!(figures.body.lines().count(), 1 + lines, "{chart}: {}", figures.body);
    }
    let glance = get(&server, "/charts/forces-at-a-glance.csv?by=gap").await;
    assert_eq!(glance.header("content-disposition"), "attachment; filename=\"forces-at-a-glance-gap.csv\"");
    let refused = get(&server, "/charts/forces-at-a-glance.csv?by=best").await;
    assert_eq!(refused.status, 400);
    assert!(refused.body.starts_with("by is ‘best’") && refused.body.contains("improved"), "{}", refused.body);
    let nobody = get(&server, "/charts/grades.svg?force=kemt").await;
    assert!(nobody.status == 400 && nobody.body.starts_with("force is ‘kemt’"), "{}", nobody.body);
    let empty = get(&server, "/charts/grades.svg?force=kent").await;
    assert!(empty.body.contains("Kent Police: we know of no grade of the 2024 scheme"), "{}", empty.body);
}
