-- Endpoints that clients should move away from, and when they are expected to go.
alter table endpoint
    add column deprecated boolean not null default false,
    add column sunset timestamptz;

-- Few are: this finds them, and through their links who has to be told.
create index endpoint_deprecated on endpoint (service_id, endpoint) where deprecated;

-- Who was given a scope that goes with the contract that brought it.
create index client_scope on client using gin (string_to_array(scope, ' '));
