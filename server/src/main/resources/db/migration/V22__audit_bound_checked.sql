-- The second: all rows are read to see that they keep to the bound. Others read and write meanwhile.
alter table audit validate constraint audit_before_bound;
