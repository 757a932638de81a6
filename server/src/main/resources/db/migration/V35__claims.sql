-- Claims that clients asked for one by one (OpenID Connect Core section 5.5), by name with spaces between: where they are told,
-- and which of them a user has allowed beside scopes.
alter table authorization_code add column id_token_claims text, add column userinfo_claims text;
alter table refresh_family add column userinfo_claims text;
alter table consent add column claims text not null default '';
