//! `import findings`: what later rounds said of earlier items.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::PgConnection;

use super::{
    known::{KnownRounds, KnownStreams},
    plan::{Plan, Wanted, want_all},
    sheet::{Fault, Line, Sheet},
};
use crate::{
    event::StreamKind,
    fact::{Fact, Raised},
    finding::FindingWord,
    partial_date::PartialDate,
    reference::Reference,
    round::RoundSlug,
    store::{error::StoreError, events::Stream},
};

/// The columns a file must have.
pub const COLUMNS: &[&str] = &["reference", "round", "finding", "summary", "source_url"];

/// The references of a file, so that what is on record of them can be read first.
pub fn references(sheet: &Sheet) -> Vec<String> {
    let references: BTreeSet<&str> = sheet.lines().map(|line| line.text("reference")).collect();
    references.into_iter().map(str::to_owned).collect()
}

/// An item on record: what its round asked, and since when it can exist.
pub fn item<'k>(known: &'k KnownStreams, reference: &Reference) -> Option<(&'k Raised, Option<PartialDate>)> {
    let stream = Stream { kind: StreamKind::Recommendation, id: reference.to_string() };
    known.of(&stream).iter().find_map(|on_record| match &on_record.fact {
        Fact::Raised(raised) => Some((raised, on_record.happened)),
        _ => None,
    })
}

fn parse_line(
    line: Line<'_>,
    rounds: &KnownRounds,
    known: &KnownStreams,
    faults: &mut Vec<Fault>,
) -> Option<Option<Wanted>> {
    let reference = line.parse::<Reference>("reference", faults);
    let slug = line.parse::<RoundSlug>("round", faults);
    let word = line.parse::<FindingWord>("finding", faults);
    let summary = line.words_or_blank("summary", 4000, faults);
    let source_url = line.source_url(faults);
    let reference = reference?;
    let Some((raised, exists_from)) = item(known, &reference) else {
        faults.push(line.fault("reference", "there is no such item; import the recommendations first"));
        return None;
    };
    let slug = slug?;
    let Some(round) = rounds.get(&raised.force, &slug) else {
        faults.push(line.fault("round", rounds.expected(&raised.force)));
        return None;
    };
    let finding = match word? {
        FindingWord::Finding(finding) => finding,
        FindingWord::Raised | FindingWord::NotConfirmed => return Some(None),
    };
    if slug == raised.round {
        faults.push(line.fault("round", "this is the round that raised the item; a finding is a later round's"));
    }
    // An unknown date never fails a comparison.
    if let (Some(found), Some(exists_from)) = (round.happened(), exists_from)
        && found.last() < exists_from.first()
    {
        let problem = format!("this round ({found}) is before the item was raised ({exists_from})");
        faults.push(line.fault("round", problem));
    }
    let texts = summary?;
    Some(Some(Wanted {
        stream: Stream { kind: StreamKind::Recommendation, id: reference.to_string() },
        happened: round.happened(),
        fact: Fact::FindingRecorded { round: slug, finding, source_url: source_url? },
        texts: if texts.is_empty() { BTreeMap::new() } else { BTreeMap::from([("summary", texts)]) },
    }))
}

fn round_of(fact: &Fact) -> Option<&RoundSlug> {
    match fact {
        Fact::FindingRecorded { round, .. } => Some(round),
        _ => None,
    }
}

/// What the rows state, and how many say nothing to record.
pub fn parse(
    sheet: &Sheet,
    rounds: &KnownRounds,
    known: &KnownStreams,
    faults: &mut Vec<Fault>,
) -> (Vec<Wanted>, usize) {
    let mut first: BTreeMap<(String, String), (u64, Wanted)> = BTreeMap::new();
    let mut skipped = 0;
    let mut rows = Vec::new();
    for line in sheet.lines() {
        let Some(stated) = parse_line(line, rounds, known, faults) else { continue };
        let Some(wanted) = stated else {
            skipped += 1;
            continue;
        };
        let round = round_of(&wanted.fact).map(ToString::to_string).unwrap_or_default();
        let key = (wanted.stream.id.clone(), round);
        match first.get(&key) {
            Some((number, same)) if (&same.fact, &same.texts) != (&wanted.fact, &wanted.texts) => {
                let problem = format!("line {number} gives another finding of this round on the same item");
                faults.push(line.fault("finding", problem));
            }
            Some(_) => {}
            None => {
                first.insert(key, (line.number, wanted.clone()));
                rows.push(wanted);
            }
        }
    }
    (rows, skipped)
}

/// The plan of a file.
pub async fn plan(
    db: &mut PgConnection,
    mut plan: Plan,
    known: &KnownStreams,
    wanted: Vec<Wanted>,
) -> Result<Plan, StoreError> {
    let named: BTreeSet<(String, String)> = wanted
        .iter()
        .filter_map(|wanted| Some((wanted.stream.id.clone(), round_of(&wanted.fact)?.to_string())))
        .collect();
    let references: BTreeSet<&String> = named.iter().map(|(reference, _)| reference).collect();
    let references: Vec<String> = references.into_iter().cloned().collect();
    let on_record = sqlx::query!(
        "select reference, round_slug from finding_version
        where latest and force_slug in (select force_slug from recommendation where reference = any($1))
        order by reference, round_slug",
        &references,
    )
    .fetch_all(db)
    .await?;
    plan.note_absent(
        on_record
            .into_iter()
            .filter(|row| !named.contains(&(row.reference.clone(), row.round_slug.clone())))
            .map(|row| format!("{} in {}", row.reference, row.round_slug)),
    );
    want_all(&mut plan, known, wanted, |wanted, on_record| {
        round_of(&on_record.fact).is_some() && round_of(&on_record.fact) == round_of(&wanted.fact)
    });
    Ok(plan)
}
