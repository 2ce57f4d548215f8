-- References are one whatever their case. A register that had two before keeps both: the record is append-only.

create index recommendation_whatever_case on recommendation (lower(reference));

create function recommendation_is_one_whatever_case() returns trigger
language plpgsql as $$
begin
    -- An import offers again what is there, and its "on conflict do nothing" passes it over.
    if exists (select from recommendation where lower(reference) = lower(new.reference) and reference <> new.reference)
        and not exists (select from recommendation where reference = new.reference)
    then
        raise exception 'reference % is in the register in another spelling', new.reference
            using errcode = 'unique_violation', constraint = 'recommendation_is_one_whatever_case';
    end if;
    return new;
end
$$;

create trigger recommendation_is_one_whatever_case before insert on recommendation
for each row execute function recommendation_is_one_whatever_case();
