-- Two people for an authoriser: who could make one alone could close alone. A new authoriser, a change of role to it and a new link
-- for one wait for another administrator or authoriser. The console counts as both: where it acts there is no account.

create type confirmation_kind as enum ('new-account', 'role', 'link');
create type confirmation_answer as enum ('confirmed', 'refused', 'withdrawn');

create table account_confirmation (
    id uuid constraint account_confirmation_pkey primary key,
    kind confirmation_kind not null,
    -- Of a new account the id that it will have, so this is no reference.
    account uuid not null,
    -- Of a new account.
    email text constraint account_confirmation_email_form check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
    name text constraint account_confirmation_name_form check (name = btrim(name) and length(name) between 1 and 100),
    -- Nobody: the console.
    asked_by uuid constraint account_confirmation_asked_by references account,
    asked_at timestamptz not null,
    answer confirmation_answer,
    -- Nobody: the console.
    answered_by uuid constraint account_confirmation_answered_by references account,
    answered_at timestamptz,
    -- When the account came into the role by it, and when a link was made by it. Each once.
    used_at timestamptz,
    link_made_at timestamptz,
    constraint account_confirmation_names_new check ((kind = 'new-account') = (email is not null and name is not null)),
    constraint account_confirmation_answer_has_time check ((answer is null) = (answered_at is null)),
    constraint account_confirmation_answered_by_of_answer check (answer is not null or answered_by is null),
    -- Nobody confirms or refuses what they asked for themselves; nobody else takes it back.
    constraint account_confirmation_two_people check (
        answer is null or asked_by is null or answered_by is null or (answer = 'withdrawn') = (asked_by = answered_by)
    ),
    constraint account_confirmation_used_if_confirmed check (
        answer is not distinct from 'confirmed' or (used_at is null and link_made_at is null)
    )
);

-- One at a time.
create unique index account_confirmation_waits on account_confirmation (account, kind) where answer is null;
create unique index account_confirmation_email_waits on account_confirmation (lower(email)) where answer is null;
create index account_confirmation_of_account on account_confirmation (account, asked_at desc);

-- Asked by administrators, answered once, by administrators and authorisers.
create function account_confirmation_by_those_who_may() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.asked_by is not null and (new.answer is not null or not exists (
        select from account where id = new.asked_by and role = 'administrator' and disabled_at is null
    )) then
        raise check_violation using message = 'only administrators ask for it', constraint = 'account_confirmation_asked';
    end if;
    if tg_op = 'UPDATE' and new.answer is distinct from old.answer and (old.answer is not null or (
        new.answered_by is not null and not exists (
            select from account
            where id = new.answered_by and role in ('administrator', 'authoriser') and disabled_at is null
        )
    )) then
        raise check_violation using
            message = 'it is answered once, by an administrator or an authoriser', constraint = 'account_confirmation_answered';
    end if;
    return new;
end
$$;

create trigger account_confirmation_by_those_who_may before insert or update on account_confirmation
for each row execute function account_confirmation_by_those_who_may();
create trigger account_confirmation_is_never_deleted before delete on account_confirmation
for each row execute function refuse_change();

-- No account comes into the role of authoriser without a confirmation, which is used up by it. Links from before open nothing then.
create function account_authoriser_is_confirmed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.role <> 'authoriser' or (tg_op = 'UPDATE' and old.role = 'authoriser') then
        return new;
    end if;
    update account_confirmation set used_at = answered_at
    where id = (
        select id from account_confirmation
        where account = new.id and kind in ('new-account', 'role') and answer = 'confirmed' and used_at is null
        order by answered_at desc limit 1
    );
    if not found then
        raise check_violation using
            message = 'an authoriser needs two people', constraint = 'account_authoriser_needs_two_people';
    end if;
    update password_link set used_at = made_at where account = new.id and used_at is null;
    return new;
end
$$;

create trigger account_authoriser_is_confirmed before insert or update of role on account
for each row execute function account_authoriser_is_confirmed();

-- Who made a link; nobody: the console, or before this was kept.
alter table password_link add column made_by uuid constraint password_link_made_by references account;

-- No link for an authoriser without a confirmation, which allows whoever asked for it one within a week.
create function password_link_of_authoriser_is_confirmed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from account where id = new.account and role = 'authoriser') then
        return new;
    end if;
    update account_confirmation set link_made_at = new.made_at
    where id = (
        select id from account_confirmation
        where account = new.account and asked_by is not distinct from new.made_by and kind in ('new-account', 'link')
            and answer = 'confirmed' and link_made_at is null and answered_at > new.made_at - interval '7 days'
        order by answered_at desc limit 1
    );
    if not found then
        raise check_violation using
            message = 'a link for an authoriser needs two people', constraint = 'password_link_of_authoriser_needs_two_people';
    end if;
    return new;
end
$$;

create trigger password_link_of_authoriser_is_confirmed before insert on password_link
for each row execute function password_link_of_authoriser_is_confirmed();

grant select, insert on account_confirmation to ncpi_application;
grant update (answer, answered_by, answered_at) on account_confirmation to ncpi_application;

-- What others did to an account, told to its owner on every page until they say that they have read it.
create table account_notice (
    id bigint generated always as identity constraint account_notice_pkey primary key,
    account uuid not null constraint account_notice_account references account,
    at timestamptz not null,
    kind audit_kind not null,
    changes jsonb not null constraint account_notice_changes_array check (jsonb_typeof(changes) = 'array'),
    read_at timestamptz
);

create index account_notice_unread on account_notice (account, at) where read_at is null;

grant select, insert on account_notice to ncpi_application;
grant update (read_at) on account_notice to ncpi_application;
