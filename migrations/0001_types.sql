-- Roles, extensions and the words of the domain. The words mirror the enums of the Rust crate; a test compares them.

-- The application acts in this role whatever it logs in as: it may add to the record and never take from it.
-- Roles belong to the whole cluster, so it may be there already.
do $$
begin
    if not exists (select from pg_roles where rolname = 'ncpi_application') then
        create role ncpi_application nologin;
    end if;
    if not pg_has_role(current_user, 'ncpi_application', 'member') then
        execute format('grant ncpi_application to %I', current_user);
    end if;
exception
    when duplicate_object or unique_violation then null; -- another database of the cluster migrates at the same moment
end
$$;

create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create type nation as enum ('england', 'wales');
create type region as enum (
    'north-east', 'north-west', 'yorkshire-and-the-humber', 'east-midlands', 'west-midlands', 'east-of-england',
    'london', 'south-east', 'south-west', 'wales'
);
create type round_kind as enum (
    'inspection', 'post_inspection_review', 're_inspection', 'progress_update', 'follow_up_letter'
);
create type record_type as enum ('recommendation', 'area_of_concern');
create type known_from as enum ('raised', 'later_round');
create type finding as enum (
    'improved', 'partly-improved', 'still-of-concern', 'no-progress', 'not-fully-achieved', 'closed'
);
create type grade as enum ('outstanding', 'good', 'adequate', 'requires-improvement', 'inadequate');
create type deadline_basis as enum (
    'immediately', 'within-three-months', 'within-six-months', 'fixed-date', 'set-by-force', 'none', 'not-stated'
);
create type deadline_set_by as enum ('inspectorate', 'force');
create type deadline_state as enum (
    'overdue', 'due-within-30-days', 'not-due', 'undated', 'passed-outcome-not-known', 'closed-in-time', 'closed-late',
    'closed-timing-not-known'
);
create type force_position as enum (
    'not-recorded', 'not-started', 'planned', 'in-progress', 'ready-for-review', 'not-accepted'
);
create type inspectorate_status as enum (
    'not-recorded', 'awaiting-review', 'being-progressed', 'closure-proposed', 'complete', 'no-further-action'
);
create type no_action_reason as enum (
    'superseded', 'overtaken', 'not-applicable', 'alternative-action', 'not-stated'
);
create type ended_by as enum ('source', 'people');
create type status as enum (
    'not-recorded', 'not-started', 'planned', 'in-progress', 'submitted-for-review', 'verified-complete',
    'closed-according-to-source', 'closed-without-action', 'not-accepted'
);
create type source_vocabulary as enum ('hmicfrs-register', 'coc-tracker', 'rag');
create type stream_kind as enum ('force', 'round', 'recommendation');
create type event_kind as enum (
    'raised', 'wording_changed', 'deadline_set', 'source_status_recorded', 'finding_recorded', 'position_set',
    'update_recorded', 'evidence_added', 'submitted', 'returned', 'closure_proposed', 'closure_refused',
    'closure_authorised', 'reopened', 'linked', 'corrected', 'text_redacted', 'round_published', 'grade_recorded',
    'case_audit_recorded', 'good_practice_recorded', 'force_named', 'monitoring_changed', 'duty_set', 'duty_met'
);
create type actor_kind as enum ('person', 'import', 'system');
create type role_name as enum ('inspector', 'authoriser', 'force-liaison-officer', 'senior-leader', 'administrator');
create type audience as enum ('force', 'inspectorate', 'everyone');
create type topic_scheme as enum ('2014', '2024');

-- A date known to the day, month, quarter or year, as a source gives it.
create domain partial_date as text check (
    value ~ '^(199[0-9]|20[0-9]{2})(-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'
);

-- The last day a partial date can be: it counts from then on. `PartialDate::last` in Rust; a test compares the two.
create function partial_date_last(written text) returns date
language sql immutable strict parallel safe
return case
    when written ~ '^\d{4}$' then make_date(written::integer, 12, 31)
    when written ~ '^\d{4}-Q' then
        (make_date(left(written, 4)::integer, right(written, 1)::integer * 3 - 2, 1) + interval '3 months - 1 day')::date
    when written ~ '^\d{4}-\d\d$' then
        (make_date(left(written, 4)::integer, right(written, 2)::integer, 1) + interval '1 month - 1 day')::date
    else written::date
end;

-- The headings recommendations stand under, in versioned schemes.
create table topic (
    slug text constraint topic_pkey primary key,
    scheme topic_scheme not null,
    label text not null,
    place integer not null,
    constraint topic_scheme_key unique (slug, scheme),
    constraint topic_slug_names_its_scheme check (starts_with(slug, scheme::text || '-'))
);

insert into topic (slug, scheme, label, place) values
    ('2014-leadership-management-and-governance', '2014', 'Leadership, management and governance', 1),
    ('2014-initial-contact', '2014', 'Initial contact', 2),
    ('2014-assessment-and-help', '2014', 'Assessment and help', 3),
    ('2014-investigation', '2014', 'Investigation', 4),
    ('2014-decision-making', '2014', 'Decision making', 5),
    ('2014-trusted-adult', '2014', 'Trusted adult', 6),
    ('2014-managing-those-posing-a-risk', '2014', 'Managing those posing a risk to children', 7),
    ('2014-police-detention', '2014', 'Police detention', 8),
    ('2024-leadership', '2024', 'Leadership', 1),
    ('2024-partnership-working', '2024', 'Partnership working', 2),
    ('2024-initial-response', '2024', 'Initial response', 3),
    ('2024-risk-assessment-and-referral', '2024', 'Risk assessment and referral', 4),
    ('2024-investigation', '2024', 'Investigation', 5);

grant select on topic to ncpi_application;
