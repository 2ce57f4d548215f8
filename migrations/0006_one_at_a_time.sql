-- One row at a time for each point of the record, guarded by numbers instead of texts.
--
-- An exclusion constraint needs a GiST index, and GiST compares texts slowly: over the 1.3 million rows of the designed size
-- it took six minutes to build, and each new row paid its share. Over a 64-bit digest of the name it takes ten seconds. Two
-- names with one digest (one chance in 10^11 for all references together) could not stand at the same time: the second would
-- be refused, never mixed up with the first.

alter table recommendation_version
    drop constraint recommendation_version_one_at_a_time,
    add constraint recommendation_version_one_at_a_time
        exclude using gist (hashtextextended(reference, 0) with =, recorded with &&, valid with &&);

-- The old index also found all rows of one recommendation. This one finds them and cannot sort by reference: the planner
-- would walk through it in order, hoping to meet the rows of one force soon (measured: 470 ms instead of 7).
create index recommendation_version_of_reference on recommendation_version (reference text_pattern_ops);

alter table finding_version
    drop constraint finding_version_one_at_a_time,
    add constraint finding_version_one_at_a_time
        exclude using gist (hashtextextended(reference || ' ' || round_slug, 0) with =, recorded with &&, valid with &&);
