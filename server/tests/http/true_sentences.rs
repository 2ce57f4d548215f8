//! Sentences that were true and misled: read from the pages of registers made at random, and compared with a count of our own.

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use followup::ingest::{self, File, Kind};
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use sqlx::PgPool;

use crate::{
    real_data::{rows_behind, without_tags},
    support::{get, state_on},
};

/// The day on which test servers stand.
const TODAY: &str = "2026-11-23";

const FORCES: &str = include_str!("../../../data/forces.csv");

const OLD_TOPICS: [&str; 4] = ["initial contact", "decision making", "police detention", "assessment and help"];
const NEW_TOPICS: [&str; 3] = ["leadership", "partnership working", "initial response"];
const GRADES: [&str; 4] = ["inadequate", "requires improvement", "adequate", "good"];
/// What a findings file says, and what every page shows of it.
const FINDINGS: [(&str, &str); 6] = [
    ("improved", "Improved"),
    ("partly-improved", "Partly improved"),
    ("still-of-concern", "Still of concern"),
    ("no-progress", "No progress"),
    ("not-fully-achieved", "Not fully achieved"),
    ("closed", "Closed"),
];

#[derive(Debug, Clone)]
struct RandomForce {
    /// The first is an inspection, the others come back to it.
    rounds: Vec<RandomRound>,
}

#[derive(Debug, Clone)]
struct RandomRound {
    /// Years after the round before it; a round may have no date.
    years: u8,
    is_dated: bool,
    grades: Vec<(usize, usize)>,
    items: Vec<RandomItem>,
}

#[derive(Debug, Clone)]
struct RandomItem {
    topic: usize,
    is_recommendation: bool,
    is_due_at_once: bool,
    is_known_later: bool,
    /// By the rounds that follow.
    found: Vec<Option<usize>>,
}

fn any_force() -> impl Strategy<Value = RandomForce> {
    let item = (
        0..OLD_TOPICS.len(),
        any::<bool>(),
        prop::bool::weighted(0.8),
        prop::bool::weighted(0.2),
        prop::collection::vec(prop::option::of(0..FINDINGS.len()), 3),
    );
    let item = item.prop_map(|(topic, is_recommendation, is_due_at_once, is_known_later, found)| RandomItem {
        topic,
        is_recommendation,
        is_due_at_once,
        is_known_later,
        found,
    });
    let grades = prop_oneof![
        3 => Just(Vec::new()),
        1 => prop::collection::vec((0..NEW_TOPICS.len(), 0..GRADES.len()), 1..3),
    ];
    let round = (1..4u8, prop::bool::weighted(0.85), grades, prop::collection::vec(item, 1..6));
    let round = round.prop_map(|(years, is_dated, grades, items)| RandomRound { years, is_dated, grades, items });
    prop::collection::vec(round, 1..4).prop_map(|rounds| RandomForce { rounds })
}

/// An item as the files tell it and as our own count needs it.
#[derive(Debug)]
struct WrittenItem {
    reference: String,
    force: String,
    topic: usize,
    is_recommendation: bool,
    is_known_later: bool,
    raised: usize,
    /// The day it was due.
    due: Option<String>,
    /// The place of the round, its date, and which finding.
    latest: Option<(usize, Option<String>, usize)>,
}

/// A register of all forces, written as files and kept as values.
struct Register {
    files: Vec<(Kind, String)>,
    items: Vec<WrittenItem>,
    /// By force: its name, and the topics of its latest graded round that are inadequate, of how many.
    graded: BTreeMap<String, (String, usize, usize)>,
}

fn register(forces: &[RandomForce]) -> Register {
    let mut rounds = vec!["force_slug,round,kind,fieldwork,published,source_url,topic_scheme".to_owned()];
    let mut items =
        vec!["reference,force_slug,raised_in,topic,deadline,record_type,known_from,summary,source_url".to_owned()];
    let mut findings = vec!["reference,round,finding,summary,source_url".to_owned()];
    let mut grades = vec!["force_slug,round,topic,grade".to_owned()];
    let (mut written, mut latest_grades) = (Vec::new(), BTreeMap::new());
    for (line, random) in FORCES.lines().skip(1).zip(forces) {
        let columns: Vec<_> = line.split(',').collect();
        let (name, slug) = (columns[2].to_owned(), columns[5].to_owned());
        let mut year = 2008;
        let dates: Vec<Option<String>> = random
            .rounds
            .iter()
            .map(|round| {
                year += u32::from(round.years) + 2;
                round.is_dated.then(|| format!("{year}-03-01"))
            })
            .collect();
        for (place, round) in random.rounds.iter().enumerate() {
            // Visits of two kinds: none of them alone tells of all that was found.
            let kind = ["inspection", "post_inspection_review", "re_inspection"][place.min(2)];
            let date = dates[place].clone().unwrap_or_default();
            let given: BTreeMap<_, _> = round.grades.iter().copied().collect();
            // Only rounds of the scheme of 2024 have grades, and they raise nothing under a topic of 2014.
            let (scheme, raised) = if given.is_empty() { ("2014", &round.items[..]) } else { ("2024", &[][..]) };
            rounds.push(format!("{slug},r{place},{kind},,{date},https://example.org/{slug},{scheme}"));
            for (topic, grade) in &given {
                grades.push(format!("{slug},r{place},{},{}", NEW_TOPICS[*topic], GRADES[*grade]));
            }
            if !given.is_empty() {
                let inadequate = given.values().filter(|grade| **grade == 0).count();
                latest_grades.insert(slug.clone(), (name.clone(), inadequate, given.len()));
            }
            for (number, item) in raised.iter().enumerate() {
                let reference = format!("{}-{place}-{number}", slug.to_uppercase());
                let record_type = if item.is_recommendation { "recommendation" } else { "area_of_concern" };
                let later = dates.len() - place - 1;
                let found: Vec<_> = item
                    .found
                    .iter()
                    .take(later)
                    .enumerate()
                    .filter_map(|(after, found)| Some((place + 1 + after, (*found)?)))
                    .collect();
                let is_known_later = item.is_known_later && !found.is_empty();
                let known_from = if is_known_later { "later_round" } else { "raised" };
                let deadline = if item.is_due_at_once { "immediately" } else { "" };
                let topic = OLD_TOPICS[item.topic];
                items.push(format!("{reference},{slug},r{place},{topic},{deadline},{record_type},{known_from},Do it,https://example.org/{slug}"
                ));
                for (round, finding) in &found {
                    findings.push(format!("{reference},r{round},{},,https://example.org/{slug}", FINDINGS[*finding].0));
                }
                written.push(WrittenItem {
                    reference,
                    force: slug.clone(),
                    topic: item.topic,
                    is_recommendation: item.is_recommendation,
                    is_known_later,
                    raised: place,
                    due: dates[place].clone().filter(|_| item.is_due_at_once),
                    latest: found.last().map(|(round, finding)| (*round, dates[*round].clone(), *finding)),
                });
            }
        }
    }
    let files = vec![
        (Kind::Forces, FORCES.to_owned()),
        (Kind::Rounds, rounds.join("\n")),
        (Kind::Recommendations, items.join("\n")),
        (Kind::Findings, findings.join("\n")),
        (Kind::Grades, grades.join("\n")),
    ];
    Register { files, items: written, graded: latest_grades }
}

/// Made from a seed, which a failure names.
async fn random(pool: &PgPool, seed: u8) -> (Router, Register) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let forces = prop::collection::vec(any_force(), 43).new_tree(&mut runner).unwrap().current();
    let register = register(&forces);
    let state = state_on(pool).await;
    for (kind, text) in &register.files {
        let file = File { name: format!("{kind:?}.csv"), bytes: text.clone().into_bytes() };
        ingest::import(&state.database, *kind, &file, false, |_| {}).await.unwrap();
    }
    (server::router(&state), register)
}

/// The words of a page's main part, each part of it apart from the next.
async fn words(server: &Router, path: &str) -> String {
    let page = get(server, path).await;
    assert_eq!(page.status, 200, "{path}");
    let text = page.text();
    let main = text.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap().to_owned();
    let apart = ["<p", "<li", "<td", "<th", "<tr", "<h2", "<span"]
        .iter()
        .fold(main, |text, tag| text.replace(tag, &format!(" {tag}")));
    without_tags(&apart).split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn is_of_concern(finding: usize) -> bool {
    matches!(finding, 2 | 3)
}

const fn is_improved(finding: usize) -> bool {
    matches!(finding, 0 | 5)
}

async fn inadequate_grades_are_in_headlines(server: &Router, register: &Register, overview: &str) {
    let mut inadequate = Vec::new();
    for (slug, (name, topics, of)) in &register.graded {
        if *topics == 0 {
            continue;
        }
        inadequate.push(name);
        let page = get(server, &format!("/forces/{slug}")).await.text();
        let news = page.split("class=\"app-news\">").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap();
        let said = match (topics, of) {
            (1, 1) => "inadequate in the 1 topic".to_owned(),
            (topics, of) if topics == of => format!("inadequate in all {of} topics"),
            (topics, of) => format!("inadequate in {topics} of {of} topics"),
        };
        assert!(news.contains(&said), "{slug}: {said} is missing from {news}");
    }
    assert!(!inadequate.is_empty(), "nothing to tell of");
    if inadequate.len() > 3 {
        let counted =
            format!("{} of {} graded forces are inadequate in a topic", inadequate.len(), register.graded.len());
        assert!(overview.contains(&counted), "{counted}: {overview}");
    } else {
        for name in inadequate {
            assert!(overview.contains(&format!("{name} ")), "{name} is missing from {overview}");
        }
    }
}

fn both_counts_of_what_comes_back(register: &Register, overview: &str) {
    let mut ranked = 0;
    for (place, topic) in OLD_TOPICS.iter().enumerate() {
        let of_topic: Vec<_> = register.items.iter().filter(|item| item.topic == place).collect();
        let raised: Vec<_> = of_topic.iter().filter(|item| !item.is_known_later).collect();
        let looked_at: BTreeSet<_> =
            raised.iter().filter(|item| item.latest.is_some()).map(|item| &item.force).collect();
        let of_concern: BTreeSet<_> = raised
            .iter()
            .filter(|item| item.latest.as_ref().is_some_and(|(.., finding)| is_of_concern(*finding)))
            .map(|item| &item.force)
            .collect();
        let mut visits: BTreeMap<&String, BTreeSet<usize>> = BTreeMap::new();
        for item in &of_topic {
            visits.entry(&item.force).or_default().insert(item.raised);
        }
        let anew = visits.values().filter(|visits| visits.len() > 1).count();
        if looked_at.len() >= 5 {
            ranked += 1;
            let label = topic[..1].to_uppercase() + &topic[1..];
            let counts = format!("{} of {} {anew}", of_concern.len(), looked_at.len());
            let named = format!(" {label} ");
            let mut rows = overview.split(&named).skip(1);
            let is_told = rows.any(|row| row.chars().take(60).collect::<String>().contains(&counts));
            assert!(is_told, "{label}: {counts} is missing from {overview}");
        }
    }
    assert!(ranked > 0, "no topic is ranked");
}

fn deadlines_say_what_was_found_since(register: &Register, overview: &str) {
    let passed: Vec<_> =
        register.items.iter().filter(|item| item.due.as_deref().is_some_and(|due| due < TODAY)).collect();
    let since = |is: &dyn Fn(usize) -> bool| {
        let later = passed
            .iter()
            .filter(|item| item.latest.as_ref().is_some_and(|(_, date, finding)| date > &item.due && is(*finding)));
        later.count()
    };
    let improved = since(&is_improved);
    let of_concern = since(&is_of_concern);
    let partly = since(&|finding| matches!(finding, 1 | 4));
    assert!(improved > 1 && of_concern > 1 && partly > 1, "nothing to tell of");
    let unknown = passed.len() - improved - of_concern - partly;
    let said = format!(
        "Inspectors later found {improved} improved, {partly} partly improved and {of_concern} still of concern; of {unknown} we know nothing."
    );
    assert!(overview.contains(&said), "{said}: {overview}");
}

async fn every_latest_finding_is_named(server: &Router, register: &Register) {
    let mut undated = 0;
    for item in &register.items {
        let Some((_, date, finding)) = &item.latest else { continue };
        undated += usize::from(date.is_none());
        let label = FINDINGS[*finding].1;
        let page = words(server, &format!("/recommendations/{}", item.reference)).await;
        assert!(page.contains(label), "{}: {label}: {page}", item.reference);
        let list = get(server, &format!("/recommendations?force={}&q={}", item.force, item.reference)).await.text();
        let row = list.split("<tbody").nth(1).unwrap().split("</tr>").next().unwrap().to_owned();
        assert!(row.contains(label), "{}: {label}: {row}", item.reference);
    }
    assert!(undated > 0, "no finding without a date");
}

/// One question has one answer: on the overview, on the page of the measure, in its file, in the briefing and in the register.
async fn on_return(server: &Router, register: &Register, overview: &str) {
    let counts = |is_recommendation: bool| {
        let known =
            register.items.iter().filter(|item| item.is_recommendation == is_recommendation && !item.is_known_later);
        let found: Vec<_> = known.filter_map(|item| item.latest.as_ref()).collect();
        (found.iter().filter(|(.., finding)| is_improved(*finding)).count(), found.len())
    };
    let ((improved, of), (areas, of_areas)) = (counts(true), counts(false));
    let said = format!(
        "{improved} of {of} recommendations had improved when inspectors returned, and {areas} of {of_areas} areas of concern"
    );
    assert!(overview.contains(&said), "{said}: {overview}");

    let file = get(server, "/charts/findings-across-rounds.csv").await.body;
    let mut lines = file.lines();
    let head: Vec<_> = lines.next().unwrap().split(',').collect();
    let place = |name: &str| head.iter().position(|column| *column == name).unwrap();
    for (of_type, counts) in [("recommendation", (improved, of)), ("area_of_concern", (areas, of_areas))] {
        let begin = format!("England and Wales,Any later visit,{of_type},");
        let row: Vec<_> = file.lines().find(|line| line.starts_with(&begin)).unwrap().split(',').collect();
        let said = (row[place("improved_or_closed")], row[place("with_a_finding")]);
        assert_eq!(said, (&*counts.0.to_string(), &*counts.1.to_string()), "{of_type}");
        let list = format!("/recommendations?record_type={of_type}&known_from=raised&finding_group=improved");
        assert_eq!(rows_behind(server, &list).await, counts.0 as u64, "{list}");
    }
    // The headline names the record type with more findings.
    let told = if of_areas > of { (areas, of_areas, "areas of concern") } else { (improved, of, "recommendations") };
    let told = format!("on return, inspectors found {} of {} {} improved", told.0, told.1, told.2);
    let page = words(server, "/progress").await;
    assert!(page.contains(&told), "{told}: {page}");
    let briefing = words(server, "/briefing").await;
    assert!(briefing.contains(&said), "{said}: {briefing}");
    let paper = text_of(&get(server, "/briefing.pdf").await.bytes);
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    assert!(squeezed(&paper).contains(&squeezed(&said)), "{said}: {paper}");
}

/// What a paper says.
fn text_of(pdf: &[u8]) -> String {
    let paper = lopdf::Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = paper.get_pages().into_keys().collect();
    paper.extract_text(&pages).unwrap()
}

/// Of fewer than 20 items no share is said, in words, table or drawing.
async fn no_share_of_few(server: &Router, register: &Register) {
    let mut few = 0;
    let mut items: BTreeMap<&String, usize> = BTreeMap::new();
    for item in &register.items {
        *items.entry(&item.force).or_default() += 1;
    }
    for (force, _) in items.into_iter().filter(|(_, items)| *items < 20).take(12) {
        for measure in ["findings-across-rounds", "forces-at-a-glance&by=improved"] {
            let page = words(server, &format!("/progress?measure={measure}&force={force}")).await;
            // The key of the map has per cent of its own, which no count follows.
            assert!(!page.contains("% ("), "{force}, {measure}: {page}");
        }
        few += 1;
    }
    assert!(few > 3, "every force has many items");
}

async fn no_true_sentence_misleads(pool: PgPool, seed: u8) {
    let (server, register) = random(&pool, seed).await;
    let overview = words(&server, "/").await;
    inadequate_grades_are_in_headlines(&server, &register, &overview).await;
    both_counts_of_what_comes_back(&register, &overview);
    deadlines_say_what_was_found_since(&register, &overview);
    on_return(&server, &register, &overview).await;
    no_share_of_few(&server, &register).await;
    every_latest_finding_is_named(&server, &register).await;
    let today = words(&server, &format!("/?as_at={TODAY}")).await;
    assert_eq!(overview, today, "the view of today is the present");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn no_true_sentence_misleads_in_a_first_random_register(pool: PgPool) {
    no_true_sentence_misleads(pool, 1).await;
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn no_true_sentence_misleads_in_a_second_random_register(pool: PgPool) {
    no_true_sentence_misleads(pool, 2).await;
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn no_true_sentence_misleads_in_a_third_random_register(pool: PgPool) {
    no_true_sentence_misleads(pool, 3).await;
}
