-- What stands in the header typ of access tokens for the service alone; null for at+jwt.
alter table service add column access_token_typ text;
