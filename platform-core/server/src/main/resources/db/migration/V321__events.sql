-- The event log of a tenant. Positions are given out under the lock of its row in event_log, which is held until the commit: they become
-- visible in order, so that a reader with a cursor misses nothing.
create table event_log (
  tenant_id text not null,
  last_position bigint not null,
  primary key (tenant_id)
);
call tenant_table('event_log');
call engine_table('event_log');

create table event (
  tenant_id text not null,
  position bigint not null,
  id text not null,
  source text not null,
  type text not null,
  subject text,
  time timestamptz,
  -- the whole event in the JSON format
  content text,
  content_sha256 bytea,
  bytes integer not null,
  origin text not null check (origin in ('api', 'flow', 'platform')),
  run_id uuid,
  received_at timestamptz not null,
  primary key (tenant_id, position)
);
create unique index event_identity on event (tenant_id, source, id);
create index event_type on event (tenant_id, type, position);
call tenant_table('event');
call engine_table('event');
revoke update on event from ${appRole}, ${engineRole};

-- How far the events of a tenant have been handed out. One node at a time holds the row.
create table event_dispatch (
  tenant_id text not null,
  position bigint not null,
  primary key (tenant_id)
);
call tenant_table('event_dispatch');
call engine_table('event_dispatch');

-- A step of a run that listens: the frozen strategy of its journal, and from where it still has to look into the past.
create table event_subscription (
  tenant_id text not null,
  run_id uuid not null,
  step_id text not null,
  strategy text not null,
  since bigint not null,
  caught_up boolean not null default false,
  primary key (tenant_id, run_id, step_id)
);
create index event_subscription_new on event_subscription (tenant_id) where not caught_up;
call tenant_table('event_subscription');
call engine_table('event_subscription');

-- By what an event finds its subscriptions: one row a filter; '' stands for any type and for no key.
create table event_interest (
  tenant_id text not null,
  run_id uuid not null,
  step_id text not null,
  place integer not null,
  type text not null,
  key_from text not null,
  key_value text not null,
  primary key (tenant_id, run_id, step_id, place)
);
create index event_interest_key on event_interest (tenant_id, type, key_from, key_value);
call tenant_table('event_interest');
call engine_table('event_interest');

-- Flows that are started by events.
create table event_trigger (
  tenant_id text not null,
  flow_id text not null,
  flow_version integer not null,
  strategy text not null,
  since bigint not null,
  primary key (tenant_id, flow_id),
  foreign key (tenant_id, flow_id) references flow on delete cascade
);
call tenant_table('event_trigger');
call engine_table('event_trigger');

-- Events that wait for others of their set before a flow starts.
create table event_gathered (
  tenant_id text not null,
  flow_id text not null,
  set_key text not null,
  place integer not null,
  position bigint not null,
  primary key (tenant_id, flow_id, set_key, place, position)
);
call tenant_table('event_gathered');
call engine_table('event_gathered');

-- Which runs an event started (no step) or woke.
create table event_delivery (
  tenant_id text not null,
  position bigint not null,
  run_id uuid not null,
  step_id text not null default '',
  primary key (tenant_id, position, run_id, step_id)
);
call tenant_table('event_delivery');
call engine_table('event_delivery');

-- The last event of its tenant when the run was accepted: it listens to what came after.
alter table run add column event_position bigint;
