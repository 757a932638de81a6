-- How people connect to third-party services. Secrets that a browser or a client holds are kept as their SHA-256.

-- Made by a client for one of its people, who open it in a browser.
create table connect_link (
    link_hash bytea primary key,
    client_id text not null, -- who made it
    connector text not null,
    registrant text not null, -- of the connector, when the link was made
    user_id text not null, -- as the registrant knows the person
    return_url text,
    return_state text,
    browser_hash bytea, -- the browser it was used in; no other can use it from then on
    used_up boolean not null default false,
    expires timestamptz not null
);
create index connect_link_expires on connect_link (expires);

-- A person was sent to the third party and is to come back to /connect/callback.
create table connect_attempt (
    attempt_id uuid primary key,
    state_hash bytea not null unique,
    browser_hash bytea not null,
    connector text not null,
    connector_print bytea not null, -- of what the connector was registered with at that time
    user_id text not null,
    client_id text, -- who made the link; null where the person is signed in here
    link_hash bytea,
    return_url text,
    return_state text,
    verifier bytea, -- PKCE code verifier, encrypted under the master key; null where the vendor takes none
    status text not null default 'begun'
        check (status in ('begun', 'answered', 'connected', 'denied', 'failed')),
    problem text, -- what the person is told
    answered timestamptz,
    expires timestamptz not null
);
create index connect_attempt_expires on connect_attempt (expires);

-- States of the port service carry everything themselves; this holds that each is taken once.
create table used_port_state (
    state_id uuid primary key,
    expires timestamptz not null
);
create index used_port_state_expires on used_port_state (expires);
