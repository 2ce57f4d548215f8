//! Reads what is known of every force, for the counts over several: five queries however many items there are.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::{
    Database, StoreError,
    parsing::{counted, parsed, parsed_if_any},
    selection,
};
use crate::{
    as_at::Point,
    case_audit::CaseAudit,
    counting::{AlikeItems, Known, KnownForce, Visit},
    force::Force,
    progress::selection::Selection,
    view::published::DatedRound,
};

/// What is known of a selection at a point, with the name of its forces; `None` where no force has that address.
///
/// # Errors
/// The database fails.
pub async fn known_of(
    database: &Database,
    picked: &Selection,
    point: Point,
) -> Result<Option<(String, Known)>, StoreError> {
    let Some(scope) = selection::name(database, picked, point).await? else { return Ok(None) };
    let mut snapshot = database.snapshot().await?;
    Ok(Some((scope, known(&mut snapshot, point).await?.narrowed_to(picked))))
}

/// What is known at a point, of all forces.
pub(super) async fn known(db: &mut PgConnection, point: Point) -> Result<Known, StoreError> {
    let mut chains = Chains::read(db, point).await?;
    chains.add_rounds(db, point).await?;
    chains.add_grades(db, point).await?;
    chains.add_items(db, point).await?;
    chains.add_audits(db, point).await?;
    Ok(Known { today: point.today, forces: chains.forces })
}

/// The forces by name, with where each force and each of its rounds is among them.
struct Chains {
    forces: Vec<KnownForce>,
    places: HashMap<String, usize>,
}

impl Chains {
    async fn read(db: &mut PgConnection, point: Point) -> Result<Self, StoreError> {
        const TABLE: &str = "force_version";
        let rows = sqlx::query!(
            r#"select slug as "slug!", code as "code!", name as "name!", short_name as "short_name!",
                nation::text as "nation!", region::text as "region!"
            from force_at($1)
            order by short_name"#,
            point.known,
        )
        .fetch_all(&mut *db)
        .await?;
        let forces = rows.into_iter().map(|row| {
            let force = Force {
                slug: parsed(TABLE, &row.slug)?,
                code: parsed(TABLE, &row.code)?,
                name: row.name,
                short_name: row.short_name,
                nation: parsed(TABLE, &row.nation)?,
                region: parsed(TABLE, &row.region)?,
            };
            Ok(KnownForce { force, visits: Vec::new(), items: Vec::new(), audit: None })
        });
        let forces = forces.collect::<Result<Vec<_>, StoreError>>()?;
        let places = forces.iter().enumerate().map(|(at, known)| (known.force.slug.to_string(), at)).collect();
        Ok(Self { forces, places })
    }

    async fn add_rounds(&mut self, db: &mut PgConnection, point: Point) -> Result<(), StoreError> {
        let rounds = sqlx::query!(
            r#"select v.force_slug as "force!", v.round_slug as "round!", v.kind::text as "kind!",
                v.published::text as published, v.fieldwork::text as fieldwork
            from round_at($1, $2) v
            join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
            order by v.force_slug, r.place"#,
            point.valid,
            point.known,
        )
        .fetch_all(db)
        .await?;
        for row in rounds {
            let round = DatedRound::read(row.round, &row.kind, row.published.as_deref(), row.fieldwork.as_deref())?;
            if let Some(known) = self.force(&row.force) {
                known.visits.push(Visit { round, grades: Vec::new() });
            }
        }
        Ok(())
    }

    fn force(&mut self, slug: &str) -> Option<&mut KnownForce> {
        self.forces.get_mut(*self.places.get(slug)?)
    }

    async fn add_grades(&mut self, db: &mut PgConnection, point: Point) -> Result<(), StoreError> {
        const TABLE: &str = "grade_version";
        let rows = sqlx::query!(
            r#"select g.force_slug as "force!", g.round_slug as "round!", g.topic as "topic!", g.grade::text as "grade!"
            from grade_at($1, $2) g
            join topic on topic.slug = g.topic
            order by topic.place"#,
            point.valid,
            point.known,
        )
        .fetch_all(db)
        .await?;
        for row in rows {
            let grade = (parsed(TABLE, &row.topic)?, parsed(TABLE, &row.grade)?);
            let Some(known) = self.force(&row.force) else { continue };
            if let Some(visit) = known.visits.iter_mut().find(|visit| visit.round.slug == row.round) {
                visit.grades.push(grade);
            }
        }
        Ok(())
    }

    async fn add_items(&mut self, db: &mut PgConnection, point: Point) -> Result<(), StoreError> {
        const TABLE: &str = "recommendation_version";
        let rows = sqlx::query!(
            r#"select force_slug as "force!", round_slug as "round!", topic as "topic!", record_type::text as "record_type!",
                known_from::text as "known_from!", latest_finding::text as finding, latest_finding_round as found_in,
                count(*) as "items!",
                count(*) filter (where status not in ('not-recorded', 'closed-according-to-source')) as "told_by_people!"
            from recommendation_at($1, $2)
            group by 1, 2, 3, 4, 5, 6, 7"#,
            point.valid,
            point.known,
        )
        .fetch_all(db)
        .await?;
        for row in rows {
            let (record_type, topic) = (parsed(TABLE, &row.record_type)?, parsed(TABLE, &row.topic)?);
            let known_from = parsed(TABLE, &row.known_from)?;
            let finding = parsed_if_any(TABLE, row.finding.as_deref())?;
            let (items, told_by_people) = (counted(TABLE, row.items)?, counted(TABLE, row.told_by_people)?);
            let Some(known) = self.force(&row.force) else { continue };
            let place = |round: &str| known.visits.iter().position(|visit| visit.round.slug == round);
            let Some(raised_at) = place(&row.round) else { continue };
            let found = row.found_in.as_deref().and_then(place).zip(finding);
            known.items.push(AlikeItems { record_type, topic, known_from, raised_at, found, items, told_by_people });
        }
        Ok(())
    }

    async fn add_audits(&mut self, db: &mut PgConnection, point: Point) -> Result<(), StoreError> {
        const TABLE: &str = "case_audit_version";
        let rows = sqlx::query!(
            r#"select a.force_slug as "force!", a.round_slug as "round!", a.cases as "cases!", a.good as "good!", a.adequate,
                a.requires_improvement, a.inadequate as "inadequate!"
            from case_audit_at($1, $2) a
            join round r on r.force_slug = a.force_slug and r.slug = a.round_slug
            order by a.force_slug, r.place"#,
            point.valid,
            point.known,
        )
        .fetch_all(db)
        .await?;
        for row in rows {
            let if_any = |count: Option<i32>| count.map(|count| counted(TABLE, count)).transpose();
            let audit = CaseAudit {
                cases: counted(TABLE, row.cases)?,
                good: counted(TABLE, row.good)?,
                adequate: if_any(row.adequate)?,
                requires_improvement: if_any(row.requires_improvement)?,
                inadequate: counted(TABLE, row.inadequate)?,
            };
            let Some(known) = self.force(&row.force) else { continue };
            // The later one replaces the earlier.
            let visit = known.visits.iter().find(|visit| visit.round.slug == row.round);
            known.audit = visit.map(|visit| (visit.round.clone(), audit)).or(known.audit.take());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
