-- Flows, runs and what starts them. One store: a run is its own queue entry, its timer and its lease.
-- Every key starts with the tenant; run ids are UUIDs of version 7, so that run, journal and exchange can be partitioned by range of the id.

create table flow (
  tenant_id text not null references tenant on delete cascade,
  id text not null,
  namespace text not null,
  name text not null,
  title text,
  summary text,
  trigger_kind text not null,
  draft text not null,
  draft_sha256 text not null,
  version integer not null default 1,
  sample_input text,
  enabled boolean not null default false,
  published_version integer,
  published_sha256 text,
  trigger_secret bytea,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create unique index flow_name on flow (tenant_id, namespace, name) where deleted_at is null;
call tenant_table('flow');

create table flow_version (
  tenant_id text not null,
  flow_id text not null,
  number integer not null check (number > 0),
  document_version text not null,
  text text not null,
  sha256 text not null,
  note text,
  created_at timestamptz not null,
  created_by text not null,
  primary key (tenant_id, flow_id, number),
  foreign key (tenant_id, flow_id) references flow on delete cascade
);
call tenant_table('flow_version');
-- A version is immutable.
revoke update on flow_version from ${appRole};

-- What the published version of a flow uses: asked before a connection or plugin is taken away.
create table flow_use (
  tenant_id text not null,
  flow_id text not null,
  kind text not null check (kind in ('connection', 'function')),
  name text not null,
  version text not null default '',
  primary key (tenant_id, flow_id, kind, name, version),
  foreign key (tenant_id, flow_id) references flow on delete cascade
);
create index flow_use_name on flow_use (tenant_id, kind, name);
call tenant_table('flow_use');
call engine_table('flow_use');

-- The draft that a test run took: content-addressed, dropped when the last run that used it is.
create table draft_copy (
  tenant_id text not null,
  flow_id text not null,
  sha256 text not null,
  text text not null,
  used_at timestamptz not null,
  primary key (tenant_id, flow_id, sha256),
  foreign key (tenant_id, flow_id) references flow on delete cascade
);
call tenant_table('draft_copy');

create table run (
  tenant_id text not null,
  id uuid not null,
  flow_id text not null,
  flow_version integer not null,
  draft_hash text not null default '',
  state text not null check (state in ('QUEUED', 'RUNNING', 'WAITING', 'UNCERTAIN', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'DEAD')),
  trigger_kind text not null,
  test boolean not null,
  reply_wanted boolean not null,
  input text,
  input_sha256 bytea,
  output text,
  output_sha256 bytea,
  error text,
  reply text,
  business_key text,
  idempotency_key text,
  parent_run uuid,
  parent_step text,
  depth integer not null default 0,
  rerun_of uuid,
  started_by text,
  accepted_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  wake_at timestamptz,
  -- When the run may be claimed: at once when queued, at its time when it waits, when its lease ends while it runs; null: not before something happens.
  due_at timestamptz,
  lease_owner text,
  epoch bigint not null default 0,
  claims integer not null default 0,
  cancel_requested boolean not null default false,
  -- Something happened to the run while a node held it, which that node may not know yet.
  woken boolean not null default false,
  primary key (tenant_id, id)
);
call tenant_table('run');
call engine_table('run');
create index run_due on run (tenant_id, due_at, id) where due_at is not null;
create index run_owner on run (lease_owner) where lease_owner is not null;
create index run_flow on run (tenant_id, flow_id, id);
create index run_open on run (tenant_id, state) where state in ('QUEUED', 'RUNNING', 'WAITING', 'UNCERTAIN', 'DEAD');
create index run_business_key on run (tenant_id, business_key) where business_key is not null;
create index run_key on run (tenant_id, idempotency_key) where idempotency_key is not null;
create index run_finished on run (tenant_id, finished_at) where finished_at is not null;
create index run_parent on run (tenant_id, parent_run) where parent_run is not null;
alter table run set (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 80);

-- Only ever appended to.
create table journal (
  tenant_id text not null,
  run_id uuid not null,
  sequence bigint not null,
  kind text not null,
  reference text not null,
  iteration text not null,
  attempt integer not null,
  step_id text not null,
  detail text not null,
  input text,
  input_sha256 bytea,
  output text,
  output_sha256 bytea,
  error text,
  due_at timestamptz,
  idempotency_key text,
  effect text,
  started_at timestamptz not null,
  at timestamptz not null,
  primary key (tenant_id, run_id, sequence)
);
call tenant_table('journal');
call engine_table('journal');
revoke update on journal from ${appRole}, ${engineRole};

-- Values of more than 8 KiB, once a tenant. A run or journal row names them by hash; used_on tells retention that nobody has since.
create table payload (
  tenant_id text not null,
  sha256 bytea not null,
  bytes integer not null,
  value text not null,
  used_on date not null,
  primary key (tenant_id, sha256)
);
call tenant_table('payload');
call engine_table('payload');

create table settlement (
  tenant_id text not null,
  run_id uuid not null,
  step_id text not null,
  outcome text not null,
  settled_by text not null,
  at timestamptz not null,
  primary key (tenant_id, run_id, step_id)
);
call tenant_table('settlement');
call engine_table('settlement');

create table idempotency (
  tenant_id text not null,
  flow_id text not null,
  key text not null,
  run_id uuid not null,
  expires_at timestamptz not null,
  primary key (tenant_id, flow_id, key)
);
call tenant_table('idempotency');
call engine_table('idempotency');
create index idempotency_expiry on idempotency (expires_at);

-- Accepted and removed runs, counted on their own, so that the sum of the runs can be checked against something.
create table ledger (
  tenant_id text not null,
  id uuid not null,
  accepted bigint not null,
  removed bigint not null,
  at timestamptz not null,
  primary key (tenant_id, id)
);
call tenant_table('ledger');
call engine_table('ledger');

-- HTTP exchanges of a step, masked. The step is its JSON pointer, in loops with `@` and the turn.
create table exchange (
  tenant_id text not null,
  run_id uuid not null,
  id uuid not null,
  step text not null,
  at timestamptz not null,
  content text not null,
  primary key (tenant_id, run_id, id)
);
call tenant_table('exchange');
call engine_table('exchange');

-- What became of each firing of a trigger. The accepted firings of webhooks and people are their runs; everything else is a row here.
create table firing (
  tenant_id text not null,
  id uuid not null,
  flow_id text not null,
  trigger_kind text not null,
  decision text not null check (decision in ('accepted', 'duplicate', 'refused')),
  reason text not null,
  run_id uuid,
  scheduled_for timestamptz,
  idempotency_key text,
  at timestamptz not null,
  primary key (tenant_id, id)
);
call tenant_table('firing');
call engine_table('firing');
create index firing_flow on firing (tenant_id, flow_id, id);

-- Address book of the webhooks: a flow keeps its path while it is off, so that a refusal can be explained.
create table webhook_path (
  tenant_id text not null,
  path text not null,
  flow_id text not null,
  flow_version integer not null,
  enabled boolean not null,
  primary key (tenant_id, path),
  foreign key (tenant_id, flow_id) references flow on delete cascade
);
create unique index webhook_flow on webhook_path (tenant_id, flow_id);
call tenant_table('webhook_path');
call engine_table('webhook_path');

-- Flows that fire by time: schedules and polls. This row decides; the scheduler is only the alarm clock.
create table schedule (
  tenant_id text not null,
  flow_id text not null,
  flow_version integer not null,
  kind text not null check (kind in ('SCHEDULE', 'POLL')),
  -- null: after the end of last_run
  next_at timestamptz,
  last_run uuid,
  failures integer not null default 0,
  primary key (tenant_id, flow_id),
  foreign key (tenant_id, flow_id) references flow on delete cascade
);
create index schedule_next on schedule (next_at);
call tenant_table('schedule');
call engine_table('schedule');

create table schedule_fire (
  tenant_id text not null,
  flow_id text not null,
  fire_at timestamptz not null,
  run_id uuid not null,
  primary key (tenant_id, flow_id, fire_at)
);
call tenant_table('schedule_fire');
call engine_table('schedule_fire');

create table poll_cursor (
  tenant_id text not null,
  flow_id text not null,
  cursor text,
  seen text[] not null default '{}',
  since timestamptz not null,
  polled_at timestamptz not null,
  primary key (tenant_id, flow_id)
);
call tenant_table('poll_cursor');
call engine_table('poll_cursor');
