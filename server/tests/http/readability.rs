//! Pages of every role read as plain English: short sentences, and none of the words that readers did not understand.

use followup::identity::Role;
use sqlx::PgPool;

use crate::{
    real_data::{server_with_real_data, without_tags},
    support::{Browser, account},
};

const PAGES: [&str; 8] = [
    "/",
    "/?as_at=2022-08-31",
    "/forces",
    "/forces/kent",
    "/forces/gloucestershire",
    "/forces/metropolitan",
    "/recommendations/KENT-2019-07",
    "/recommendations/LANCASHIRE-8775",
];

/// The most words of any sentence, and of one on average.
const LONGEST: usize = 30;
const MEAN: usize = 20;

/// Words for makers of the record, not for its readers.
const NOT_TO_USE: [&str; 10] = [
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
];

/// Paragraphs of our own words: what a source wrote, or somebody typed, is quoted as it is.
fn paragraphs(page: &str) -> Vec<String> {
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap();
    let paragraphs = main.split("<p ").skip(1).filter_map(|rest| rest.split("</p>").next()?.split_once('>'));
    let own =
        paragraphs.filter(|(class, _)| !["wording", "finding", "quote"].iter().any(|quoted| class.contains(quoted)));
    own.map(|(_, words)| without_tags(words).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn sentences(paragraph: &str) -> Vec<usize> {
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
    sentences.iter().map(|sentence| sentence.split_whitespace().count()).filter(|words| *words > 0).collect()
}

#[test]
fn sentences_are_parted_at_their_ends() {
    assert_eq!(sentences("One two. Three four five? At 1.5 km."), [2, 3, 3]);
    assert!(sentences("").is_empty());
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn pages_of_every_role_have_short_sentences_and_plain_words(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut faults = Vec::new();
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
            let paragraphs = paragraphs(&page.text());
            assert!(!paragraphs.is_empty(), "{path} has no words");
            let counts: Vec<usize> = paragraphs.iter().flat_map(|words| sentences(words)).collect();
            let sum: usize = counts.iter().sum();
            if sum > MEAN * counts.len() {
                faults.push(format!("{path} {reader:?}: {sum} words in {} sentences", counts.len()));
            }
            for words in &paragraphs {
                if sentences(words).into_iter().any(|count| count > LONGEST) {
                    faults.push(format!("{path}: too long: {words}"));
                }
                let lower = words.to_lowercase();
                faults.extend(
                    NOT_TO_USE
                        .iter()
                        .filter(|word| lower.contains(**word))
                        .map(|word| format!("{path}: “{word}”: {words}")),
                );
            }
        }
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
