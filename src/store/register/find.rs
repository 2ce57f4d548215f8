//! Which rows of the register a filter picks, in which order: references and totals only, however long the history.

use sqlx::PgConnection;

use super::search::Search;
use crate::{
    as_at::Point,
    deadline::Basis,
    finding::{KnownFrom, RecordType},
    force::{Nation, Region},
    inspectorate_status::InspectorateStatus,
    position::Position,
    progress::deadlines::Moved,
    round::{RoundKind, RoundSlug},
    store::{error::StoreError, parsing::counted},
    view::{
        register::RegisterSummary,
        register_filter::{Direction, RegisterFilter},
    },
};

/// What a filter picks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matches {
    /// Formal recommendations among all matches.
    pub recommendations: u64,
    /// Areas of concern among all matches.
    pub areas_of_concern: u64,
    /// What is known of all matches.
    pub summary: RegisterSummary,
    /// The references of the part that was asked for, in order.
    pub references: Vec<String>,
}

impl Matches {
    /// All of them.
    pub const fn total(&self) -> u64 {
        self.recommendations + self.areas_of_concern
    }
}

/// Finds the matches and names the `first` (from 1) to the `last` of them. Only within a transaction.
///
/// The conditions on time and on the filters depend on each other, which the planner does not know: it expects one row
/// where there are thousands, and joins them one by one (measured on 21,500 items: up to 16 s). By hash joins no filter
/// takes longer than it takes to read every item once (measured: 0.1 s).
///
/// The texts of an item are searched as [`Search`] says: in the present its words in one row, else each of them. Reading the order of the
/// best match from the wordings costs less than ranking them, and one sentence has no rank worth the name.
///
/// By where to look first, the key is the band and the days from the newest fact to the end of the calendar, seven digits from any day
/// that a record can hold: as text they stand in the order of the days, the newest first.
///
/// What a visit found, so that every count of findings across rounds is the number of rows behind its link: the visits
/// asked about are one round (`found_in`), all rounds of a kind (`found_by`) or, if neither is asked, every round. An
/// item could be spoken of by the visits with a place above that of the round that raised it, and its finding is that
/// of the last of them which has one. Asked about visits, items that none of them could speak of are left out.
#[expect(clippy::too_many_lines, reason = "one statement, which is read as one")]
pub(super) async fn find(
    db: &mut PgConnection,
    filter: &RegisterFilter,
    search: &Search,
    point: Point,
    first: i32,
    last: i32,
) -> Result<Matches, StoreError> {
    let forces = filter.forces();
    let topics = (!filter.topic.is_empty()).then(|| slugs(&filter.topic, |topic| topic.slug()));
    let states = (!filter.deadline_state.is_empty()).then(|| slugs(&filter.deadline_state, |state| state.slug()));
    let (statuses, findings) = (filter.statuses(), filter.findings());
    sqlx::query("set local enable_nestloop = off").execute(&mut *db).await?;
    let row = sqlx::query!(
        r#"with rounds as materialized (
            select v.force_slug, v.round_slug, v.kind, p.place
            from round_at($1, $2) v
            join round p on p.force_slug = v.force_slug and p.slug = v.round_slug
        ),
        visit as (
            select force_slug, round_slug, place from rounds
            where ($17::text is null or round_slug = $17) and ($18::text is null or kind = $18::text::round_kind)
        ),
        having_the_words as materialized (
            select reference from items_with_words($34::text::tsquery) where $34::text is not null
            union all
            select r.reference from recommendation r
            left join items_with_terms($35::text[]::tsquery[], $1, $2) h on h.reference = r.reference
            where $36::text is not null and coalesce(h.found, '') @@ $36::text::tsquery
        ),
        worded as (
            select w.event from event_text w
            where $25::text = 'relevance' and w.field = 'wording' and w.search @@ $37::text::tsquery
        ),
        called as (
            select r.reference, r.key = $33 as exactly from recommendation r where strpos('-' || r.key, '-' || $22::text) > 0
        ),
        picked as (select reference from called union all select reference from having_the_words),
        last_visit as (select force_slug, max(place) as place from visit group by force_slug),
        found as (
            select distinct on (fv.reference) fv.reference, fv.finding
            from finding_at($1, $2) fv
            join visit on visit.force_slug = fv.force_slug and visit.round_slug = fv.round_slug
            join recommendation_at($1, $2) v on v.reference = fv.reference
            join round p on p.force_slug = v.force_slug and p.slug = v.round_slug
            where $19 and visit.place > p.place
            order by fv.reference, visit.place desc
        ),
        matching as (
            select v.reference, v.record_type, v.status, v.due_on, v.source_word, said.finding, said.deadline, case $25::text
                when 'first-look' then said.first_look
                when 'relevance' then case
                    when called.exactly then '0'
                    when called.reference is not null then '1'
                    when v.wording in (select event from worded) then '2'
                    else '3'
                end || said.first_look
                when 'force' then f.short_name
                when 'topic' then t.scheme::text || to_char(t.place, '000')
                when 'status' then to_char(array_position(enum_range(null::status), v.status), '000')
                when 'due' then v.due_on::text
                when 'finding' then to_char(array_position(enum_range(null::finding), said.finding), '000')
                when 'raised' then v.raised_on::text
                else v.reference
            end as sort_key
            from recommendation_at($1, $2) v
            join force_at($2) f on f.slug = v.force_slug
            join topic t on t.slug = v.topic
            join round p on p.force_slug = v.force_slug and p.slug = v.round_slug
            left join last_visit on last_visit.force_slug = v.force_slug
            left join found on found.reference = v.reference
            left join called on called.reference = v.reference
            cross join lateral (
                select known.finding, known.deadline, case
                    when v.status in ('verified-complete', 'closed-according-to-source', 'closed-without-action') then '6'
                    when known.finding in ('still-of-concern', 'no-progress') or known.deadline = 'overdue' then '0'
                    when known.finding in ('partly-improved', 'not-fully-achieved') then '1'
                    when v.status = 'submitted-for-review' then '2'
                    when known.finding is not null then '5'
                    when known.deadline = 'passed-outcome-not-known' then '3'
                    else '4'
                end || (date '9999-12-31' - coalesce(
                    greatest(v.verified_on, v.updated_on), case when known.finding is null then v.raised_on end, date '0001-01-01'
                )) as first_look
                from (
                    select case when $19 then found.finding else v.latest_finding end as finding,
                        deadline_state_on($3, v.due_on, v.status, v.judged_submission) as deadline
                ) known
            ) said
            where ($4::text[] is null or v.force_slug = any($4))
                and ($5::text is null or f.nation = $5::text::nation)
                and ($6::text is null or f.region = $6::text::region)
                and ($7::text[] is null or v.topic = any($7))
                and ($8::text[] is null or v.status = any($8::text[]::status[]))
                and ($9::text[] is null or said.deadline = any($9::text[]::deadline_state[]))
                and ($27::date is null or v.due_on >= $27) and ($28::date is null or v.due_on <= $28)
                and ($30::date is null and $31::date is null or v.status = 'submitted-for-review'
                    and claimed_since(v.reference, $1, $2)
                        between coalesce($30, '-infinity'::date) and coalesce($31, 'infinity'::date))
                and ($29::text is null or case $29
                    when 'later' then v.due_on > v.original_due_on
                    when 'earlier' then v.due_on < v.original_due_on
                    else v.due_on = v.original_due_on
                end)
                and ($10::text is null or v.deadline_basis = $10::text::deadline_basis)
                and ($11::text is null or v.round_slug = $11)
                and ($12::text is null or (v.force_slug, v.round_slug) in (
                    select force_slug, round_slug from rounds where kind = $12::text::round_kind
                ))
                and ($13::text is null or v.record_type = $13::text::record_type)
                and ($14::text is null or v.known_from = $14::text::known_from)
                and ($15::text is null or v.position = $15::text::force_position)
                and ($16::text is null or v.inspectorate_status = $16::text::inspectorate_status)
                and (not $19 or last_visit.place > p.place)
                and ($20::text[] is null or said.finding = any($20::text[]::finding[]))
                and ($21::text is null
                    or said.finding is null and coalesce(last_visit.place > p.place, false) = ($21 = 'none'))
                and (not $32 or v.reference in (select reference from picked))
        )
        select count(*) filter (where record_type = 'recommendation') as "recommendations!",
            count(*) filter (where record_type = 'area_of_concern') as "areas_of_concern!",
            count(*) filter (where status in ('not-started', 'planned', 'in-progress', 'not-accepted')) as "open!",
            count(*) filter (where status = 'submitted-for-review') as "said_done!",
            count(*) filter (where status = 'verified-complete') as "verified_complete!",
            count(*) filter (where status = 'closed-without-action') as "closed_without_action!",
            count(*) filter (where status = 'closed-according-to-source') as "closed_according_to_source!",
            count(*) filter (where status = 'not-recorded') as "not_recorded!",
            count(*) filter (where deadline = 'overdue') as "overdue!",
            count(due_on) as "with_due_day!",
            count(finding) as "with_finding!",
            count(source_word) filter (where status = 'not-recorded') as "with_source_status!",
            coalesce((array_agg(
                reference order by
                    case when not $26 then sort_key end,
                    case when $26 then sort_key end desc nulls last,
                    reference
            ))[$23:$24], '{}') as "references!"
        from matching"#,
        point.valid,
        point.known,
        point.today,
        forces.as_deref(),
        filter.nation.map(Nation::slug),
        filter.region.map(Region::slug),
        topics.as_deref(),
        statuses.as_deref(),
        states.as_deref(),
        filter.basis.map(Basis::slug),
        filter.raised_in.as_ref().map(RoundSlug::as_str),
        filter.round_kind.map(RoundKind::slug),
        filter.record_type.map(RecordType::slug),
        filter.known_from.map(KnownFrom::slug),
        filter.position.map(Position::slug),
        filter.inspectorate_status.map(InspectorateStatus::slug),
        filter.found_in.as_ref().map(RoundSlug::as_str),
        filter.found_by.map(RoundKind::slug),
        filter.asks_of_visits(),
        findings.as_deref(),
        filter.silence(),
        search.reference.as_ref().map(|(_, beginning)| beginning.as_str()),
        first,
        last,
        filter.sort.slug(),
        filter.order == Direction::Descending,
        filter.due_from,
        filter.due_to,
        filter.moved.map(Moved::slug),
        filter.claimed_from,
        filter.claimed_to,
        search.is_asked,
        search.reference.as_ref().map(|(key, _)| key.as_str()),
        search.in_documents.as_deref(),
        &search.terms,
        search.in_terms.as_deref(),
        search.in_texts.as_deref(),
    )
    .fetch_one(&mut *db)
    .await?;
    sqlx::query("set local enable_nestloop = on").execute(db).await?;
    let count = |items: i64| counted("recommendation_version", items);
    Ok(Matches {
        recommendations: count(row.recommendations)?,
        areas_of_concern: count(row.areas_of_concern)?,
        summary: RegisterSummary {
            by_group: [
                count(row.open)?,
                count(row.said_done)?,
                count(row.verified_complete)?,
                count(row.closed_without_action)?,
                count(row.closed_according_to_source)?,
                count(row.not_recorded)?,
            ],
            overdue: count(row.overdue)?,
            with_due_day: count(row.with_due_day)?,
            with_finding: count(row.with_finding)?,
            with_source_status: count(row.with_source_status)?,
        },
        references: row.references,
    })
}

fn slugs<T>(values: &[T], slug: impl Fn(&T) -> &str) -> Vec<String> {
    values.iter().map(|value| slug(value).to_owned()).collect()
}
