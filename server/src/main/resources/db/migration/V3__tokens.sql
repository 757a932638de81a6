-- From when on a key signs; until then it is only published.
alter table signing_key add column active_from timestamptz;
update signing_key set active_from = created;
alter table signing_key alter column active_from set not null;

-- One row per chain of refresh tokens, whatever its length: any token of the family that is neither the current one nor
-- the one before it within its grace was used before. No index holds what a rotation changes, so that it stays a cheap
-- update in place.
create table refresh_family (
    family_id uuid primary key,
    origin_id uuid not null,
    client_id text collate "C" not null references client on delete cascade,
    user_id text collate "C" references users on delete cascade,
    scope text not null,
    resource text,
    actor text,
    authenticated timestamptz,
    current_hash bytea not null,
    previous_hash bytea,
    sealed_current bytea,
    rotated timestamptz not null,
    idle_until timestamptz not null,
    expires timestamptz not null
) with (fillfactor = 70);
create index refresh_family_origin on refresh_family (origin_id);
create index refresh_family_client on refresh_family (client_id);
create index refresh_family_user on refresh_family (user_id);
create index refresh_family_expires on refresh_family (expires);

-- Ids of access tokens (jti) and of what they came from, until the last token with such an id has expired.
create table revoked_token (
    token_id uuid primary key,
    expires timestamptz not null
);
create index revoked_token_expires on revoked_token (expires);
