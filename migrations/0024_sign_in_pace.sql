-- Wrong passwords slow down those who try them instead of locking the account's person out. A browser in which the person has
-- signed in before is counted apart from everybody else who tries the same account.

-- The browsers in which an account has signed in. The browser holds a random token; only its digest is kept here. It opens
-- nothing: whoever has it may try passwords at a pace of their own.
create table known_browser (
    digest bytea not null constraint known_browser_digest_length check (length(digest) = 32),
    account uuid not null constraint known_browser_account references account,
    seen_at timestamptz not null,
    constraint known_browser_pkey primary key (digest, account)
);

create index known_browser_of_account on known_browser (account);
create index known_browser_age on known_browser (seen_at);

grant select, insert, update (seen_at), delete on known_browser to ncpi_application;

-- The known browser that an attempt came from; none for everybody else. The address is a client network from now on: of an
-- IPv6 address its first 64 bits.
alter table sign_in_attempt
    add column browser bytea constraint sign_in_attempt_browser_length check (length(browser) = 32);

alter type audit_kind add value 'own-password-refused';
alter type audit_kind add value 'account-unlocked';

-- Signs that an address only has inside quotation marks, and that markup is made of. A trigger and no constraint: an account that
-- has one already stays as it is, and can still be disabled.
create function account_email_without_specials() returns trigger language plpgsql as $$
begin
    if new.email ~ '[][<>"(),;:\\]' then
        raise check_violation using
            message = 'an email address holds a special sign',
            constraint = 'account_email_without_specials';
    end if;
    return new;
end
$$;

create trigger account_email_without_specials before insert or update of email on account
for each row execute function account_email_without_specials();
