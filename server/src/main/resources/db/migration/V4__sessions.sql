-- Sessions, and what the authorization endpoint remembers. Secrets stand here as their SHA-256 only.

create table session (
    session_hash bytea primary key,
    session_id text not null unique, -- names the session to its user; opens nothing
    user_id text collate "C" not null references users on delete cascade,
    user_agent text not null,
    authenticated timestamptz not null,
    last_used timestamptz not null,
    expires timestamptz not null
);
create index session_of_user on session (user_id);
create index session_expires on session (expires);

-- Authorization requests that clients pushed (RFC 9126), until they are used.
create table pushed_request (
    request_hash bytea primary key,
    client_id text collate "C" not null references client on delete cascade,
    parameters text not null,
    expires timestamptz not null
);
create index pushed_request_client on pushed_request (client_id);
create index pushed_request_expires on pushed_request (expires);

-- A used code stays until it expires and a while longer, so that its replay is noticed.
create table authorization_code (
    code_hash bytea primary key,
    code_id text not null,
    client_id text collate "C" not null references client on delete cascade,
    user_id text collate "C" not null references users on delete cascade,
    redirect_uri text not null,
    redirect_uri_given boolean not null,
    code_challenge text not null,
    scope text not null,
    resource text,
    nonce text,
    refresh boolean not null,
    authenticated timestamptz not null,
    expires timestamptz not null,
    used boolean not null default false
);
create index authorization_code_user on authorization_code (user_id, client_id);
create index authorization_code_client on authorization_code (client_id);
create index authorization_code_expires on authorization_code (expires);

create table device_authorization (
    device_hash bytea primary key,
    user_code_hash bytea not null unique,
    device_id text not null,
    client_id text collate "C" not null references client on delete cascade,
    scope text not null,
    resource text,
    refresh boolean not null,
    status text not null default 'pending' check (status in ('pending', 'approved', 'denied')),
    user_id text collate "C" references users on delete cascade,
    authenticated timestamptz,
    poll_interval integer not null,
    next_poll timestamptz not null,
    too_fast boolean not null default false,
    expires timestamptz not null
);
create index device_authorization_client on device_authorization (client_id);
create index device_authorization_user on device_authorization (user_id);
create index device_authorization_expires on device_authorization (expires);

create table consent (
    user_id text collate "C" not null references users on delete cascade,
    client_id text collate "C" not null references client on delete cascade,
    consent_id uuid not null default gen_random_uuid(), -- what came from it is revoked by this
    scope text not null,
    granted timestamptz not null,
    primary key (user_id, client_id)
);
create index consent_client on consent (client_id);

-- Another password ends the sessions that the one before opened, whoever sets it.
create function end_sessions() returns trigger language plpgsql as $$
begin
    delete from session where user_id = new.user_id;
    return null;
end
$$;

create trigger sessions_end after update of password_hash on users
    for each row when (old.password_hash <> new.password_hash)
    execute function end_sessions();

-- What tokens are signed with, where a client or a service asks for it.
alter table client add column signing_algorithm text check (signing_algorithm in ('ES256', 'RS256'));
alter table service add column signing_algorithm text check (signing_algorithm in ('ES256', 'RS256'));

-- Secrets that work no more are removed in the background.
create index client_previous_secret_expires on client_previous_secret (expires);
