-- The record as it stood at a point: one function for each table, the only way pages read the read model.
--
-- `on_day` is a day, or 9999-12-31 for the present view; `known` is a moment, or null for all that is known now.
-- Each function is a plain select, so the planner inlines it; with custom plans (plan_cache_mode) the conditions that do
-- not apply fold away and the partial index that fits is used: for the present the one on `latest`.

create function recommendation_at(on_day date, known timestamptz) returns setof recommendation_version
language sql stable parallel safe as $$
    select * from recommendation_version v
    where (on_day <> '9999-12-31' or known is not null or v.latest)
        and (known is not null or upper_inf(v.recorded))
        and (known is null or v.recorded @> known)
        and v.valid @> on_day
$$;

create function finding_at(on_day date, known timestamptz) returns setof finding_version
language sql stable parallel safe as $$
    select * from finding_version v
    where (on_day <> '9999-12-31' or known is not null or v.latest)
        and (known is not null or upper_inf(v.recorded))
        and (known is null or v.recorded @> known)
        and v.valid @> on_day
$$;

create function round_at(on_day date, known timestamptz) returns setof round_version
language sql stable parallel safe as $$
    select * from round_version v
    where (on_day <> '9999-12-31' or known is not null or v.latest)
        and (known is not null or upper_inf(v.recorded))
        and (known is null or v.recorded @> known)
        and v.valid @> on_day
$$;

create function grade_at(on_day date, known timestamptz) returns setof grade_version
language sql stable parallel safe as $$
    select * from grade_version v
    where (known is not null or upper_inf(v.recorded)) and (known is null or v.recorded @> known) and v.valid @> on_day
$$;

create function case_audit_at(on_day date, known timestamptz) returns setof case_audit_version
language sql stable parallel safe as $$
    select * from case_audit_version v
    where (known is not null or upper_inf(v.recorded)) and (known is null or v.recorded @> known) and v.valid @> on_day
$$;

create function good_practice_at(on_day date, known timestamptz) returns setof good_practice_version
language sql stable parallel safe as $$
    select * from good_practice_version v
    where (known is not null or upper_inf(v.recorded)) and (known is null or v.recorded @> known) and v.valid @> on_day
$$;

-- What a force is called does not depend on the day, only on what was known.
create function force_at(known timestamptz) returns setof force_version
language sql stable parallel safe as $$
    select * from force_version v
    where (known is not null or upper_inf(v.recorded)) and (known is null or v.recorded @> known)
$$;

grant execute on function
    recommendation_at(date, timestamptz), finding_at(date, timestamptz), round_at(date, timestamptz),
    grade_at(date, timestamptz), case_audit_at(date, timestamptz), good_practice_at(date, timestamptz),
    force_at(timestamptz), derived_status(force_position, inspectorate_status, ended_by),
    deadline_state_on(date, date, status, date), partial_date_last(text)
to ncpi_application;
