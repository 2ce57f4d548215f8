-- The audit by months: old months can be removed whole, by the owner alone. Refusals that anybody can cause are counted, one row
-- for each account, client network and window, so that nobody can fill the table.

alter table audit_entry rename to audit_entry_before;
alter table audit_entry_before rename constraint audit_entry_pkey to audit_entry_before_pkey;
alter index audit_entry_newest rename to audit_entry_before_newest;

-- What an entry is about, one word each: references, forces, files, e-mail addresses. Its cost keeps the planner from reading entry by
-- entry where the index finds them; a path of its own keeps it from being inlined, which would lose that cost.
create function audit_items(subject text) returns text[]
language sql immutable parallel safe cost 1000 set search_path = pg_catalog as $$
    select coalesce(array_remove(regexp_split_to_array(lower(subject), '[/?&=]+'), ''), '{}');
$$;

create sequence audit_entry_number as bigint;

create table audit_entry (
    id bigint not null default nextval('audit_entry_number'),
    -- Of counted entries the beginning of the window.
    at timestamptz not null,
    kind audit_kind not null,
    -- Who did it; nobody where nobody is signed in, and where the console did it.
    person uuid,
    role role_name,
    -- The account or the page that it was done to.
    subject text,
    -- The account that it was done to.
    account uuid,
    -- What was changed: `[{"field": "role", "old": "Inspector", "new": "Authoriser"}]`.
    changes jsonb constraint audit_entry_changes_array check (jsonb_typeof(changes) = 'array'),
    -- Where the request came from; of counted entries the client network.
    address inet,
    -- The name under which the log has the request; of counted entries the first.
    request_id text constraint audit_entry_request_id_length check (length(request_id) between 1 and 64),
    -- How many within the window, and the last of them; none of entries that are not counted.
    attempts integer constraint audit_entry_attempts_counted check (attempts >= 1),
    last_at timestamptz,
    constraint audit_entry_last_at_of_counted check ((attempts is null) = (last_at is null)),
    constraint audit_entry_pkey primary key (id, at)
) partition by range (at);

alter sequence audit_entry_number owned by audit_entry.id;

create index audit_entry_newest on audit_entry (at desc, id desc);
create index audit_entry_of_person on audit_entry (person, at desc, id desc) where person is not null;
create index audit_entry_of_account on audit_entry (account, at desc, id desc) where account is not null;
create index audit_entry_of_kind on audit_entry (kind, at desc, id desc);
create index audit_entry_of_item on audit_entry using gin (audit_items(subject));
create unique index audit_entry_counted on audit_entry (at, kind, account, address) nulls not distinct
where attempts is not null;

-- What no month takes: a request never fails because a month was not made in time.
create table audit_entry_other partition of audit_entry default;

-- Nothing changes but the count of a counted entry, which grows by one.
create function audit_entry_refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.attempts = old.attempts + 1 and new.last_at >= old.last_at
        and to_jsonb(new) - 'attempts' - 'last_at' = to_jsonb(old) - 'attempts' - 'last_at' then
        return new;
    end if;
    raise exception 'the audit is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger audit_entry_is_append_only before update or delete on audit_entry
for each row execute function audit_entry_refuse_change();
create trigger audit_entry_is_never_truncated before truncate on audit_entry
for each statement execute function refuse_change();
create trigger audit_entry_other_is_never_truncated before truncate on audit_entry_other
for each statement execute function refuse_change();

-- Makes the partition of a month, whose first day is given, and moves what of it went elsewhere. `false` where it is there.
create function audit_make_month(month date) returns boolean
language plpgsql set search_path = public, pg_temp as $$
declare
    partition text := 'audit_entry_' || to_char(month, 'YYYY_MM');
    starts timestamptz := month::timestamp at time zone 'UTC';
    ends timestamptz := (month + interval '1 month') at time zone 'UTC';
begin
    perform pg_advisory_xact_lock(hashtextextended('ncpi audit months', 0));
    if to_regclass(partition) is not null then
        return false;
    end if;
    -- Whoever writes now waits a moment; where the lock is not to be had at once, the month is made another time.
    perform set_config('lock_timeout', '2s', true);
    lock table audit_entry_other in access exclusive mode;
    execute format('create table %I (like audit_entry including defaults including constraints)', partition);
    if exists (select from audit_entry_other where at >= starts and at < ends) then
        alter table audit_entry_other disable trigger audit_entry_is_append_only;
        execute format(
            'with moved as (delete from audit_entry_other where at >= $1 and at < $2 returning *) insert into %I select * from moved',
            partition
        ) using starts, ends;
        alter table audit_entry_other enable trigger audit_entry_is_append_only;
    end if;
    execute format('alter table audit_entry attach partition %I for values from (%L) to (%L)', partition, starts, ends);
    execute format(
        'create trigger %I before truncate on %I for each statement execute function refuse_change()',
        partition || '_is_never_truncated', partition
    );
    return true;
end
$$;

-- Makes this month and the next three where they are missing, and says how many that were. By the owner: the application owns nothing.
create function audit_months_ahead() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    made integer := 0;
begin
    for ahead in 0..3 loop
        if audit_make_month((date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead))::date) then
            made := made + 1;
        end if;
    end loop;
    return made;
end
$$;

-- Removes all months before the one whose first day is given, and says how many entries that were. Nothing younger than twelve months.
create function audit_prune(before date) returns bigint
language plpgsql set search_path = public, pg_temp as $$
declare
    partition record;
    counted bigint;
    removed bigint := 0;
begin
    perform pg_advisory_xact_lock(hashtextextended('ncpi audit months', 0));
    if before <> date_trunc('month', before)::date
        or before > (date_trunc('month', now() at time zone 'UTC') - interval '12 months')::date then
        raise check_violation using
            message = 'only whole months that are twelve months old can be removed from the audit',
            constraint = 'audit_entry_kept_for_twelve_months';
    end if;
    for partition in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'audit_entry'::regclass and c.relname ~ '^audit_entry_\d{4}_\d{2}$'
            and to_date(right(c.relname, 7), 'YYYY_MM') < before
    loop
        execute format('select count(*) from %I', partition.relname) into counted;
        execute format('drop table %I', partition.relname);
        removed := removed + counted;
    end loop;
    alter table audit_entry_other disable trigger audit_entry_is_append_only;
    delete from audit_entry_other where at < before::timestamp at time zone 'UTC';
    get diagnostics counted = row_count;
    alter table audit_entry_other enable trigger audit_entry_is_append_only;
    return removed + counted;
end
$$;

-- Counts what was refused: one row for each account, client network and window. By the owner, because the application changes no entry.
create function audit_count(
    window_start timestamptz, counted_kind audit_kind, of_account uuid, network inet, about text, request text, counted_at timestamptz
) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into audit_entry (at, kind, account, address, subject, request_id, attempts, last_at)
    values (window_start, counted_kind, of_account, network, about, request, 1, greatest(window_start, counted_at))
    on conflict (at, kind, account, address) where attempts is not null
    do update set attempts = audit_entry.attempts + 1, last_at = greatest(audit_entry.last_at, excluded.last_at);
$$;

revoke execute on function audit_make_month, audit_months_ahead, audit_prune, audit_count from public;
grant execute on function audit_months_ahead, audit_count to ncpi_application;

select audit_make_month(month::date)
from (select distinct date_trunc('month', at at time zone 'UTC') as month from audit_entry_before) months;
select audit_months_ahead();

insert into audit_entry (id, at, kind, person, role, subject, account, address)
select b.id, b.at, b.kind, b.person, b.role, b.subject, a.id, b.address
from audit_entry_before b
left join account a on lower(a.email) = lower(b.subject)
order by b.id;
select setval('audit_entry_number', (select coalesce(max(id), 0) + 1 from audit_entry), false);
drop table audit_entry_before;

-- Administrators alone read it, which the database sees to as well: the application reads this view and not the table. A view and no
-- row security, which would keep the index of items from being used.
create view audit_line as
select e.id, e.at, e.kind, e.person, by.name as person_name, by.email as person_email, e.role, e.subject, e.account,
    about.name as account_name, about.email as account_email, e.changes, e.address, e.request_id, e.attempts, e.last_at
from audit_entry e
left join account by on by.id = e.person
left join account about on about.id = e.account
where current_setting('ncpi.role', true) = 'administrator';

grant insert on audit_entry to ncpi_application;
grant usage on sequence audit_entry_number to ncpi_application;
grant select on audit_line to ncpi_application;

comment on table audit_entry is
    'What people did that is no event of the record. Append-only; the owner removes whole months that are twelve months old (audit_prune).';
