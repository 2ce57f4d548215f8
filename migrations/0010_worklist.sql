-- What waits for the inspectorate: few items at any time, asked for with every page that an inspector or authoriser reads, since
-- the navigation says how many. Without this the whole present view would be read for it.
create index recommendation_version_latest_with_inspectorate on recommendation_version (reference)
where latest and ended_by is null and (position = 'ready-for-review' or inspectorate_status = 'closure-proposed');
