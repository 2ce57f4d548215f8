//! What rounds published beside recommendations: grades and case audits.

use sqlx::PgConnection;

use super::{
    StoreError,
    parsing::{counted, parsed, parsed_if_any},
};
use crate::{
    as_at::Point,
    case_audit::CaseAudit,
    view::published::{DatedRound, RoundAudit, RoundGrade},
};

impl DatedRound {
    pub(super) fn read(
        slug: String,
        kind: &str,
        published: Option<&str>,
        fieldwork: Option<&str>,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            slug,
            kind: parsed("round_version", kind)?,
            published: parsed_if_any("round_version", published)?,
            fieldwork: parsed_if_any("round_version", fieldwork)?,
        })
    }
}

/// The grades a force's rounds gave, or one of its rounds, in the order of the chain and of the topics.
pub(super) async fn grades(
    db: &mut PgConnection,
    force: &str,
    round: Option<&str>,
    point: Point,
) -> Result<Vec<RoundGrade>, StoreError> {
    sqlx::query!(
        r#"select g.round_slug as "round_slug!", v.kind::text as "kind!", v.published::text as published,
            v.fieldwork::text as fieldwork, g.topic as "topic!", g.grade::text as "grade!"
        from grade_at($1, $2) g
        join round_at($1, $2) v on v.force_slug = g.force_slug and v.round_slug = g.round_slug
        join round r on r.force_slug = g.force_slug and r.slug = g.round_slug
        join topic on topic.slug = g.topic
        where g.force_slug = $3 and ($4::text is null or g.round_slug = $4)
        order by r.place, topic.place"#,
        point.valid,
        point.known,
        force,
        round,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        Ok(RoundGrade {
            round: DatedRound::read(row.round_slug, &row.kind, row.published.as_deref(), row.fieldwork.as_deref())?,
            topic: parsed("grade_version", &row.topic)?,
            grade: parsed("grade_version", &row.grade)?,
        })
    })
    .collect()
}

/// The case audits of a force's rounds, or of one of its rounds, in the order of the chain.
pub(super) async fn case_audits(
    db: &mut PgConnection,
    force: &str,
    round: Option<&str>,
    point: Point,
) -> Result<Vec<RoundAudit>, StoreError> {
    const TABLE: &str = "case_audit_version";
    sqlx::query!(
        r#"select a.round_slug as "round_slug!", v.kind::text as "kind!", v.published::text as published,
            v.fieldwork::text as fieldwork, a.cases as "cases!", a.good as "good!", a.adequate, a.requires_improvement,
            a.inadequate as "inadequate!", a.source_url as "source_url!"
        from case_audit_at($1, $2) a
        join round_at($1, $2) v on v.force_slug = a.force_slug and v.round_slug = a.round_slug
        join round r on r.force_slug = a.force_slug and r.slug = a.round_slug
        where a.force_slug = $3 and ($4::text is null or a.round_slug = $4)
        order by r.place"#,
        point.valid,
        point.known,
        force,
        round,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        let if_any = |count: Option<i32>| count.map(|count| counted(TABLE, count)).transpose();
        Ok(RoundAudit {
            round: DatedRound::read(row.round_slug, &row.kind, row.published.as_deref(), row.fieldwork.as_deref())?,
            audit: CaseAudit {
                cases: counted(TABLE, row.cases)?,
                good: counted(TABLE, row.good)?,
                adequate: if_any(row.adequate)?,
                requires_improvement: if_any(row.requires_improvement)?,
                inadequate: counted(TABLE, row.inadequate)?,
            },
            source_url: row.source_url,
        })
    })
    .collect()
}
