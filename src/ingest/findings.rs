//! `import findings`: what later rounds said of earlier items.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::PgConnection;

use super::{
    distinct::{Distinct, Row},
    known::{KnownRounds, KnownStreams},
    plan::{OnRecord, Plan, Wanted, want_all},
    sheet::{Fault, Line, Sheet},
    spelling::Spelling,
};
use crate::{
    event::StreamKind,
    fact::{Fact, Raised},
    finding::{Finding, FindingWord},
    partial_date::PartialDate,
    reference::Reference,
    round::RoundSlug,
    store::{error::StoreError, events::Stream},
};

/// The columns a file must have.
pub const COLUMNS: &[&str] = &["reference", "round", "finding", "summary", "source_url"];

/// What a row says of an item and a round; nothing to record where the word is `raised`, `issued` or `not-confirmed`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    item: Stream,
    round: RoundSlug,
    finding: Option<Wanted>,
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
    spelling: &Spelling,
    faults: &mut Vec<Fault>,
) -> Option<FindingRow> {
    let reference = line.parse::<Reference>("reference", faults).map(|reference| spelling.spelled(reference));
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
    let item = Stream { kind: StreamKind::Recommendation, id: reference.to_string() };
    let finding = match word? {
        FindingWord::Finding(finding) => finding,
        FindingWord::Raised | FindingWord::NotConfirmed => {
            return Some(FindingRow { item, round: slug, finding: None });
        }
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
    let wanted = Wanted {
        stream: item.clone(),
        happened: round.happened(),
        fact: Fact::FindingRecorded { round: slug.clone(), finding, source_url: Some(source_url?) },
        texts: if texts.is_empty() { BTreeMap::new() } else { BTreeMap::from([("summary", texts)]) },
    };
    Some(FindingRow { item, round: slug, finding: Some(wanted) })
}

/// The round of a published finding.
fn round_of(fact: &Fact) -> Option<&RoundSlug> {
    match fact {
        Fact::FindingRecorded { round, source_url: Some(_), .. } => Some(round),
        _ => None,
    }
}

/// What inspectors recorded here of the round that a row speaks of, where no file has told of it yet. A row that says another finding
/// would take its place without a word.
fn by_inspectors(known: &KnownStreams, wanted: &Wanted) -> Option<Finding> {
    let on_record = known.of(&wanted.stream);
    let is_told = on_record.iter().any(|on_record| round_of(&on_record.fact) == round_of(&wanted.fact));
    let mut findings = on_record.iter().filter_map(|on_record| match &on_record.fact {
        Fact::FindingRecorded { round, finding, source_url: None } if Some(round) == round_of(&wanted.fact) => {
            Some(*finding)
        }
        _ => None,
    });
    findings.next_back().filter(|_| !is_told)
}

/// What the rows state.
pub fn parse(
    sheet: &Sheet,
    rounds: &KnownRounds,
    known: &KnownStreams,
    spelling: &Spelling,
    faults: &mut Vec<Fault>,
) -> Distinct<FindingRow> {
    let rows = sheet.parse(faults, |line, faults| parse_line(line, rounds, known, spelling, faults));
    let problem = |first| format!("line {first} gives another finding of this round on the same item");
    Distinct::new(rows, |row| (row.item.clone(), row.round.clone()), "finding", problem, faults)
}

/// The plan of a file.
pub async fn plan(
    db: &mut PgConnection,
    mut plan: Plan,
    known: &KnownStreams,
    rows: Vec<Row<FindingRow>>,
) -> Result<Plan, StoreError> {
    let named: BTreeSet<(String, String)> =
        rows.iter().map(|row| (row.states.item.id.clone(), row.states.round.to_string())).collect();
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
    let mut findings = Vec::with_capacity(rows.len());
    for Row { line, states } in rows {
        match states.finding {
            Some(wanted) => match (by_inspectors(known, &wanted), &wanted.fact) {
                (Some(ours), Fact::FindingRecorded { finding, .. }) if ours != *finding => {
                    let problem = format!(
                        "an inspector has recorded “{ours}” for this round, and this row says “{finding}”; leave the row out, or \
                         bring it in line"
                    );
                    plan.conflicts.push(Fault::of_line(line, problem));
                }
                _ => findings.push(Row { line, states: wanted }),
            },
            None => plan.report.skipped += 1,
        }
    }
    want_all(&mut plan, known, findings, |wanted: &Wanted, on_record: &OnRecord| {
        round_of(&on_record.fact).is_some() && round_of(&on_record.fact) == round_of(&wanted.fact)
    });
    Ok(plan)
}
