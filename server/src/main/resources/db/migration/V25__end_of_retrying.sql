-- Since when refreshing does not work; null while it does. What has failed for too long is given up.
alter table connection add column failing_since timestamptz;
update connection set failing_since = coalesce(last_error_at, now()) where status = 'retrying';

-- For refusals that come back without their state.
create index connect_attempt_browser on connect_attempt (browser_hash);
