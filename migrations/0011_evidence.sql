-- Evidence: pieces that are on record for good, each under an identity of its own. Files lie in a store beside the database; an
-- event says what sort of file and how large, its name and its SHA-256 lie beside the event, where they can be erased.

-- One piece has one event, and a download finds it by its identity. Events from before this have no piece.
create unique index event_of_evidence on event ((facts #>> '{piece,id}')) where kind = 'evidence_added';

-- A trigger of its own beside `event_is_allowed`: what a person may say of evidence. `Action::AddEvidence` and
-- `judge::showing` in Rust; a test compares the two. Each name of a constraint stands for one reason of `NotAllowed`.
create function evidence_is_allowed() returns trigger
language plpgsql as $$
declare
    ended boolean;
begin
    if new.actor_role not in ('force-liaison-officer', 'inspector', 'authoriser') then
        raise exception 'a person acting as % cannot add evidence', new.actor_role
            using errcode = 'check_violation', constraint = 'event_role';
    end if;

    select inspectorate_status in ('complete', 'no-further-action') into ended
    from recommendation_version where reference = new.stream_id and latest;
    if ended then
        raise exception 'what has ended must be reopened first'
            using errcode = 'check_violation', constraint = 'event_not_ended';
    end if;

    -- A file has its name and its SHA-256 beside it, a reference says where it is held; either has a title and a date.
    if new.facts #>> '{piece,id}' is null
        or new.facts ->> 'speaks_for' is null
        or not new.texts ? 'title'
        or (case
            when new.facts #> '{piece,file}' is null then not new.texts ? 'held_at' or new.texts ?| array['file', 'file_name']
            else not new.texts ?& array['file', 'file_name'] or new.texts ? 'held_at'
                or coalesce((new.facts #>> '{piece,file,bytes}')::bigint, 0) < 1
        end) then
        raise exception 'evidence says what it is, what it speaks for, and is either a file or held somewhere'
            using errcode = 'check_violation', constraint = 'event_evidence_is_whole';
    end if;

    if new.actor_role = 'force-liaison-officer' and new.audience = 'inspectorate' then
        raise exception 'a force adds no evidence that it cannot read'
            using errcode = 'check_violation', constraint = 'event_evidence_is_read_by_its_author';
    end if;

    -- A new version names a piece of the same item.
    if new.facts #>> '{piece,follows}' is not null and not exists (
        select from event
        where kind = 'evidence_added' and facts #>> '{piece,id}' = new.facts #>> '{piece,follows}'
            and stream_kind = new.stream_kind and stream_id = new.stream_id
    ) then
        raise exception 'there is no such evidence to be a new version of'
            using errcode = 'check_violation', constraint = 'event_evidence_follows_its_like';
    end if;
    return new;
end
$$;

create trigger evidence_is_allowed before insert on event
for each row when (new.actor_kind = 'person' and new.kind = 'evidence_added')
execute function evidence_is_allowed();
