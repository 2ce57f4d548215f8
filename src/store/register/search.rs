//! What is searched for, as the database looks for it.

use std::collections::BTreeMap;

use sqlx::PgConnection;

use crate::{
    as_at::{PRESENT, Point},
    reference::Reference,
    search_query::{SearchQuery, Term, quoted},
    store::error::StoreError,
    view::register_filter::RegisterFilter,
};

/// What is searched for. Nothing, where nothing was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Search {
    /// Whether anything was typed.
    pub is_asked: bool,
    /// What was typed as a reference or a part of one: its loose key, and what a loose key with it begins with behind a hyphen.
    pub reference: Option<(String, String)>,
    /// For the document of an item, which has its words of the present: set where that can answer.
    pub in_documents: Option<String>,
    /// Each term, for one text.
    pub terms: Vec<String>,
    /// For the numbers of the terms that stand in texts of an item, from 1: set where documents cannot answer.
    pub in_terms: Option<String>,
    /// All of it, for one text.
    pub in_texts: Option<String>,
    /// The numbers of the terms that are not excluded, from 1.
    pub wanted: Vec<i32>,
}

/// The lexemes of a term and their places in it.
type Lexemes = Vec<(i16, String)>;

/// Reads what the filter searches for.
///
/// # Errors
/// The database fails.
pub(super) async fn read(db: &mut PgConnection, filter: &RegisterFilter, point: Point) -> Result<Search, StoreError> {
    let Some(typed) = &filter.q else { return Ok(Search::default()) };
    let query = SearchQuery::new(typed);
    let lexemes = lexemes(db, &query).await?;
    let reference = typed.parse::<Reference>().ok();
    let reference = reference.map(|reference| {
        let key = reference.loose_key();
        // Of `2019-0` the zero may begin any number, and keys have none there.
        let beginning = key.strip_suffix("-0").map_or_else(|| key.clone(), |before| format!("{before}-"));
        (key, beginning)
    });

    // A term without lexemes is in every text, as "the" is, and has no number.
    let numbers: BTreeMap<usize, i32> = lexemes.keys().copied().zip(1..).collect();
    let in_text = |term: usize| lexemes.get(&term).map(|lexemes| term_in_text(&query.terms[term], lexemes));
    let in_document =
        |term: usize| lexemes.get(&term).and_then(|lexemes| term_in_document(&query.terms[term], lexemes));
    let has_documents = point.valid == PRESENT && point.known.is_none();
    let documents_answer = has_documents && lexemes.keys().all(|term| in_document(*term).is_some());
    let in_documents = if documents_answer { query.formula(in_document) } else { None };
    let in_terms = if documents_answer {
        None
    } else {
        query.formula(|term| numbers.get(&term).map(|number| quoted(&number.to_string())))
    };
    Ok(Search {
        is_asked: true,
        reference,
        in_documents,
        terms: lexemes.keys().filter_map(|term| in_text(*term)).collect(),
        in_terms,
        in_texts: query.formula(in_text),
        wanted: query.wanted().iter().filter_map(|term| numbers.get(term).copied()).collect(),
    })
}

/// The lexemes of each term that has any, by its number.
async fn lexemes(db: &mut PgConnection, query: &SearchQuery) -> Result<BTreeMap<usize, Lexemes>, StoreError> {
    let terms: Vec<String> = query.terms.iter().map(|term| term.text.clone()).collect();
    let rows = sqlx::query!(
        r#"select t.number as "number!", w.lexeme as "lexeme!", p.place as "place!"
        from unnest($1::text[]) with ordinality t(body, number)
        cross join lateral unnest(to_tsvector('english', t.body)) w
        cross join lateral unnest(w.positions) p(place)
        order by t.number, p.place, w.lexeme"#,
        &terms,
    )
    .fetch_all(db)
    .await?;
    let mut lexemes: BTreeMap<usize, Lexemes> = BTreeMap::new();
    for row in rows {
        let number = usize::try_from(row.number - 1).map_err(|error| StoreError::inconsistent("terms", error))?;
        lexemes.entry(number).or_default().push((row.place, row.lexeme));
    }
    Ok(lexemes)
}

/// A term as it stands in one text: a phrase in its order and at its distances, of a word all parts.
fn term_in_text(term: &Term, lexemes: &Lexemes) -> String {
    let mut before: Option<i16> = None;
    let parts = lexemes.iter().map(|(place, lexeme)| {
        let joined = match before {
            Some(before) if term.is_phrase => format!(" <{}> ", place - before),
            Some(_) => " & ".to_owned(),
            None => String::new(),
        };
        before = Some(*place);
        joined + &quoted(lexeme)
    });
    parts.collect()
}

/// A term as it stands in a document, where each two words that follow one another are one lexeme; `None` for a longer phrase, whose
/// parts may stand in a document far from one another.
fn term_in_document(term: &Term, lexemes: &Lexemes) -> Option<String> {
    match (term.is_phrase, lexemes.as_slice()) {
        (true, [(first, one), (second, other)]) => Some(quoted(&format!("{one} {} {other}", second - first))),
        (true, [_, _, _, ..]) => None,
        _ => Some(term_in_text(term, lexemes)),
    }
}

impl Search {
    /// Whether something was typed and none of it can be looked for.
    pub fn is_too_common(&self) -> bool {
        self.is_asked && self.in_texts.is_none()
    }

    /// Any term that is not excluded, for one text; `None` where there is none.
    pub fn any_term(&self) -> Option<String> {
        let wanted = self.wanted.iter().filter_map(|number| self.terms.get(usize::try_from(number - 1).ok()?));
        let wanted: Vec<_> = wanted.map(|term| format!("({term})")).collect();
        (!wanted.is_empty()).then(|| wanted.join(" | "))
    }
}
