//! `import recommendations`: what rounds asked of forces.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::PgConnection;

use super::{
    distinct::{Distinct, Row},
    known::{KnownRounds, KnownStreams},
    plan::{Plan, Wanted, want_all},
    sheet::{Fault, Line, Sheet},
    spelling::Spelling,
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

fn parse_line(line: Line<'_>, rounds: &KnownRounds, spelling: &Spelling, faults: &mut Vec<Fault>) -> Option<Wanted> {
    let reference = line.parse::<Reference>("reference", faults).map(|reference| spelling.spelled(reference));
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
    let topic = match &*line.code("topic") {
        "" => {
            faults.push(line.fault("topic", "this must not be blank"));
            None
        }
        words => round.and_then(|round| line.keep("topic", Topic::named(words, round.scheme), faults)),
    };
    let deadline = line.keep("deadline", Deadline::from_source(&line.code("deadline")), faults);
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
pub fn parse(sheet: &Sheet, rounds: &KnownRounds, spelling: &Spelling, faults: &mut Vec<Fault>) -> Distinct<Wanted> {
    let rows = sheet.parse(faults, |line, faults| parse_line(line, rounds, spelling, faults));
    let problem = |first| format!("this reference stands on line {first} with other facts");
    Distinct::new(rows, |wanted| wanted.stream.clone(), "reference", problem, faults)
}

fn force_of(fact: &Fact) -> Option<&ForceSlug> {
    match fact {
        Fact::Raised(raised) => Some(&raised.force),
        _ => None,
    }
}

/// The plan of a file; a reference that belongs to another force already is a fault.
pub async fn plan(db: &mut PgConnection, mut plan: Plan, rows: Vec<Row<Wanted>>) -> Result<Plan, StoreError> {
    let ids: Vec<String> = rows.iter().map(|row| row.states.stream.id.clone()).collect();
    let known = KnownStreams::read(&mut *db, StreamKind::Recommendation, &ids).await?;
    let mut new = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(force) = force_of(&row.states.fact) else { continue };
        let before = known.of(&row.states.stream).iter().find_map(|on_record| force_of(&on_record.fact));
        match before.filter(|before| *before != force) {
            Some(before) => plan.conflicts.push(Fault {
                line: row.line,
                column: Some("force_slug".to_owned()),
                value: Some(force.to_string()),
                problem: format!("{} is a reference of {before} already", row.states.stream.id),
            }),
            None => new.push((force.to_string(), row)),
        }
    }
    let (forces, rows): (Vec<String>, Vec<Row<Wanted>>) = new.into_iter().unzip();
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
    let ids: Vec<String> = rows.iter().map(|row| row.states.stream.id.clone()).collect();
    sqlx::query!(
        "insert into recommendation (reference, force_slug)
        select reference, force_slug from unnest($1::text[], $2::text[]) as r (reference, force_slug)
        on conflict do nothing",
        &ids,
        &forces,
    )
    .execute(db)
    .await?;
    want_all(&mut plan, &known, rows, |_, on_record| matches!(on_record.fact, Fact::Raised(_)));
    Ok(plan)
}
