//! A force's items: how each stands, and what each round found of it.

use std::collections::HashMap;

use sqlx::PgConnection;

use crate::{
    as_at::Point,
    store::{
        error::StoreError,
        parsing::{finding_source, parsed, source_status},
    },
    view::{
        force::{ForceItem, RoundFinding},
        free_text::FreeText,
    },
};

/// Those of the newest round first, then by reference: two queries however many there are.
pub(super) async fn items(db: &mut PgConnection, force: &str, point: Point) -> Result<Vec<ForceItem>, StoreError> {
    const TABLE: &str = "recommendation_version";
    let found = sqlx::query!(
        r#"select f.reference as "reference!", f.round_slug as "round!", f.finding::text as "finding!",
            f.source_url as "source_url?", e.recorded_at as "recorded_at?",
            coalesce(jsonb_exists(e.texts, 'summary'), false) as "kept!", t.body as "summary?"
        from finding_at($1, $2) f
        join round r on r.force_slug = f.force_slug and r.slug = f.round_slug
        left join event e on e.seq = f.texts
        left join event_text t on t.event = f.texts and t.field = 'summary'
        where f.force_slug = $3
        order by f.reference, r.place"#,
        point.valid,
        point.known,
        force,
    )
    .fetch_all(&mut *db)
    .await?;
    let mut by_item: HashMap<String, Vec<RoundFinding>> = HashMap::new();
    for row in found {
        let found = RoundFinding {
            round: row.round,
            finding: parsed("finding_version", &row.finding)?,
            summary: FreeText::read(row.kept, row.summary),
            source: finding_source(row.source_url, row.recorded_at),
        };
        by_item.entry(row.reference).or_default().push(found);
    }
    let rows = sqlx::query!(
        r#"select v.reference as "reference!", v.record_type::text as "record_type!", v.topic as "topic!",
            v.round_slug as "round!", v.status::text as "status!", v.source_vocabulary::text, v.source_word,
            v.source_happened::text, v.due_on,
            deadline_state_on($4, v.due_on, v.status, v.judged_submission)::text as "deadline!",
            (select jsonb_exists(e.texts, 'wording') from event e where e.seq = v.wording) as "kept?",
            (select t.body from event_text t where t.event = v.wording and t.field = 'wording') as "body?"
        from recommendation_at($1, $2) v
        join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
        where v.force_slug = $3
        order by r.place desc, v.reference"#,
        point.valid,
        point.known,
        force,
        point.today,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ForceItem {
                found: by_item.remove(&row.reference).unwrap_or_default(),
                reference: parsed(TABLE, &row.reference)?,
                record_type: parsed(TABLE, &row.record_type)?,
                topic: parsed(TABLE, &row.topic)?,
                round: row.round,
                wording: FreeText::read(row.kept.unwrap_or_default(), row.body),
                status: parsed(TABLE, &row.status)?,
                source_status: source_status(
                    row.source_vocabulary.as_deref(),
                    row.source_word,
                    row.source_happened.as_deref(),
                )?,
                due: row.due_on,
                deadline: parsed(TABLE, &row.deadline)?,
            })
        })
        .collect()
}
