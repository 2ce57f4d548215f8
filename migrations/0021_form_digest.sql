-- What a form said when it was taken. A form that comes again under its token with the same answers is led to what they led to;
-- with other answers nothing of it is saved, and its author has to be told.

-- SHA-256 over the answers, as `AnswersDigest` in Rust makes it. Forms taken before this have none, nor do forms of round drafts.
alter table form_submission
    add column answers bytea constraint form_submission_answers_length check (length(answers) = 32);
alter table form_taken
    add column answers bytea constraint form_taken_answers_length check (length(answers) = 32);
