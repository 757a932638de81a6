-- How many seconds ago the user of a token may have signed in (RFC 9470); null where that does not matter.
alter table endpoint add column max_age integer check (max_age > 0);
