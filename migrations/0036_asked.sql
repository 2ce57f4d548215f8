-- What waits for one side because of what the other did: a refused closure, a reopening, a position that is not accepted, a note that
-- asks for an answer. Worklists read it; nothing else is derived from it. `Ask` in Rust.
create type ask as enum ('closure-refused', 'reopened', 'not-accepted', 'asks-for-answer');

alter table recommendation_version
    add column asks_force ask,
    add column asks_force_on date,
    add column asks_inspectorate ask,
    add column asks_inspectorate_on date,
    add constraint recommendation_version_asks_force_since check ((asks_force is null) = (asks_force_on is null)),
    add constraint recommendation_version_asks_inspectorate_since
        check ((asks_inspectorate is null) = (asks_inspectorate_on is null)),
    add constraint recommendation_version_ended_asks_nobody
        check (ended_by is null or asks_force is null and asks_inspectorate is null);

-- As in 0010, with what forces ask.
drop index recommendation_version_latest_with_inspectorate;
create index recommendation_version_latest_with_inspectorate on recommendation_version (reference)
where latest and ended_by is null
    and (position = 'ready-for-review' or inspectorate_status = 'closure-proposed' or asks_inspectorate is not null);

-- Items on which such a thing was done before have to be folded anew.
update read_model_state set stale = stale or exists (
    select from event
    where kind in ('closure_refused', 'reopened') or kind = 'position_set' and facts ->> 'position' = 'not-accepted'
);
