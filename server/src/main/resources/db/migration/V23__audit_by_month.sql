-- The third: the table as it is becomes the first partition of one by the month. No row is read or moved: that all keep to the
-- bound is known, and the indexes are the ones the partition needs. A month's rows go at once, by dropping its partition.
do $$
declare
    bound text := (select (regexp_match(pg_get_constraintdef(oid), '''([^'']+)'''))[1]
                     from pg_constraint
                    where conrelid = 'audit'::regclass and conname = 'audit_before_bound');
    next_id bigint;
begin
    perform lock_alone('audit');
    next_id := nextval(pg_get_serial_sequence('audit', 'audit_id'));
    drop trigger audit_told on audit;
    alter table audit rename to audit_before;
    alter table audit_before alter column audit_id drop identity;
    alter index audit_pkey rename to audit_before_pkey;
    alter index audit_at rename to audit_before_at;
    alter index audit_subject rename to audit_before_subject;
    alter index audit_user rename to audit_before_user;
    alter index audit_client rename to audit_before_client;

    -- A key of a partitioned table would hold the time, too, and take an index more: each partition has its own.
    execute format('create table audit (
            audit_id bigint generated always as identity (start with %s),
            at timestamptz not null default clock_timestamp(),
            user_id text not null,
            client_id text not null,
            action text not null,
            subject text collate "C" not null,
            detail jsonb
        ) partition by range (at)', next_id);
    create index audit_at on audit (at);
    create index audit_subject on audit (subject, audit_id);
    create index audit_user on audit (user_id, audit_id);
    create index audit_client on audit (client_id, audit_id);

    if exists (select from audit_before) then
        execute format('alter table audit attach partition audit_before for values from (minvalue) to (%L)', bound);
        alter table audit_before drop constraint audit_before_bound;
    else
        drop table audit_before;
    end if;
end $$;

-- Takes what belongs to a month that has no partition, so that no change ever fails for want of one.
create table audit_rest partition of audit default;
alter table audit_rest add primary key (audit_id);

create trigger audit_told after insert on audit
    for each row when (event_of(new.action) is not null) execute function tell_of_audit();

-- The partitions and what they hold: from a time on (-infinity for what was there before) to another; of the rest, neither.
create view audit_partition as
select c.relname::text as name,
       coalesce(nullif(trim(both '''' from bounds[1]), 'MINVALUE'), case when bounds[1] is not null then '-infinity' end)
           ::timestamptz as begins,
       trim(both '''' from bounds[2])::timestamptz as ends
  from pg_inherits i
  join pg_class c on c.oid = i.inhrelid
 cross join regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \((.+)\) TO \((.+)\)') bounds
 where i.inhparent = 'audit'::regclass;

-- Makes the partition of this month and of so many after it, where there is none. One process at a time does; the others have
-- nothing to do then. A month that the rest holds rows of stays there. Attaching waits for those who read the rest, and they
-- then wait behind it: not for long.
create function make_audit_months(ahead integer) returns void language plpgsql set lock_timeout = '200ms' as $$
declare
    this_month timestamp := date_trunc('month', now() at time zone 'UTC');
    first timestamptz;
    next timestamptz;
    made text;
begin
    if not pg_try_advisory_xact_lock(hashtext('audit months')) then
        return;
    end if;
    for month in 0 .. ahead loop
        first := (this_month + month * interval '1 month') at time zone 'UTC';
        next := (this_month + (month + 1) * interval '1 month') at time zone 'UTC';
        continue when exists (select from audit_partition p where p.begins < next and p.ends > first)
                   or exists (select from audit_rest r where r.at >= first and r.at < next);
        made := to_char(first at time zone 'UTC', '"audit_"YYYY_MM');
        execute format('create table %I (like audit)', made);
        execute format('alter table %I add primary key (audit_id)', made);
        execute format('alter table audit attach partition %I for values from (%L) to (%L)', made, first, next);
    end loop;
end $$;

select make_audit_months(3);
