//! Why rows were found: the words around those that were searched for, in the texts that the reader may read.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::PgConnection;

use super::search::Search;
use crate::{
    as_at::Point,
    store::{
        error::StoreError,
        parsing::{parsed, parsed_if_any},
    },
    view::register::{Excerpt, Piece},
};

/// The most excerpts of one row.
const MOST: usize = 2;

/// How many letters a text may have that is shown whole.
const SHORT: i32 = 240;

/// Signs for private use, which mark the words in an excerpt on its way here.
const BEGINS: char = '\u{e000}';
const ENDS: char = '\u{e001}';
/// Stands for `<` on its way, or the database would take what follows for markup and leave it out.
const LESS_THAN: char = '\u{e002}';

/// A text of a row that has some of the terms.
struct TextFound {
    event: i64,
    field: String,
    terms: BTreeSet<i32>,
}

/// The excerpts of some rows. A row whose wording has every term, or that was found by its reference alone, needs none.
///
/// Of each row they are the fewest texts that have all of its terms: those with most terms first, of these the newest.
///
/// # Errors
/// The database fails.
pub(super) async fn read(
    db: &mut PgConnection,
    search: &Search,
    references: &[String],
    point: Point,
) -> Result<Vec<Excerpt>, StoreError> {
    let Some(any_term) = search.any_term() else { return Ok(Vec::new()) };
    let chosen = chosen(&mut *db, search, &any_term, references, point).await?;
    let (events, fields): (Vec<i64>, Vec<String>) = chosen.into_iter().unzip();
    let marks = format!("StartSel={BEGINS}, StopSel={ENDS}");
    let a_part = format!("{marks}, MaxWords=30, MinWords=15, ShortWord=2, MaxFragments=1");
    let all = format!("{marks}, HighlightAll=true");
    let rows = sqlx::query!(
        r#"select e.stream_id as "reference!", coalesce(e.facts #>> '{to,event_kind}', e.kind::text) as "kind!", c.field as "field!",
            e.happened::text as happened, e.audience::text as "audience!",
            ts_headline('english', translate(t.body, $3, $6), $4::text::tsquery, case when length(t.body) <= $7 then $8 else $5 end)
                as "excerpt!",
            length(t.body) as "length!"
        from unnest($1::bigint[], $2::text[]) with ordinality c(event, field, number)
        join event e on e.seq = c.event
        cross join lateral (
            select x.body from event_text x where x.event = c.event and x.field = c.field
            union all
            select y.body from restricted_text y where y.event = c.event and y.field = c.field
        ) t
        order by c.number"#,
        &events,
        &fields,
        // The first stands for the first there, and the others for nothing.
        format!("<{LESS_THAN}{BEGINS}{ENDS}"),
        any_term,
        a_part,
        LESS_THAN.to_string(),
        SHORT,
        all,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Excerpt {
                reference: parsed("event", &row.reference)?,
                kind: parsed("event", &row.kind)?,
                field: row.field,
                happened: parsed_if_any("event", row.happened.as_deref())?,
                audience: parsed("event", &row.audience)?,
                pieces: pieces(&row.excerpt, row.length > SHORT),
            })
        })
        .collect()
}

/// Which texts of which events say why the rows were found, in the order of the rows.
async fn chosen(
    db: &mut PgConnection,
    search: &Search,
    any_term: &str,
    references: &[String],
    point: Point,
) -> Result<Vec<(i64, String)>, StoreError> {
    let rows = sqlx::query!(
        r#"select t.reference as "reference!", t.event as "event!", t.field as "field!",
            array(
                select a.number::integer from unnest($3::text[]::tsquery[]) with ordinality a(term, number)
                where t.search @@ a.term and a.number::integer = any($4)
            ) as "terms!"
        from text_at($5, $6) t
        where t.reference = any($1) and t.search @@ $2::text::tsquery
        order by t.event desc, t.field"#,
        references,
        any_term,
        &search.terms,
        &search.wanted,
        point.valid,
        point.known,
    )
    .fetch_all(db)
    .await?;
    let mut of_row: BTreeMap<String, Vec<TextFound>> = BTreeMap::new();
    for row in rows {
        let terms = row.terms.into_iter().collect();
        of_row.entry(row.reference).or_default().push(TextFound { event: row.event, field: row.field, terms });
    }
    let chosen = references.iter().filter_map(|reference| of_row.remove(reference)).flat_map(|texts| {
        let mut covered: BTreeSet<i32> =
            texts.iter().filter(|text| text.field == "wording").flat_map(|text| &text.terms).copied().collect();
        let mut chosen = Vec::new();
        while chosen.len() < MOST {
            let new = |text: &&TextFound| text.terms.difference(&covered).count();
            // Of those with most the first, which is the newest.
            let Some(best) = texts.iter().rev().max_by_key(new).filter(|best| new(best) > 0) else { break };
            chosen.push((best.event, best.field.clone()));
            covered.extend(&best.terms);
        }
        chosen
    });
    Ok(chosen.collect())
}

/// A marked excerpt in pieces, with dots where the text goes on.
fn pieces(marked: &str, is_part: bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (number, part) in marked.split(BEGINS).enumerate() {
        let (matching, rest) = match part.split_once(ENDS) {
            Some((matching, rest)) if number > 0 => (matching, rest),
            _ => ("", part),
        };
        for (words, is_match) in [(matching, true), (rest, false)] {
            if !words.is_empty() {
                pieces.push(Piece { words: words.replace(LESS_THAN, "<"), is_match });
            }
        }
    }
    if is_part {
        pieces.insert(0, Piece { words: "…".to_owned(), is_match: false });
        pieces.push(Piece { words: "…".to_owned(), is_match: false });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words_are_pieces_of_their_own_and_markup_stays_text() {
        let piece = |words: &str, is_match| Piece { words: words.to_owned(), is_match };
        assert_eq!(
            pieces("a \u{e000}b\u{e001} \u{e002}i>c\u{e002}/i> \u{e000}d\u{e001}", false),
            [piece("a ", false), piece("b", true), piece(" <i>c</i> ", false), piece("d", true)]
        );
        assert_eq!(
            pieces("\u{e000}b\u{e001}", true),
            [piece("…", false), piece("b", true), piece("…", false)],
            "cut at both ends"
        );
        assert_eq!(pieces("", false), []);
        assert_eq!(pieces("a\u{e001}b", false), [piece("a\u{e001}b", false)]);
    }
}
