-- Services are listed in the order in which they were registered.
create index connector_created on connector (created, connector);
