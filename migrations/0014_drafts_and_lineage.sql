-- Drafts of updates, kept as they are typed, and what later items say of an earlier one.

-- One draft for each person and item. It is no part of the record: it goes when it is saved or discarded.
create table update_draft (
    reference text not null constraint update_draft_reference references recommendation,
    account uuid not null constraint update_draft_account references account,
    force_slug text not null constraint update_draft_force references force,
    -- The version of the item it was begun on: saving it later tells what was recorded since.
    version integer not null constraint update_draft_version_from_one check (version >= 1),
    -- The fields of the form as they were typed.
    answers jsonb not null constraint update_draft_answers_object check (jsonb_typeof(answers) = 'object'),
    saved_at timestamptz not null,
    constraint update_draft_pkey primary key (reference, account)
);

comment on table update_draft is 'What a force has begun to write. Row security shows it to that force alone.';

-- Whose it is follows from the item.
create function update_draft_is_of_its_item() returns trigger
language plpgsql as $$
begin
    select force_slug into new.force_slug from recommendation where reference = new.reference;
    return new;
end
$$;

create trigger update_draft_is_of_its_item before insert or update on update_draft
for each row execute function update_draft_is_of_its_item();

alter table update_draft enable row level security;

create policy update_draft_is_read_by_its_force on update_draft for select to ncpi_application using (
    current_setting('ncpi.role', true) = 'force-liaison-officer'
    and force_slug = any (string_to_array(current_setting('ncpi.forces', true), ','))
);
create policy update_draft_is_written_by_its_person on update_draft for insert to ncpi_application with check (
    current_setting('ncpi.role', true) = 'force-liaison-officer'
    and force_slug = any (string_to_array(current_setting('ncpi.forces', true), ','))
    and account::text = current_setting('ncpi.account', true)
);
create policy update_draft_is_changed_by_its_person on update_draft for update to ncpi_application using (
    current_setting('ncpi.role', true) = 'force-liaison-officer'
    and force_slug = any (string_to_array(current_setting('ncpi.forces', true), ','))
    and account::text = current_setting('ncpi.account', true)
);
create policy update_draft_is_discarded_by_its_person on update_draft for delete to ncpi_application using (
    account::text = current_setting('ncpi.account', true)
);

grant select, insert, update, delete on update_draft to ncpi_application;

-- Which later items name this one: its page shows them.
create index event_linked_to on event ((facts ->> 'to')) where kind = 'linked';
