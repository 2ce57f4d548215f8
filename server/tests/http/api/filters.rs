//! For random filters of the register, function, CSV file and page return the same rows.

use followup::{
    clock,
    deadline::DeadlineState,
    finding::{FindingGroup, RecordType},
    force::Region,
    status::StatusGroup,
    topic::Topic,
};
use proptest::{
    prelude::*,
    sample::select,
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};
use server::state::AppState;
use sqlx::PgPool;

use crate::{
    real_data::state_with_real_data,
    support::{Answer, get},
};

/// How many filters are tried.
const FILTERS: u32 = 200;

/// Up to three parameters of the register, and a day.
fn filter() -> impl Strategy<Value = String> {
    let words =
        |name: &'static str, slugs: Vec<&'static str>| select(slugs).prop_map(move |slug| format!("{name}={slug}"));
    let parameter = prop_oneof![
        words("region", Region::ALL.iter().map(|region| region.slug()).collect()),
        words("topic", Topic::ALL.iter().map(|topic| topic.slug()).collect()),
        words("status_group", StatusGroup::ALL.iter().map(|group| group.slug()).collect()),
        words("finding_group", FindingGroup::ALL.iter().map(|group| group.slug()).collect()),
        words("deadline_state", DeadlineState::ALL.iter().map(|state| state.slug()).collect()),
        words("record_type", RecordType::ALL.iter().map(|kind| kind.slug()).collect()),
        words("force", vec!["kent", "essex", "gwent", "norfolk", "durham"]),
        words("sort", vec!["due", "force", "raised"]),
        words("q", vec!["custody", "missing", "no+such+word"]),
        words("as_at", vec!["2019-06-30", "2022-01-01", "2024-12-31"]),
    ];
    proptest::collection::btree_map(0_u8..3, parameter, 0..4).prop_map(|parameters| {
        let mut seen = std::collections::BTreeSet::new();
        let once = parameters.into_values().filter(|pair| seen.insert(pair.split('=').next().unwrap_or("").to_owned()));
        once.collect::<Vec<_>>().join("&")
    })
}

fn references_in_json(answer: &Answer) -> (u64, Vec<String>) {
    let register: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let total = register["recommendations"].as_u64().unwrap() + register["areas_of_concern"].as_u64().unwrap();
    let rows = register["rows"].as_array().unwrap();
    (total, rows.iter().map(|row| row["reference"].as_str().unwrap().to_owned()).collect())
}

fn references_in_csv(answer: &Answer) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(answer.body.trim_start_matches('\u{feff}').as_bytes());
    let place = reader.headers().unwrap().iter().position(|name| name == "reference").unwrap();
    reader.records().map(|row| row.unwrap()[place].to_owned()).collect()
}

fn references_in_page(answer: &Answer) -> Vec<String> {
    let links = answer.body.split("href=\"/recommendations/").skip(1);
    let mut found: Vec<String> = Vec::new();
    for link in links {
        let reference = link.split(['"', '?', '/']).next().unwrap_or_default().to_owned();
        if !found.contains(&reference) {
            found.push(reference);
        }
    }
    found
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn function_file_and_page_hold_the_same_rows(pool: PgPool) {
    // Files read the record as known at the time of the request, so the clock must be later than the import.
    let server = server::router(&AppState { clock: clock::now, ..state_with_real_data(&pool).await });
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    for _ in 0..FILTERS {
        let filter = filter().new_tree(&mut runner).unwrap().current();
        let (total, rows) = references_in_json(&get(&server, &format!("/api/v1/recommendations?{filter}")).await);
        let file = references_in_csv(&get(&server, &format!("/recommendations.csv?{filter}")).await);
        let page = references_in_page(&get(&server, &format!("/recommendations?{filter}")).await);
        assert_eq!(file.len() as u64, total, "{filter}");
        assert_eq!(file[..rows.len()], rows[..], "{filter}");
        assert_eq!(page, rows, "{filter}");
    }
}
