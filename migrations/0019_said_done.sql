-- The assurance gap over time is made of every wait there ever was: a twentieth of the rows, for which all of them were read.
create index recommendation_version_said_done on recommendation_version (lower(valid))
    where status = 'submitted-for-review' and upper_inf(recorded);
