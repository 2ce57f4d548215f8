-- What a series in time asks of the history: since when and until when an item stood in which status.

-- Spans as they are known now, narrow enough to be read without their rows: of 400 MB at the designed size (600,000 spans now
-- known) this holds a seventh. Status over time took 1.1 s without it and 0.4 s with it, the assurance gap of one force 0.3 s
-- and 0.05 s.
create index recommendation_version_series on recommendation_version (force_slug, lower(valid))
include (reference, round_slug, topic, record_type, status, valid) where upper_inf(recorded);
