-- What one POST /oauth2/service writes, the plain way; registry.ServiceStore.insert does both in one statement.
\set id random(1, 9000000000000000)
begin;
insert into service (service_id, service_type, service_name, service_desc,
                     owner_id, scope, created, updated)
values ('sql-' || :id, 'openapi', 'Measured service',
        'A service that exists to be measured, with a description as long as usual.',
        'admin', 'svc.r svc.w', :now, :now);
insert into audit (user_id, client_id, action, subject, detail)
values ('admin', 'pgbench', 'service.create', 'service/sql-' || :id, :detail::jsonb);
commit;
