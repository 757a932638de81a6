-- Who owns a scope: the service that declared it first. Triggers keep it, so that it is right whichever version of the
-- server writes services and endpoints.

-- Which services declare or require a scope: themselves or at an endpoint. Not the scopes that no service can own.
create table scope_declarer (
    scope text collate "C" not null,
    service_id text collate "C" not null references service on delete cascade,
    declared timestamptz not null default now(),
    primary key (scope, service_id)
);
create index scope_declarer_service on scope_declarer (service_id);

-- A row outlives its last declarer, so that the same owner finds everything as it was.
create table scope_owner (
    scope text collate "C" primary key,
    service_id text collate "C" not null,
    owner_id text collate "C" not null,
    description text,
    policy text check (policy in ('open', 'approval', 'closed')), -- null: the service's
    shared boolean not null default false,
    ended timestamptz
);
create index scope_owner_service on scope_owner (service_id);
create index scope_owner_owner on scope_owner (owner_id, scope);

-- Not this server's own scopes, and not those that OpenID Connect defines.
create function can_be_owned(scope text) returns boolean language sql immutable parallel safe as $$
    select scope <> '' and not starts_with(scope, 'oauth.') and not starts_with(scope, 'token-storage.')
       and scope not in ('openid', 'profile', 'email', 'address', 'phone', 'offline_access')
$$;

-- Every scope that the services name, themselves or at an endpoint.
create function scopes_named_by(ids text[]) returns table (service_id text, scope text) language sql stable as $$
    select s.service_id, token from service s, unnest(string_to_array(s.scope, ' ')) token
     where s.service_id = any (ids) and can_be_owned(token)
    union
    select e.service_id, token from endpoint e, unnest(string_to_array(e.scope, ' ')) token
     where e.service_id = any (ids) and can_be_owned(token)
    union
    select e.service_id, one #>> '{}' from endpoint e, jsonb_path_query(e.requires, '$[*][*]') one
     where e.service_id = any (ids) and can_be_owned(one #>> '{}')
$$;

-- In plpgsql, like all that triggers call: it keeps the plan for the next call.
create function keep_scope_declarers(ids text[]) returns void language plpgsql as $$
begin
    with named as materialized (
        select service_id, scope from scopes_named_by(ids)
    ), not_named as (
        delete from scope_declarer d
         where d.service_id = any (ids)
           and not exists (select from named n where n.service_id = d.service_id and n.scope = d.scope)
    )
    insert into scope_declarer (scope, service_id)
    select n.scope, n.service_id
      from named n
     where not exists (select from scope_declarer d where d.service_id = n.service_id and d.scope = n.scope)
        on conflict do nothing;
end $$;

-- Gives those of the scopes that nobody has to the service that declares them longest. Waits for whoever does the same.
create function give_scopes(given text[]) returns void language plpgsql as $$
begin
    insert into scope_owner (scope, service_id, owner_id)
    select g.scope, first.service_id, first.owner_id
      from unnest(given) g (scope)
     cross join lateral (select d.service_id, s.owner_id
                           from scope_declarer d
                           join service s using (service_id)
                          where d.scope = g.scope
                          order by d.declared, d.service_id
                          limit 1) first
     where not exists (select from scope_owner o where o.scope = g.scope)
     order by g.scope collate "C"
        on conflict do nothing;
end $$;

-- Whether the service that has the scope still declares it. Many may declare a scope: nothing more is asked while it does.
create function is_settled(held scope_owner) returns boolean language plpgsql stable as $$
begin
    return held.ended is null
       and exists (select from scope_declarer d where d.scope = held.scope and d.service_id = held.service_id);
end $$;

-- Whoever declares scopes shares their locks, and whoever settles what has lost its service has them alone: no row is locked by
-- many at once, and no transaction holds many locks.
create function lock_scopes(wanted text[], alone boolean) returns void language plpgsql as $$
declare
    bucket integer;
begin
    for bucket in select distinct hashtext(scope) & 63 from unnest(wanted) scope order by 1 loop
        if alone then
            perform pg_advisory_xact_lock(hashtext('gatehouse scope'), bucket);
        else
            perform pg_advisory_xact_lock_shared(hashtext('gatehouse scope'), bucket);
        end if;
    end loop;
end $$;

-- Those of the scopes whose service declares them no more.
create function unsettled(among text[]) returns text[] language sql stable as $$
    select array(select o.scope from scope_owner o where o.scope = any (among) and not is_settled(o) order by o.scope)
$$;

-- Says again who owns the scopes, once their declarers have changed: the service that has one for as long as it declares
-- it, then the next of the same owner, then whoever else declares it, with nothing of what hung on it; else it has ended.
create function settle_scopes(changed text[]) returns void language plpgsql as $$
declare
    lost text[];
begin
    perform give_scopes(changed);
    if unsettled(changed) = '{}' then
        perform lock_scopes(changed, false);
        if unsettled(changed) = '{}' then -- whoever was about to end one is through
            return;
        end if;
    end if;
    lost := unsettled(changed);
    perform lock_scopes(lost, true);
    perform from scope_owner o where o.scope = any (lost) order by o.scope for update;
    lost := unsettled(lost);
    update scope_owner o
       set service_id = next.service_id, ended = null
      from scope_owner held
     cross join lateral (select d.service_id
                           from scope_declarer d
                           join service s using (service_id)
                          where d.scope = held.scope and s.owner_id = held.owner_id
                          order by d.service_id <> held.service_id, d.declared, d.service_id
                          limit 1) next
     where held.scope = any (lost) and o.scope = held.scope;
    update scope_owner o
       set ended = now()
     where o.scope = any (lost) and o.ended is null
       and not exists (select from scope_declarer d where d.scope = o.scope);
    delete from scope_owner o
     where o.scope = any (lost) and not is_settled(o)
       and exists (select from scope_declarer d where d.scope = o.scope);
    perform give_scopes(lost);
end $$;

create function settle_changed_scopes() returns trigger language plpgsql as $$
declare
    scopes text[] := array(select distinct scope from changed);
begin
    if cardinality(scopes) > 0 then
        perform settle_scopes(scopes);
    end if;
    return null;
end $$;

create function keep_scopes_of_service() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into scope_declarer (scope, service_id)
        select distinct token, new.service_id
          from unnest(string_to_array(new.scope, ' ')) token
         where can_be_owned(token)
            on conflict do nothing;
        return null;
    end if;
    if new.owner_id <> old.owner_id then
        update scope_owner set owner_id = new.owner_id where service_id = new.service_id;
    end if;
    if new.scope <> old.scope then
        perform keep_scope_declarers(array[new.service_id]);
    end if;
    return null;
end $$;

create function keep_scopes_of_endpoints() returns trigger language plpgsql as $$
declare
    ids text[] := array(select distinct service_id from changed);
begin
    if cardinality(ids) > 0 then
        perform keep_scope_declarers(ids);
    end if;
    return null;
end $$;

insert into scope_declarer (scope, service_id, declared)
select named.scope, s.service_id, s.created
  from scopes_named_by(array(select service_id from service)) named
  join service s using (service_id);

-- What only endpoints require comes after what services declare.
insert into scope_owner (scope, service_id, owner_id)
select distinct on (d.scope) d.scope, d.service_id, s.owner_id
  from scope_declarer d
  join service s using (service_id)
  left join service_scope direct on direct.scope = d.scope and direct.service_id = d.service_id
 order by d.scope, direct.scope is null, d.declared, d.service_id;

-- Nothing is cut: who else declared it goes on, and the audit says who that is.
with others as (
    select d.scope, d.service_id, s.owner_id, o.service_id as owning_service, o.owner_id as owner
      from scope_owner o
      join scope_declarer d using (scope)
      join service s on s.service_id = d.service_id
     where s.owner_id <> o.owner_id
), made_shared as (
    update scope_owner set shared = true where scope in (select scope from others)
)
insert into audit (user_id, client_id, action, subject, detail)
select 'system', 'gatehouse', 'scope.duplicate', 'scope/' || scope,
       jsonb_build_object('serviceId', service_id, 'ownerId', owner_id,
                          'owningServiceId', owning_service, 'owningOwnerId', owner)
  from others
 order by scope, service_id;

-- Last, so that filling the tables above does not ask them.
create trigger scopes_declared after insert on scope_declarer referencing new table as changed
    for each statement execute function settle_changed_scopes();
create trigger scopes_not_declared after delete on scope_declarer referencing old table as changed
    for each statement execute function settle_changed_scopes();
create trigger scopes_of_new_service after insert on service
    for each row when (new.scope <> '') execute function keep_scopes_of_service();
create trigger scopes_of_service after update on service
    for each row when ((new.scope, new.owner_id) is distinct from (old.scope, old.owner_id))
    execute function keep_scopes_of_service();
create trigger scopes_of_new_endpoints after insert on endpoint referencing new table as changed
    for each statement execute function keep_scopes_of_endpoints();
create trigger scopes_of_endpoints after update on endpoint referencing new table as changed
    for each statement execute function keep_scopes_of_endpoints();
create trigger scopes_of_old_endpoints after delete on endpoint referencing old table as changed
    for each statement execute function keep_scopes_of_endpoints();
