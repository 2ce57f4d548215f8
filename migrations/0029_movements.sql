-- Movements of a period are counted from what happened in it, not from how items stand at its two ends.

-- Where an item began to stand as ended or as said done, by that day.
create index recommendation_version_entered on recommendation_version (lower(valid))
where status in ('verified-complete', 'closed-according-to-source', 'closed-without-action', 'submitted-for-review');

-- What people did, by its day: two movements of one day leave no span of days in between.
create index event_movement on event (partial_date_last(happened))
where kind in ('submitted', 'closure_authorised', 'reopened');

-- Every closing, reopening and new claim after `from_day` and until `to_day`, each with its day; one movement may be named more than once.
--
-- Spans of days tell what was imported, and follow corrections. Events tell what was closed and reopened on one day; an event that was
-- corrected is left to the spans. There are few of both, so each is looked up, even for a caller who has nested loops switched off.
create function moved_between(from_day date, to_day date, known timestamptz)
returns table (reference text, movement text, moved_on date)
language sql stable parallel safe set enable_nestloop = on as $$
    select v.reference, case v.status when 'submitted-for-review' then 'said-done' else 'closed' end, lower(v.valid)
    from recommendation_version v
    where v.status in ('verified-complete', 'closed-according-to-source', 'closed-without-action', 'submitted-for-review')
        and lower(v.valid) > from_day and lower(v.valid) <= to_day
        and (known is not null or upper_inf(v.recorded))
        and (known is null or v.recorded @> known)
        and not exists (
            select from recommendation_version earlier
            where earlier.reference = v.reference and upper(earlier.valid) = lower(v.valid)
                and (known is not null or upper_inf(earlier.recorded))
                and (known is null or earlier.recorded @> known)
                and (earlier.status = 'submitted-for-review') = (v.status = 'submitted-for-review')
                and earlier.status in (
                    'verified-complete', 'closed-according-to-source', 'closed-without-action', 'submitted-for-review'
                )
        )
    union all
    select r.reference, 'reopened', r.reopened_on from reopened_between(from_day, to_day, known) r
    union all
    select e.stream_id, case e.kind when 'submitted' then 'said-done' when 'reopened' then 'reopened' else 'closed' end,
        partial_date_last(e.happened)
    from event e
    where e.stream_kind = 'recommendation' and e.kind in ('submitted', 'closure_authorised', 'reopened')
        and partial_date_last(e.happened) > from_day and partial_date_last(e.happened) <= to_day
        and (known is null or e.recorded_at <= known)
        and not exists (
            select from event correction
            where correction.stream_kind = e.stream_kind and correction.stream_id = e.stream_id and correction.corrects = e.seq
                and (known is null or correction.recorded_at <= known)
        )
$$;

grant execute on function moved_between(date, date, timestamptz) to ncpi_application;
