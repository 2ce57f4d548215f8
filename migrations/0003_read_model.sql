-- What the events add up to, kept in the same transaction as the event and rebuildable from events alone.
--
-- Every row is valid over days (by what happened) and recorded over moments (by what was known). The present view stands
-- on the last day of the calendar, 9999-12-31, so that facts without a date stand in it and in no dated view.

-- The status people read, by the table of the design record; `Status::derived` in Rust, and a test compares the two.
create function derived_status(said force_position, held inspectorate_status, ended ended_by) returns status
language sql immutable parallel safe
return case
    when held = 'complete' and ended = 'source' then 'closed-according-to-source'::status
    when held = 'complete' then 'verified-complete'
    when held = 'no-further-action' then 'closed-without-action'
    when held = 'closure-proposed' then 'submitted-for-review'
    when said = 'not-recorded' then case when held = 'not-recorded' then 'not-recorded'::status else 'in-progress' end
    when said = 'ready-for-review' then 'submitted-for-review'
    else said::text::status
end;

-- How a deadline stands on a day; `DeadlineState::on` in Rust, and a test compares the two.
create function deadline_state_on(today date, due date, current_status status, judged_submission date)
returns deadline_state
language sql immutable parallel safe
return case
    when current_status in ('verified-complete', 'closed-according-to-source', 'closed-without-action') then case
        when due is null or judged_submission is null then 'closed-timing-not-known'::deadline_state
        when judged_submission <= due then 'closed-in-time'
        else 'closed-late'
    end
    when due is null then 'undated'
    when due < today and current_status <> 'not-recorded' then 'overdue'
    when due < today then 'passed-outcome-not-known'
    when due - today <= 30 then 'due-within-30-days'
    else 'not-due'
end;

create table force_version (
    slug text not null constraint force_version_force references force,
    recorded tstzrange not null,
    code text not null constraint force_version_code_form check (code ~ '^(E23|W15)[0-9]{6}$'),
    name text not null,
    short_name text not null,
    nation nation not null,
    region region not null,
    constraint force_version_recorded_not_empty check (not isempty(recorded)),
    constraint force_version_one_at_a_time exclude using gist (slug with =, recorded with &&),
    constraint force_version_code_one_force exclude using gist (code with =, recorded with &&)
);

create table round_version (
    force_slug text not null,
    round_slug text not null,
    valid daterange not null,
    recorded tstzrange not null,
    latest boolean generated always as (upper_inf(valid) and upper_inf(recorded)) stored,
    kind round_kind not null,
    fieldwork partial_date,
    published partial_date,
    scheme topic_scheme,
    source_url text not null,
    constraint round_version_round foreign key (force_slug, round_slug) references round,
    constraint round_version_not_empty check (not isempty(valid) and not isempty(recorded)),
    constraint round_version_one_at_a_time exclude using gist (force_slug with =, round_slug with =, recorded with &&, valid with &&)
);

create table grade_version (
    force_slug text not null,
    round_slug text not null,
    topic text not null,
    -- Grades are given in the 2024 scheme only.
    scheme topic_scheme not null default '2024' constraint grade_version_scheme check (scheme = '2024'),
    valid daterange not null,
    recorded tstzrange not null,
    grade grade not null,
    constraint grade_version_round foreign key (force_slug, round_slug) references round,
    constraint grade_version_topic foreign key (topic, scheme) references topic (slug, scheme),
    constraint grade_version_not_empty check (not isempty(valid) and not isempty(recorded)),
    constraint grade_version_one_at_a_time
        exclude using gist (force_slug with =, round_slug with =, topic with =, recorded with &&, valid with &&)
);

create table case_audit_version (
    force_slug text not null,
    round_slug text not null,
    valid daterange not null,
    recorded tstzrange not null,
    -- A total that the grades do not add up to is the source's; it is kept, and shown as such.
    cases integer not null check (cases >= 0),
    good integer not null check (good >= 0),
    adequate integer check (adequate >= 0),
    requires_improvement integer check (requires_improvement >= 0),
    inadequate integer not null check (inadequate >= 0),
    source_url text not null,
    constraint case_audit_version_round foreign key (force_slug, round_slug) references round,
    constraint case_audit_version_not_empty check (not isempty(valid) and not isempty(recorded)),
    constraint case_audit_version_one_at_a_time
        exclude using gist (force_slug with =, round_slug with =, recorded with &&, valid with &&)
);

create table good_practice_version (
    -- The event that first told of it.
    event bigint not null constraint good_practice_version_event references event,
    force_slug text not null,
    round_slug text not null,
    valid daterange not null,
    recorded tstzrange not null,
    topic text constraint good_practice_version_topic references topic,
    -- The event that holds its text.
    texts bigint not null constraint good_practice_version_texts references event,
    source_url text not null,
    constraint good_practice_version_round foreign key (force_slug, round_slug) references round,
    constraint good_practice_version_not_empty check (not isempty(valid) and not isempty(recorded)),
    constraint good_practice_version_one_at_a_time exclude using gist (event with =, recorded with &&, valid with &&)
);

create table recommendation_version (
    reference text not null,
    force_slug text not null,
    valid daterange not null,
    recorded tstzrange not null,
    latest boolean generated always as (upper_inf(valid) and upper_inf(recorded)) stored,
    -- What its round asked.
    round_slug text not null,
    topic text not null constraint recommendation_version_topic references topic,
    record_type record_type not null,
    known_from known_from not null,
    source_url text not null,
    -- The event that holds its wording.
    wording bigint not null constraint recommendation_version_wording references event,
    raised_on date,
    -- Its deadline, as it stands and as it was at first.
    deadline_basis deadline_basis not null,
    deadline_words text not null,
    deadline_set_by deadline_set_by not null,
    deadline_moves integer not null check (deadline_moves >= 0),
    due_on date,
    due_at_the_latest boolean not null,
    original_due_on date,
    -- What the force says and what the inspectorate holds.
    position force_position not null,
    inspectorate_status inspectorate_status not null,
    no_action_reason no_action_reason,
    ended_by ended_by,
    proposed_by uuid,
    authorised_by uuid,
    status status not null,
    source_vocabulary source_vocabulary,
    source_word text,
    -- What later rounds found.
    latest_finding finding,
    latest_finding_round text,
    submitted_on date,
    judged_submission date,
    closed_on date,
    updated_on date,
    verified_on date,
    constraint recommendation_version_recommendation
        foreign key (reference, force_slug) references recommendation (reference, force_slug),
    constraint recommendation_version_round foreign key (force_slug, round_slug) references round,
    constraint recommendation_version_finding_round foreign key (force_slug, latest_finding_round) references round,
    constraint recommendation_version_not_empty check (not isempty(valid) and not isempty(recorded)),
    constraint recommendation_version_status_is_derived
        check (status = derived_status(position, inspectorate_status, ended_by)),
    constraint recommendation_version_ended_by_someone
        check ((inspectorate_status in ('complete', 'no-further-action')) = (ended_by is not null)),
    constraint recommendation_version_no_action_has_reason
        check ((inspectorate_status = 'no-further-action') = (no_action_reason is not null)),
    constraint recommendation_version_two_people_close
        check (ended_by is distinct from 'people'
            or (proposed_by is not null and authorised_by is not null and proposed_by <> authorised_by)),
    constraint recommendation_version_finding_has_round check ((latest_finding is null) = (latest_finding_round is null)),
    constraint recommendation_version_source_word_has_vocabulary check ((source_word is null) = (source_vocabulary is null)),
    constraint recommendation_version_one_at_a_time
        exclude using gist (reference with =, recorded with &&, valid with &&)
);

-- The present: small, and what nearly every page reads.
create unique index recommendation_version_latest on recommendation_version (reference) where latest;
create index recommendation_version_latest_force on recommendation_version (force_slug, round_slug) where latest;
create index recommendation_version_latest_due on recommendation_version (due_on) where latest;
-- As at a past day, by what is known now; and by what was known then.
create index recommendation_version_as_at on recommendation_version using gist (valid) where upper_inf(recorded);
create index recommendation_version_known_at on recommendation_version using gist (recorded, valid);
create index recommendation_version_of_round on recommendation_version (force_slug, round_slug);

create table finding_version (
    reference text not null,
    force_slug text not null,
    round_slug text not null,
    valid daterange not null,
    recorded tstzrange not null,
    latest boolean generated always as (upper_inf(valid) and upper_inf(recorded)) stored,
    finding finding not null,
    source_url text not null,
    -- The event that holds what the round said, where our sources add anything.
    texts bigint not null constraint finding_version_texts references event,
    constraint finding_version_recommendation
        foreign key (reference, force_slug) references recommendation (reference, force_slug),
    constraint finding_version_round foreign key (force_slug, round_slug) references round,
    constraint finding_version_not_empty check (not isempty(valid) and not isempty(recorded)),
    constraint finding_version_one_at_a_time
        exclude using gist (reference with =, round_slug with =, recorded with &&, valid with &&)
);

create index finding_version_of_round on finding_version (force_slug, round_slug);
create index finding_version_of_reference on finding_version (reference);

-- The application adds rows and ends their recorded time; it never changes what a row says.
grant select, insert on
    force_version, round_version, grade_version, case_audit_version, good_practice_version, recommendation_version,
    finding_version
to ncpi_application;
grant update (recorded) on
    force_version, round_version, grade_version, case_audit_version, good_practice_version, recommendation_version,
    finding_version
to ncpi_application;
