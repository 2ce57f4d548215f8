//! Words near those that were typed, for a search that found nothing: slips of the pen are forgiven.

use sqlx::PgConnection;
use strsim::osa_distance;

use crate::{search_query::SearchQuery, store::error::StoreError};

/// What was probably meant: each word that no public text has is replaced by the nearest that one has. `None` where no word is replaced.
///
/// # Errors
/// The database fails.
pub(super) async fn meant(db: &mut PgConnection, typed: &str) -> Result<Option<String>, StoreError> {
    let query = SearchQuery::new(typed);
    let words = query.words();
    let lower: Vec<String> = words.iter().map(|typed| typed.word.to_lowercase()).collect();
    if lower.is_empty() {
        return Ok(None);
    }
    // A short word with two letters changed over has few parts in common with what was meant.
    sqlx::query("set local pg_trgm.similarity_threshold = 0.15").execute(&mut *db).await?;
    let rows = sqlx::query!(
        r#"select t.number as "number!", near.word as "word!",
            to_tsvector('english', near.word) = to_tsvector('english', t.typed) as "is_of_one_stem!"
        from unnest($1::text[]) with ordinality t(typed, number)
        cross join lateral (
            select s.word from search_word s where s.word % t.typed order by similarity(s.word, t.typed) desc, s.word limit 100
        ) near
        where not exists (select from search_word s where s.word = t.typed)
        order by t.number, similarity(near.word, t.typed) desc, near.word"#,
        &lower,
    )
    .fetch_all(db)
    .await?;
    let mut replacements = Vec::new();
    for (number, (word, typed)) in (1..).zip(words.into_iter().zip(&lower)) {
        let near: Vec<_> = rows.iter().filter(|row| row.number == number).collect();
        // A form of a word that is there is spelled right.
        let is_right = near.iter().any(|row| row.is_of_one_stem);
        if let Some(nearest) = nearest(typed, near.into_iter().map(|row| row.word.as_str())).filter(|_| !is_right) {
            replacements.push((word, nearest.to_owned()));
        }
    }
    Ok((!replacements.is_empty()).then(|| query.with_words(&replacements)))
}

/// The word that takes the fewest changes of letters; of these the first. A longer word may take more.
fn nearest<'a>(typed: &str, near: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = match typed.chars().count() {
        ..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    near.map(|word| (osa_distance(typed, word), word))
        .filter(|(changes, _)| *changes <= most)
        .min_by_key(|(changes, _)| *changes)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_takes_few_changes_for_its_length() {
        let words = ["safeguard", "safeguarding", "child", "children", "chief", "custody"];
        for (typed, expected) in [
            ("safegarding", Some("safeguarding")),
            ("saefguradnig", Some("safeguarding")),
            ("chidl", Some("child")),
            ("custdy", Some("custody")),
            ("crypto", None),
            ("custodian", Some("custody")),
            ("quartz", None),
        ] {
            assert_eq!(nearest(typed, words.into_iter()), expected, "{typed}");
        }
    }
}
