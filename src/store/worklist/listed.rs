//! Which items wait, by reason, and for which other reasons: references and totals only, in one query of the present view.

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::{
    as_at::PRESENT,
    force::ForceSlug,
    identity::Role,
    person::Person,
    store::{
        error::StoreError,
        parsing::{counted, parsed, parsed_if_any},
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
    /// Of them those for which this is the most pressing reason.
    pub(super) leading: u64,
    /// The references that are listed, each with every reason for which it waits, the most pressing first.
    pub(super) items: Vec<(String, Vec<Group>)>,
}

/// Which items of each group are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    /// Each item once: in the group of its most pressing reason.
    Once,
    /// All of each group.
    InEach,
}

/// A group's figures, or those of all groups together where it is `None`.
struct Row {
    slug: Option<String>,
    items: i64,
    leading: i64,
    open: i64,
    references: Vec<String>,
    /// The slugs of the reasons of each reference, in any order.
    reasons: Vec<String>,
}

/// What waits for a person on a day, and of the list of each group the items from the `first` (from 1) to the `last`.
pub(super) async fn listed(
    db: &mut PgConnection,
    person: &Person,
    today: NaiveDate,
    listing: Listing,
    (first, last): (i32, i32),
) -> Result<Listed, StoreError> {
    let groups = Group::of(person.role);
    let rows = match person.role {
        Role::ForceLiaisonOfficer => of_forces(db, &person.forces, today, listing, (first, last)).await?,
        _ => of_inspectorate(db, groups, first, last).await?,
    };
    let mut listed = Listed { items: 0, open: 0, groups: Vec::with_capacity(groups.len()) };
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let total = counted("recommendation_version", row.items)?;
        let group = parsed_if_any("recommendation_version", row.slug.as_deref())?;
        if let Some(group) = group {
            let leading = counted("recommendation_version", row.leading)?;
            found.push(OfGroup { group, total, leading, items: items(row.references, &row.reasons, groups)? });
        } else {
            (listed.items, listed.open) = (total, counted("recommendation_version", row.open)?);
        }
    }
    for group in groups {
        let place = found.iter().position(|one| one.group == *group);
        let empty = OfGroup { group: *group, total: 0, leading: 0, items: Vec::new() };
        listed.groups.push(place.map_or(empty, |place| found.swap_remove(place)));
    }
    Ok(listed)
}

/// References with their reasons, those in the order of the groups.
fn items(
    references: Vec<String>,
    reasons: &[String],
    groups: &[Group],
) -> Result<Vec<(String, Vec<Group>)>, StoreError> {
    let read = |reasons: &String| -> Result<Vec<Group>, StoreError> {
        let read = reasons.split_whitespace().map(|slug| parsed("recommendation_version", slug));
        let mut reasons = read.collect::<Result<Vec<Group>, _>>()?;
        reasons.sort_by_key(|reason| groups.iter().position(|group| group == reason));
        Ok(reasons)
    };
    references.into_iter().zip(reasons).map(|(reference, reasons)| Ok((reference, read(reasons)?))).collect()
}

/// What waits for the liaison officers of some forces. Those that wait longest come first, those without a day before them.
/// Which reason presses most the order of the role's groups says.
async fn of_forces(
    db: &mut PgConnection,
    forces: &[ForceSlug],
    today: NaiveDate,
    listing: Listing,
    (first, last): (i32, i32),
) -> Result<Vec<Row>, StoreError> {
    let order: Vec<String> = Group::of(Role::ForceLiaisonOfficer).iter().map(|group| group.slug().to_owned()).collect();
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
            select reason.slug, item.reference, reason.since, array_position($7::text[], reason.slug) as place
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
        ),
        reasoned as (
            select slug, reference, since, place = min(place) over (partition by reference) as leads,
                array_to_string(array_agg(slug) over (partition by reference), ' ') as reasons
            from waiting
        )
        select slug, count(distinct reference) as "items!", count(*) filter (where leads) as "leading!",
            (select count(*) from item) as "open!",
            coalesce((array_agg(reference order by since nulls first, reference) filter (where leads or $8))[$5:$6], '{}')
                as "references!",
            coalesce((array_agg(reasons order by since nulls first, reference) filter (where leads or $8))[$5:$6], '{}')
                as "reasons!"
        from reasoned
        group by grouping sets ((slug), ())"#,
        PRESENT,
        today,
        &forces,
        i32::from(DAYS_WITHOUT_UPDATE),
        first,
        last,
        &order,
        listing == Listing::InEach,
    )
    .fetch_all(db)
    .await?)
}

/// What waits for the inspectorate, whatever the force; items of rounds in progress count among all, and have no group: longest
/// first, what has no day last. No item waits for two of these reasons.
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
            count(*) as "leading!", (select count(*) from each) as "open!",
            coalesce((array_agg(reference order by since nulls last, reference))[$3:$4], '{}') as "references!",
            coalesce((array_agg(slug order by since nulls last, reference))[$3:$4], '{}') as "reasons!"
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
