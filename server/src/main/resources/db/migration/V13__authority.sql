-- Who may hold which scopes of our own API. New columns have defaults, so that the version before can still write rows.

-- What an administrator gave a user beyond what everybody may hold, separated by space.
alter table users add column system_scope text not null default '';

-- The scopes of our own API that the client could get when its registration access token was issued.
alter table client add column registration_scope text not null default '';

-- From now on no client gets more than its owner may hold. What clients were given directly before, an administrator
-- may have meant: their owners keep it, and the audit says so. Not oauth.admin: who was demoted must not be back by it.
with kept as (
    select c.owner_id,
           coalesce(string_agg(distinct token, ' ' order by token) filter (where token <> 'oauth.admin'), '') as scope,
           bool_or(token = 'oauth.admin') as administers
      from client c, unnest(string_to_array(c.scope, ' ')) token
     where token in ('oauth.admin', 'oauth.audit.r', 'oauth.introspect', 'oauth.user.r', 'oauth.user.w',
                     'token-storage.secret.r', 'token-storage.connect')
     group by c.owner_id
), given as (
    update users u
       set system_scope = kept.scope
      from kept
     where kept.owner_id = u.user_id and u.user_type <> 'admin'
    returning u.user_id, u.system_scope, kept.administers
)
insert into audit (user_id, client_id, action, subject, detail)
select 'system', 'gatehouse', 'user.scope', 'user/' || user_id,
       jsonb_build_object('scope', system_scope)
       || case when administers then jsonb_build_object('withheld', 'oauth.admin') else '{}' end
  from given;
