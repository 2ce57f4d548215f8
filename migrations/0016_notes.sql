-- Notes beside an item, of either side. A note says for whom it is and nothing of how the item stands.

-- Nothing below uses the new word before this migration is committed: the functions read it as text when they run.
alter type event_kind add value 'note_recorded' after 'evidence_added';

-- As in 0009, with notes. `Action::is_of` in Rust; a test compares the two.
create or replace function role_may_record(kind event_kind, by_role role_name) returns boolean
language sql stable parallel safe
return case
    when kind::text in ('position_set', 'update_recorded', 'submitted') then by_role = 'force-liaison-officer'
    when kind::text in (
        'returned', 'status_set', 'finding_recorded', 'closure_proposed', 'deadline_set', 'linked'
    ) then by_role in ('inspector', 'authoriser')
    when kind::text in ('closure_authorised', 'closure_refused', 'reopened') then by_role = 'authoriser'
    when kind::text = 'note_recorded' then by_role in ('force-liaison-officer', 'inspector', 'authoriser')
    else true
end;

-- A note is its text, and a force writes none that it cannot read. `judge::showing` in Rust.
create function note_is_allowed() returns trigger
language plpgsql as $$
begin
    if not new.texts ? 'note' then
        raise exception 'a note has a text'
            using errcode = 'check_violation', constraint = 'event_note_is_whole';
    elsif new.actor_role = 'force-liaison-officer' and new.audience = 'inspectorate' then
        raise exception 'a force writes no note that it cannot read'
            using errcode = 'check_violation', constraint = 'event_note_is_read_by_its_author';
    end if;
    return new;
end
$$;

create trigger note_is_allowed before insert on event
for each row when (new.actor_kind = 'person' and new.kind::text = 'note_recorded')
execute function note_is_allowed();

-- A note is of an item, as what else is said of how it is followed up.
alter table event add constraint event_note_is_of_an_item
    check (kind::text <> 'note_recorded' or stream_kind = 'recommendation');
