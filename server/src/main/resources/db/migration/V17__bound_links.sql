-- Connect links are bound to a person. New columns have defaults, so that the version before can still write its rows; what
-- it writes is bound to nobody, as it was.

alter table connect_link
    add column link_id uuid not null default gen_random_uuid(), -- what its maker knows it by
    add column binding text not null default 'unbound' check (binding in ('session', 'code', 'unbound'));

alter table connect_attempt
    add column link_id uuid not null default gen_random_uuid(),
    add column binding text not null default 'unbound' check (binding in ('session', 'code', 'unbound')),
    drop constraint connect_attempt_status_check,
    add constraint connect_attempt_status_check
        check (status in ('begun', 'answered', 'unconfirmed', 'connected', 'denied', 'failed'));
create index connect_attempt_link on connect_attempt (link_id);

-- What a person connected with by a link that its maker has yet to confirm. It is no connection: nobody gets its tokens,
-- nothing refreshes them, and a connection that is there stays as it is.
create table unconfirmed_connection (
    link_id text collate "C" primary key,
    client_id text not null, -- who made the link, and alone may confirm
    user_id text collate "C" not null,
    connector text collate "C" not null,
    registrant text collate "C" not null,
    connector_print bytea not null, -- of what the connector was registered with when the person was sent off
    code_hash bytea, -- of the code that the browser took back last; null before
    sealed_tokens bytea not null,
    key_id integer generated always as (
        get_byte(sealed_tokens, 0) << 24 | get_byte(sealed_tokens, 1) << 16
        | get_byte(sealed_tokens, 2) << 8 | get_byte(sealed_tokens, 3)) stored
        constraint unconfirmed_connection_key_exists references data_key,
    asked timestamptz not null, -- when the third party was asked for the tokens
    lifetime_seconds bigint, -- of the access token from then on; null where nobody said
    expires timestamptz not null,
    constraint unconfirmed_connection_connector_exists foreign key (connector, registrant)
        references connector (connector, registrant) on delete cascade
);
create index unconfirmed_connection_expires on unconfirmed_connection (expires);
create index unconfirmed_connection_key on unconfirmed_connection (key_id);
create index unconfirmed_connection_connector on unconfirmed_connection (connector);
