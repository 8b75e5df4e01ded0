-- Runs, their journal and their exchanges by time: partitions by range of the run's id (a UUID of version 7 begins with its time), the same
-- ranges for all three, so that retention drops a partition instead of deleting its rows. What was there becomes the first partition, in place.

create function run_id_floor(at timestamptz) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Which partitions there are. The first one begins at -infinity; run_rest, journal_rest and exchange_rest hold what lies in no range:
-- few runs that outlive their partition, and ids whose time is far off.
create table run_partition (
  name text primary key check (name ~ '^p[0-9]+$'),
  from_day date not null unique,
  to_day date not null unique,
  check (from_day < to_day)
);
grant select on run_partition to ${engineRole};

alter table run rename to run_p0;
alter table journal rename to journal_p0;
alter table exchange rename to exchange_p0;
do $$
declare
  i text;
begin
  for i in select indexrelid::regclass::text from pg_index where indrelid in ('run_p0'::regclass, 'journal_p0'::regclass, 'exchange_p0'::regclass) loop
    execute format('alter index %I rename to %I', i, 'p0_' || i);
  end loop;
end $$;

create table run (like run_p0 including defaults including constraints) partition by range (id);
alter table run add primary key (tenant_id, id);
create index run_due on run (tenant_id, due_at, id) where due_at is not null;
create index run_owner on run (lease_owner) where lease_owner is not null;
create index run_flow on run (tenant_id, flow_id, id);
create index run_open on run (tenant_id, state) where state in ('QUEUED', 'RUNNING', 'WAITING', 'UNCERTAIN', 'DEAD');
create index run_business_key on run (tenant_id, business_key) where business_key is not null;
create index run_key on run (tenant_id, idempotency_key) where idempotency_key is not null;
create index run_finished on run (tenant_id, finished_at) where finished_at is not null;
create index run_parent on run (tenant_id, parent_run) where parent_run is not null;
create table journal (like journal_p0 including defaults including constraints) partition by range (run_id);
alter table journal add primary key (tenant_id, run_id, sequence);
create table exchange (like exchange_p0 including defaults including constraints) partition by range (run_id);
alter table exchange add primary key (tenant_id, run_id, id);

call tenant_table('run');
call engine_table('run');
call tenant_table('journal');
call engine_table('journal');
revoke update on journal from ${appRole}, ${engineRole};
call tenant_table('exchange');
call engine_table('exchange');

-- A partition is reached through its table alone: nobody but the owner has rights on it, and the walls stand there too.
create procedure run_partition_walls(name text) language plpgsql as $$
begin
  execute format('revoke all on %I from ${appRole}, ${engineRole}', name);
  if not (select relrowsecurity from pg_class where oid = name::regclass) then
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_wall on %I using (tenant_id = current_setting(''app.tenant'', true)) with check (tenant_id = current_setting(''app.tenant'', true))', name);
  end if;
end $$;
revoke execute on procedure run_partition_walls(text) from public;

do $$
declare
  t text;
  tomorrow date := (now() at time zone 'UTC')::date + 1;
begin
  foreach t in array array['run', 'journal', 'exchange'] loop
    execute format('drop policy engine_sees_all on %I', t || '_p0');
    call run_partition_walls(t || '_p0');
    execute format('alter table %I attach partition %I for values from (minvalue) to (%L)', t, t || '_p0', run_id_floor(tomorrow::timestamp at time zone 'UTC'));
    execute format('create table %I partition of %I default', t || '_rest', t);
    call run_partition_walls(t || '_rest');
  end loop;
  alter table run_rest set (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 80);
  insert into run_partition values ('p0', '-infinity', tomorrow);
end $$;

-- Makes partitions of so many days each until the day lies in one. Rows that the rest holds for the new range move into it.
create function make_run_partitions(days integer, until date) returns integer
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  made integer := 0;
  first date;
  last date;
  low uuid;
  high uuid;
  part text;
  t text;
  id_column text;
begin
  if days is null or days not between 1 and 31 or until is null or until > (now() at time zone 'UTC')::date + 400 then
    raise exception 'partitions are of 1 to 31 days and at most 400 days ahead';
  end if;
  perform pg_advisory_xact_lock(hashtext('patchbay.run_partition'));
  loop
    select max(to_day) into first from run_partition;
    exit when first > until;
    last := first + days;
    low := run_id_floor(first::timestamp at time zone 'UTC');
    high := run_id_floor(last::timestamp at time zone 'UTC');
    part := 'p' || to_char(first, 'YYYYMMDD');
    foreach t in array array['run', 'journal', 'exchange'] loop
      id_column := case t when 'run' then 'id' else 'run_id' end;
      execute format('create table %I (like %I including defaults including constraints)%s', t || '_' || part, t,
        case t when 'run' then ' with (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 80)' else '' end);
      execute format('alter table %I no force row level security', t || '_rest');
      execute format('with moved as (delete from %I where %I >= $1 and %I < $2 returning *) insert into %I select * from moved',
        t || '_rest', id_column, id_column, t || '_' || part) using low, high;
      execute format('alter table %I force row level security', t || '_rest');
      call run_partition_walls(t || '_' || part);
      execute format('alter table %I attach partition %I for values from (%L) to (%L)', t, t || '_' || part, low, high);
    end loop;
    insert into run_partition values (part, first, last);
    made := made + 1;
  end loop;
  return made;
end $$;
revoke execute on function make_run_partitions(integer, date) from public;
grant execute on function make_run_partitions(integer, date) to ${engineRole};

-- Drops a partition; the runs that are named move to the rest with their journal and exchanges. The caller has counted the others as removed in
-- the ledger of the same transaction, and holds the advisory lock. An open run that is not named stops everything.
create function retire_run_partition(part text, kept uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  forgotten bigint;
  t text;
begin
  if not exists (select 1 from run_partition where name = part) then
    raise exception 'no such partition: %', part;
  end if;
  foreach t in array array['run', 'journal', 'exchange'] loop
    execute format('alter table %I detach partition %I', t, t || '_' || part);
    execute format('alter table %I no force row level security', t || '_' || part);
    if t = 'run' then
      execute format('select count(*) from %I where state in (''QUEUED'', ''RUNNING'', ''WAITING'', ''UNCERTAIN'', ''DEAD'') and id <> all($1)', t || '_' || part)
        into forgotten using kept;
      if forgotten > 0 then
        raise exception 'partition % holds % runs that go on', part, forgotten using errcode = '40001';
      end if;
    end if;
    if cardinality(kept) > 0 then
      execute format('alter table %I no force row level security', t || '_rest');
      execute format('insert into %I select * from %I where %I = any($1)', t || '_rest', t || '_' || part, case t when 'run' then 'id' else 'run_id' end) using kept;
      execute format('alter table %I force row level security', t || '_rest');
    end if;
    execute format('drop table %I', t || '_' || part);
  end loop;
  delete from run_partition where name = part;
end $$;
revoke execute on function retire_run_partition(text, uuid[]) from public;
grant execute on function retire_run_partition(text, uuid[]) to ${engineRole};

-- Nothing analyzes a partitioned table by itself.
create function analyze_runs() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze run;
  analyze journal;
end $$;
revoke execute on function analyze_runs() from public;
grant execute on function analyze_runs() to ${engineRole};
