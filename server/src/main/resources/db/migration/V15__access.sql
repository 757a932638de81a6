-- Who may have access to a service, who asked for it, who has it and until when. New columns have defaults, so that the
-- version before can still write rows.

-- Services that are there stay open, as they were; the server writes what new ones are.
alter table service add column policy text not null default 'open' check (policy in ('open', 'approval', 'closed'));

-- What a client asked a service for. What is asked never changes, so that nobody decides on something else than they saw.
create table access_request (
    access_request_id bigint generated always as identity primary key,
    client_id text collate "C" not null references client on delete cascade,
    service_id text collate "C" not null references service on delete cascade,
    state text not null check (state in ('requested', 'approved', 'denied', 'withdrawn', 'ended')),
    endpoints text[] not null,
    scopes text[] not null,
    for_links boolean not null default false, -- the scopes are for links to other services, and given by them alone
    vouched text[] not null default '{}', -- the scopes of our own API that whoever asked was entitled to give
    until timestamptz,
    reason text,
    asked_by text not null,
    asked timestamptz not null,
    granted_endpoints text[] not null default '{}',
    granted_scopes text[] not null default '{}',
    decided_by text,
    decided timestamptz,
    decision_reason text
);
create index access_request_client on access_request (client_id, access_request_id);
create index access_request_service on access_request (service_id, access_request_id);
create index access_request_open on access_request (client_id) where state = 'requested';

alter table client_endpoint
    add column approved_by text,
    add column until timestamptz,
    add column access_request_id bigint references access_request on delete set null;
create index client_endpoint_client on client_endpoint (service_id, client_id);
create index client_endpoint_until on client_endpoint (until) where until is not null;
create index client_endpoint_request on client_endpoint (access_request_id) where access_request_id is not null;

-- Which scopes of services a client may have: directly, or where a link to another service than the scope's needs it.
create table approved_scope (
    client_id text collate "C" not null references client on delete cascade,
    scope text collate "C" not null references scope_owner on delete cascade,
    by_link boolean not null,
    since timestamptz not null default now(),
    approved_by text,
    until timestamptz,
    access_request_id bigint references access_request on delete set null,
    primary key (client_id, scope, by_link)
);
create index approved_scope_client on approved_scope (scope, client_id);
create index approved_scope_until on approved_scope (until) where until is not null;
create index approved_scope_request on approved_scope (access_request_id) where access_request_id is not null;

-- Every scope that an endpoint needs, in whichever alternative.
create function scopes_needed(scope text, requires jsonb) returns setof text language sql immutable as $$
    select token from unnest(string_to_array(scope, ' ')) token where token <> ''
    union
    select one #>> '{}' from jsonb_path_query(requires, '$[*][*]') one
$$;

-- What is directly given is written with the client, by whichever version of the server.
create function keep_client_scopes() returns trigger language plpgsql as $$
declare
    before text[] := '{}';
begin
    if tg_op = 'UPDATE' then
        before := string_to_array(old.scope, ' ');
        delete from approved_scope
         where client_id = new.client_id and not by_link and scope <> all (string_to_array(new.scope, ' '));
    end if;
    insert into approved_scope (client_id, scope, by_link)
    select distinct new.client_id, token, false
      from unnest(string_to_array(new.scope, ' ')) token
      join scope_owner o on o.scope = token and o.ended is null
     where token <> all (before)
        on conflict do nothing;
    return null;
end $$;

create trigger client_scopes_of_new_client after insert on client
    for each row when (new.scope <> '') execute function keep_client_scopes();
create trigger client_scopes after update on client
    for each row when (new.scope <> old.scope) execute function keep_client_scopes();

insert into approved_scope (client_id, scope, by_link, since)
select distinct c.client_id, token, false, c.created
  from client c, unnest(string_to_array(c.scope, ' ')) token
  join scope_owner o on o.scope = token;

insert into approved_scope (client_id, scope, by_link, since)
select l.client_id, o.scope, true, min(l.created)
  from client_endpoint l
  join endpoint e using (service_id, endpoint)
 cross join scopes_needed(e.scope, e.requires) token
  join scope_owner o on o.scope = token and o.service_id <> l.service_id
 group by l.client_id, o.scope;
