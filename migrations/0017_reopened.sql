-- What the change briefing asks of a period and not of a day: which items that had ended were open again.

-- The slices of time in which items stood as ended, by the day on which that ended. Few: most endings last.
create index recommendation_version_ended_until on recommendation_version (upper(valid))
where status in ('verified-complete', 'closed-according-to-source', 'closed-without-action') and not upper_inf(valid);

-- Every day after `from_day` and until `to_day` on which an item that had ended was open again. Where a slice of time ends the
-- next one begins, so what ended and was reopened on one day never stood as ended.
--
-- They are few, so each is looked up, even for a caller who has nested loops switched off: without them the whole history
-- would be read once for a handful of items.
create function reopened_between(from_day date, to_day date, known timestamptz)
returns table (reference text, reopened_on date)
language sql stable parallel safe set enable_nestloop = on as $$
    select ended.reference, upper(ended.valid)
    from recommendation_version ended
    join recommendation_version v on v.reference = ended.reference and lower(v.valid) = upper(ended.valid)
    where ended.status in ('verified-complete', 'closed-according-to-source', 'closed-without-action')
        and not upper_inf(ended.valid)
        and upper(ended.valid) > from_day and upper(ended.valid) <= to_day
        and v.status not in ('verified-complete', 'closed-according-to-source', 'closed-without-action')
        and (known is not null or upper_inf(ended.recorded) and upper_inf(v.recorded))
        and (known is null or ended.recorded @> known and v.recorded @> known)
$$;

grant execute on function reopened_between(date, date, timestamptz) to ncpi_application;
