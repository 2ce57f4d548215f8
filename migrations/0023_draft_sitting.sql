-- A draft belongs to the opening of the form it was typed in: two windows of one person do not overwrite each other's.

-- The opening that kept it last; none where it was kept before this was told.
alter table update_draft add column sitting uuid;
