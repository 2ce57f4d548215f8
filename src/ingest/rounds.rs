//! `import rounds`: the chain of rounds of each force, and what follows when a round's date is put right.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{
    distinct::{Distinct, Row},
    known::{KnownRounds, KnownStreams, round_stream},
    plan::{Plan, Wanted, want_all},
    sheet::{Fault, Line, Sheet},
};
use crate::{
    event::StreamKind,
    fact::{Fact, RoundPublished},
    force::ForceSlug,
    partial_date::PartialDate,
    round::{RoundKind, RoundSlug, happened, place_in_chain},
    store::{error::StoreError, events::Stream},
    topic::Scheme,
};

/// The columns a file must have.
pub const COLUMNS: &[&str] = &["force_slug", "round", "kind", "fieldwork", "published", "source_url"];
/// The columns it may have.
pub const OPTIONAL: &[&str] = &["topic_scheme"];

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundRow {
    force: ForceSlug,
    slug: RoundSlug,
    facts: RoundPublished,
}

/// The scheme of a round that the file does not state: before the criteria of 16 April 2024 there was only one.
fn only_scheme_then(date: Option<PartialDate>) -> Option<Scheme> {
    let criteria = NaiveDate::from_ymd_opt(2024, 4, 16)?;
    (date?.last() < criteria).then_some(Scheme::Of2014)
}

fn parse_line(line: Line<'_>, forces: &BTreeSet<ForceSlug>, faults: &mut Vec<Fault>) -> Option<RoundRow> {
    let force = line.parse::<ForceSlug>("force_slug", faults);
    if let Some(force) = &force
        && !forces.contains(force)
    {
        faults.push(line.fault("force_slug", "there is no such force; import the forces first, or see /forces"));
    }
    let slug = line.parse("round", faults);
    let kind = line.parse::<RoundKind>("kind", faults);
    let fieldwork = line.parse_optional::<PartialDate>("fieldwork", faults);
    let published = line.parse_optional::<PartialDate>("published", faults);
    let scheme = line.parse_optional("topic_scheme", faults);
    let source_url = line.source_url(faults);
    if let (Some(Some(fieldwork)), Some(Some(published))) = (fieldwork, published)
        && published.last() < fieldwork.first()
    {
        faults.push(line.fault("published", format!("this is before its fieldwork began ({fieldwork})")));
    }
    let (fieldwork, published) = (fieldwork?, published?);
    let scheme = scheme?.or_else(|| only_scheme_then(happened(published, fieldwork)));
    let facts = RoundPublished { kind: kind?, fieldwork, published, scheme, source_url: source_url? };
    Some(RoundRow { force: force?, slug: slug?, facts })
}

/// The rows of the file.
pub fn parse(sheet: &Sheet, forces: &BTreeSet<ForceSlug>, faults: &mut Vec<Fault>) -> Distinct<RoundRow> {
    let rows = sheet.parse(faults, |line, faults| parse_line(line, forces, faults));
    let problem = |first| format!("this round stands on line {first} with other facts");
    Distinct::new(rows, |row| (row.force.clone(), row.slug.clone()), "round", problem, faults)
}

/// The plan of a file, and the recommendation streams whose telling a changed chain may change.
pub async fn plan(
    db: &mut PgConnection,
    mut plan: Plan,
    rows: Vec<Row<RoundRow>>,
) -> Result<(Plan, Vec<Stream>), StoreError> {
    let known = KnownRounds::read(&mut *db).await?;
    let touched = place(&mut *db, &known, &rows).await?;
    note_absent(&mut plan, &known, &rows);
    let mut moved = BTreeSet::new();
    let wanted: Vec<Row<Wanted>> = rows
        .into_iter()
        .map(|Row { line, states: row }| {
            let date = happened(row.facts.published, row.facts.fieldwork);
            let before = known.get(&row.force, &row.slug);
            if before.is_some_and(|before| before.happened() != date || before.published != row.facts.published) {
                moved.insert((row.force.clone(), row.slug.clone(), row.facts.published, date));
            }
            let states = Wanted {
                stream: round_stream(&row.force, &row.slug),
                happened: date,
                fact: Fact::RoundPublished(row.facts),
                texts: BTreeMap::new(),
            };
            Row { line, states }
        })
        .collect();
    let ids: Vec<String> = wanted.iter().map(|row| row.states.stream.id.clone()).collect();
    let streams = KnownStreams::read(&mut *db, StreamKind::Round, &ids).await?;
    want_all(&mut plan, &streams, wanted, |_, on_record| matches!(on_record.fact, Fact::RoundPublished(_)));

    let forces: BTreeSet<&ForceSlug> = touched.iter().chain(moved.iter().map(|(force, ..)| force)).collect();
    let forces: Vec<String> = forces.into_iter().map(ToString::to_string).collect();
    let items = references_by_force(&mut *db, &forces).await?;
    for (force, round, published, date) in moved {
        // Forces share the addresses of rounds: only this force's items follow.
        let of_force = items.get(force.as_str()).map_or(&[][..], Vec::as_slice);
        follow(&mut *db, &mut plan, of_force, &force, &round, published, date).await?;
    }
    let also = items.into_values().flatten().map(|id| Stream { kind: StreamKind::Recommendation, id }).collect();
    Ok((plan, also))
}

/// The references of the items of some forces, by force.
async fn references_by_force(
    db: &mut PgConnection,
    forces: &[String],
) -> Result<BTreeMap<String, Vec<String>>, StoreError> {
    let rows = sqlx::query!("select force_slug, reference from recommendation where force_slug = any($1)", forces)
        .fetch_all(db)
        .await?;
    let mut references: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows {
        references.entry(row.force_slug).or_default().push(row.reference);
    }
    Ok(references)
}

/// Dates the facts of a round anew with it: its own other facts, its items and its findings. `items` are the references of its force.
async fn follow(
    db: &mut PgConnection,
    plan: &mut Plan,
    items: &[String],
    force: &ForceSlug,
    round: &RoundSlug,
    published: Option<PartialDate>,
    date: Option<PartialDate>,
) -> Result<(), StoreError> {
    let own = KnownStreams::read(&mut *db, StreamKind::Round, &[round_stream(force, round).id]).await?;
    let items = KnownStreams::read(&mut *db, StreamKind::Recommendation, items).await?;
    duties_follow(&mut *db, plan, force, round, published).await?;
    for (stream, facts) in own.iter().chain(items.iter()) {
        for on_record in facts {
            let fact = match &on_record.fact {
                Fact::Raised(raised) if raised.round == *round => {
                    Fact::Raised(crate::fact::Raised { published, ..raised.clone() })
                }
                fact @ Fact::FindingRecorded { round: by, .. } if by == round => fact.clone(),
                fact @ (Fact::GradeRecorded { .. }
                | Fact::CaseAuditRecorded { .. }
                | Fact::GoodPracticeRecorded { .. }) => fact.clone(),
                _ => continue,
            };
            let texts = on_record.texts.iter().filter_map(|(field, body)| {
                let field = super::step::TEXT_FIELDS.iter().find(|known| *known == field)?;
                Some((*field, body.clone()?))
            });
            let wanted = Wanted { stream: stream.clone(), happened: date, fact, texts: texts.collect() };
            plan.follow(wanted, on_record);
        }
    }
    Ok(())
}

/// A duty whose date is by rule runs from the publication as it is known now. A date that a person set stays.
async fn duties_follow(
    db: &mut PgConnection,
    plan: &mut Plan,
    force: &ForceSlug,
    round: &RoundSlug,
    published: Option<PartialDate>,
) -> Result<(), StoreError> {
    let Some(published) = published else { return Ok(()) };
    let known = KnownStreams::read(db, StreamKind::Force, &[force.to_string()]).await?;
    for (stream, facts) in known.iter() {
        for on_record in facts {
            let Fact::DutySet { duty, round: after, published: Some(before), .. } = &on_record.fact else { continue };
            let due = if after == round { duty.due_by_rule(published) } else { None };
            let Some(due) = due else { continue };
            // The rule's own date arose with the publication; one that was taken back to the rule, on the day of that decision.
            let happened = if on_record.happened == Some(*before) { Some(published) } else { on_record.happened };
            let fact = Fact::DutySet { duty: *duty, round: round.clone(), due: due.on, published: Some(published) };
            let reason = on_record.texts.get("reason").cloned().flatten();
            let texts = reason.map(|reason| ("reason", reason)).into_iter().collect();
            plan.follow(Wanted { stream: stream.clone(), happened, fact, texts }, on_record);
        }
    }
    Ok(())
}

fn note_absent(plan: &mut Plan, known: &KnownRounds, rows: &[Row<RoundRow>]) {
    let rows = rows.iter().map(|row| &row.states);
    let forces: BTreeSet<&ForceSlug> = rows.clone().map(|row| &row.force).collect();
    let named: BTreeSet<(&ForceSlug, &RoundSlug)> = rows.map(|row| (&row.force, &row.slug)).collect();
    plan.note_absent(
        forces
            .into_iter()
            .flat_map(|force| known.of(force))
            .filter(|round| !named.contains(&(&round.force, &round.slug)))
            .map(|round| format!("{}/{}", round.force, round.slug)),
    );
}

/// Gives new rounds their place in the chain of their force; returns the forces whose chain is another now.
async fn place(
    db: &mut PgConnection,
    known: &KnownRounds,
    rows: &[Row<RoundRow>],
) -> Result<BTreeSet<ForceSlug>, StoreError> {
    let mut chains: BTreeMap<&ForceSlug, Vec<(RoundSlug, Option<PartialDate>)>> = BTreeMap::new();
    let mut before: Option<(&ForceSlug, &RoundSlug)> = None;
    let mut touched = BTreeSet::new();
    for Row { states: row, .. } in rows {
        let chain = chains.entry(&row.force).or_insert_with(|| {
            known.of(&row.force).iter().map(|round| (round.slug.clone(), round.happened())).collect()
        });
        if !chain.iter().any(|(slug, _)| *slug == row.slug) {
            let dates: Vec<_> = chain.iter().map(|(_, date)| *date).collect();
            let after = before
                .filter(|(force, _)| *force == &row.force)
                .and_then(|(_, slug)| chain.iter().position(|(known, _)| known == slug));
            let date = happened(row.facts.published, row.facts.fieldwork);
            chain.insert(place_in_chain(&dates, date, after), (row.slug.clone(), date));
            touched.insert(row.force.clone());
        }
        before = Some((&row.force, &row.slug));
    }
    let mut forces = Vec::new();
    let mut slugs = Vec::new();
    let mut places = Vec::new();
    for force in &touched {
        for (place, (slug, _)) in (1i32..).zip(chains.get(force).into_iter().flatten()) {
            forces.push(force.to_string());
            slugs.push(slug.to_string());
            places.push(place);
        }
    }
    sqlx::query!(
        "insert into round (force_slug, slug, place)
        select force_slug, slug, place from unnest($1::text[], $2::text[], $3::integer[]) as r (force_slug, slug, place)
        on conflict (force_slug, slug) do update set place = excluded.place where round.place <> excluded.place",
        &forces,
        &slugs,
        &places,
    )
    .execute(db)
    .await?;
    Ok(touched)
}
