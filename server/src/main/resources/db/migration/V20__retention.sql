-- How long things are kept. New columns are filled by triggers, so that the version before can still write its rows.

-- One row. A database that had something before anything was ever removed from it keeps everything until the settings say
-- otherwise; nowhere else is it told apart from a new one.
create table retention_default (
    only_row boolean primary key default true check (only_row),
    keeps_everything boolean not null
);
insert into retention_default (keeps_everything)
select exists (select from users) or exists (select from audit);

-- Locks a table against everybody. Whoever comes later queues up behind a lock that is waited for, so it is waited for only
-- a fifth of a second at a time, with pauses in which the others get on.
create function lock_alone(target regclass) returns void language plpgsql as $$
begin
    for attempt in 1 .. 1000 loop
        begin
            perform set_config('lock_timeout', '200ms', true);
            execute format('lock table %s in access exclusive mode', target);
            perform set_config('lock_timeout', '0', true);
            return;
        exception when lock_not_available then
            perform pg_sleep(0.3 + random() * 0.4);
        end;
    end loop;
    raise exception 'others have used the table % for minutes without a pause', target using errcode = 'lock_not_available';
end $$;

-- Deliveries that were made or given up, by the time they are removed by.
create index webhook_delivery_ended on webhook_delivery (last_attempt) where status <> 'pending';

-- Since when a request gives nothing, and nobody waits for it.
select lock_alone('access_request');
alter table access_request add column closed timestamptz;
update access_request
   set closed = case state when 'ended' then now() else decided end -- when it ended, nobody wrote down
 where state in ('denied', 'withdrawn', 'ended');
create index access_request_closed on access_request (closed) where closed is not null;

create function close_access_request() returns trigger language plpgsql as $$
begin
    new.closed := case when new.state in ('denied', 'withdrawn', 'ended') then now() end;
    return new;
end $$;

create trigger access_request_closes before update of state on access_request
    for each row when (new.state <> old.state) execute function close_access_request();
