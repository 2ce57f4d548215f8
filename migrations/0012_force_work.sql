-- What inspectors record of a force itself: its stage of monitoring and its dated duties after a round.

create type monitoring as enum ('scan', 'engage');
create type duty as enum ('action-plan', 'commissioner-response');

create table monitoring_version (
    force_slug text not null constraint monitoring_version_force references force,
    valid daterange not null,
    recorded tstzrange not null,
    stage monitoring not null,
    -- The day it began, as it was recorded.
    since date,
    constraint monitoring_version_not_empty check (not isempty(valid) and not isempty(recorded)),
    constraint monitoring_version_one_at_a_time exclude using gist (force_slug with =, recorded with &&, valid with &&)
);

create table duty_version (
    force_slug text not null,
    duty duty not null,
    round_slug text not null,
    valid daterange not null,
    recorded tstzrange not null,
    due_on date not null,
    -- The date as it was first: it stays visible however often the date moves.
    first_due_on date not null,
    -- The publication that the date is reckoned from by rule; empty where a person set the date.
    published partial_date,
    -- The event that set the date, which holds its reason where one was needed.
    texts bigint not null constraint duty_version_texts references event,
    met_on date,
    constraint duty_version_round foreign key (force_slug, round_slug) references round,
    constraint duty_version_not_empty check (not isempty(valid) and not isempty(recorded)),
    constraint duty_version_one_at_a_time
        exclude using gist (force_slug with =, duty with =, round_slug with =, recorded with &&, valid with &&)
);

grant select, insert on monitoring_version, duty_version to ncpi_application;
grant update (recorded) on monitoring_version, duty_version to ncpi_application;

create function monitoring_at(on_day date, known timestamptz) returns setof monitoring_version
language sql stable parallel safe as $$
    select * from monitoring_version v
    where (known is not null or upper_inf(v.recorded)) and (known is null or v.recorded @> known) and v.valid @> on_day
$$;

create function duty_at(on_day date, known timestamptz) returns setof duty_version
language sql stable parallel safe as $$
    select * from duty_version v
    where (known is not null or upper_inf(v.recorded)) and (known is null or v.recorded @> known) and v.valid @> on_day
$$;

-- Every stage that a force had been in by a day.
create function monitoring_until(on_day date, known timestamptz) returns setof monitoring_version
language sql stable parallel safe as $$
    select * from monitoring_version v
    where (known is not null or upper_inf(v.recorded)) and (known is null or v.recorded @> known)
        and lower(v.valid) <= on_day
$$;

grant execute on function
    monitoring_at(date, timestamptz), duty_at(date, timestamptz), monitoring_until(date, timestamptz)
to ncpi_application;

-- What the steps of people refuse of forces and rounds, refused here as well. Each name of a constraint stands for one reason.
create function event_of_inspectorate_is_allowed() returns trigger
language plpgsql as $$
begin
    if new.actor_role not in ('inspector', 'authoriser') then
        raise exception 'a person acting as % cannot record %', new.actor_role, new.kind
            using errcode = 'check_violation', constraint = 'event_role';
    elsif new.kind = 'duty_met' and not exists (
        select from duty_version
        where force_slug = new.stream_id and duty = (new.facts ->> 'duty')::duty and round_slug = new.facts ->> 'round'
            and upper_inf(recorded) and met_on is null
    ) then
        raise exception 'no such duty is open'
            using errcode = 'check_violation', constraint = 'event_duty_is_open';
    elsif new.kind = 'monitoring_changed' and exists (
        select from monitoring_version
        where force_slug = new.stream_id and upper_inf(valid) and upper_inf(recorded)
            and stage = (new.facts ->> 'to')::monitoring
    ) then
        raise exception 'the force is in that stage already'
            using errcode = 'check_violation', constraint = 'event_monitoring_changes';
    end if;
    return new;
end
$$;

create trigger event_of_inspectorate_is_allowed before insert on event
for each row when (new.actor_kind = 'person' and (new.stream_kind in ('force', 'round') or new.kind = 'raised'))
execute function event_of_inspectorate_is_allowed();

-- What each form led to that is not about a recommendation (those are in `form_submission`), by the token it was rendered with.
create table form_taken (
    token uuid constraint form_taken_pkey primary key,
    account uuid not null,
    -- What it was about: a stream, or a draft.
    about text not null,
    -- The version that it made of that.
    version integer not null,
    recorded_at timestamptz not null
);

create trigger form_taken_is_append_only before update on form_taken
for each row execute function refuse_change();

grant select, insert on form_taken to ncpi_application;
