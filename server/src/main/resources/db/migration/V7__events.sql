-- What happens to connections, told to whoever registered the connector: an outbox, and webhooks that are called with it.

-- When a connection will be revoked unless somebody reads its tokens before; null while nobody thinks of it.
alter table connection add column revocation_due timestamptz;

drop index connection_last_access;
create index connection_unused on connection (last_access) where revocation_due is null and status <> 'revoked';
create index connection_revocation on connection (revocation_due) where revocation_due is not null;

-- An event is written by the transaction that makes it true. Only once that has committed does the event get its place:
-- places are given one after the other, so who reads on from a place misses nothing.
create table connection_event (
    event_id bigint generated always as identity primary key,
    message_id uuid not null default gen_random_uuid(), -- what receivers know it by
    place bigint, -- null until it is published
    registrant text collate "C" not null,
    event_type text not null,
    user_id text collate "C" not null,
    connector text collate "C" not null,
    reason text,
    revocation_due timestamptz,
    occurred timestamptz not null default clock_timestamp()
);
create unique index connection_event_place on connection_event (place);
create unique index connection_event_message on connection_event (message_id);
create index connection_event_unpublished on connection_event (event_id) where place is null;
create index connection_event_registrant on connection_event (registrant, place);
create index connection_event_occurred on connection_event (occurred);

-- The last place that was given. Whoever locks the row publishes.
create table connection_event_head (last bigint not null);
insert into connection_event_head (last) values (0);

-- Triggers write the events, so that none can be forgotten: connections also end with their connector or their person.
create function write_connection_event(subject connection, kind text, reason text) returns void
language sql as $$
    insert into connection_event (registrant, event_type, user_id, connector, reason, revocation_due)
    values (subject.registrant, kind, subject.user_id, subject.connector, reason,
            case when kind = 'connection.expiring' then subject.revocation_due end);
    select pg_notify('gatehouse_change', 'connection-event-written');
$$;

create function connection_began() returns trigger language plpgsql as $$
begin
    perform write_connection_event(new, 'connection.connected', null);
    return null;
end $$;
create trigger connection_began after insert on connection
    for each row execute function connection_began();

create function connection_ended() returns trigger language plpgsql as $$
begin
    perform write_connection_event(old, 'connection.revoked', 'disconnected');
    return null;
end $$;
create trigger connection_ended after delete on connection
    for each row when (old.status <> 'revoked') execute function connection_ended();

create function connection_changed() returns trigger language plpgsql as $$
begin
    if new.status = 'revoked' then
        perform write_connection_event(new, 'connection.revoked', new.last_error);
    elsif new.status = 'reconnect_required' then
        perform write_connection_event(new, 'connection.reconnect_required', new.last_error);
    elsif new.status = 'connected'
        and (new.connected <> old.connected or old.status in ('reconnect_required', 'revoked')) then
        perform write_connection_event(new, 'connection.connected', null);
    elsif new.status = 'connected' then
        perform write_connection_event(new, 'connection.refreshed', null);
    end if;
    return null;
end $$;
create trigger connection_changed after update of status, connected on connection
    for each row when (new.status <> old.status or new.connected <> old.connected)
    execute function connection_changed();

create function connection_expiring() returns trigger language plpgsql as $$
begin
    perform write_connection_event(new, 'connection.expiring', null);
    return null;
end $$;
create trigger connection_expiring after update of revocation_due on connection
    for each row when (new.revocation_due is not null and new.revocation_due is distinct from old.revocation_due)
    execute function connection_expiring();

-- A connection that is used, or made anew, is not revoked. Refreshing alone brings none back that had ended.
create function connection_used() returns trigger language plpgsql as $$
begin
    if new.status <> old.status or new.connected > old.connected then
        new.last_access := greatest(new.last_access, now());
    end if;
    new.revocation_due := null;
    return new;
end $$;
create trigger connection_used before update of last_access, connected, status on connection
    for each row when (new.last_access > old.last_access or new.connected > old.connected
        or new.status = 'connected' and old.status in ('reconnect_required', 'revoked'))
    execute function connection_used();

-- Where a registrant wants to be called.
create table webhook (
    webhook_id text collate "C" primary key,
    registrant text collate "C" not null references client on delete cascade,
    url text not null,
    event_types text[] not null,
    status text not null default 'active' check (status in ('active', 'disabled')),
    disabled_because text,
    sealed_secrets bytea not null,
    key_id integer generated always as (
        get_byte(sealed_secrets, 0) << 24 | get_byte(sealed_secrets, 1) << 16
        | get_byte(sealed_secrets, 2) << 8 | get_byte(sealed_secrets, 3)) stored
        constraint webhook_key_exists references data_key,
    previous_until timestamptz, -- until when the secret before signs too; null where there is none
    failing_since timestamptz, -- the first failure since the last success
    last_success timestamptz,
    last_failure timestamptz,
    last_error text,
    created timestamptz not null,
    updated timestamptz not null
);
create index webhook_registrant on webhook (registrant, webhook_id);
create index webhook_key on webhook (key_id);

-- One event for one webhook. While it is tried, due is when somebody may try next: a claim moves it beyond its lease.
create table webhook_delivery (
    event_id bigint not null references connection_event on delete cascade,
    webhook_id text collate "C" not null references webhook on delete cascade,
    status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
    due timestamptz default clock_timestamp(), -- null unless pending
    attempts integer not null default 0,
    last_attempt timestamptz,
    last_status integer, -- of the last answer; null where there was none
    last_error text,
    primary key (event_id, webhook_id)
) with (fillfactor = 80);
create index webhook_delivery_list on webhook_delivery (webhook_id, event_id);
create index webhook_delivery_failed on webhook_delivery (webhook_id, event_id) where status = 'failed';
create index webhook_delivery_due on webhook_delivery (webhook_id, due) where due is not null;
