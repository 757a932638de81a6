-- Runs outside of a transaction.
create index concurrently store_test_by_parent on store_test (parent);
