//! What is shown of recommendations, read by reference: one query for however many a page names.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    as_at::Point,
    partial_date::PartialDate,
    round::{RoundKind, RoundSlug, happened, title},
    store::{
        error::StoreError,
        parsing::{parsed, parsed_if_any},
    },
    view::{
        register::{Found, Proposal, RegisterRow, RoundName, RowDeadline, Work},
        register_filter::RegisterFilter,
    },
};

mod columns;

use columns::Row;

/// The rows of these references, in their order; one that is not in the view is left out.
pub(crate) async fn of_references(
    db: &mut PgConnection,
    references: &[String],
    filter: &RegisterFilter,
    point: Point,
) -> Result<Vec<RegisterRow>, StoreError> {
    sqlx::query_as!(
        Row,
        r#"with rounds as materialized (
            select v.force_slug, v.round_slug, v.kind, v.published, v.fieldwork, p.place
            from round_at($1, $2) v
            join round p on p.force_slug = v.force_slug and p.slug = v.round_slug
        ),
        visit as (
            select * from rounds
            where ($5::text is null or round_slug = $5) and ($6::text is null or kind = $6::text::round_kind)
        ),
        last_visit as (select force_slug, max(place) as place from visit group by force_slug),
        found as (
            select distinct on (fv.reference) fv.reference, fv.finding, fv.round_slug
            from finding_at($1, $2) fv
            join visit on visit.force_slug = fv.force_slug and visit.round_slug = fv.round_slug
            join recommendation_at($1, $2) v on v.reference = fv.reference
            join round p on p.force_slug = v.force_slug and p.slug = v.round_slug
            where $7 and fv.reference = any($4) and visit.place > p.place
            order by fv.reference, visit.place desc
        )
        select v.reference as "reference!", v.force_slug as "force_slug!", f.short_name as "force_name!",
            v.round_slug as "round_slug!", raising.kind::text as round_kind,
            raising.published::text as round_published, raising.fieldwork::text as round_fieldwork,
            v.topic as "topic!", v.record_type::text as "record_type!", v.known_from::text as "known_from!",
            wording.body as "wording?",
            v.status::text as "status!", v.position::text as "position!",
            v.inspectorate_status::text as "inspectorate_status!", v.no_action_reason::text,
            v.source_vocabulary::text, v.source_word, v.source_happened::text,
            case when $7 then found.finding else v.latest_finding end::text as finding,
            visited.round_slug as "found_round_slug?", visited.kind::text as found_round_kind,
            visited.published::text as found_round_published, visited.fieldwork::text as found_round_fieldwork,
            coalesce(last_visit.place > p.place, false) as "later_round!",
            v.deadline_basis::text as "deadline_basis!", v.deadline_words as "deadline_words!",
            v.deadline_set_by::text as "deadline_set_by!", v.deadline_moves as "deadline_moves!",
            v.due_on, v.due_at_the_latest as "due_at_the_latest!", v.original_due_on,
            deadline_state_on($3, v.due_on, v.status, v.judged_submission)::text as "deadline_state!",
            v.updated_on, v.verified_on, v.submitted_on, v.returned_on, v.target_on, v.proposed_on,
            v.proposed_outcome::text, v.proposed_reason::text, v.proposed_by,
            v.raised_on, v.source_url as "source_url!"
        from unnest($4::text[]) with ordinality as wanted (reference, number)
        join recommendation_at($1, $2) v on v.reference = wanted.reference
        join force_at($2) f on f.slug = v.force_slug
        join round p on p.force_slug = v.force_slug and p.slug = v.round_slug
        left join rounds raising on raising.force_slug = v.force_slug and raising.round_slug = v.round_slug
        left join last_visit on last_visit.force_slug = v.force_slug
        left join event_text wording on wording.event = v.wording and wording.field = 'wording'
        left join found on found.reference = v.reference
        left join rounds visited on visited.force_slug = v.force_slug
            and visited.round_slug = case when $7 then found.round_slug else v.latest_finding_round end
        -- The join says the same, but only so does the planner look the few rows up instead of reading all of a day.
        where v.reference = any($4)
        order by wanted.number"#,
        point.valid,
        point.known,
        point.today,
        references,
        filter.found_in.as_ref().map(RoundSlug::as_str),
        filter.found_by.map(RoundKind::slug),
        filter.asks_of_visits(),
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| row.parse(point.today))
    .collect()
}

/// A round's name from its columns; a round that is not in the view itself keeps its slug.
pub(crate) fn round_name(
    slug: &str,
    kind: Option<&str>,
    published: Option<&str>,
    fieldwork: Option<&str>,
) -> Result<RoundName, StoreError> {
    let kind: Option<RoundKind> = parsed_if_any("round_version", kind)?;
    let published: Option<PartialDate> = parsed_if_any("round_version", published)?;
    let fieldwork = parsed_if_any("round_version", fieldwork)?;
    let title = kind.map_or_else(|| slug.to_owned(), |kind| title(kind, published, fieldwork));
    Ok(RoundName { slug: parsed("round", slug)?, title, happened: happened(published, fieldwork) })
}

/// The moment that stands for "now" while rows are read one part after another: nothing recorded later is in any part.
pub(super) fn pinned(point: Point, now: DateTime<Utc>) -> Point {
    Point { known: point.known.or(Some(now)), ..point }
}
