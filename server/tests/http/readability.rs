//! Pages of every role read as plain English: short sentences, and none of the words that readers did not understand.

use followup::identity::Role;
use sqlx::PgPool;

use crate::{
    real_data::{server_with_real_data, without_tags},
    support::{Answer, Browser, account},
};

mod work;

const PAGES: [&str; 17] = [
    "/",
    "/?as_at=2022-08-31",
    "/forces",
    "/forces/kent",
    "/forces/gloucestershire",
    "/forces/metropolitan",
    "/recommendations/KENT-2019-07",
    "/recommendations/LANCASHIRE-8775",
    "/forces/kent/rounds/inspection-2019-09",
    "/forces/kent/rounds/post-inspection-review-2021-08-26",
    "/good-practice",
    "/progress",
    "/progress?force=kent",
    "/progress?measure=what-recurs&schemes=joined",
    "/briefing",
    "/briefing?force=kent&annex=yes",
    "/recommendations",
];

/// The most words of any sentence, and of one on average.
const LONGEST: usize = 30;
const MEAN: usize = 20;

/// Words for makers of the record, not for its readers.
const NOT_TO_USE: [&str; 11] = [
    "our sources hold",
    "with a finding",
    "known only from a later round",
    "said done",
    "stand in no view",
    "presses",
    "said of",
    "whatever its word",
    "reckoned",
    "nought",
    "comes back to",
];

/// The same where they are whole words: “ended” is in “intended”.
const WORDS_NOT_TO_USE: [&str; 4] = ["ended", "thereof", "stands", "holds"];

/// With these no sentence begins. A question and a heading may.
const BEGINNINGS_NOT_TO_USE: [&str; 3] = ["What ", "Of these", "That "];

/// The parts of a page that are checked: how each begins, and how it is over.
const PARTS: [(&str, &[&str]); 7] = [
    ("<p ", &["</p>"]),
    ("<p>", &["</p>"]),
    ("<li", &["</li>", "<ul", "<li"]),
    ("<caption", &["</caption>"]),
    ("<legend", &["</legend>"]),
    ("class=\"govuk-hint\"", &["</div>"]),
    ("class=\"govuk-warning-text__text\"", &["</strong>"]),
];

/// What a source wrote, or somebody typed, is quoted as it is.
const QUOTES: [&str; 5] = ["wording", "finding", "quote", "app-said", "<mark>"];

/// The parts of a page that are in our own words, each with its tags.
fn own_parts(page: &str) -> Vec<&str> {
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap();
    let parts = PARTS.iter().flat_map(|(begin, ends)| {
        main.split(begin).skip(1).map(move |rest| {
            let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
            &rest[..end]
        })
    });
    parts.filter(|part| !QUOTES.iter().any(|quote| part.contains(quote))).collect()
}

/// The words of those parts.
fn own_words(page: &str) -> Vec<String> {
    let words = own_parts(page).into_iter().filter_map(|part| Some(without_tags(part.split_once('>')?.1)));
    let words = words.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
    words.filter(|words| !words.is_empty()).collect()
}

/// What is hard to read on a page.
fn faults(path: &str, page: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let parts = own_words(page);
    assert!(!parts.is_empty(), "{path} has no words");
    let counts: Vec<usize> = parts.iter().flat_map(|words| sentences(words)).collect();
    let sum: usize = counts.iter().sum();
    if sum > MEAN * counts.len() {
        faults.push(format!("{path}: {sum} words in {} sentences", counts.len()));
    }
    for words in &parts {
        if sentences(words).into_iter().any(|count| count > LONGEST) {
            faults.push(format!("{path}: too long: {words}"));
        }
        let lower = words.to_lowercase();
        let spoken: Vec<&str> = lower.split(|letter: char| !letter.is_alphabetic()).collect();
        let is_used = |word: &&&str| lower.contains(**word);
        let is_whole = |word: &&&str| spoken.contains(*word);
        let used = NOT_TO_USE.iter().filter(is_used).chain(WORDS_NOT_TO_USE.iter().filter(is_whole));
        faults.extend(used.map(|word| format!("{path}: “{word}”: {words}")));
        for sentence in sentence_texts(words).iter().filter(|sentence| sentence.ends_with(['.', ':'])) {
            let begun = BEGINNINGS_NOT_TO_USE.iter().find(|begin| sentence.trim_start().starts_with(**begin));
            faults.extend(begun.map(|begin| format!("{path}: begins with “{begin}”: {words}")));
        }
    }
    faults
}

/// No page has anything that is hard to read.
fn assert_readable(mut faults: Vec<String>) {
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is hard to read on the answer to a request.
fn faults_of(path: &str, answer: &Answer) -> Vec<String> {
    faults(path, &answer.text())
}

fn sentence_texts(paragraph: &str) -> Vec<String> {
    let ends = paragraph.split_inclusive(['.', '?', '!']);
    let mut sentences = vec![String::new()];
    for part in ends {
        let last = sentences.last_mut().unwrap();
        // `1.5` and `e.g.` go on; a sentence is over where a space follows.
        if !last.is_empty() && part.starts_with(' ') {
            sentences.push(part.to_owned());
        } else {
            last.push_str(part);
        }
    }
    sentences
}

/// How many words each sentence has.
fn sentences(paragraph: &str) -> Vec<usize> {
    let counts = sentence_texts(paragraph).into_iter().map(|sentence| sentence.split_whitespace().count());
    counts.filter(|words| *words > 0).collect()
}

#[test]
fn sentences_are_parted_at_their_ends() {
    assert_eq!(sentences("One two. Three four five? At 1.5 km."), [2, 3, 3]);
    assert!(sentences("").is_empty());
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn pages_of_every_role_have_short_sentences_and_plain_words(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut all = Vec::new();
    let readers = [
        None,
        Some((Role::ForceLiaisonOfficer, &["kent"][..])),
        Some((Role::Inspector, &[])),
        Some((Role::Authoriser, &[])),
        Some((Role::SeniorLeader, &[])),
        Some((Role::Administrator, &[])),
    ];
    for reader in readers {
        let mut browser = match reader {
            None => Browser::new(&server),
            Some((role, forces)) => {
                let email = format!("{}@example.org", role.slug());
                account(&pool, &email, role, forces).await;
                Browser::signed_in(&server, &email).await
            }
        };
        for path in PAGES {
            let page = browser.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            all.extend(faults_of(path, &page));
        }
    }
    assert_readable(all);
}
