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
    topic::Topic,
    worklist::{DAYS_WITHOUT_UPDATE, Group, Section},
};

/// What waits for a person.
#[derive(Debug)]
pub(super) struct Listed {
    /// Items that the person has to do something about.
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
    /// Of them those that its section lists.
    pub(super) leading: u64,
    /// The references that are listed, each with every reason for which it waits, in the order of the role's groups.
    pub(super) items: Vec<(String, Vec<Group>)>,
}

/// Which items of each group are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    /// Each item once: in its section.
    Once,
    /// All of each group.
    InEach,
}

/// Of which items: of all, or of one force or topic alone.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Narrowed<'a> {
    pub(super) force: Option<&'a ForceSlug>,
    pub(super) topic: Option<Topic>,
}

/// A group's figures, or those of all groups that are the person's to do together where it is `None`.
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
    narrowed: Narrowed<'_>,
    today: NaiveDate,
    listing: Listing,
    places: (i32, i32),
) -> Result<Listed, StoreError> {
    let groups = Group::of(person.role);
    let rows = match person.role {
        Role::ForceLiaisonOfficer => of_forces(db, &person.forces, narrowed, today, listing, places).await?,
        _ => of_inspectorate(db, person, narrowed, listing, places).await?,
    };
    let mut listed = Listed { items: 0, open: 0, groups: Vec::with_capacity(groups.len()) };
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let total = counted("recommendation_version", row.items)?;
        listed.open = counted("recommendation_version", row.open)?;
        let group = parsed_if_any("recommendation_version", row.slug.as_deref())?;
        if let Some(group) = group {
            let leading = counted("recommendation_version", row.leading)?;
            found.push(OfGroup { group, total, leading, items: items(row.references, &row.reasons, groups)? });
        }
    }
    for group in groups {
        let place = found.iter().position(|one| one.group == *group);
        let empty = OfGroup { group: *group, total: 0, leading: 0, items: Vec::new() };
        listed.groups.push(place.map_or(empty, |place| found.swap_remove(place)));
    }
    let own = listed.groups.iter().filter(|one| one.group.section(person.role) == Section::Owed);
    listed.items = own.map(|one| one.leading).sum();
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

/// The slugs of a role's groups, in their order.
fn slugs(role: Role) -> Vec<String> {
    Group::of(role).iter().map(|group| group.slug().to_owned()).collect()
}

/// What waits for the liaison officers of some forces, by due date. In the section of its deadline is what they have to act on: all that
/// the inspectorate has not got, and what inspectors ask about in a note.
async fn of_forces(
    db: &mut PgConnection,
    forces: &[ForceSlug],
    narrowed: Narrowed<'_>,
    today: NaiveDate,
    listing: Listing,
    (first, last): (i32, i32),
) -> Result<Vec<Row>, StoreError> {
    let wanted = forces.iter().filter(|force| narrowed.force.is_none_or(|only| only == *force));
    let forces: Vec<String> = wanted.map(|force| force.as_str().to_owned()).collect();
    Ok(sqlx::query_as!(
        Row,
        r#"with item as materialized (
            select v.reference, v.due_on, v.returned_on, v.updated_on, v.raised_on, v.asks_force::text as asked,
                v.asks_force_on, v.proposed_on, v.submitted_on,
                deadline_state_on($2, v.due_on, v.status, v.judged_submission) as state,
                (v.position = 'ready-for-review' or v.inspectorate_status = 'closure-proposed')
                    and v.asks_force is distinct from 'asks-for-answer' as with_inspectorate
            from recommendation_at($1, null) v
            where v.force_slug = any($3) and v.ended_by is null and ($9::text is null or v.topic::text = $9)
        ),
        waiting as (
            select reason.slug, item.reference, reason.since, array_position($7::text[], reason.slug) as place
            from item
            cross join lateral (values
                ('overdue', not item.with_inspectorate and item.state = 'overdue', item.due_on),
                ('due-within-30-days', not item.with_inspectorate and item.state = 'due-within-30-days', item.due_on),
                ('nothing-recorded', not item.with_inspectorate and item.state = 'passed-outcome-not-known', item.due_on),
                ('due-later', not item.with_inspectorate and item.state = 'not-due', item.due_on),
                ('undated', not item.with_inspectorate and item.state = 'undated', item.raised_on),
                ('returned', not item.with_inspectorate and item.returned_on is not null, item.returned_on),
                ('closure-refused', not item.with_inspectorate and item.asked = 'closure-refused', item.asks_force_on),
                ('reopened', not item.with_inspectorate and item.asked = 'reopened', item.asks_force_on),
                ('asks-for-answer', item.asked = 'asks-for-answer', item.asks_force_on),
                ('not-updated', not item.with_inspectorate
                    and coalesce(coalesce(item.updated_on, item.raised_on) <= $2 - $4::integer, true),
                    coalesce(item.updated_on, item.raised_on)),
                ('with-inspectorate', item.with_inspectorate, coalesce(item.proposed_on, item.submitted_on))
            ) as reason (slug, applies, since)
            where reason.applies
        ),
        reasoned as (
            select slug, reference, since, place = min(place) over (partition by reference) as leads,
                array_to_string(array_agg(slug) over (partition by reference), ' ') as reasons
            from waiting
        )
        select slug, count(*) as "items!", count(*) filter (where leads) as "leading!", (select count(*) from item) as "open!",
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
        &slugs(Role::ForceLiaisonOfficer),
        listing == Listing::InEach,
        narrowed.topic.map(Topic::slug),
    )
    .fetch_all(db)
    .await?)
}

/// What waits for the inspectorate, whatever the force: one queue of all inspectors, longest first, what has no day last. Who proposed an
/// ending waits for somebody else.
async fn of_inspectorate(
    db: &mut PgConnection,
    person: &Person,
    narrowed: Narrowed<'_>,
    listing: Listing,
    (first, last): (i32, i32),
) -> Result<Vec<Row>, StoreError> {
    let authorises = Group::of(person.role).contains(&Group::Proposed);
    // The condition of the index, word for word: only then is it used.
    Ok(sqlx::query_as!(
        Row,
        r#"with item as materialized (
            select v.reference, v.position, v.proposed_on, v.submitted_on, v.asks_inspectorate::text as asked,
                v.asks_inspectorate_on, v.inspectorate_status = 'closure-proposed' as proposed,
                v.inspectorate_status = 'closure-proposed' and $3 and v.proposed_by is distinct from $4 as authorisable
            from recommendation_at($1, null) v
            where v.ended_by is null
                and (v.position = 'ready-for-review' or v.inspectorate_status = 'closure-proposed' or v.asks_inspectorate is not null)
                and ($5::text is null or v.force_slug = $5) and ($6::text is null or v.topic::text = $6)
        ),
        waiting as (
            select reason.slug, item.reference, reason.since, array_position($2::text[], reason.slug) as place
            from item
            cross join lateral (values
                ('proposed', item.authorisable, item.proposed_on),
                ('submitted', item.position = 'ready-for-review' and not item.proposed, item.submitted_on),
                ('awaiting-authoriser', item.proposed and not item.authorisable, item.proposed_on),
                (item.asked, item.asked is not null, item.asks_inspectorate_on)
            ) as reason (slug, applies, since)
            where reason.applies
        ),
        reasoned as (
            select slug, reference, since, place = min(place) over (partition by reference) as leads,
                array_to_string(array_agg(slug) over (partition by reference), ' ') as reasons
            from waiting
        )
        select slug, count(*) as "items!", count(*) filter (where leads) as "leading!",
            (select count(*) from item) as "open!",
            coalesce((array_agg(reference order by since nulls last, reference) filter (where leads or $7))[$8:$9], '{}')
                as "references!",
            coalesce((array_agg(reasons order by since nulls last, reference) filter (where leads or $7))[$8:$9], '{}')
                as "reasons!"
        from reasoned
        group by grouping sets ((slug), ())"#,
        PRESENT,
        &slugs(person.role),
        authorises,
        person.id.0,
        narrowed.force.map(ForceSlug::as_str),
        narrowed.topic.map(Topic::slug),
        listing == Listing::InEach,
        first,
        last,
    )
    .fetch_all(db)
    .await?)
}
