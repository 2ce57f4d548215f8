//! Updates that a person has begun to write and not saved, as a worklist lists them.

use sqlx::PgConnection;

use crate::{
    as_at::PRESENT,
    identity::PersonId,
    store::{error::StoreError, parsing::parsed},
    view::worklist::OwnDraft,
};

/// The drafts of a person about open items, the newest first. Row security shows them to their force alone.
pub(super) async fn own(db: &mut PgConnection, person: PersonId) -> Result<Vec<OwnDraft>, StoreError> {
    let rows = sqlx::query!(
        r#"select d.reference, wording.body as "wording?", d.saved_at
        from update_draft d
        join recommendation_at($2, null) v on v.reference = d.reference
        left join event_text wording on wording.event = v.wording and wording.field = 'wording'
        where d.account = $1 and v.ended_by is null
        order by d.saved_at desc"#,
        person.0,
        PRESENT,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let reference = parsed("update_draft", &row.reference)?;
            Ok(OwnDraft { reference, wording: row.wording, saved_at: row.saved_at })
        })
        .collect()
}
