-- What one POST .../endpoint runs that puts 10 endpoints in place of 10 others, twice: registry.ServiceStore.lock,
-- registry.EndpointStore.list, clients.ClientLinks.to, registry.EndpointStore.delete and put, audit.AuditLog.record,
-- store.ChangeFeed.announce. Clients keep to services of their own, in the first half.
\set id random(1, 64) + 64 * :client_id
begin;
select service_id, service_type, service_name, service_desc, owner_id, scope, created, updated
  from service where service_id = 'svc-' || lpad(:id::text, 7, '0') for update;
select endpoint, operation, scope, requires
  from endpoint
 where service_id = 'svc-' || lpad(:id::text, 7, '0')
 order by endpoint;
select l.client_id, l.endpoint, c.scope as own_scope,
       (select coalesce(string_agg(e.scope, ' '), '')
          from client_endpoint other
          join endpoint e using (service_id, endpoint)
         where other.client_id = l.client_id) as linked_scope
  from client_endpoint l
  join client c using (client_id)
 where l.service_id = 'svc-' || lpad(:id::text, 7, '0') and l.endpoint = any(:even::text[])
 order by l.endpoint, l.client_id;
delete from endpoint where service_id = 'svc-' || lpad(:id::text, 7, '0') and endpoint = any(:even::text[]);
insert into endpoint (service_id, endpoint, operation, scope, requires)
select 'svc-' || lpad(:id::text, 7, '0'), e.endpoint, e.operation, e.scope, e.requires::jsonb
  from unnest(:odd::text[], :operations::text[], :scopes::text[], :requires::text[])
       as e (endpoint, operation, scope, requires)
on conflict (service_id, endpoint) do update
   set operation = excluded.operation, scope = excluded.scope, requires = excluded.requires
 where (endpoint.operation, endpoint.scope, endpoint.requires)
       is distinct from (excluded.operation, excluded.scope, excluded.requires);
insert into audit (user_id, client_id, action, subject, detail)
values ('admin', 'pgbench', 'endpoint.replace', 'service/svc-' || lpad(:id::text, 7, '0'), :detail::jsonb);
select pg_notify('gatehouse_change', :topic || lpad(:id::text, 7, '0'));
commit;
begin;
select service_id, service_type, service_name, service_desc, owner_id, scope, created, updated
  from service where service_id = 'svc-' || lpad(:id::text, 7, '0') for update;
select endpoint, operation, scope, requires
  from endpoint
 where service_id = 'svc-' || lpad(:id::text, 7, '0')
 order by endpoint;
select l.client_id, l.endpoint, c.scope as own_scope,
       (select coalesce(string_agg(e.scope, ' '), '')
          from client_endpoint other
          join endpoint e using (service_id, endpoint)
         where other.client_id = l.client_id) as linked_scope
  from client_endpoint l
  join client c using (client_id)
 where l.service_id = 'svc-' || lpad(:id::text, 7, '0') and l.endpoint = any(:odd::text[])
 order by l.endpoint, l.client_id;
delete from endpoint where service_id = 'svc-' || lpad(:id::text, 7, '0') and endpoint = any(:odd::text[]);
insert into endpoint (service_id, endpoint, operation, scope, requires)
select 'svc-' || lpad(:id::text, 7, '0'), e.endpoint, e.operation, e.scope, e.requires::jsonb
  from unnest(:even::text[], :operations::text[], :scopes::text[], :requires::text[])
       as e (endpoint, operation, scope, requires)
on conflict (service_id, endpoint) do update
   set operation = excluded.operation, scope = excluded.scope, requires = excluded.requires
 where (endpoint.operation, endpoint.scope, endpoint.requires)
       is distinct from (excluded.operation, excluded.scope, excluded.requires);
insert into audit (user_id, client_id, action, subject, detail)
values ('admin', 'pgbench', 'endpoint.replace', 'service/svc-' || lpad(:id::text, 7, '0'), :detail::jsonb);
select pg_notify('gatehouse_change', :topic || lpad(:id::text, 7, '0'));
commit;
