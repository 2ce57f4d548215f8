//! `import forces`: who the forces are.

use std::collections::BTreeMap;

use sqlx::PgConnection;

use super::{
    distinct::{Distinct, Row},
    known::KnownStreams,
    plan::{Plan, Wanted, want_all},
    sheet::{Fault, Line, Sheet},
};
use crate::{
    event::StreamKind,
    fact::{Fact, ForceNamed},
    force::{ForceSlug, OnsCode},
    store::{error::StoreError, events::Stream},
};

/// The columns a file must have.
pub const COLUMNS: &[&str] = &["code", "name", "short_name", "nation", "region", "website_slug"];

fn parse_line(line: Line<'_>, faults: &mut Vec<Fault>) -> Option<Wanted> {
    let slug = line.parse::<ForceSlug>("website_slug", faults);
    let code = line.parse::<OnsCode>("code", faults);
    let name = line.words("name", 200, faults);
    let short_name = line.words("short_name", 100, faults);
    let nation = line.parse("nation", faults);
    let region = line.parse("region", faults);
    if let (Some(code), Some(nation)) = (&code, nation)
        && code.nation() != nation
    {
        faults.push(line.fault("nation", format!("the code {} is one of {}", code.as_str(), code.nation())));
    }
    let named = ForceNamed { code: code?, name: name?, short_name: short_name?, nation: nation?, region: region? };
    Some(Wanted {
        stream: Stream { kind: StreamKind::Force, id: slug?.to_string() },
        happened: None,
        fact: Fact::ForceNamed(named),
        texts: BTreeMap::new(),
    })
}

/// The facts of the rows. Two forces never share a code.
pub fn parse(sheet: &Sheet, faults: &mut Vec<Fault>) -> Distinct<Wanted> {
    let rows = sheet.parse(faults, parse_line);
    let problem = |first| format!("this force stands on line {first} with other facts");
    let mut forces = Distinct::new(rows, |wanted| wanted.stream.clone(), "website_slug", problem, faults);
    let mut codes: BTreeMap<OnsCode, u64> = BTreeMap::new();
    forces.rows.retain(|Row { line, states }| {
        let Some(code) = code_of(&states.fact) else { return true };
        let first = *codes.entry(code.clone()).or_insert(*line);
        if first != *line {
            faults.push(Fault {
                line: *line,
                column: Some("code".to_owned()),
                value: Some(code.as_str().to_owned()),
                problem: format!("line {first} gives this code to another force"),
            });
        }
        first == *line
    });
    forces
}

fn code_of(fact: &Fact) -> Option<&OnsCode> {
    match fact {
        Fact::ForceNamed(named) => Some(&named.code),
        _ => None,
    }
}

/// The plan of a file.
pub async fn plan(db: &mut PgConnection, mut plan: Plan, rows: Vec<Row<Wanted>>) -> Result<Plan, StoreError> {
    let ids: Vec<String> = rows.iter().map(|row| row.states.stream.id.clone()).collect();
    let known = KnownStreams::read(&mut *db, StreamKind::Force, &ids).await?;
    let others = sqlx::query_scalar!("select slug from force where slug <> all($1) order by slug", &ids)
        .fetch_all(&mut *db)
        .await?;
    plan.note_absent(others);
    sqlx::query!("insert into force (slug) select unnest($1::text[]) on conflict do nothing", &ids).execute(db).await?;
    want_all(&mut plan, &known, rows, |_, on_record| matches!(on_record.fact, Fact::ForceNamed(_)));
    Ok(plan)
}
