-- A scope that another owner takes up is another scope: nobody agreed to it. What people agreed to was in the words of the owner
-- before, so it goes with the row that says who owns it, from what they allowed and from what may be refreshed.
create function forget_scope() returns trigger language plpgsql as $$
declare
    gone text[] := array(select scope from lost);
begin
    if cardinality(gone) > 0 then
        update consent
           set scope = array_to_string(array(
                   select token
                     from unnest(string_to_array(scope, ' ')) with ordinality allowed (token, place)
                    where token <> all (gone)
                    order by place), ' ')
         where string_to_array(scope, ' ') && gone;
        update refresh_family
           set scope = array_to_string(array(
                   select token
                     from unnest(string_to_array(scope, ' ')) with ordinality granted (token, place)
                    where token <> all (gone)
                    order by place), ' ')
         where user_id is not null and string_to_array(scope, ' ') && gone;
    end if;
    return null;
end $$;

create trigger scope_of_another after delete on scope_owner referencing old table as lost
    for each statement execute function forget_scope();
