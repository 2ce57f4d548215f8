-- What a round in progress finds of items that earlier rounds of its force raised: a part of its draft, published with it.

-- So that a finding is of an item of the draft's own force, and of a kind of round that comes after another, by the keys alone.
alter table round_draft add constraint round_draft_of_kind unique (id, force_slug, kind);
alter table recommendation add constraint recommendation_reference_of_force unique (reference, force_slug);

create table round_draft_finding (
    draft uuid not null,
    force_slug text not null,
    -- `RoundKind::comes_after_another` in Rust; a test compares the two.
    kind round_kind not null constraint round_draft_finding_comes_after_another check (kind <> 'inspection'),
    reference text not null,
    finding finding not null,
    -- What the round said; empty where it said no more than the word.
    summary text not null constraint round_draft_finding_summary_length check (length(summary) <= 4000),
    constraint round_draft_finding_pkey primary key (draft, reference),
    constraint round_draft_finding_draft foreign key (draft, force_slug, kind)
        references round_draft (id, force_slug, kind) on update cascade on delete cascade,
    constraint round_draft_finding_item foreign key (reference, force_slug)
        references recommendation (reference, force_slug)
);

alter table round_draft_finding enable row level security;

create policy round_draft_finding_is_of_inspectorate on round_draft_finding to ncpi_application
    using (reader_is_of_inspectorate()) with check (reader_is_of_inspectorate());

grant select, insert, update, delete on round_draft_finding to ncpi_application;

-- The first day a partial date can be. `PartialDate::first` in Rust; a test compares the two.
create function partial_date_first(written text) returns date
language sql immutable strict parallel safe
return case
    when written ~ '^\d{4}$' then make_date(written::integer, 1, 1)
    when written ~ '^\d{4}-Q' then make_date(left(written, 4)::integer, right(written, 1)::integer * 3 - 2, 1)
    when written ~ '^\d{4}-\d\d$' then make_date(left(written, 4)::integer, right(written, 2)::integer, 1)
    else written::date
end;

grant execute on function partial_date_first(text) to ncpi_application;

-- The items on which a draft may say something: those of its force that a round raised which stands before it in the chain. A
-- draft takes its place before the first round with a later date, as `place_in_chain` in Rust gives it once it is published;
-- without a date it stands at the end. The view reads as whoever asks, so that row security holds.
create view round_draft_earlier with (security_invoker = true) as
select d.id as draft, v.reference, v.ended_by is not null as ended, f.reference is not null as recorded
from round_draft d
join recommendation_version v on v.force_slug = d.force_slug and v.latest
join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
left join round_draft_finding f on f.draft = d.id and f.reference = v.reference
where d.kind <> 'inspection' and not exists (
    select from round later
    join round_version w on w.force_slug = later.force_slug and w.round_slug = later.slug and w.latest
    where later.force_slug = d.force_slug and later.place <= r.place
        and (
            partial_date_last(coalesce(w.published, w.fieldwork)), partial_date_first(coalesce(w.published, w.fieldwork))
        ) > (
            partial_date_last(coalesce(d.published, d.fieldwork)), partial_date_first(coalesce(d.published, d.fieldwork))
        )
);

grant select on round_draft_earlier to ncpi_application;
