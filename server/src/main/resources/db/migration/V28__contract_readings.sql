-- A stored document keeps the endpoints it was read as until it is sent again. By these it is known how it was read: the rules
-- of that time, and what became of operations that ask for something else than OAuth (null where nobody could choose yet).
alter table contract add column rules integer not null default 1;
alter table contract add column other_schemes text;
