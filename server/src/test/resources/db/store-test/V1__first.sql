create table store_test (id text primary key, parent text constraint store_test_parent references store_test);
