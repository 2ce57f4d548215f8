-- A status that only a source tells counts as not known, and is shown as it was published, with its date.

alter table recommendation_version
    add column source_happened partial_date,
    add constraint recommendation_version_source_date_has_word check (source_happened is null or source_word is not null);

-- Whatever the outcome: an ending that only a source tells is nobody's here. `Status::derived` in Rust, and a test compares the two.
create or replace function derived_status(said force_position, held inspectorate_status, ended ended_by) returns status
language sql immutable parallel safe
return case
    when ended = 'source' then 'closed-according-to-source'::status
    when held = 'complete' then 'verified-complete'
    when held = 'no-further-action' then 'closed-without-action'
    when held = 'closure-proposed' then 'submitted-for-review'
    when said = 'not-recorded' then case when held = 'not-recorded' then 'not-recorded'::status else 'in-progress' end
    when said = 'ready-for-review' then 'submitted-for-review'
    else said::text::status
end;

-- Items with a line of a source have to be folded anew.
update read_model_state set stale = stale or exists (select from event where kind = 'source_status_recorded');
