-- The steps of follow-up work: inspectors move their status, texts that are not for everyone lie apart, a form that is sent
-- twice does the thing once, and the database refuses a person what the rules refuse.

-- Inspectors take an item up for review or note that the force is working on it. No other kind of event says that. Nothing
-- below uses the new word before this migration is committed: the functions read it when they run.
alter type event_kind add value 'status_set' after 'returned';

-- Texts of events that are not for everyone.
--
-- A table of its own, because row security on `event_text` would keep the index of the wordings from being used: a search must
-- not run its operators on rows before the policy has seen them. What a reader may read is said by settings of the transaction:
-- `ncpi.role`, and `ncpi.forces` with slugs between commas. Where they are not set nothing can be read.
create table restricted_text (
    event bigint not null constraint restricted_text_event references event,
    field text not null,
    salt bytea not null constraint restricted_text_salt_length check (length(salt) = 16),
    body text not null,
    -- Both are the event's, repeated here so that the policy looks at nothing but the row.
    audience audience not null constraint restricted_text_audience check (audience <> 'everyone'),
    force_slug text not null constraint restricted_text_force references force,
    constraint restricted_text_pkey primary key (event, field)
);

-- Only synthetic data holds any by now: imports are for everyone.
insert into restricted_text (event, field, salt, body, audience, force_slug)
select t.event, t.field, t.salt, t.body, e.audience, coalesce(r.force_slug, split_part(e.stream_id, '/', 1))
from event_text t
join event e on e.seq = t.event
left join recommendation r on e.stream_kind = 'recommendation' and r.reference = e.stream_id
where e.audience <> 'everyone';
delete from event_text t using event e where e.seq = t.event and e.audience <> 'everyone';

-- Whose it is and for whom is never the writer's word: it is the event's.
create function restricted_text_is_of_its_event() returns trigger
language plpgsql as $$
begin
    select e.audience, coalesce(r.force_slug, split_part(e.stream_id, '/', 1)) into new.audience, new.force_slug
    from event e left join recommendation r on e.stream_kind = 'recommendation' and r.reference = e.stream_id
    where e.seq = new.event;
    return new;
end
$$;

create trigger restricted_text_is_of_its_event before insert on restricted_text
for each row execute function restricted_text_is_of_its_event();
create trigger restricted_text_is_never_edited before update on restricted_text
for each row execute function refuse_change();

-- And the other way round: what is for some never lies where everyone reads.
create function event_text_is_for_everyone() returns trigger
language plpgsql as $$
begin
    if exists (select from event where seq = new.event and audience <> 'everyone') then
        raise exception 'the texts of event % are not for everyone', new.event
            using errcode = 'check_violation', constraint = 'event_text_is_for_everyone';
    end if;
    return new;
end
$$;

create trigger event_text_is_for_everyone before insert on event_text
for each row execute function event_text_is_for_everyone();

alter table restricted_text enable row level security;

-- `Reader::may_read` in Rust; a test compares the two for every role, audience and force. The owner is not bound by it: erasing
-- a text (ncpi redact) needs the owner, as it does for `event_text`.
create policy restricted_text_is_read_by_those_it_is_for on restricted_text for select to ncpi_application using (
    current_setting('ncpi.role', true) in ('inspector', 'authoriser')
    or (
        current_setting('ncpi.role', true) = 'force-liaison-officer'
        and audience = 'force'
        and force_slug = any (string_to_array(current_setting('ncpi.forces', true), ','))
    )
);
create policy restricted_text_is_added_by_steps on restricted_text for insert to ncpi_application with check (true);

grant select, insert on restricted_text to ncpi_application;

-- What each form led to, by the token it was rendered with. One token may stand for several items: a batch is one form.
create table form_submission (
    token uuid not null,
    reference text not null constraint form_submission_reference references recommendation,
    account uuid not null,
    recorded_at timestamptz not null,
    -- The last of the events it recorded.
    seq bigint not null constraint form_submission_event references event,
    constraint form_submission_pkey primary key (token, reference)
);

create trigger form_submission_is_append_only before update on form_submission
for each row execute function refuse_change();

grant select, insert on form_submission to ncpi_application;

-- What worklists ask of an item. Rows that are there already stay right with nulls: imports neither return nor propose, and a
-- source's word sets no target. Synthetic data of an earlier version does both: generate it anew, or `ncpi verify` will say
-- that its read model differs.
alter table recommendation_version
    -- The day the force was last asked questions that no submission has answered since.
    add column returned_on date,
    -- The ending that awaits a second person.
    add column proposed_on date,
    add column proposed_outcome inspectorate_status,
    add column proposed_reason no_action_reason,
    -- By when the force itself means to be done.
    add column target_on date,
    add constraint recommendation_version_proposal_stands check (
        proposed_outcome is null and proposed_on is null or inspectorate_status = 'closure-proposed'
    ),
    add constraint recommendation_version_proposal_is_an_ending
        check (proposed_outcome in ('complete', 'no-further-action')),
    add constraint recommendation_version_proposal_has_reason
        check ((proposed_outcome is not distinct from 'no-further-action') = (proposed_reason is not null));

-- `Inspectorate::then` in Rust for the two stages between which inspectors move; a test compares the two.
create table status_transition (
    before inspectorate_status not null,
    after inspectorate_status not null,
    constraint status_transition_pkey primary key (before, after)
);

insert into status_transition (before, after) values
    ('not-recorded', 'awaiting-review'), ('not-recorded', 'being-progressed'),
    ('awaiting-review', 'being-progressed'), ('being-progressed', 'awaiting-review');

grant select on status_transition to ncpi_application;

-- `Action::is_of` in Rust, for the kinds of events that follow-up work records; a test compares the two.
create function role_may_record(kind event_kind, by_role role_name) returns boolean
language sql stable parallel safe
return case
    when kind::text in ('position_set', 'update_recorded', 'submitted') then by_role = 'force-liaison-officer'
    when kind::text in (
        'returned', 'status_set', 'finding_recorded', 'closure_proposed', 'deadline_set', 'linked'
    ) then by_role in ('inspector', 'authoriser')
    when kind::text in ('closure_authorised', 'closure_refused', 'reopened') then by_role = 'authoriser'
    else true
end;

grant execute on function role_may_record(event_kind, role_name) to ncpi_application;

-- Each name of a constraint stands for one reason of `NotAllowed`.
create or replace function event_is_allowed() returns trigger
language plpgsql as $$
declare
    standing record;
    wanted force_position;
begin
    if not role_may_record(new.kind, new.actor_role) then
        raise exception 'a person acting as % cannot record %', new.actor_role, new.kind
            using errcode = 'check_violation', constraint = 'event_role';
    end if;

    select position, inspectorate_status, proposed_by into standing
    from recommendation_version where reference = new.stream_id and latest;

    if standing.inspectorate_status in ('complete', 'no-further-action') and new.kind in (
        'position_set', 'update_recorded', 'submitted', 'returned', 'status_set', 'closure_proposed', 'deadline_set'
    ) then
        raise exception 'what has ended must be reopened first'
            using errcode = 'check_violation', constraint = 'event_not_ended';
    end if;

    if new.kind in ('position_set', 'submitted') then
        wanted := case new.kind when 'submitted' then 'ready-for-review' else new.facts ->> 'position' end;
        if not exists (select from position_transition where before = standing.position and after = wanted) then
            raise exception 'position cannot go from % to %', standing.position, wanted
                using errcode = 'check_violation', constraint = 'event_position_transition';
        end if;
    elsif new.kind = 'status_set' then
        if not exists (
            select from status_transition
            where before = standing.inspectorate_status and after = (new.facts ->> 'status')::inspectorate_status
        ) then
            raise exception 'status cannot go from % to %', standing.inspectorate_status, new.facts ->> 'status'
                using errcode = 'check_violation', constraint = 'event_status_transition';
        end if;
    elsif new.kind in ('returned', 'closure_proposed') and standing.inspectorate_status = 'closure-proposed' then
        raise exception 'closure is proposed already'
            using errcode = 'check_violation', constraint = 'event_closure_proposed_once';
    elsif new.kind = 'returned' and standing.position is distinct from 'ready-for-review' then
        raise exception 'nothing is submitted that could be returned'
            using errcode = 'check_violation', constraint = 'event_returned_was_submitted';
    elsif new.kind = 'closure_proposed' and new.facts #>> '{outcome,reason}' = 'not-stated' then
        raise exception 'a person who proposes no further action gives a reason'
            using errcode = 'check_violation', constraint = 'event_closure_has_reason';
    elsif new.kind in ('closure_authorised', 'closure_refused')
        and standing.inspectorate_status is distinct from 'closure-proposed' then
        raise exception 'no closure is proposed'
            using errcode = 'check_violation', constraint = 'event_closure_was_proposed';
    elsif new.kind = 'closure_authorised' and standing.proposed_by = new.actor_person then
        raise exception 'one person cannot propose and authorise'
            using errcode = 'check_violation', constraint = 'event_two_people_close';
    elsif new.kind = 'reopened'
        and coalesce(standing.inspectorate_status not in ('complete', 'no-further-action'), true) then
        raise exception 'only what has ended can be reopened'
            using errcode = 'check_violation', constraint = 'event_reopened_was_ended';
    end if;
    return new;
end
$$;
