-- Events of access, clients, services and sessions, beside those of connections. A trigger writes them from the audit, which
-- has every change already, so that none can be forgotten; whichever version of the server writes it.

-- Whose event it is, and what it says, where it is none of a connection; then registrant, user_id and connector are empty.
-- There is a row for each owner who hears it, and one for the administrators, whose hearer is empty.
alter table connection_event
    add column hearer text collate "C",
    add column subject text, -- what it is about, as in the audit
    add column data jsonb;
create index connection_event_hearer on connection_event (hearer, place) where hearer is not null;

-- What a client hears in its owner's name: its owner's events, or an administrator's, as long as both are one. Who is
-- disabled hears nothing.
create view event_hearer as
select c.client_id,
       case when u.user_type = 'admin' and 'oauth.admin' = any (string_to_array(c.scope, ' ')) then ''
            else c.owner_id
       end as hearer
  from client c
  left join users u on u.user_id = c.owner_id
 where coalesce(u.active, true);

-- All that a client hears: what happens to connections to its connectors, and what its owner hears.
create function events_heard_by(listener text) returns setof connection_event language sql stable as $$
    select * from connection_event where hearer is null and registrant = listener
    union all
    select e.* from connection_event e where e.hearer = (select h.hearer from event_hearer h where h.client_id = listener)
$$;

-- The event that an audit entry is, or null.
create function event_of(action text) returns text language sql immutable strict parallel safe as $$
    select case
        when action = 'access.request' then 'access.requested'
        when action = 'access.approve' then 'access.approved'
        when action = 'access.deny' then 'access.denied'
        when action = 'access.withdraw' then 'access.withdrawn'
        when action = 'access.end' then 'access.ended'
        when action = 'client.create' then 'client.created'
        when action = 'client.secret' then 'client.secret'
        when action = 'client.delete' then 'client.removed'
        when action = 'client.break' then null -- the service's change tells it
        when action like 'client.%' then 'client.changed'
        when action = 'service.create' then 'service.created'
        when action = 'service.delete' then 'service.removed'
        when action like 'service.%' then 'service.changed'
        when action like 'contract.%' or action like 'endpoint.%' then 'service.contract_changed'
        when action = 'session.begin' then 'session.begun'
        when action like 'session.end%' then 'session.ended'
    end
$$;

-- The clients that a change of a service is about: those that are linked now, and those whose links went with it.
create function clients_told_of(changed text, detail jsonb) returns setof text language sql stable as $$
    select client_id from client_endpoint where service_id = changed
    union select one #>> '{}' from jsonb_path_query(detail, '$.removedLinks[*].clientId') one
    union select one #>> '{}' from jsonb_path_query(detail, '$.affected[*].clientId') one
    union select one #>> '{}' from jsonb_path_query(detail, '$.breaks[*].clients[*]') one
$$;

-- Whether it takes something away that a client uses.
create function breaks_clients(changed text, detail jsonb) returns boolean language sql stable as $$
    select coalesce(case jsonb_typeof(detail)
        when 'object' then jsonb_path_exists(detail, '$.removedLinks[*]') or jsonb_path_exists(detail, '$.breaks[*]')
                           or jsonb_path_exists(detail, '$.affected[*] ? (@.broken == true)')
        else exists (select from client_endpoint where service_id = changed) -- all endpoints go
    end, false)
$$;

create function tell_of_audit() returns trigger language plpgsql as $$
declare
    kind text := event_of(new.action);
    topic text := split_part(kind, '.', 1);
    thing text := substr(new.subject, strpos(new.subject, '/') + 1);
    of_client text := case topic
        when 'client' then thing
        when 'access' then coalesce(new.detail ->> 'clientId', substring(new.subject from '^client/(.*)$'))
    end;
    of_service text := case topic when 'service' then thing when 'access' then new.detail ->> 'serviceId' end;
    told jsonb := jsonb_build_object('by', new.user_id, 'clientId', of_client, 'serviceId', of_service);
begin
    if topic = 'access' then
        told := told || jsonb_build_object(
            'accessRequestId', substring(new.subject from '^access-request/(.*)$'), 'state', new.detail -> 'state');
    elsif topic = 'client' then
        told := told || jsonb_build_object('serviceId', nullif(new.detail ->> 'serviceId', ''));
    elsif topic = 'session' then
        told := jsonb_build_object('userId', thing, 'sessionId', new.detail -> 'sessionId');
    elsif kind = 'service.contract_changed' then
        if new.detail @> '{"created": true}' then
            return null; -- service.create tells it
        end if;
        told := told || jsonb_build_object(
            'version', new.detail -> 'version', 'breaking', breaks_clients(of_service, new.detail));
    end if;
    insert into connection_event (registrant, user_id, connector, event_type, hearer, subject, data)
    select '', '', '', kind, hearer, new.subject, jsonb_strip_nulls(told)
      from (select '' as hearer
            union select owner_id from client where client_id = of_client
            union select owner_id from service where service_id = of_service
            union select new.detail ->> 'ownerId' where kind in ('client.removed', 'service.removed')
            union select owner_id from client
                   where topic = 'service' and client_id in (select clients_told_of(of_service, new.detail))
            union select thing where topic = 'session') heard
     where hearer is not null;
    -- Telling at once makes commits wait for each other. What is new is told with what comes next, or a few seconds later.
    if kind <> 'service.created' then
        perform pg_notify('gatehouse_change', 'connection-event-written');
    end if;
    return null;
end $$;
create trigger audit_told after insert on audit
    for each row when (event_of(new.action) is not null) execute function tell_of_audit();
