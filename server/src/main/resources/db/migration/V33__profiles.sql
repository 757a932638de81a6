-- What is said of people beside their names (OpenID Connect Core section 5.1). Of addresses that were there before, nobody said
-- whether they are verified.
alter table users
    add column middle_name text,
    add column nickname text,
    add column gender text,
    add column birthdate text,
    add column email_verified boolean,
    add column profile text,
    add column picture text,
    add column website text,
    add column zoneinfo text,
    add column locale text;
