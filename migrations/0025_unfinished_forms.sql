-- A form that was sent and is not finished has an address of its own, where it is checked or put right: going back or reloading
-- sends nothing a second time.

create table unfinished_form (
    id uuid not null constraint unfinished_form_pkey primary key,
    account uuid not null constraint unfinished_form_account references account,
    -- The page of the form.
    path text not null,
    -- Name and value of each field, in the order in which they were sent.
    answers jsonb not null constraint unfinished_form_answers_array check (jsonb_typeof(answers) = 'array'),
    -- How the page shows the form: checked, in conflict, with these errors.
    state jsonb not null,
    sent_at timestamptz not null
);

comment on table unfinished_form is
    'What somebody sent and has not finished. It may hold anything that can be typed, so row security shows it to its author alone.';

create index unfinished_form_of_account on unfinished_form (account, sent_at);
create index unfinished_form_age on unfinished_form (sent_at);

alter table unfinished_form enable row level security;

create policy unfinished_form_is_of_its_author on unfinished_form to ncpi_application
    using (account::text = current_setting('ncpi.account', true))
    with check (account::text = current_setting('ncpi.account', true));

grant select, insert, delete on unfinished_form to ncpi_application;

-- Removes the forms of everybody that were sent before a moment. By the owner of the table, since nobody sees those of others.
create function forget_unfinished_forms(sent_before timestamptz) returns bigint
language sql security definer set search_path = public, pg_temp as $$
    with gone as (delete from unfinished_form where sent_at <= sent_before returning 1)
    select count(*) from gone;
$$;

revoke execute on function forget_unfinished_forms from public;
grant execute on function forget_unfinished_forms to ncpi_application;
