-- Teams, which own what people own. New tables and triggers only, so that the version before can still write its rows.

-- Whoever may own something: a user or a team, and no id is both. Triggers keep it.
create table owner (
    owner_id text collate "C" primary key
);
insert into owner (owner_id) select user_id from users;

-- After the row itself, so that a second user of the same id is still refused by the table of users.
create function add_owner() returns trigger language plpgsql as $$
begin
    insert into owner (owner_id) values (to_jsonb(new) ->> tg_argv[0]);
    return null;
end $$;

create function remove_owner() returns trigger language plpgsql as $$
begin
    delete from owner where owner_id = to_jsonb(old) ->> tg_argv[0];
    return null;
end $$;

create trigger user_owns after insert on users
    for each row execute function add_owner('user_id');
create trigger user_owns_no_more after delete on users
    for each row execute function remove_owner('user_id');

alter table client
    drop constraint client_owner_exists,
    add constraint client_owner_exists foreign key (owner_id) references owner;
alter table service
    drop constraint service_owner_exists,
    add constraint service_owner_exists foreign key (owner_id) references owner;

create table team (
    team_id text collate "C" primary key,
    team_name text not null,
    system_scope text not null default '', -- what an administrator gave it beyond what everybody may hold
    created timestamptz not null,
    updated timestamptz not null
);
create trigger team_owns after insert on team
    for each row execute function add_owner('team_id');
create trigger team_owns_no_more after delete on team
    for each row execute function remove_owner('team_id');

create table team_member (
    team_id text collate "C" not null references team on delete cascade,
    user_id text collate "C" not null constraint team_member_exists references users on delete cascade,
    role text not null check (role in ('owner', 'member')),
    primary key (team_id, user_id)
);
create index team_member_user on team_member (user_id, team_id);

-- A team that is there has an owner, whoever removes whom at the same time: the lock lets one after the other look.
create function keep_team_owner() returns trigger language plpgsql as $$
begin
    perform from team where team_id = old.team_id for update;
    if found and not exists (select from team_member where team_id = old.team_id and role = 'owner') then
        raise exception 'team % would have no owner', old.team_id
            using errcode = 'foreign_key_violation', constraint = 'team_has_owner';
    end if;
    return null;
end $$;

create trigger team_owner_stays after delete or update on team_member
    for each row when (old.role = 'owner') execute function keep_team_owner();
