-- The read model is what events add up to by the rules of the program that wrote it. A migration that comes with changed rules
-- marks it as stale; `ncpi migrate` then folds it afresh from the events, and the application is not ready until that is done.
create table read_model_state (
    singleton boolean primary key default true constraint read_model_state_one_row check (singleton),
    stale boolean not null
);

-- A proposal that says how it was verified is a verification: `verified_on` of items proposed before has to be folded anew.
insert into read_model_state (stale) select exists (select from event where kind = 'closure_proposed');

grant select on read_model_state to ncpi_application;
