//! `import recommendations`: what rounds asked of forces.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::PgConnection;

use super::{
    known::{KnownRounds, KnownStreams},
    plan::{Plan, Wanted, want_all},
    sheet::{Fault, Line, Sheet},
};
use crate::{
    deadline::Deadline,
    event::StreamKind,
    fact::{Fact, Raised},
    finding::KnownFrom,
    force::ForceSlug,
    reference::Reference,
    round::RoundSlug,
    store::{error::StoreError, events::Stream},
    topic::Topic,
};

/// The columns a file must have.
pub const COLUMNS: &[&str] =
    &["reference", "force_slug", "raised_in", "topic", "deadline", "record_type", "summary", "source_url"];
/// The columns it may have.
pub const OPTIONAL: &[&str] = &["known_from"];

/// A row of the file: its line, and what it states.
#[derive(Debug)]
pub struct ItemRow {
    /// Its line.
    pub line: u64,
    /// What it states.
    pub wanted: Wanted,
}

fn parse_line(line: Line<'_>, rounds: &KnownRounds, faults: &mut Vec<Fault>) -> Option<Wanted> {
    let reference = line.parse::<Reference>("reference", faults);
    let force = line.parse::<ForceSlug>("force_slug", faults);
    let raised_in = line.parse::<RoundSlug>("raised_in", faults);
    let round = match (&force, &raised_in) {
        (Some(force), Some(raised_in)) => {
            let round = rounds.get(force, raised_in);
            if round.is_none() {
                faults.push(line.fault("raised_in", rounds.expected(force)));
            }
            round
        }
        _ => None,
    };
    let topic = match line.text("topic") {
        "" => {
            faults.push(line.fault("topic", "this must not be blank"));
            None
        }
        words => round.and_then(|round| line.keep("topic", Topic::named(words, round.scheme), faults)),
    };
    let deadline = line.keep("deadline", Deadline::from_source(line.text("deadline")), faults);
    let record_type = line.parse("record_type", faults);
    let known_from = line.parse_optional::<KnownFrom>("known_from", faults);
    let summary = line.words("summary", 4000, faults);
    let source_url = line.source_url(faults);
    let round = round?;
    let raised = Raised {
        force: force?,
        round: raised_in?,
        topic: topic?,
        record_type: record_type?,
        known_from: known_from?.unwrap_or(KnownFrom::Raised),
        deadline: deadline?,
        published: round.published,
        source_url: source_url?,
    };
    Some(Wanted {
        stream: Stream { kind: StreamKind::Recommendation, id: reference?.to_string() },
        happened: round.happened(),
        fact: Fact::Raised(raised),
        texts: BTreeMap::from([("wording", summary?)]),
    })
}

/// The rows of the file.
pub fn parse(sheet: &Sheet, rounds: &KnownRounds, faults: &mut Vec<Fault>) -> Vec<ItemRow> {
    let mut first: BTreeMap<String, (u64, Wanted)> = BTreeMap::new();
    let mut rows = Vec::new();
    for line in sheet.lines() {
        let Some(wanted) = parse_line(line, rounds, faults) else { continue };
        match first.get(&wanted.stream.id) {
            Some((number, same)) if (&same.fact, &same.texts) != (&wanted.fact, &wanted.texts) => {
                let problem = format!("this reference stands on line {number} with other facts");
                faults.push(line.fault("reference", problem));
            }
            Some(_) => {}
            None => {
                first.insert(wanted.stream.id.clone(), (line.number, wanted.clone()));
                rows.push(ItemRow { line: line.number, wanted });
            }
        }
    }
    rows
}

fn force_of(fact: &Fact) -> Option<&ForceSlug> {
    match fact {
        Fact::Raised(raised) => Some(&raised.force),
        _ => None,
    }
}

/// The plan of a file; a reference that belongs to another force already is a fault.
pub async fn plan(
    db: &mut PgConnection,
    mut plan: Plan,
    rows: Vec<ItemRow>,
    faults: &mut Vec<Fault>,
) -> Result<Plan, StoreError> {
    let ids: Vec<String> = rows.iter().map(|row| row.wanted.stream.id.clone()).collect();
    let known = KnownStreams::read(&mut *db, StreamKind::Recommendation, &ids).await?;
    let mut forces = Vec::with_capacity(rows.len());
    for row in &rows {
        let force = force_of(&row.wanted.fact).map(ToString::to_string).unwrap_or_default();
        let before = known.of(&row.wanted.stream).iter().find_map(|on_record| force_of(&on_record.fact));
        if let Some(before) = before
            && before.as_str() != force
        {
            faults.push(Fault {
                line: row.line,
                column: Some("force_slug".to_owned()),
                value: Some(force.clone()),
                problem: format!("{} is a reference of {before} already", row.wanted.stream.id),
            });
        }
        forces.push(force);
    }
    if !faults.is_empty() {
        return Ok(plan);
    }
    let named: BTreeSet<&str> = forces.iter().map(String::as_str).collect();
    let named: Vec<String> = named.into_iter().map(str::to_owned).collect();
    let absent = sqlx::query_scalar!(
        "select reference from recommendation where force_slug = any($1) and reference <> all($2) order by reference",
        &named,
        &ids,
    )
    .fetch_all(&mut *db)
    .await?;
    plan.note_absent(absent);
    sqlx::query!(
        "insert into recommendation (reference, force_slug)
        select reference, force_slug from unnest($1::text[], $2::text[]) as r (reference, force_slug)
        on conflict do nothing",
        &ids,
        &forces,
    )
    .execute(db)
    .await?;
    let wanted = rows.into_iter().map(|row| row.wanted).collect();
    want_all(&mut plan, &known, wanted, |_, on_record| matches!(on_record.fact, Fact::Raised(_)));
    Ok(plan)
}
