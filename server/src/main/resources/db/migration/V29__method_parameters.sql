-- Names of query parameters that name methods to a service, separated by spaces; null where it has the usual ones.
alter table service add column method_parameters text;
