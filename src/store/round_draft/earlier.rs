//! The items that earlier rounds raised, as a draft of the force may say something of them.

use crate::{
    person::Reader,
    round_draft::DraftId,
    store::{
        database::Database,
        error::StoreError,
        parsing::{parsed, parsed_if_any, source_status},
    },
    view::{free_text::FreeText, round_draft::Earlier},
};
use std::collections::BTreeSet;

use sqlx::PgConnection;

/// Those of a draft as this reader may see it: recommendations first, each in the order of references.
#[tracing::instrument(skip(database, reader), err)]
pub async fn earlier(database: &Database, reader: &Reader, id: DraftId) -> Result<Vec<Earlier>, StoreError> {
    const TABLE: &str = "recommendation_version";
    let mut db = database.snapshot_for(reader).await?;
    let rows = sqlx::query!(
        r#"select e.reference as "reference!", e.ended as "ended!", e.recorded as "recorded!", v.topic,
            v.record_type::text as "record_type!", v.status::text as "status!", v.source_vocabulary::text, v.source_word,
            v.source_happened::text, v.updated_on, v.verified_on, r.kind::text as "kind!", r.published::text as published,
            r.fieldwork::text as fieldwork,
            jsonb_exists(w.texts, 'wording') as "kept!", t.body as "body?"
        from round_draft_earlier e
        join recommendation_version v on v.reference = e.reference and v.latest
        join round_version r on r.force_slug = v.force_slug and r.round_slug = v.round_slug and r.latest
        join event w on w.seq = v.wording
        left join event_text t on t.event = v.wording and t.field = 'wording'
        where e.draft = $1
        order by v.record_type, v.reference"#,
        id.0,
    )
    .fetch_all(&mut *db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let published = parsed_if_any("round_version", row.published.as_deref())?;
            let fieldwork = parsed_if_any("round_version", row.fieldwork.as_deref())?;
            let source =
                source_status(row.source_vocabulary.as_deref(), row.source_word, row.source_happened.as_deref())?;
            Ok(Earlier {
                reference: parsed(TABLE, &row.reference)?,
                record_type: parsed(TABLE, &row.record_type)?,
                topic: parsed(TABLE, &row.topic)?,
                wording: FreeText::read(row.kept, row.body),
                raised_in: crate::round::title(parsed("round_version", &row.kind)?, published, fieldwork),
                status: parsed(TABLE, &row.status)?,
                source_status: source,
                updated_on: row.updated_on,
                verified_on: row.verified_on,
                ended: row.ended,
                recorded: row.recorded,
            })
        })
        .collect()
}

/// What they are called.
pub async fn references(db: &mut PgConnection, id: DraftId) -> Result<BTreeSet<String>, StoreError> {
    let references =
        sqlx::query_scalar!(r#"select reference as "reference!" from round_draft_earlier where draft = $1"#, id.0);
    Ok(references.fetch_all(db).await?.into_iter().collect())
}
