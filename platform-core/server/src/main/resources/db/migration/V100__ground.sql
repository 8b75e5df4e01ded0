-- The ground: tenants, people, sessions, tokens, the audit trail and the nodes, and the rules that every later table follows.
--
-- Roles: the owner (Flyway only), ${appRole} (what requests and steps use: sees the tenant bound to its transaction and nothing else),
-- ${engineRole} (the platform's own work across tenants: the run tables, identity, nodes).

grant usage on schema public to ${appRole}, ${engineRole};

-- Walls of a table with a tenant_id: row-level security that also binds the owner, one policy, and the rights of the application.
create procedure tenant_table(name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy tenant_wall on %I using (tenant_id = current_setting(''app.tenant'', true)) with check (tenant_id = current_setting(''app.tenant'', true))', name);
  execute format('grant select, insert, update, delete on %I to ${appRole}', name);
end $$;

-- Opens a table to the platform's own work across tenants: call it for run tables and identity only.
create procedure engine_table(name text) language plpgsql as $$
begin
  execute format('create policy engine_sees_all on %I to ${engineRole} using (true) with check (true)', name);
  execute format('grant select, insert, update, delete on %I to ${engineRole}', name);
end $$;

revoke execute on procedure tenant_table(text) from public;
revoke execute on procedure engine_table(text) from public;

create table tenant (
  id text primary key check (id ~ '^[a-z0-9]{4,40}$'),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,38}$'),
  name text not null check (length(name) between 1 and 100),
  state text not null default 'active' check (state in ('active', 'suspended')),
  environment text not null default '' check (length(environment) <= 40),
  time_zone text not null default 'UTC',
  run_retention_days integer not null default 30 check (run_retention_days between 1 and 3650),
  version integer not null default 1,
  created_at timestamptz not null default now()
);
alter table tenant enable row level security;
alter table tenant force row level security;
create policy tenant_wall on tenant using (id = current_setting('app.tenant', true)) with check (id = current_setting('app.tenant', true));
create policy engine_sees_all on tenant to ${engineRole} using (true) with check (true);
grant select, update on tenant to ${appRole};
grant select, insert, update on tenant to ${engineRole};

create table account (
  id uuid primary key,
  user_name text not null check (user_name = lower(user_name) and length(user_name) between 1 and 200),
  display_name text not null,
  email text check (email = lower(email)),
  password_hash text,
  operator boolean not null default false,
  must_change_password boolean not null default false,
  created_at timestamptz not null default now(),
  signed_in_at timestamptz,
  unique (user_name),
  unique (email)
);
grant select, insert, update, delete on account to ${engineRole};

-- Failed sign-ins in a row, by what was tried ('login:…') and by where it came from ('address:…').
create table sign_in_failure (
  source text primary key,
  failures integer not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
grant select, insert, update, delete on sign_in_failure to ${engineRole};

create table session (
  token_hash bytea primary key,
  account_id uuid not null references account on delete cascade,
  csrf_token text not null,
  created_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null
);
create index session_account on session (account_id);
create index session_expiry on session (expires_at);
grant select, insert, update, delete on session to ${engineRole};

create table membership (
  tenant_id text not null references tenant on delete cascade,
  account_id uuid not null references account on delete cascade,
  role text not null check (role in ('owner', 'builder', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, account_id)
);
create index membership_account on membership (account_id);
call tenant_table('membership');
call engine_table('membership');

create table invitation (
  tenant_id text not null references tenant on delete cascade,
  id uuid not null,
  email text not null,
  role text not null check (role in ('owner', 'builder', 'viewer')),
  token_hash bytea not null,
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index invitation_token on invitation (token_hash);
call tenant_table('invitation');
call engine_table('invitation');

create table api_token (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  only_tenant text references tenant on delete cascade,
  name text not null check (length(name) between 1 and 100),
  prefix text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz,
  used_at timestamptz
);
create index api_token_account on api_token (account_id, created_at);
grant select, insert, update, delete on api_token to ${engineRole};

-- The audit trail: one chain a tenant, and one, 'platform', for what belongs to no tenant. Rows can be added and read, not changed.
create table audit_event (
  tenant_id text not null,
  number bigint not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  target text not null,
  address text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  detail text not null,
  mac bytea not null,
  primary key (tenant_id, number)
);
call tenant_table('audit_event');
call engine_table('audit_event');
revoke update, delete on audit_event from ${appRole}, ${engineRole};

create table audit_head (
  tenant_id text primary key,
  number bigint not null,
  mac bytea not null
);
call tenant_table('audit_head');
call engine_table('audit_head');
revoke delete on audit_head from ${appRole}, ${engineRole};

create table node (
  name text primary key,
  instance uuid not null,
  version text not null,
  address text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  draining boolean not null default false,
  heap_used bigint not null default 0,
  heap_max bigint not null default 0,
  cpu_load double precision not null default 0
);
grant select, insert, update, delete on node to ${engineRole};

-- Destroys a tenant: every row of every table that has a tenant_id, whatever features exist by then. Runs as the owner, who is bound by the same walls.
create function destroy_tenant(doomed text) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone bigint := 0;
  n bigint;
  waiting text[];
  next_round text[];
  t text;
begin
  if doomed is null or doomed = 'platform' then
    raise exception 'not a tenant: %', doomed;
  end if;
  perform set_config('app.tenant', doomed, true);
  select array_agg(c.relname::text order by c.relname) into waiting
    from pg_class c join pg_namespace s on s.oid = c.relnamespace and s.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition;
  while coalesce(array_length(waiting, 1), 0) > 0 loop
    next_round := '{}';
    foreach t in array waiting loop
      begin
        execute format('delete from %I where tenant_id = $1', t) using doomed;
        get diagnostics n = row_count;
        gone := gone + n;
      exception when foreign_key_violation then
        next_round := next_round || t;
      end;
    end loop;
    if array_length(next_round, 1) = array_length(waiting, 1) then
      raise exception 'tables refer to each other in a circle: %', next_round;
    end if;
    waiting := next_round;
  end loop;
  delete from tenant where id = doomed;
  return gone;
end $$;
revoke execute on function destroy_tenant(text) from public;
grant execute on function destroy_tenant(text) to ${engineRole};

-- The newest migration that ran; the history itself is the owner's.
create function schema_version() returns text language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select version || ' ' || description from flyway_schema_history where success and version is not null order by installed_rank desc limit 1), '')
$$;
revoke execute on function schema_version() from public;
grant execute on function schema_version() to ${engineRole};
