//! Which items wait, by reason: references and totals only, in one query of the present view.

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::{
    as_at::PRESENT,
    event::Role,
    force::ForceSlug,
    person::Person,
    store::{
        error::StoreError,
        parsing::{counted, parsed_if_any},
    },
    worklist::{DAYS_WITHOUT_UPDATE, Group},
};

/// What waits for a person.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) items: u64,
    pub(super) open: u64,
    /// Every group of the role, empty ones too.
    pub(super) groups: Vec<OfGroup>,
}

/// What waits for one reason.
#[derive(Debug)]
pub(super) struct OfGroup {
    pub(super) group: Group,
    pub(super) total: u64,
    pub(super) references: Vec<String>,
}

/// A group's figures, or those of all groups together where it is `None`.
struct Row {
    slug: Option<String>,
    items: i64,
    open: i64,
    references: Vec<String>,
}

/// What waits for a person on a day, and of each group the references from the `first` (from 1) to the `last`.
pub(super) async fn listed(
    db: &mut PgConnection,
    person: &Person,
    today: NaiveDate,
    first: i32,
    last: i32,
) -> Result<Listed, StoreError> {
    let groups = Group::of(person.role);
    let rows = match person.role {
        Role::ForceLiaisonOfficer => of_forces(db, &person.forces, today, first, last).await?,
        _ => of_inspectorate(db, groups, first, last).await?,
    };
    let mut listed = Listed { items: 0, open: 0, groups: Vec::with_capacity(groups.len()) };
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let total = counted("recommendation_version", row.items)?;
        let group = parsed_if_any("recommendation_version", row.slug.as_deref())?;
        if let Some(group) = group {
            found.push(OfGroup { group, total, references: row.references });
        } else {
            (listed.items, listed.open) = (total, counted("recommendation_version", row.open)?);
        }
    }
    for group in groups {
        let place = found.iter().position(|one| one.group == *group);
        let empty = OfGroup { group: *group, total: 0, references: Vec::new() };
        listed.groups.push(place.map_or(empty, |place| found.swap_remove(place)));
    }
    Ok(listed)
}

/// What waits for the liaison officers of some forces. Those that wait longest come first, those without a day before them.
async fn of_forces(
    db: &mut PgConnection,
    forces: &[ForceSlug],
    today: NaiveDate,
    first: i32,
    last: i32,
) -> Result<Vec<Row>, StoreError> {
    let forces: Vec<String> = forces.iter().map(|force| force.as_str().to_owned()).collect();
    Ok(sqlx::query_as!(
        Row,
        r#"with item as materialized (
            select v.reference, v.due_on, v.returned_on, v.updated_on,
                deadline_state_on($2, v.due_on, v.status, v.judged_submission) as state,
                v.position = 'ready-for-review' or v.inspectorate_status = 'closure-proposed' as with_inspectorate
            from recommendation_at($1, null) v
            where v.force_slug = any($3) and v.ended_by is null
        ),
        waiting as (
            select reason.slug, item.reference, reason.since
            from item
            cross join lateral (values
                ('overdue', item.state = 'overdue', item.due_on),
                ('due-within-30-days', item.state = 'due-within-30-days', item.due_on),
                ('returned', item.returned_on is not null, item.returned_on),
                ('nothing-recorded', item.state = 'passed-outcome-not-known', item.due_on),
                ('undated', item.state = 'undated', null),
                ('not-updated', not item.with_inspectorate and coalesce(item.updated_on <= $2 - $4::integer, true),
                    item.updated_on)
            ) as reason (slug, applies, since)
            where reason.applies
        )
        select slug, count(distinct reference) as "items!", (select count(*) from item) as "open!",
            coalesce((array_agg(reference order by since nulls first, reference))[$5:$6], '{}') as "references!"
        from waiting
        group by grouping sets ((slug), ())"#,
        PRESENT,
        today,
        &forces,
        i32::from(DAYS_WITHOUT_UPDATE),
        first,
        last,
    )
    .fetch_all(db)
    .await?)
}

/// What waits for the inspectorate, whatever the force; items of rounds in progress count among all, and have no group: longest first, what has no day last.
async fn of_inspectorate(
    db: &mut PgConnection,
    groups: &[Group],
    first: i32,
    last: i32,
) -> Result<Vec<Row>, StoreError> {
    let groups: Vec<String> = groups.iter().map(|group| group.slug().to_owned()).collect();
    // The condition of the index, word for word: only then is it used.
    Ok(sqlx::query_as!(
        Row,
        r#"with waiting as materialized (
            select reason.slug, v.reference, reason.since
            from recommendation_at($1, null) v
            cross join lateral (
                select case v.inspectorate_status when 'closure-proposed' then 'proposed' else 'submitted' end as slug,
                    case v.inspectorate_status when 'closure-proposed' then v.proposed_on else v.submitted_on end as since
            ) reason
            where v.ended_by is null and (v.position = 'ready-for-review' or v.inspectorate_status = 'closure-proposed')
                and reason.slug = any($2)
        ),
        -- What a round in progress is still to say something of waits as well; row security shows it to the inspectorate.
        each as (
            select reference from waiting
            union
            select reference from round_draft_earlier where not ended and not recorded
        )
        select slug, case grouping(slug) when 1 then (select count(*) from each) else count(distinct reference) end as "items!",
            (select count(*) from each) as "open!",
            coalesce((array_agg(reference order by since nulls last, reference))[$3:$4], '{}') as "references!"
        from waiting
        group by grouping sets ((slug), ())"#,
        PRESENT,
        &groups,
        first,
        last,
    )
    .fetch_all(db)
    .await?)
}
