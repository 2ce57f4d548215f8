-- A clock that runs ahead must not make saved work invisible: nothing is recorded as having happened after the day it was recorded on.

create function event_happened_by_then() returns trigger
language plpgsql as $$
begin
    if partial_date_first(new.happened) > (new.recorded_at at time zone 'Europe/London')::date then
        raise exception 'event % is said to have happened after it was recorded', new.seq
            using errcode = 'integrity_constraint_violation', constraint = 'event_happened_by_then';
    end if;
    return new;
end
$$;

create trigger event_happened_by_then before insert on event
for each row when (new.happened is not null) execute function event_happened_by_then();
