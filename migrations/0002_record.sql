-- The record itself: what there is to speak of, and the events that speak of it. Nothing here is ever changed or removed.

-- Whether this database holds the real register or synthetic data for load tests. Stamped once, for good.
create table register_stamp (
    only_row boolean constraint register_stamp_pkey primary key default true check (only_row),
    data text not null constraint register_stamp_data check (data in ('real', 'synthetic')),
    stamped_at timestamptz not null
);

create table force (
    slug text constraint force_pkey primary key
        constraint force_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80)
);

create table round (
    force_slug text not null constraint round_force references force,
    slug text not null constraint round_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    -- Its place in the force's chain. Only a round put in between moves the places behind it: their order stays.
    place integer not null constraint round_place_from_one check (place >= 1),
    constraint round_pkey primary key (force_slug, slug),
    constraint round_place unique (force_slug, place) deferrable initially deferred
);

create table recommendation (
    reference text constraint recommendation_pkey primary key
        constraint recommendation_reference_form
        check (reference ~ '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$' and length(reference) <= 60),
    force_slug text not null constraint recommendation_force references force,
    constraint recommendation_of_force unique (reference, force_slug)
);

create table import_batch (
    id uuid constraint import_batch_pkey primary key,
    kind text not null,
    file_name text not null,
    file_sha256 bytea not null constraint import_batch_digest check (length(file_sha256) = 32),
    recorded_at timestamptz not null
);

create sequence event_seq as bigint;

create table event (
    seq bigint constraint event_pkey primary key,
    stream_kind stream_kind not null,
    stream_id text not null,
    -- Its number within the stream, from 1.
    version integer not null constraint event_version_from_one check (version >= 1),
    kind event_kind not null,
    happened partial_date,
    recorded_at timestamptz not null,
    actor_kind actor_kind not null,
    actor_person uuid,
    actor_role role_name,
    actor_import uuid constraint event_import_batch references import_batch,
    audience audience not null,
    corrects bigint constraint event_corrects references event,
    facts jsonb not null constraint event_facts_object check (jsonb_typeof(facts) = 'object'),
    -- For each text beside the event: SHA-256 of its salt and body, so that the text can go and the chain still holds.
    texts jsonb not null default '{}' constraint event_texts_object check (jsonb_typeof(texts) = 'object'),
    prev_hash bytea constraint event_prev_hash_length check (length(prev_hash) = 32),
    hash bytea not null constraint event_hash_length check (length(hash) = 32),
    constraint event_version unique (stream_kind, stream_id, version),
    constraint event_first_has_no_predecessor check ((version = 1) = (prev_hash is null)),
    constraint event_corrected_names_the_event check ((kind = 'corrected') = (corrects is not null)),
    constraint event_actor_is_whole check (
        case actor_kind
            when 'person' then actor_person is not null and actor_role is not null and actor_import is null
            when 'import' then actor_import is not null and actor_person is null and actor_role is null
            else actor_person is null and actor_role is null and actor_import is null
        end
    ),
    constraint event_kind_fits_stream check (
        case stream_kind
            when 'force' then kind in ('force_named', 'monitoring_changed', 'duty_set', 'duty_met', 'corrected', 'text_redacted')
            when 'round' then kind in (
                'round_published', 'grade_recorded', 'case_audit_recorded', 'good_practice_recorded', 'corrected', 'text_redacted'
            )
            else kind not in (
                'round_published', 'grade_recorded', 'case_audit_recorded', 'good_practice_recorded', 'force_named',
                'monitoring_changed', 'duty_set', 'duty_met'
            )
        end
    )
);

comment on table event is 'Append-only. UPDATE, DELETE and TRUNCATE are refused for every role.';

-- Free text beside an event. The owner may erase it (ncpi redact); the application may only add.
create table event_text (
    event bigint not null constraint event_text_event references event,
    field text not null,
    salt bytea not null constraint event_text_salt_length check (length(salt) = 16),
    body text not null,
    -- Only wordings are searched.
    search tsvector generated always as (
        case when field = 'wording' then to_tsvector('english'::regconfig, body) end
    ) stored,
    constraint event_text_pkey primary key (event, field)
);

create index event_text_search on event_text using gin (search) where field = 'wording';

create function refuse_change() returns trigger
language plpgsql as $$
begin
    raise exception 'the record is append-only: % on % is refused', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end
$$;

create trigger event_is_append_only before update or delete on event
for each row execute function refuse_change();
create trigger event_is_never_truncated before truncate on event
for each statement execute function refuse_change();
create trigger register_stamp_is_for_good before update or delete on register_stamp
for each row execute function refuse_change();
create trigger register_stamp_is_never_truncated before truncate on register_stamp
for each statement execute function refuse_change();
create trigger import_batch_is_append_only before update or delete on import_batch
for each row execute function refuse_change();
create trigger event_text_is_never_edited before update on event_text
for each row execute function refuse_change();

-- An event continues its stream: the version before it is there, and it carries that one's hash and a later time.
create function event_continues_its_stream() returns trigger
language plpgsql as $$
declare
    predecessor record;
begin
    if new.version = 1 then
        return new;
    end if;
    select hash, recorded_at into predecessor from event
    where stream_kind = new.stream_kind and stream_id = new.stream_id and version = new.version - 1;
    if not found or predecessor.hash is distinct from new.prev_hash or predecessor.recorded_at > new.recorded_at then
        raise exception 'event % does not continue % %', new.seq, new.stream_kind, new.stream_id
            using errcode = 'integrity_constraint_violation', constraint = 'event_continues_its_stream';
    end if;
    return new;
end
$$;

create trigger event_continues_its_stream before insert on event
for each row execute function event_continues_its_stream();

grant select, insert on force, round, recommendation, import_batch, event, event_text, register_stamp to ncpi_application;
grant update (place) on round to ncpi_application;
grant usage on sequence event_seq to ncpi_application;
