-- When the server last made another hash of the same password, because the one before was weaker or another system's.
alter table users add column password_rehashed timestamptz;

-- Another password ends sessions; another hash of the same password does not.
drop trigger sessions_end on users;
create trigger sessions_end after update of password_hash on users
    for each row when (old.password_hash <> new.password_hash
        and new.password_rehashed is not distinct from old.password_rehashed)
    execute function end_sessions();
