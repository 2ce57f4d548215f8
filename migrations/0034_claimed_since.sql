-- How long something that a force claims to be done has waited: the figures count it from the history, and the register lists the rows behind
-- a count.

-- Since when an item has been claimed done without a break, at a day or in the present view (9999-12-31), by what was known at a moment.
-- Null where it is not claimed done there.
create function claimed_since(item text, on_day date, known timestamptz) returns date
language sql stable parallel safe set enable_nestloop = on as $$
    select min(lower(v.valid)) from recommendation_version v
    where v.reference = item and v.status = 'submitted-for-review' and lower(v.valid) <= on_day
        and (known is not null or upper_inf(v.recorded)) and (known is null or v.recorded @> known)
        and not exists (
            select from recommendation_version other
            where other.reference = item and other.status <> 'submitted-for-review'
                and lower(other.valid) > lower(v.valid) and lower(other.valid) <= on_day
                and (known is not null or upper_inf(other.recorded)) and (known is null or other.recorded @> known)
        )
$$;

grant execute on function claimed_since(text, date, timestamptz) to ncpi_application;
