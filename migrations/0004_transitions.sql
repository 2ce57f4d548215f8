-- What a person may do to a recommendation, refused here as well as in the types.
--
-- Imported events are replayed without judgement: real histories go backwards and close without two people.

create table position_transition (
    before force_position not null,
    after force_position not null,
    constraint position_transition_pkey primary key (before, after)
);

-- `Position::may_become` in Rust; a test compares the two.
insert into position_transition (before, after) values
    ('not-recorded', 'not-started'), ('not-recorded', 'planned'), ('not-recorded', 'in-progress'),
    ('not-recorded', 'ready-for-review'), ('not-recorded', 'not-accepted'),
    ('not-started', 'planned'), ('not-started', 'in-progress'), ('not-started', 'not-accepted'),
    ('planned', 'not-started'), ('planned', 'in-progress'), ('planned', 'not-accepted'),
    ('in-progress', 'planned'), ('in-progress', 'ready-for-review'), ('in-progress', 'not-accepted'),
    ('ready-for-review', 'in-progress'),
    ('not-accepted', 'not-started'), ('not-accepted', 'planned'), ('not-accepted', 'in-progress');

create function event_is_allowed() returns trigger
language plpgsql as $$
declare
    standing record;
    wanted force_position;
begin
    select position, inspectorate_status, proposed_by into standing
    from recommendation_version where reference = new.stream_id and latest;

    if new.kind in ('position_set', 'submitted') then
        wanted := case new.kind when 'submitted' then 'ready-for-review' else new.facts ->> 'position' end;
        if standing.inspectorate_status in ('complete', 'no-further-action')
            or not exists (select from position_transition where before = standing.position and after = wanted) then
            raise exception 'position cannot go from % to %', standing.position, wanted
                using errcode = 'check_violation', constraint = 'event_position_transition';
        end if;
    elsif new.kind = 'closure_proposed' and standing.inspectorate_status in ('closure-proposed', 'complete', 'no-further-action') then
        raise exception 'closure cannot be proposed from %', standing.inspectorate_status
            using errcode = 'check_violation', constraint = 'event_closure_proposed_once';
    elsif new.kind in ('closure_authorised', 'closure_refused') and standing.inspectorate_status <> 'closure-proposed' then
        raise exception 'no closure is proposed'
            using errcode = 'check_violation', constraint = 'event_closure_was_proposed';
    elsif new.kind = 'closure_authorised' and standing.proposed_by = new.actor_person then
        raise exception 'one person cannot propose and authorise'
            using errcode = 'check_violation', constraint = 'event_two_people_close';
    elsif new.kind = 'reopened' and standing.inspectorate_status not in ('complete', 'no-further-action') then
        raise exception 'only what has ended can be reopened'
            using errcode = 'check_violation', constraint = 'event_reopened_was_ended';
    end if;
    return new;
end
$$;

create trigger event_is_allowed before insert on event
for each row when (new.actor_kind = 'person' and new.stream_kind = 'recommendation')
execute function event_is_allowed();

grant select on position_transition to ncpi_application;
