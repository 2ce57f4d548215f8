-- Search in every text of an item, by whoever may read it.
--
-- A search in the present reads one row for each item: all its words that a reader may read. It therefore takes as long for 40 texts of
-- an item as for one. Phrases, and views of the past, read the texts themselves.

-- Name and digest of a file are texts beside an event as well, and are not searched.
drop index event_text_search;
alter table event_text drop column search;
alter table event_text add column search tsvector generated always as (
    case when field not in ('file', 'file_name') then to_tsvector('english'::regconfig, body) end
) stored;
alter table restricted_text add column search tsvector generated always as (
    case when field not in ('file', 'file_name') then to_tsvector('english'::regconfig, body) end
) stored;
create index event_text_search on event_text using gin (search);
create index restricted_text_search on restricted_text using gin (search);
-- Whether a wording has the words decides the order of the rows found.
create index event_text_search_of_wordings on event_text using gin (search) where field = 'wording';

-- Whether an event is corrected is asked of every event whose text is found.
create index event_correcting on event (corrects) where corrects is not null;

-- Whether a wording stands in a view, without reading what else its item said over the years.
create index recommendation_version_of_wording on recommendation_version (wording) include (valid, recorded);

-- What people leave out or add when they type a reference: case, and zeros before a number. `Reference::loose_key` in Rust.
create function reference_key(reference text) returns text
language sql immutable strict parallel safe
return regexp_replace(lower(reference), '(^|-)0+(?=[0-9])', '\1', 'g');
alter table recommendation add column key text not null generated always as (reference_key(reference)) stored;
create index recommendation_key on recommendation (key);

-- The rule of the policy of `restricted_text` (0009) as a function, for what reads the index of that table past row security.
create function restricted_text_is_readable(for_whom audience, about text) returns boolean
language sql stable parallel safe
return coalesce(
    current_setting('ncpi.role', true) in ('inspector', 'authoriser')
    or (
        current_setting('ncpi.role', true) = 'force-liaison-officer'
        and for_whom = 'force'
        and about = any (string_to_array(current_setting('ncpi.forces', true), ','))
    ),
    false
);
alter policy restricted_text_is_read_by_those_it_is_for on restricted_text
using (restricted_text_is_readable(audience, force_slug));

-- What is asked of the event of a text that is found, without reading the event itself.
create index event_of_text on event (seq) include (stream_id, kind, happened, recorded_at, corrects) where stream_kind = 'recommendation';

-- The texts of items at a point, as `event::told` has them: the last correction of an event stands in its place, wordings and findings are
-- those of the read model. Row security applies to whoever calls it.
create function text_at(on_day date, known timestamptz)
returns table (reference text, event bigint, field text, audience audience, body text, search tsvector)
language sql stable parallel safe as $$
    select e.stream_id, e.seq, t.field, e.audience, t.body, t.search
    from (
        select x.event, x.field, x.body, x.search from event_text x
        union all
        select y.event, y.field, y.body, y.search from restricted_text y
    ) t
    join event e on e.seq = t.event
    where e.stream_kind = 'recommendation' and e.kind <> 'text_redacted' and t.search is not null
        and (known is null or e.recorded_at <= known)
        and not exists (
            select from event c
            where c.corrects = coalesce(e.corrects, e.seq) and c.seq > e.seq and (known is null or c.recorded_at <= known)
        )
        and case t.field
            when 'wording' then exists (
                select from recommendation_at(on_day, known) v where v.wording = e.seq
            )
            when 'summary' then exists (
                select from finding_at(on_day, known) f where f.reference = e.stream_id and f.texts = e.seq
            )
            else on_day = '9999-12-31' or case
                -- Of a whole day the last possible day is that day, and is had much sooner.
                when length(e.happened) = 10 then e.happened::text::date else partial_date_last(e.happened)
            end <= on_day
        end
$$;

-- The words of each item in the present view, for readers at three levels: each holds what the one before it holds. Nobody reads this
-- table but the functions below.
create table search_document (
    reference text not null constraint search_document_recommendation references recommendation,
    level audience not null,
    force_slug text not null,
    -- As the search compares them, without their places; and each two that follow one another in a text with how far they lie apart, as one
    -- lexeme: `miss 1 child`. So are phrases of two words found.
    words tsvector not null,
    -- As they are written, at the level of everyone only: what a misspelt word may have meant.
    plain tsvector,
    constraint search_document_pkey primary key (reference, level),
    constraint search_document_plain_is_public check ((plain is not null) = (level = 'everyone'))
);
create index search_document_for_everyone on search_document using gin (words) where level = 'everyone';
create index search_document_for_force on search_document using gin (words) where level = 'force';
create index search_document_for_inspectorate on search_document using gin (words) where level = 'inspectorate';
create index search_document_plain on search_document using gin (plain) where level = 'everyone';

-- Every word of public texts. A word that only restricted texts have is not in it, so that no suggestion tells of one.
create table search_word (
    word text constraint search_word_pkey primary key
);
create index search_word_near on search_word using gin (word gin_trgm_ops);
grant select on search_word to ncpi_application;

-- Whatever changes the texts of an item marks it, and the end of the transaction refreshes each marked item once: by then the read model
-- says which wording and findings it has.
create table search_stale (
    reference text constraint search_stale_pkey primary key
);

-- What the documents of some items are, or of all; the one definition, from which they are refreshed and verified.
create function search_document_for(wanted text[])
returns table (reference text, level audience, force_slug text, words tsvector, plain tsvector)
language sql stable as $$
    with readable as materialized (
        select t.reference, t.event, t.field, t.audience, t.search, case when t.audience = 'everyone' then t.body end as body
        from text_at('9999-12-31', null) t
        where wanted is null or t.reference = any (wanted)
    ),
    lexemes as (
        select w.reference, w.audience, array_to_tsvector(array_agg(distinct l.lexeme)) as words
        from (
            select r.reference, r.audience, x.lexeme, p.place,
                lead(x.lexeme) over following as next, lead(p.place) over following as next_place
            from readable r cross join lateral unnest(r.search) x cross join lateral unnest(x.positions) p(place)
            window following as (partition by r.event, r.field order by p.place)
        ) w
        cross join lateral unnest(array[w.lexeme, w.lexeme || ' ' || (w.next_place - w.place) || ' ' || w.next]) l(lexeme)
        where l.lexeme is not null
        group by w.reference, w.audience
    ),
    plain as (
        select r.reference, array_to_tsvector(array_agg(distinct w.lexeme)) as words
        from readable r cross join lateral unnest(to_tsvector('simple', r.body)) w
        where r.body is not null and w.lexeme ~ '^[[:alpha:]]{4,40}$' and to_tsvector('english', w.lexeme) <> ''
        group by r.reference
    )
    select i.reference, l.level, i.force_slug,
        coalesce(e.words, '') || case when l.level <> 'everyone' then coalesce(f.words, '') else '' end
            || case when l.level = 'inspectorate' then coalesce(s.words, '') else '' end,
        case when l.level = 'everyone' then coalesce(p.words, '') end
    from recommendation i
    cross join unnest(enum_range(null::audience)) l(level)
    left join lexemes e on e.reference = i.reference and e.audience = 'everyone'
    left join lexemes f on f.reference = i.reference and f.audience = 'force'
    left join lexemes s on s.reference = i.reference and s.audience = 'inspectorate'
    left join plain p on p.reference = i.reference
    where wanted is null or i.reference = any (wanted)
$$;

-- Brings documents and words up to date for some items.
create function refresh_search(wanted text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    before text[];
    after text[];
    added text[];
    removed text[];
begin
    select coalesce(array_agg(distinct w.word), '{}') into before
    from search_document d cross join lateral unnest(tsvector_to_array(d.plain)) w(word)
    where d.reference = any (wanted) and d.level = 'everyone';

    insert into search_document (reference, level, force_slug, words, plain)
    select f.reference, f.level, f.force_slug, f.words, f.plain from search_document_for(wanted) f
    on conflict on constraint search_document_pkey do update
    set force_slug = excluded.force_slug, words = excluded.words, plain = excluded.plain
    where (search_document.force_slug, search_document.words, search_document.plain)
        is distinct from (excluded.force_slug, excluded.words, excluded.plain);

    select coalesce(array_agg(distinct w.word), '{}') into after
    from search_document d cross join lateral unnest(tsvector_to_array(d.plain)) w(word)
    where d.reference = any (wanted) and d.level = 'everyone';

    select array_agg(w order by w) into added
    from unnest(after) w where not exists (select from search_word s where s.word = w);
    select array_agg(w order by w) into removed from unnest(before) w where w <> all (after);
    if added is null and removed is null then
        return;
    end if;
    -- Two items that change at once must agree on which words are left.
    perform pg_advisory_xact_lock(hashtextextended('ncpi search words', 0));
    insert into search_word (word) select unnest(added) on conflict do nothing;
    delete from search_word s
    where s.word = any (removed) and not exists (
        select from search_document d where d.level = 'everyone' and d.plain @@ quote_literal(s.word)::tsquery
    );
end
$$;

-- Makes everything anew. For the owner.
create function rebuild_search() returns void
language sql set search_path = public, pg_temp as $$
    delete from search_document;
    delete from search_word;
    delete from search_stale;
    insert into search_document (reference, level, force_slug, words, plain)
    select f.reference, f.level, f.force_slug, f.words, f.plain from search_document_for(null) f;
    insert into search_word (word)
    select distinct w.word from search_document d cross join lateral unnest(tsvector_to_array(d.plain)) w(word)
    where d.level = 'everyone';
$$;

-- The first of some items whose documents are not what its texts add up to.
create function search_difference(wanted text[]) returns text
language sql stable security definer set search_path = public, pg_temp as $$
    select f.reference from search_document_for(wanted) f
    left join search_document d on d.reference = f.reference and d.level = f.level
    where (d.force_slug, d.words, d.plain) is distinct from (f.force_slug, f.words, f.plain)
    order by f.reference limit 1
$$;

-- The first word that is listed and in no public text, or the other way round.
create function search_word_difference() returns text
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(s.word, w.word)
    from (
        select distinct w.word from search_document d cross join lateral unnest(tsvector_to_array(d.plain)) w(word)
        where d.level = 'everyone'
    ) w
    full join search_word s on s.word = w.word
    where s.word is null or w.word is null
    order by 1 limit 1
$$;

create function mark_search_of_texts() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into search_stale
    select distinct e.stream_id from changed t join event e on e.seq = t.event where e.stream_kind = 'recommendation'
    on conflict do nothing;
    return null;
end
$$;
create function mark_search_of_events() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into search_stale
    select distinct e.stream_id from changed e where e.stream_kind = 'recommendation' and e.kind = 'corrected'
    on conflict do nothing;
    return null;
end
$$;
create function mark_search_of_items() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into search_stale select distinct v.reference from changed v on conflict do nothing;
    return null;
end
$$;
create function refresh_search_of_marked() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    delete from search_stale where reference = new.reference;
    if found then
        perform refresh_search(array[new.reference]);
    end if;
    return null;
end
$$;
create constraint trigger search_is_refreshed after insert on search_stale deferrable initially deferred
for each row execute function refresh_search_of_marked();

create trigger event_text_added_is_searched after insert on event_text referencing new table as changed
for each statement execute function mark_search_of_texts();
create trigger event_text_erased_is_not_searched after delete on event_text referencing old table as changed
for each statement execute function mark_search_of_texts();
create trigger restricted_text_added_is_searched after insert on restricted_text referencing new table as changed
for each statement execute function mark_search_of_texts();
create trigger restricted_text_erased_is_not_searched after delete on restricted_text referencing old table as changed
for each statement execute function mark_search_of_texts();
create trigger event_correction_is_searched after insert on event referencing new table as changed
for each statement execute function mark_search_of_events();
create trigger recommendation_added_is_searched after insert on recommendation referencing new table as changed
for each statement execute function mark_search_of_items();
create trigger recommendation_version_added_is_searched after insert on recommendation_version referencing new table as changed
for each statement execute function mark_search_of_items();
create trigger recommendation_version_ended_is_searched after update on recommendation_version referencing new table as changed
for each statement execute function mark_search_of_items();
create trigger finding_version_added_is_searched after insert on finding_version referencing new table as changed
for each statement execute function mark_search_of_items();
create trigger finding_version_ended_is_searched after update on finding_version referencing new table as changed
for each statement execute function mark_search_of_items();

-- The items in whose texts, as far as the reader may read them, the words stand in the present view.
create function items_with_words(asked tsquery) returns table (reference text)
language sql stable security definer rows 3000 set search_path = public, pg_temp as $$
    select d.reference from search_document d
    where d.level = 'inspectorate' and d.words @@ asked and restricted_text_is_readable('inspectorate', '')
    union all
    select d.reference from search_document d
    where d.level = 'force' and d.words @@ asked and not restricted_text_is_readable('inspectorate', '')
        and current_setting('ncpi.role', true) = 'force-liaison-officer'
        and restricted_text_is_readable('force', d.force_slug)
    union all
    select d.reference from search_document d
    where d.level = 'everyone' and d.words @@ asked and not restricted_text_is_readable('inspectorate', '')
        and not restricted_text_is_readable('force', d.force_slug)
$$;

-- Of each item the numbers of the terms, as lexemes, that stand in one of its texts at a point, as far as the reader may read them. For
-- longer phrases and for views of the past.
--
-- It says again what `text_at` says, for the planner cannot begin at the index of the texts there, and a test compares the two. It goes
-- from the texts found to their events by index, whatever the caller has the planner prefer: read as a whole, events take half a second.
create function items_with_terms(terms tsquery[], on_day date, known timestamptz) returns table (reference text, found tsvector)
language sql stable security definer rows 1000 set search_path = public, pg_temp
set enable_nestloop = on set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
    with found as materialized (
        select a.number, x.event, x.field
        from unnest(terms) with ordinality a(term, number) join event_text x on x.search @@ a.term
        union all
        select a.number, y.event, y.field
        from unnest(terms) with ordinality a(term, number) join restricted_text y on y.search @@ a.term
        -- The first condition names no row, so that for most readers the table is not read at all.
        where current_setting('ncpi.role', true) in ('inspector', 'authoriser', 'force-liaison-officer')
            and restricted_text_is_readable(y.audience, y.force_slug)
    )
    select e.stream_id, array_to_tsvector(array_agg(distinct t.number::text))
    from found t
    join event e on e.seq = t.event
    where e.stream_kind = 'recommendation' and e.kind <> 'text_redacted'
        and (known is null or e.recorded_at <= known)
        and not exists (
            select from event c
            where c.corrects = coalesce(e.corrects, e.seq) and c.seq > e.seq and (known is null or c.recorded_at <= known)
        )
        and case t.field
            when 'wording' then exists (
                select from recommendation_at(on_day, known) v where v.wording = e.seq
            )
            when 'summary' then exists (
                select from finding_at(on_day, known) f where f.reference = e.stream_id and f.texts = e.seq
            )
            else on_day = '9999-12-31' or case
                -- Of a whole day the last possible day is that day, and is had much sooner.
                when length(e.happened) = 10 then e.happened::text::date else partial_date_last(e.happened)
            end <= on_day
        end
    group by e.stream_id
$$;

revoke all on function
    search_document_for(text[]), refresh_search(text[]), rebuild_search(), search_difference(text[]), search_word_difference(),
    items_with_words(tsquery), items_with_terms(tsquery[], date, timestamptz)
from public;
grant execute on function
    search_difference(text[]), search_word_difference(), items_with_words(tsquery),
    items_with_terms(tsquery[], date, timestamptz)
to ncpi_application;

-- What is in the register already.
select rebuild_search();
