-- Third-party services that connectors registered, and what people's connections to them need. Whatever is secret stands
-- in a column whose name begins with "sealed": a ciphertext whose first four bytes name its data key.

-- Where a key management service keeps the master key closed: that key, encrypted by the service.
alter table master_key_check add column wrapped_key bytea;

-- Data keys are Tink keysets, encrypted under the master key. One is active; an older one stays while a row needs it,
-- which the foreign keys below hold even if a process should not have heard of a new key.
create table data_key (
    key_id integer generated always as identity primary key,
    wrapped bytea not null,
    active boolean not null,
    created timestamptz not null
);
create unique index data_key_active on data_key (active) where active;

-- The registrant is the client that registered the connector: it alone sees the connections to it.
create table connector (
    connector text collate "C" primary key,
    registrant text collate "C" not null,
    connector_type text not null check (connector_type in ('OAuth2Service', 'LoginService')),
    implements text[] not null,
    authorize_url text,
    refresh_url text,
    revoke_url text, -- where tokens are taken back; null where there is no such place
    client_id text,
    sealed_secret bytea,
    key_id integer generated always as (
        get_byte(sealed_secret, 0) << 24 | get_byte(sealed_secret, 1) << 16
        | get_byte(sealed_secret, 2) << 8 | get_byte(sealed_secret, 3)) stored
        constraint connector_key_exists references data_key,
    credentials json,
    options json not null,
    created timestamptz not null,
    updated timestamptz not null,
    unique (connector, registrant)
);
create index connector_registrant on connector (registrant, connector);
create index connector_key on connector (key_id);

-- People, each as one registrant knows them; a person may be there without any connection.
create table vault_user (
    registrant text collate "C" not null,
    user_id text collate "C" not null,
    created timestamptz not null,
    primary key (registrant, user_id)
);
create index vault_user_user on vault_user (user_id);

-- The registrant is the connector's, repeated so that its lists are walks along an index.
create table connection (
    user_id text collate "C" not null,
    connector text collate "C" not null,
    registrant text collate "C" not null,
    status text not null default 'connected'
        check (status in ('connected', 'retrying', 'reconnect_required', 'revoked')),
    sealed_tokens bytea, -- null once revoked
    key_id integer generated always as (
        get_byte(sealed_tokens, 0) << 24 | get_byte(sealed_tokens, 1) << 16
        | get_byte(sealed_tokens, 2) << 8 | get_byte(sealed_tokens, 3)) stored
        constraint connection_key_exists references data_key,
    token_version bigint not null default 1, -- grows with every other set of tokens, for compare-and-swap
    expires timestamptz, -- of the access token; null where nobody said
    refresh_due timestamptz, -- when the sweep is to look at it next; null for never
    lease_owner uuid, -- who refreshes it, until then at most
    lease_until timestamptz,
    attempts integer not null default 0, -- failed ones since the last success
    last_error text,
    last_error_at timestamptz,
    connected timestamptz not null,
    refreshed timestamptz,
    last_access timestamptz not null, -- of its tokens by a caller; kept to the day
    primary key (user_id, connector),
    constraint connection_connector_exists foreign key (connector, registrant)
        references connector (connector, registrant) on delete cascade,
    constraint connection_user_exists foreign key (registrant, user_id) references vault_user on delete cascade
) with (fillfactor = 80);
create index connection_connector on connection (connector, user_id);
create index connection_registrant on connection (registrant, user_id, connector);
create index connection_key on connection (key_id);
create index connection_last_access on connection (last_access);
-- By connector, so that one with many due connections costs nothing when it is another's turn.
create index connection_due on connection (connector, refresh_due) where refresh_due is not null;
create index connection_lease on connection (lease_until) where lease_until is not null;
-- Few are in trouble: these keep lists of them short walks.
create index connection_trouble on connection (status, user_id, connector) where status <> 'connected';
