-- The files that were loaded last as one set, so that a start with the same files imports nothing.
--
-- In the database and not beside the files: another database has not loaded them. `import_batch` does not serve, because a file
-- that changes nothing leaves none, and because a single file may be imported between two loads.
create table loaded_files (
    singleton boolean primary key default true constraint loaded_files_one_row check (singleton),
    digest bytea not null constraint loaded_files_digest_length check (length(digest) = 32),
    loaded_at timestamptz not null
);

grant select, insert, update (digest, loaded_at) on loaded_files to ncpi_application;
