//! Progress: every figure is the number of rows behind it, whoever is chosen and whatever it is compared with.

use std::collections::BTreeMap;

use axum::Router;
use followup::{identity::Role, progress::measure::Measure};
use sqlx::PgPool;

use crate::{
    follow_up::{REVIEW, send},
    real_data::{every_new_count_leads_to_as_many_rows, links, server_with_real_data},
    support::{Browser, account, get},
};

/// Choices of a reader: for whom, of what, as at when, and beside what.
const CHOICES: [&str; 12] = [
    "",
    "force=kent",
    "force=warwickshire&as_at=2020-06-30",
    "region=wales",
    "nation=england",
    "topic=2014-investigation&record_type=together",
    "round_kind=inspection&record_type=area_of_concern",
    "schemes=joined",
    "schemes=joined&topic=2014-initial-contact&with_nation=wales",
    "force=kent&with_force=warwickshire",
    "force=kent&with_as_at=2020-06-30",
    "with_round_kind=inspection&with_topic=2014-investigation",
];

/// Follows every figure of a measure for some of the choices. `least` is how many there are at the least: none where the public
/// data has nothing to count.
async fn every_figure_is_the_number_of_rows_behind_it(pool: &PgPool, measure: Measure, choices: &[&str], least: usize) {
    let server = server_with_real_data(pool).await;
    let (mut counts, mut followed) = (0, BTreeMap::new());
    for choice in choices {
        // Nothing public says what is overdue, which the map shows unless asked for another figure.
        let by = if measure == Measure::ForcesAtAGlance { "&by=improved" } else { "" };
        let page = format!("/progress?measure={}{by}&{choice}", measure.slug());
        counts += every_new_count_leads_to_as_many_rows(&server, &page, &mut followed).await;
    }
    assert!(counts >= least, "{counts} of {measure}");
}

/// What the page names as the modules to load, if it names any.
fn modules(page: &str) -> Option<&str> {
    page.split("data-modules=\"").nth(1)?.split('"').next()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn signed_in_progress_names_both_wasm_modules(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "inspector@example.org", Role::Inspector, &[]).await;
    let (charts, work) = ("/pkg/ncpi.charts.js /pkg/ncpi.charts.wasm", "/pkg/ncpi.work.js /pkg/ncpi.work.wasm");
    let progress = "/progress?measure=status-over-time";
    let signed_in = Browser::signed_in(&server, "inspector@example.org").await.get(progress).await;
    assert_eq!(modules(&signed_in.body), Some(&*format!("{charts} {work}")));
    assert_eq!(modules(&get(&server, progress).await.body), Some(charts));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn page_without_islands_names_no_wasm_module(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for path in ["/", "/forces/kent", "/recommendations", "/accessibility", "/sign-in"] {
        let page = get(&server, path).await.body;
        assert!(modules(&page).is_none() && !page.contains("<leptos-island"), "{path}: {page}");
    }
}

/// A test for each measure, and several for the one with most figures, so that they run side by side.
macro_rules! every_figure_is_the_number_of_rows_behind_it {
    ($($name:ident: $measure:ident, $choices:expr, $least:literal;)*) => {
        $(
            #[sqlx::test(migrator = "followup::store::MIGRATOR")]
            async fn $name(pool: PgPool) {
                every_figure_is_the_number_of_rows_behind_it(&pool, Measure::$measure, &CHOICES[$choices], $least).await;
            }
        )*

        #[test]
        fn the_figures_of_every_measure_are_followed() {
            let mut followed = vec![$((Measure::$measure, $choices.len())),*];
            followed.dedup_by(|(next, more), (measure, choices)| {
                let same = next == measure;
                *choices += if same { *more } else { 0 };
                same
            });
            let all = Measure::ALL.iter().map(|measure| (*measure, CHOICES.len())).collect::<Vec<_>>();
            assert_eq!(followed, all);
        }
    };
}

every_figure_is_the_number_of_rows_behind_it! {
    figures_of_findings_across_rounds_are_their_rows: FindingsAcrossRounds, 0..12, 300;
    figures_of_status_over_time_are_their_rows: StatusOverTime, 0..2, 100;
    figures_of_status_over_time_of_places_are_their_rows: StatusOverTime, 2..5, 100;
    figures_of_status_over_time_of_kinds_are_their_rows: StatusOverTime, 5..9, 100;
    figures_of_status_over_time_compared_are_their_rows: StatusOverTime, 9..12, 100;
    figures_of_the_assurance_gap_are_their_rows: AssuranceGap, 0..12, 0;
    figures_of_deadlines_are_their_rows: Deadlines, 0..12, 30;
    figures_of_pace_are_their_rows: Pace, 0..12, 0;
    figures_of_case_audits_are_their_rows: CaseAudits, 0..12, 0;
    figures_of_what_recurs_are_their_rows: WhatRecurs, 0..12, 150;
    figures_of_grades_are_their_rows: Grades, 0..12, 0;
    figures_of_forces_at_a_glance_are_their_rows: ForcesAtAGlance, 0..12, 250;
    figures_of_last_said_are_their_rows: LastSaid, 0..12, 150;
    figures_of_what_comes_back_are_their_rows: ComesBack, 0..12, 150;
    figures_beside_other_forces_are_their_rows: BesideOthers, 0..12, 150;
    figures_of_visits_are_their_rows: Visits, 0..12, 0;
    figures_of_what_is_known_are_their_rows: WhatIsKnown, 0..12, 0;
    figures_of_where_items_stand_are_their_rows: Standing, 0..12, 0;
}

/// What no page and no file can understand, and the parameter at fault.
const REFUSED: [(&str, &str); 11] = [
    ("force=kemt", "force"),
    ("nation=scotland", "nation"),
    ("region=atlantis", "region"),
    ("topic=tea", "topic"),
    ("round_kind=visit", "round_kind"),
    ("record_type=all", "record_type"),
    ("schemes=both", "schemes"),
    ("from=2022-05&to=2021-05", "from"),
    ("from=2022", "from"),
    ("to=2999-01", "to"),
    ("as_at=2999-01-01", "as_at"),
];

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_cannot_be_understood_is_refused_by_the_parameters_name_on_every_page_and_in_every_file(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let of_page = [
        ("measure=speed", "measure"),
        ("by=best", "by"),
        ("with_force=kemt", "with_force"),
        ("with_nation=scotland", "with_nation"),
        ("with_region=atlantis", "with_region"),
        ("with_topic=tea", "with_topic"),
        ("with_round_kind=visit", "with_round_kind"),
        ("with_as_at=2999-01-01", "with_as_at"),
    ];
    for (query, name) in of_page {
        is_refused_on_page(&server, query, name).await;
    }
    for measure in Measure::ALL {
        for (query, name) in REFUSED {
            is_refused_on_page(&server, &format!("measure={}&{query}", measure.slug()), name).await;
            let file = get(&server, &format!("/charts/{}.csv?{query}", measure.slug())).await;
            assert_eq!(file.status, 400, "{measure} {query}");
            assert!(file.body.starts_with(&format!("{name} is ‘")), "{measure} {query}: {}", file.body);
        }
    }
}

async fn is_refused_on_page(server: &Router, query: &str, name: &str) {
    let answer = get(server, &format!("/progress?{query}")).await;
    assert_eq!(answer.status, 400, "{query}");
    assert!(answer.names_parameter(name), "{query}: {}", answer.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn status_over_time_begins_with_the_first_recorded_status_unless_another_month_is_asked_for(pool: PgPool) {
    const BEGINS: &str = "begins with the first recorded status";
    let server = server_with_real_data(&pool).await;
    let days = async |query: &str| -> Vec<String> {
        let file = get(&server, &format!("/charts/status-over-time.csv?{query}")).await.body;
        file.lines().skip(1).map(|line| line.split(',').nth(2).unwrap().to_owned()).collect()
    };
    // Nothing public says how anything stands: all months since the first item, in words and without lines.
    let silent = days("force=kent").await;
    assert_eq!(silent.first().map(String::as_str), Some("2019-09-30"));
    assert!(!get(&server, "/progress?measure=status-over-time&force=kent").await.text().contains(BEGINS));

    account(&pool, "ivy@example.org", Role::Inspector, &[]).await;
    let mut ivy = Browser::signed_in(&server, "ivy@example.org").await;
    let status = [("do", "status"), ("status", "being-progressed")];
    assert_eq!(send(&mut ivy, &format!("{REVIEW}?do=status"), &status).await.status, 303);

    assert_eq!(days("force=kent").await, ["2026-11-23"], "no years of nought before it");
    let page = get(&server, "/progress?measure=status-over-time&force=kent").await.text();
    assert!(page.contains(BEGINS) && page.contains("Before the first recorded status every group is 0"), "{page}");
    // What is asked for stays: a month to begin with, or one to end with by which nothing was recorded.
    let asked = days("force=kent&from=2020-01").await;
    assert_eq!((asked.len(), asked[0].as_str()), (83, "2020-01-31"));
    assert!(!get(&server, "/progress?measure=status-over-time&force=kent&from=2020-01").await.text().contains(BEGINS));
    assert_eq!(days("force=kent&to=2020-01").await, silent[..5]);
    assert_eq!(days("force=kent&as_at=2020-01-31").await, silent[..5]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn schemes_are_joined_only_where_a_reader_asks_and_the_crosswalk_is_named(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let named = "our crosswalk, version 1";
    let apart = get(&server, "/progress?measure=what-recurs&force=kent").await.text();
    assert!(apart.contains("schemes of 2014 and 2024 are kept apart") && apart.contains("#topics"), "{apart}");
    let joined = get(&server, "/progress?measure=what-recurs&force=kent&schemes=joined").await.text();
    assert!(joined.contains(&format!("are joined through {named}")), "{joined}");
    assert!(joined.contains("left out of the join and shown apart: Decision making (2014 scheme)"), "{joined}");
    assert!(joined.contains("/charts/what-recurs.csv?force=kent&amp;schemes=joined"), "{joined}");
    let file = get(&server, "/charts/what-recurs.csv?force=kent&schemes=joined").await;
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"what-recurs-kent-joined.csv\"");
    assert!(file.body.lines().next().unwrap().contains(",topics,crosswalk,"), "{}", file.body);
    // Kent 2019, initial contact: two recommendations.
    let contact = "Kent Police,recommendation,2014 and 2024,Initial response (2014: Initial contact),\"Inspection, September \
                   2019\",1,2,0,0,,2014-initial-contact 2024-initial-response,version 1: joined,";
    assert!(file.body.contains(contact), "{}", file.body);
    assert!(file.body.contains(",2014-police-detention,version 1: no counterpart,"), "{}", file.body);
    // The crosswalk itself, with its version.
    let about = get(&server, "/about-the-data").await.text();
    let topics = about.split("id=\"topics\"").nth(1).unwrap().split("<h2").next().unwrap();
    assert!(topics.contains("which is ours (version 1)") && topics.contains("No counterpart"), "{topics}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn two_choices_stand_beside_each_other_and_share_no_id(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let page = get(&server, "/progress?force=kent&with_everywhere=yes").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Kent Police: inspectors found"), "{}", page.text());
    assert!(page.body.contains("England and Wales: on return, inspectors found"), "{}", page.text());
    let mut ids: Vec<_> = page.body.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);

    let then = get(&server, "/progress?force=kent&with_as_at=2020-06-30").await.text();
    assert!(then.contains("The same on two days: now first, 30 June 2020 second."), "{then}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn of_two_days_each_chart_has_the_months_until_its_own_and_all_of_its_files(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let path = "/progress?measure=status-over-time&force=kent&from=2020-01&to=2022-05&with_as_at=2021-03-15";
    let page = get(&server, path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let text = page.text();
    assert!(text.contains("January 2020 to May 2022") && text.contains("January 2020 to March 2021"), "{text}");
    let files: Vec<_> = links(&page.body).into_iter().filter(|(href, _)| href.starts_with("/charts/")).collect();
    assert_eq!(files.len(), 10, "{files:?}");
    for (href, _) in files {
        let file = get(&server, &href).await;
        assert_eq!(file.status, 200, "{href}: {}", file.body);
    }
    is_refused_on_page(&server, "measure=status-over-time&from=2022-01&with_as_at=2021-03-15", "with_as_at").await;
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_choice_without_data_says_so_and_leads_to_the_nearest_that_has(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    // Our sources name one round of this force, so nothing was found on return.
    let page = get(&server, "/progress?measure=findings-across-rounds&force=avon-and-somerset").await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("Nothing to chart"), "{text}");
    assert!(text.contains("There is data of England and Wales: show it"), "{text}");
    let href = page.body.split("There is data of").next().and_then(|before| before.rsplit("href=\"").next());
    let href = href.and_then(|rest| rest.split('"').next()).unwrap().replace("&amp;", "&");
    assert!(get(&server, &href).await.text().contains("inspectors found"), "{href}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn of_every_measure_a_choice_without_data_says_so_on_the_page_and_in_the_file(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for measure in Measure::ALL {
        let measure = measure.slug();
        let page =
            get(&server, &format!("/progress?measure={measure}&force=city-of-london&topic=2024-leadership")).await;
        assert_eq!(page.status, 200, "{measure}");
        let text = page.text();
        if text.contains("Nothing to chart") {
            // Something else has data, or nothing of this measure has any, and then one is told where to read why.
            assert!(
                ["There is data of ", "What we know, and what is missing", "What inspectors last said of each force"]
                    .iter()
                    .any(|way_on| text.contains(way_on)),
                "{measure}: {text}"
            );
        } else {
            // A visit happened whatever topic was picked.
            let tells = ["visits", "what-is-known"].contains(&measure) && text.contains("City of London");
            assert!(tells, "{measure}: {text}");
        }
        let drawn = get(&server, &format!("/charts/{measure}.svg?force=city-of-london&topic=2024-leadership")).await;
        assert_eq!(drawn.status, 200, "{measure}");
        let says_so = [
            "our sources",
            "Our sources",
            "e know of ",
            "visits since",
            "no recommendation",
            "nobody has recorded a status",
            "nobody has published when",
            "result not known to us",
        ];
        assert!(says_so.iter().any(|words| drawn.body.contains(words)), "{measure}: {}", drawn.body);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn whom_a_figure_is_of_can_be_chosen_on_every_page_and_so_can_a_second_choice(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for measure in Measure::ALL {
        let page = get(&server, &format!("/progress?measure={}", measure.slug())).await.text();
        for field in ["force", "region", "nation", "topic", "round_kind"] {
            assert!(page.contains(&format!(" name=\"{field}\"")), "{measure}: {field}");
        }
        for field in ["from", "to"] {
            assert_eq!(page.contains(&format!(" name=\"{field}\"")), measure.is_of_months(), "{measure}: {field}");
        }
        for field in ["everywhere", "force", "region", "nation", "topic", "round_kind", "as_at"] {
            assert!(page.contains(&format!(" name=\"with_{field}\"")), "{measure}: with_{field}");
        }
        assert_eq!(page.contains(" name=\"schemes\""), *measure == Measure::WhatRecurs, "{measure}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn one_page_draws_every_measure_with_data_and_says_why_others_have_none(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for query in ["", "?force=kent", "?region=wales&record_type=together", "?as_at=2019-12-31"] {
        let answer = get(&server, &format!("/progress{query}")).await;
        assert_eq!(answer.status, 200, "{query}");
        let page = answer.body.replace("&amp;", "&");
        let (drawn, empty) = page.split_once("id=\"by-force\"").unwrap();
        // Every measure is on the page once: drawn, or as a line of a list.
        for measure in Measure::ALL {
            let is_drawn = drawn.contains(&format!("<figure id=\"{}\"", measure.slug()));
            let link = format!("measure={}", measure.slug());
            assert_ne!(is_drawn, empty.contains(&link), "{query}: {measure}");
            assert_eq!(
                is_drawn,
                drawn.contains(&format!("{link}\" class=\"govuk-link\">Table and full view")),
                "{query}: {measure}"
            );
        }
        assert!(!page.contains("<table"), "{query}");
        assert!(empty.contains("Nobody has published when items were verified complete."), "{query}");
    }
    // The selection goes with every link and file.
    let kent = get(&server, "/progress?force=kent&as_at=2022-05-01").await.body.replace("&amp;", "&");
    assert!(kent.contains("/progress?force=kent&as_at=2022-05-01&measure=comes-back\""), "{kent}");
    assert!(kent.contains("/charts/comes-back.csv?force=kent&record_type=together&as_at=2022-05-01\""), "{kent}");
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
