-- The thumbprints of keys that have to be proven with what is bound to them (RFC 9449).
alter table authorization_code add column bound_to text;
alter table refresh_family add column bound_to text;
