//! Headline figures: the view shown, today's dated view and that of the month's end side by side, in one statement.

use sqlx::PgConnection;

use super::super::{
    StoreError,
    parsing::{counted, parsed, parsed_if_any},
};
use crate::{
    as_at::{EARLIEST, PRESENT, Point},
    progress::{
        change::{Between, Passage, Stand},
        headlines::{Alike, Headlines, Undated},
    },
};

const TABLE: &str = "recommendation_version";

/// How everything stands and stood, of some forces or of all.
///
/// What happened in between is told by the rules of [`crate::store::change`], so that each count is as long as the briefing's
/// list of it.
pub(super) async fn headlines(
    db: &mut PgConnection,
    forces: Option<&[String]>,
    point: Point,
) -> Result<Headlines, StoreError> {
    let period = Between::of_the_month(point.today);
    // A dated view is today's dated view already.
    let present = point.valid == PRESENT;
    let rows = sqlx::query_as!(
        Row,
        r#"with shown as materialized (
            select v.reference, v.record_type, v.status,
                deadline_state_on($2, v.due_on, v.status, v.judged_submission) as deadline,
                case when lower(v.valid) > $2 then v.raised_on is null or v.raised_on > $2 end as undated_whole
            from recommendation_at($4, $3) v
            where $5 and ($6::text[] is null or v.force_slug = any($6))
        ), before as materialized (
            select v.reference, v.record_type, v.status, v.due_on,
                deadline_state_on($1, v.due_on, v.status, v.judged_submission) as deadline
            from recommendation_at($1, $3) v
            where $6::text[] is null or v.force_slug = any($6)
        ), after as materialized (
            select v.reference, v.record_type, v.status, v.due_on, v.original_due_on,
                deadline_state_on($2, v.due_on, v.status, v.judged_submission) as deadline
            from recommendation_at($2, $3) v
            where $6::text[] is null or v.force_slug = any($6)
        ), moved as materialized (
            select reference, bool_or(movement = 'closed') as closed, bool_or(movement = 'reopened') as reopened,
                bool_or(movement = 'said-done') as said_done
            from moved_between($1, $2, $3)
            group by 1
        )
        select record_type::text as "record_type!", status_shown::text, deadline_shown::text, undated_whole,
            status_before::text, deadline_before::text, status_after::text, deadline_after::text,
            closed as "closed!", reopened as "reopened!", said_done as "said_done!", fell_due as "fell_due!", found as "found!", slipped as "slipped!", items as "items!"
        from (
            select coalesce(a.record_type, b.record_type, s.record_type) as record_type,
                s.status as status_shown, s.deadline as deadline_shown, s.undated_whole,
                b.status as status_before, b.deadline as deadline_before, a.status as status_after, a.deadline as deadline_after,
                coalesce(moved.closed, false) as closed, coalesce(moved.reopened, false) as reopened,
                coalesce(moved.said_done, false) as said_done, coalesce(a.due_on >= $1, false) as fell_due,
                -- Of what stands at neither end, the reference is null, and so would be whether it is among some.
                coalesce(
                    coalesce(a.reference, b.reference) in (
                        select f.reference from finding_at($2, $3) f where lower(f.valid) > $1
                    ),
                    false
                ) as found,
                coalesce(case when b.reference is null then a.original_due_on else b.due_on end < a.due_on, false) as slipped,
                count(*) as items
            from before b
            full join after a on a.reference = b.reference
            full join shown s on s.reference = coalesce(a.reference, b.reference)
            left join moved on moved.reference = coalesce(a.reference, b.reference)
            group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
        ) alike"#,
        period.from,
        period.to,
        point.known,
        PRESENT,
        present,
        forces,
    )
    .fetch_all(db)
    .await?;
    let alike = rows.into_iter().map(|row| row.read(present)).collect::<Result<_, _>>()?;
    Ok(Headlines { period: (EARLIEST <= period.from).then_some(period), alike })
}

/// The columns, enums as text.
#[expect(clippy::struct_excessive_bools, reason = "as the statement's columns")]
struct Row {
    record_type: String,
    status_shown: Option<String>,
    deadline_shown: Option<String>,
    undated_whole: Option<bool>,
    status_before: Option<String>,
    deadline_before: Option<String>,
    status_after: Option<String>,
    deadline_after: Option<String>,
    closed: bool,
    reopened: bool,
    said_done: bool,
    fell_due: bool,
    found: bool,
    slipped: bool,
    items: i64,
}

impl Row {
    /// `present` says whether the view shown is another than the dated view of its day.
    fn read(self, present: bool) -> Result<Alike, StoreError> {
        let after = stand(self.status_after.as_deref(), self.deadline_after.as_deref())?;
        let shown = stand(self.status_shown.as_deref(), self.deadline_shown.as_deref())?;
        Ok(Alike {
            record_type: parsed(TABLE, &self.record_type)?,
            shown: if present { shown } else { after },
            passage: Passage {
                before: stand(self.status_before.as_deref(), self.deadline_before.as_deref())?,
                after,
                closed: self.closed,
                reopened: self.reopened,
                said_done: self.said_done,
                fell_due: self.fell_due,
                slipped: self.slipped,
                found: self.found,
            },
            undated: self.undated_whole.map(|whole| if whole { Undated::Item } else { Undated::Fact }),
            items: counted(TABLE, self.items)?,
        })
    }
}

fn stand(status: Option<&str>, deadline: Option<&str>) -> Result<Option<Stand>, StoreError> {
    let status = parsed_if_any(TABLE, status)?;
    let deadline = parsed_if_any(TABLE, deadline)?;
    Ok(status.zip(deadline).map(|(status, deadline)| Stand { status, deadline }))
}
