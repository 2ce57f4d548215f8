-- Who may sign in, what they did here that leaves no event, and what keeps others from guessing their way in.

-- A person's account. It is never deleted: events name it. One account has one role.
create table account (
    id uuid constraint account_pkey primary key,
    -- What one signs in with.
    email text not null constraint account_email_form check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
    name text not null constraint account_name_form check (name = btrim(name) and length(name) between 1 and 100),
    role role_name not null,
    -- An Argon2id hash in PHC form; none until the person has chosen a password.
    password_hash text constraint account_password_is_argon2id check (starts_with(password_hash, '$argon2id$')),
    -- Every session carries the generation it began in. Raising it ends them all: sign-out everywhere, a new password.
    generation integer not null default 0 constraint account_generation_counts check (generation >= 0),
    -- Known to everyone who reads the sign-in page; works only where the server was started with --demo-accounts.
    demonstration boolean not null default false,
    created_at timestamptz not null,
    disabled_at timestamptz
);

create unique index account_email on account (lower(email));

-- The forces of a liaison officer, or those that a senior leader is limited to.
create table account_force (
    account uuid not null constraint account_force_account references account,
    force_slug text not null constraint account_force_force references force,
    constraint account_force_pkey primary key (account, force_slug)
);

-- Stamped for good when demonstration accounts are made: nobody should ever take such a database for a real one.
create table demonstration_stamp (
    only_row boolean constraint demonstration_stamp_pkey primary key default true check (only_row),
    stamped_at timestamptz not null
);

create trigger demonstration_stamp_is_for_good before update or delete on demonstration_stamp
for each row execute function refuse_change();
create trigger demonstration_stamp_is_never_truncated before truncate on demonstration_stamp
for each statement execute function refuse_change();

-- A link by which a person chooses a password, once. The link itself is not kept, only its digest.
create table password_link (
    digest bytea constraint password_link_pkey primary key constraint password_link_digest_length check (length(digest) = 32),
    account uuid not null constraint password_link_account references account,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);

create index password_link_of_account on password_link (account);

-- Attempts to sign in, counted per account and per address. What was typed is kept as a digest only: people type their
-- password into the wrong field.
create table sign_in_attempt (
    at timestamptz not null,
    email_digest bytea not null constraint sign_in_attempt_digest_length check (length(email_digest) = 32),
    address inet,
    failed boolean not null
);

create index sign_in_attempt_of_email on sign_in_attempt (email_digest, at) where failed;
create index sign_in_attempt_of_address on sign_in_attempt (address, at) where failed;

create type audit_kind as enum (
    'signed-in', 'sign-in-refused', 'sign-in-limited', 'signed-out', 'signed-out-everywhere', 'account-added',
    'account-changed', 'account-disabled', 'account-enabled', 'password-set', 'password-link-made', 'action-refused', 'exported',
    'restricted-text-read'
);

-- What people did that is no event of the record.
create table audit_entry (
    id bigint generated always as identity constraint audit_entry_pkey primary key,
    at timestamptz not null,
    kind audit_kind not null,
    -- Who did it; nobody where nobody is signed in.
    person uuid,
    role role_name,
    -- The account or the page that it was done to.
    subject text,
    address inet
);

create index audit_entry_newest on audit_entry (at desc);

create trigger audit_entry_is_append_only before update or delete on audit_entry
for each row execute function refuse_change();
create trigger audit_entry_is_never_truncated before truncate on audit_entry
for each statement execute function refuse_change();

-- Sessions, shared by all server processes. Who could read this table could still not take one over: what the browser
-- holds is kept as a digest only.
create table session (
    digest bytea constraint session_pkey primary key constraint session_digest_length check (length(digest) = 32),
    data jsonb not null,
    expires_at timestamptz not null
);

create index session_expiry on session (expires_at);

grant select, insert, update, delete on session to ncpi_application;
grant select, insert on account, account_force, demonstration_stamp, password_link, sign_in_attempt, audit_entry
to ncpi_application;
grant update (email, name, role, password_hash, generation, disabled_at) on account to ncpi_application;
grant delete on account_force to ncpi_application;
grant update (used_at) on password_link to ncpi_application;
grant update (failed) on sign_in_attempt to ncpi_application;
grant delete on sign_in_attempt to ncpi_application;
