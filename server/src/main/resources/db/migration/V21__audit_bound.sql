-- The audit goes into months in three steps, each a migration and so a transaction of its own: what takes as long as there are
-- rows must not stand in one transaction with what keeps writers out.
--
-- The first: a bound on what the table as it is will hold. It is not checked yet, so this takes a moment. Whatever is written
-- now must keep to it, so it is months away: an upgrade that is broken off here does no harm before.
do $$
declare
    latest timestamptz := greatest(now(), (select max(at) from audit));
    bound timestamptz := (date_trunc('month', latest at time zone 'UTC') + interval '3 months') at time zone 'UTC';
begin
    perform lock_alone('audit');
    execute format('alter table audit add constraint audit_before_bound check (at < %L) not valid', bound);
end $$;
