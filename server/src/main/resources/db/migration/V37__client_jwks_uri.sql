-- Where a client's keys are (RFC 7591 section 2); null where it registered the keys themselves, or none. A program that does not
-- know of it may write keys beside it, which count then.
alter table client
    add column jwks_uri text;
