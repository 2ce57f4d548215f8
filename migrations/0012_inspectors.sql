-- What inspectors record beside their work on recommendations: a force's stage of monitoring and its dated duties after a round;
-- and rounds, as drafts until they are published.

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

-- Rounds as inspectors write them down before they are published.
--
-- Tables of their own, so that no count, search, export or past view can ever meet a draft: publishing writes events and read
-- model, and takes the draft away. Row-level security shows them to the inspectorate's roles alone, as `restricted_text` (0009).

create table round_draft (
    id uuid constraint round_draft_pkey primary key,
    force_slug text not null constraint round_draft_force references force,
    -- Raised by every change: a form made from an older one is told so.
    version integer not null constraint round_draft_version_from_one check (version >= 1),
    working_title text not null constraint round_draft_working_title_length check (length(working_title) <= 100),
    kind round_kind not null,
    fieldwork partial_date,
    published partial_date,
    scheme topic_scheme not null,
    source_url text not null,
    made_at timestamptz not null,
    made_by uuid not null,
    changed_at timestamptz not null,
    changed_by uuid not null,
    changed_role role_name not null constraint round_draft_changed_role check (changed_role in ('inspector', 'authoriser')),
    constraint round_draft_of_scheme unique (id, scheme)
);

create index round_draft_of_force on round_draft (force_slug);

create table round_draft_item (
    id uuid constraint round_draft_item_pkey primary key,
    -- The order in which they were written down.
    place bigint generated always as identity,
    draft uuid not null,
    scheme topic_scheme not null,
    reference text not null
        constraint round_draft_item_reference_form
        check (reference ~ '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$' and length(reference) <= 60),
    record_type record_type not null,
    topic text not null,
    deadline_basis deadline_basis not null,
    deadline_date partial_date,
    wording text not null constraint round_draft_item_has_wording check (wording <> ''),
    constraint round_draft_item_draft foreign key (draft, scheme) references round_draft (id, scheme) on delete cascade,
    -- The topics of a round are of its scheme.
    constraint round_draft_item_topic foreign key (topic, scheme) references topic (slug, scheme),
    constraint round_draft_item_date_fits_basis check (
        case deadline_basis
            when 'fixed-date' then deadline_date is not null
            when 'set-by-force' then true
            else deadline_date is null
        end
    )
);

create unique index round_draft_item_reference on round_draft_item (draft, lower(reference));

create table round_draft_grade (
    draft uuid not null,
    -- Grades are given in the 2024 scheme only.
    scheme topic_scheme not null default '2024' constraint round_draft_grade_scheme check (scheme = '2024'),
    topic text not null,
    grade grade not null,
    constraint round_draft_grade_pkey primary key (draft, topic),
    constraint round_draft_grade_draft foreign key (draft, scheme) references round_draft (id, scheme) on delete cascade,
    constraint round_draft_grade_topic foreign key (topic, scheme) references topic (slug, scheme)
);

create table round_draft_case_audit (
    draft uuid constraint round_draft_case_audit_pkey primary key
        constraint round_draft_case_audit_draft references round_draft on delete cascade,
    -- A total that the grades do not add up to is the source's; it is kept, and shown as such.
    cases integer not null check (cases >= 0),
    good integer not null check (good >= 0),
    adequate integer check (adequate >= 0),
    requires_improvement integer check (requires_improvement >= 0),
    inadequate integer not null check (inadequate >= 0)
);

-- Which round a draft became: its address leads there, and publishing it again finds that it is done.
create table round_draft_published (
    draft uuid constraint round_draft_published_pkey primary key,
    force_slug text not null,
    round_slug text not null,
    published_at timestamptz not null,
    published_by uuid not null,
    constraint round_draft_published_round foreign key (force_slug, round_slug) references round
);

create trigger round_draft_published_is_for_good before update or delete on round_draft_published
for each row execute function refuse_change();

-- Who reads is said by settings of the transaction; where they are not set there are no drafts.
create function reader_is_of_inspectorate() returns boolean
language sql stable parallel safe
return coalesce(current_setting('ncpi.role', true) in ('inspector', 'authoriser'), false);

alter table round_draft enable row level security;
alter table round_draft_item enable row level security;
alter table round_draft_grade enable row level security;
alter table round_draft_case_audit enable row level security;
alter table round_draft_published enable row level security;

create policy round_draft_is_of_inspectorate on round_draft to ncpi_application
    using (reader_is_of_inspectorate()) with check (reader_is_of_inspectorate());
create policy round_draft_item_is_of_inspectorate on round_draft_item to ncpi_application
    using (reader_is_of_inspectorate()) with check (reader_is_of_inspectorate());
create policy round_draft_grade_is_of_inspectorate on round_draft_grade to ncpi_application
    using (reader_is_of_inspectorate()) with check (reader_is_of_inspectorate());
create policy round_draft_case_audit_is_of_inspectorate on round_draft_case_audit to ncpi_application
    using (reader_is_of_inspectorate()) with check (reader_is_of_inspectorate());
create policy round_draft_published_is_of_inspectorate on round_draft_published to ncpi_application
    using (reader_is_of_inspectorate()) with check (reader_is_of_inspectorate());

grant execute on function reader_is_of_inspectorate() to ncpi_application;
grant select, insert, update, delete on round_draft, round_draft_item, round_draft_grade, round_draft_case_audit
to ncpi_application;
grant select, insert on round_draft_published to ncpi_application;
