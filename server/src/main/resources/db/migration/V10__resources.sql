-- The URI under which clients know a service (RFC 8707, RFC 9728); the one under the issuer where there is none.
alter table service add column resource text collate "C";
create unique index service_resource on service (resource) where resource is not null;
