-- What services are found by: the words of their id, name, description, owner and scopes, and of their endpoints' paths
-- and scopes. Triggers keep them, so that they are right whichever version of the server writes a service.

-- The words of a text in lower case; camelCase counts as several. Only ASCII has separators: every other letter, digit or
-- symbol belongs to a word, whatever the database's locale thinks of it. Both ways: camelCase as one word, too.
create function search_words(given text, both_ways boolean) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
    plain text := regexp_replace(given, '[^a-zA-Z0-9\u0080-\U0010FFFF]+', ' ', 'g');
    words text[];
begin
    if plain ~ '[a-z0-9][A-Z]|[A-Z]{2}[a-z]{2}' then
        plain := regexp_replace(plain, '([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z]{2})', '\1\3 \2\4', 'g')
            || case when both_ways then ' ' || plain else '' end;
    end if;
    words := array_remove(string_to_array(lower(plain collate "default"), ' '), '');
    if plain ~ '[^ ]{101}' then
        words := array(select left(word, 100) from unnest(words) word);
    end if;
    return words;
end $$;

-- Narrow, so that many of its rows can be looked at in a moment.
create table service_search (
    service_id text collate "C" primary key,
    words tsvector not null
);

-- A tsvector holds 1 MB, so very long texts are cut.
create function search_document(subject service, endpoints text) returns tsvector
language sql immutable parallel safe as $$
    select array_to_tsvector(search_words(left(concat_ws(' ', subject.service_id, subject.service_name, subject.owner_id,
               subject.scope, subject.service_desc, endpoints), 200000), true))
$$;

-- In plpgsql, which keeps the plan for the next call.
create function index_services(ids text[]) returns void language plpgsql as $$
begin
    insert into service_search (service_id, words)
    select s.service_id, search_document(s, e.texts)
      from service s
      left join lateral (
               select string_agg(concat_ws(' ', endpoint, scope), ' ') as texts
                 from (select endpoint, nullif(scope, s.scope) as scope
                         from endpoint
                        where endpoint.service_id = s.service_id
                        order by endpoint
                        limit 5000) first) e on true
     where s.service_id = any (ids)
        on conflict (service_id) do update
       set words = excluded.words
     where service_search.words <> excluded.words;
end $$;

create function index_new_service() returns trigger language plpgsql as $$
begin
    insert into service_search (service_id, words) values (new.service_id, search_document(new, null));
    return null;
end $$;

create function index_changed_service() returns trigger language plpgsql as $$
begin
    perform index_services(array[new.service_id]);
    return null;
end $$;

create function forget_service_words() returns trigger language plpgsql as $$
begin
    delete from service_search where service_id = old.service_id;
    return null;
end $$;

create function index_changed_endpoints() returns trigger language plpgsql as $$
declare
    ids text[] := array(select distinct service_id from changed);
begin
    if cardinality(ids) > 0 then
        perform index_services(ids);
    end if;
    return null;
end $$;

select index_services(array(select service_id from service));

-- New words wait in a list that every search reads, too: a short one keeps searches and the flush of the list short.
create index service_search_words on service_search using gin (words) with (gin_pending_list_limit = 256);

create trigger service_words_new after insert on service
    for each row execute function index_new_service();
create trigger service_words_changed after update on service
    for each row when ((new.service_name, new.service_desc, new.owner_id, new.scope)
        is distinct from (old.service_name, old.service_desc, old.owner_id, old.scope))
    execute function index_changed_service();
create trigger service_words_gone after delete on service
    for each row execute function forget_service_words();
create trigger endpoint_words_new after insert on endpoint referencing new table as changed
    for each statement execute function index_changed_endpoints();
create trigger endpoint_words_changed after update on endpoint referencing new table as changed
    for each statement execute function index_changed_endpoints();
create trigger endpoint_words_gone after delete on endpoint referencing old table as changed
    for each statement execute function index_changed_endpoints();
