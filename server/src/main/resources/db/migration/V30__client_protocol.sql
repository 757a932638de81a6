-- How the protocol is spoken with a client where that is not as usual: the members that were set, as JSON.
alter table client add column protocol json not null default '{}';

-- Clients that are registered without PKCE need no challenge.
alter table authorization_code alter column code_challenge drop not null;

-- Whether a browser had a pushed request: it is kept for as long as its pages work then.
alter table pushed_request add column opened boolean not null default false;

-- What is alike in URIs that name the same resource (RFC 3986 section 6.2.3): letter case of scheme and host, the scheme's own
-- port, an empty path.
create function resource_key(uri text) returns text language sql immutable strict parallel safe as $$
    select regexp_replace(
               regexp_replace(lower(substring(uri from '^[^:]+://[^/?]*')), '^(http://.*):(80)?$|^(https://.*):(443)?$', '\1\3')
                   || substring(uri from '^[^:]+://[^/?]*(.*)$'),
               '^([^:]+://[^/?]*)($|\?)', '\1/\2')
$$;
create index service_resource_key on service (resource_key(resource)) where resource is not null;
