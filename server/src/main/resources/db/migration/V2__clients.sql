-- What registering clients needs. New columns have defaults, so that the version before can still write rows.

alter table client
    add column client_type text not null default 'confidential'
        check (client_type in ('confidential', 'public', 'trusted', 'external')),
    add column client_profile text not null default 'service'
        check (client_profile in ('webserver', 'browser', 'mobile', 'service', 'batch')),
    add column client_desc text,
    add column host text,
    add column redirect_uris text[] not null default '{}',
    add column post_logout_redirect_uris text[] not null default '{}',
    add column custom_claim json, -- json, not jsonb: it is shown as it was sent
    add column grant_types text[] not null default '{client_credentials}',
    add column auth_method text not null default 'client_secret_basic'
        check (auth_method in ('client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none')),
    add column jwks json,
    add column registration_token_hash bytea;

-- An owner's clients are listed in the order of their ids.
drop index client_owner;
create index client_owner on client (owner_id, client_id);

-- Secrets that were replaced and work for a while longer.
create table client_previous_secret (
    client_id text collate "C" not null references client on delete cascade,
    secret_hash bytea not null,
    expires timestamptz not null,
    primary key (client_id, secret_hash)
);

-- The scopes of our own API that whoever made the link was entitled to give.
alter table client_endpoint add column vouched text[] not null default '{}';

-- The scopes that services declare, one a row: what may be given to a client. A trigger keeps them, so that they are
-- right whichever version of the server writes the service.
create table service_scope (
    scope text collate "C" not null,
    service_id text collate "C" not null references service on delete cascade,
    primary key (scope, service_id)
);
create index service_scope_service on service_scope (service_id);

create function keep_service_scopes() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if new.scope = old.scope then
            return null;
        end if;
        delete from service_scope
         where service_id = new.service_id and scope <> all (string_to_array(new.scope, ' '));
    end if;
    insert into service_scope (scope, service_id)
    select token, new.service_id
      from unnest(string_to_array(new.scope, ' ')) token
     where token <> ''
        on conflict do nothing;
    return null;
end
$$;

create trigger service_scopes after insert or update on service
    for each row execute function keep_service_scopes();

insert into service_scope (scope, service_id)
select distinct token, service_id
  from service, unnest(string_to_array(scope, ' ')) token
 where token <> '';

-- Client assertions (RFC 7523) that were used, until they expire by themselves.
create table used_assertion (
    assertion_hash bytea primary key,
    expires timestamptz not null
);
create index used_assertion_expires on used_assertion (expires);

-- Wrong passwords, counted per account and per address, both hashed.
create table password_guess (
    guessed_hash bytea primary key,
    failures integer not null,
    ends timestamptz not null
);
create index password_guess_ends on password_guess (ends);
