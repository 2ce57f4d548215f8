//! `import forces`: who the forces are.

use std::collections::BTreeMap;

use sqlx::PgConnection;

use super::{
    known::KnownStreams,
    plan::{Plan, Wanted, want_all},
    sheet::{Fault, Sheet},
};
use crate::{
    event::StreamKind,
    fact::{Fact, ForceNamed},
    force::{ForceSlug, OnsCode},
    store::{error::StoreError, events::Stream},
};

/// The columns a file must have.
pub const COLUMNS: &[&str] = &["code", "name", "short_name", "nation", "region", "website_slug"];

/// The facts of the rows, each with its line.
pub fn parse(sheet: &Sheet, faults: &mut Vec<Fault>) -> Vec<Wanted> {
    let mut slugs: BTreeMap<ForceSlug, u64> = BTreeMap::new();
    let mut codes: BTreeMap<OnsCode, u64> = BTreeMap::new();
    let mut wanted = Vec::new();
    for line in sheet.lines() {
        let slug = line.parse::<ForceSlug>("website_slug", faults);
        let code = line.parse::<OnsCode>("code", faults);
        let name = line.words("name", 200, faults);
        let short_name = line.words("short_name", 100, faults);
        let nation = line.parse("nation", faults);
        let region = line.parse("region", faults);
        let (Some(slug), Some(code), Some(name), Some(short_name), Some(nation), Some(region)) =
            (slug, code, name, short_name, nation, region)
        else {
            continue;
        };
        if code.nation() != nation {
            faults.push(line.fault("nation", format!("the code {} is one of {}", code.as_str(), code.nation())));
        }
        if let Some(first) = slugs.insert(slug.clone(), line.number) {
            faults.push(line.fault("website_slug", format!("this force stands on line {first} already")));
        }
        if let Some(first) = codes.insert(code.clone(), line.number) {
            faults.push(line.fault("code", format!("this code stands on line {first} already")));
        }
        wanted.push(Wanted {
            stream: Stream { kind: StreamKind::Force, id: slug.to_string() },
            happened: None,
            fact: Fact::ForceNamed(ForceNamed { code, name, short_name, nation, region }),
            texts: BTreeMap::new(),
        });
    }
    wanted
}

/// The plan of a file.
pub async fn plan(db: &mut PgConnection, mut plan: Plan, wanted: Vec<Wanted>) -> Result<Plan, StoreError> {
    let ids: Vec<String> = wanted.iter().map(|wanted| wanted.stream.id.clone()).collect();
    let known = KnownStreams::read(&mut *db, StreamKind::Force, &ids).await?;
    let others = sqlx::query_scalar!("select slug from force where slug <> all($1) order by slug", &ids)
        .fetch_all(&mut *db)
        .await?;
    plan.note_absent(others);
    sqlx::query!("insert into force (slug) select unnest($1::text[]) on conflict do nothing", &ids).execute(db).await?;
    want_all(&mut plan, &known, wanted, |_, on_record| matches!(on_record.fact, Fact::ForceNamed(_)));
    Ok(plan)
}
