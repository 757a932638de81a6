-- Which clients got an ID token in a session, to be told of its end: due is null while it runs. Who signed in may be gone then.
create table session_party (
    session_id uuid not null,
    client_id text collate "C" not null references client on delete cascade,
    user_id text collate "C" not null,
    due timestamptz,
    attempts integer not null default 0,
    expires timestamptz not null,
    primary key (session_id, client_id)
);
create index session_party_client on session_party (client_id);
create index session_party_user on session_party (user_id);
create index session_party_due on session_party (due) where due is not null;
create index session_party_expires on session_party (expires);

-- Telling is given up after some days; until then nothing removes the row.
create or replace function end_access() returns trigger language plpgsql as $$
begin
    delete from session where user_id = old.user_id;
    update session_party set due = clock_timestamp(), expires = clock_timestamp() + interval '7 days'
     where user_id = old.user_id and due is null;
    delete from authorization_code where user_id = old.user_id and not used;
    delete from device_authorization where user_id = old.user_id;
    delete from refresh_family where user_id = old.user_id;
    insert into revoked_token (token_id, expires) values (old.access_id, clock_timestamp() + interval '25 hours');
    return null;
end
$$;
