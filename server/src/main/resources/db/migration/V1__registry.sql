-- Identifiers sort and compare by code point, so that a prefix is a range of the index.

create table users (
    user_id text collate "C" primary key,
    user_type text not null check (user_type in ('admin', 'employee', 'customer', 'partner')),
    first_name text,
    last_name text,
    email text not null,
    roles text,
    password_hash text not null,
    password_change_required boolean not null default false,
    created timestamptz not null,
    updated timestamptz not null
);
create unique index users_email on users (lower(email));

create table client (
    client_id text collate "C" primary key,
    client_name text not null,
    owner_id text collate "C" not null constraint client_owner_exists references users,
    secret_hash bytea,
    scope text not null,
    created timestamptz not null,
    updated timestamptz not null
);
create index client_owner on client (owner_id);

create table service (
    service_id text collate "C" primary key,
    service_type text not null check (service_type in ('swagger', 'openapi', 'graphql', 'hybrid')),
    service_name text not null,
    service_desc text,
    owner_id text collate "C" not null constraint service_owner_exists references users,
    scope text not null,
    created timestamptz not null,
    updated timestamptz not null
);
create index service_owner on service (owner_id);

create table endpoint (
    service_id text collate "C" not null references service on delete cascade,
    endpoint text collate "C" not null,
    operation text not null,
    scope text not null,
    requires jsonb,
    primary key (service_id, endpoint)
);

-- No cascade from the endpoint: what a client is linked to is not removed behind its back.
create table client_endpoint (
    client_id text collate "C" not null references client on delete cascade,
    service_id text collate "C" not null,
    endpoint text collate "C" not null,
    created timestamptz not null,
    primary key (client_id, service_id, endpoint),
    constraint client_endpoint_exists foreign key (service_id, endpoint) references endpoint
);
create index client_endpoint_endpoint on client_endpoint (service_id, endpoint);

create table contract (
    service_id text collate "C" not null references service on delete cascade,
    version integer not null,
    contract_type text not null,
    media_type text not null,
    document bytea not null,
    scopes jsonb not null,
    derived boolean not null,
    created timestamptz not null,
    created_by text not null,
    primary key (service_id, version)
);

create table audit (
    audit_id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    user_id text not null,
    client_id text not null,
    action text not null,
    subject text collate "C" not null,
    detail jsonb
);
create index audit_at on audit (at);
create index audit_subject on audit (subject, audit_id);
create index audit_user on audit (user_id, audit_id);
create index audit_client on audit (client_id, audit_id);

create table signing_key (
    key_id text primary key,
    algorithm text not null,
    encrypted_key bytea not null,
    created timestamptz not null
);

-- One row: something only the right master key decrypts.
create table master_key_check (
    only_row boolean primary key default true check (only_row),
    ciphertext bytea not null
);
