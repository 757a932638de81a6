-- Ends: what somebody was given ends when its ground does. Triggers see to it that this holds, and that every row says what
-- it rests on, whichever version of the server writes.

alter table users
    add column active boolean not null default true,
    -- Names all that people got by signing in until now: tokens carry it. Another one ends it all.
    add column access_id uuid not null default gen_random_uuid();

-- What a row rests on: the access of its user at that time, and the session, which is null where its end changes nothing.
alter table session add column access_id uuid;
alter table authorization_code add column access_id uuid, add column session_id uuid;
alter table device_authorization add column access_id uuid, add column session_id uuid;
alter table refresh_family add column access_id uuid, add column session_id uuid;

update session set access_id = users.access_id from users where users.user_id = session.user_id;
update authorization_code set access_id = users.access_id from users where users.user_id = authorization_code.user_id;
update device_authorization set access_id = users.access_id from users where users.user_id = device_authorization.user_id;
update refresh_family set access_id = users.access_id from users where users.user_id = refresh_family.user_id;

create function fill_in_access() returns trigger language plpgsql as $$
begin
    if new.access_id is null then
        select access_id into new.access_id from users where user_id = new.user_id;
    end if;
    return new;
end
$$;

create trigger access_filled_in before insert on session for each row execute function fill_in_access();
create trigger access_filled_in before insert on authorization_code for each row execute function fill_in_access();
create trigger access_filled_in before insert on refresh_family for each row execute function fill_in_access();
create trigger access_filled_in before insert or update of user_id on device_authorization
    for each row execute function fill_in_access();

-- Another password ends all that came of the one before, whoever sets it; another hash of the same password does not.
drop trigger sessions_end on users;
drop function end_sessions();

create function renew_access() returns trigger language plpgsql as $$
begin
    new.access_id = gen_random_uuid();
    return new;
end
$$;

create trigger access_renewed before update on users
    for each row when (old.active and not new.active
        or old.password_hash <> new.password_hash and new.password_rehashed is not distinct from old.password_rehashed)
    execute function renew_access();

-- No access token lives longer than a day. Codes that were used stay, so that their replay is noticed.
create function end_access() returns trigger language plpgsql as $$
begin
    delete from session where user_id = old.user_id;
    delete from authorization_code where user_id = old.user_id and not used;
    delete from device_authorization where user_id = old.user_id;
    delete from refresh_family where user_id = old.user_id;
    insert into revoked_token (token_id, expires) values (old.access_id, clock_timestamp() + interval '25 hours');
    return null;
end
$$;

create trigger access_ended after update on users
    for each row when (old.access_id <> new.access_id) execute function end_access();
create trigger access_ended_with_user after delete on users for each row execute function end_access();
