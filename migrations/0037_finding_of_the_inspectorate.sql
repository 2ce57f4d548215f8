-- What inspectors record here of a round that was published before is theirs: it stands in no report.
alter table finding_version alter column source_url drop not null;

-- Where the deadline is the force's to set, its own target is the due date now: `ncpi migrate` folds such records afresh.
update read_model_state set stale = stale or exists (
    select from event where facts -> 'deadline' ->> 'basis' = 'set-by-force'
);
