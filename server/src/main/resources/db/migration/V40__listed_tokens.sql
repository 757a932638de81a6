-- Names a family of refresh tokens in lists. The family's own id is a part of its tokens, and whoever knows it could have the
-- family taken for stolen; from this name nobody finds it.
create function refresh_token_name(family uuid) returns text language sql immutable strict parallel safe as $$
    select encode(sha256(uuid_send(family)), 'hex')
$$;

-- Lists are walked along these. No rotation changes what they hold, and they do what the ones before did.
create index refresh_family_of_client on refresh_family (client_id, (refresh_token_name(family_id) collate "C"));
create index refresh_family_of_user on refresh_family (user_id, (refresh_token_name(family_id) collate "C"));
drop index refresh_family_client;
drop index refresh_family_user;
