-- Which types of contracts there are is for the server to say, so that another one needs no change of the tables.
alter table service drop constraint service_service_type_check;
