-- What let somebody make a connect link is kept with it, so that it ends when that does. Rows of the version before have no
-- maker: they count as made by the client for itself.

alter table connect_link
    add column maker text, -- a user, or the client where it acted for itself
    add column maker_scopes text[] not null default '{}', -- of its token, those that let it connect people
    add column maker_origins text[] not null default '{}'; -- ids of what a person's token came from, as their sign-in

alter table connect_attempt
    add column maker text,
    add column maker_scopes text[] not null default '{}',
    add column maker_origins text[] not null default '{}';
