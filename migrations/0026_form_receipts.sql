-- One table of receipts for all forms, in place of `form_submission` and `form_taken`: what a form led to, by its token and what it
-- was about. A form for several items has one token and a receipt for each.

create table form_receipt (
    token uuid not null,
    -- A stream (`recommendation KENT-2019-01`, `force kent`) or a draft (`draft ID`).
    about text not null,
    account uuid not null,
    -- The version that the form made of it.
    version integer not null constraint form_receipt_version_from_one check (version >= 1),
    recorded_at timestamptz not null,
    -- SHA-256 over the answers; none of forms from before it was kept.
    answers bytea constraint form_receipt_answers_length check (length(answers) = 32),
    constraint form_receipt_pkey primary key (token, about)
);

insert into form_receipt (token, about, account, version, recorded_at, answers)
select f.token, 'recommendation ' || f.reference, f.account, e.version, f.recorded_at, f.answers
from form_submission f join event e on e.seq = f.seq
union all
select token, about, account, version, recorded_at, answers from form_taken;

-- Who made a draft what it is since a version of it.
create index form_receipt_about on form_receipt (about, version);

create trigger form_receipt_is_append_only before update on form_receipt
for each row execute function refuse_change();

grant select, insert on form_receipt to ncpi_application;

drop table form_submission;
drop table form_taken;
