-- Who really calls what. New columns have defaults, so that the version before can still write rows.

-- A client that was seen at an endpoint, by which token does not matter; of another issuer too, so no reference to client. An
-- empty client_id is a call without a valid token, an empty endpoint one that is for none that is registered.
create table endpoint_use (
    use_id bigint generated always as identity primary key,
    service_id text collate "C" not null references service on delete cascade,
    client_id text collate "C" not null,
    endpoint text collate "C" not null,
    last_day date not null,
    last_used timestamptz, -- null where every call was refused
    unique (service_id, client_id, endpoint)
) with (fillfactor = 70);
create index endpoint_use_client on endpoint_use (client_id, service_id);
create index endpoint_use_last_day on endpoint_use (last_day);

-- How often, by the day in UTC. Most rows there are, so they are narrow.
create table endpoint_use_day (
    use_id bigint not null references endpoint_use on delete cascade,
    day date not null,
    calls bigint not null,
    refused bigint not null,
    primary key (use_id, day)
) with (fillfactor = 70);
create index endpoint_use_day_day on endpoint_use_day (day);

-- One row: before that nobody counted, so that nothing can be called unused for longer.
create table usage_start (
    only_row boolean primary key default true check (only_row),
    since timestamptz not null
);
insert into usage_start (since) values (now());

-- Whoever gets the id of a client that is gone is not shown what that one did.
create function forget_usage() returns trigger language plpgsql as $$
begin
    delete from endpoint_use where client_id = old.client_id;
    return null;
end $$;
create trigger client_usage after delete on client for each row execute function forget_usage();

-- Since when an endpoint is deprecated (RFC 9745), whichever version of the server writes that it is.
alter table endpoint add column deprecated_since timestamptz;
update endpoint set deprecated_since = now() where deprecated; -- since when, nobody wrote down

create function keep_deprecated_since() returns trigger language plpgsql as $$
begin
    if not new.deprecated then
        new.deprecated_since := null;
    elsif tg_op = 'INSERT' then
        new.deprecated_since := coalesce(new.deprecated_since, now()); -- given where it had another name before
    elsif old.deprecated_since is null then
        new.deprecated_since := now();
    else
        new.deprecated_since := old.deprecated_since;
    end if;
    return new;
end $$;
create trigger endpoint_deprecated_since before insert or update on endpoint
    for each row execute function keep_deprecated_since();

-- Whether what would be refused is refused.
alter table service add column decision_mode text not null default 'enforce'
    check (decision_mode in ('enforce', 'shadow'));

-- Links that a change of the contract cut, with the version that was in force until then: who takes that version again gets
-- them back. Gone with the version, and as soon as somebody ends the client's access or says anew what it is linked to.
create table cut_link (
    service_id text collate "C" not null,
    version integer not null,
    client_id text collate "C" not null,
    endpoint text collate "C" not null,
    created timestamptz not null,
    vouched text[] not null,
    approved_by text,
    until timestamptz,
    access_request_id bigint,
    primary key (service_id, client_id, endpoint),
    foreign key (service_id, version) references contract on delete cascade
);
create index cut_link_version on cut_link (service_id, version);
create index cut_link_client on cut_link (client_id);
