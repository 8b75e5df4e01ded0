-- How many runs of a flow are under way at once, as its published version says. Null: there is no limit any more, its runs are being let go.
-- `applied`: the runs that were open before know of it.
create table flow_limit (
  tenant_id text not null,
  flow_id text not null,
  max_running integer check (max_running between 1 and 10000),
  applied boolean not null default false,
  primary key (tenant_id, flow_id),
  foreign key (tenant_id, flow_id) references flow on delete cascade
);
call tenant_table('flow_limit');
call engine_table('flow_limit');

-- A run of a limited flow waits for its turn (`turn_at`: since when, or from when on) and is invisible to claims; when it has it, it is due
-- like any other, and counts until it waits or ends. Runs without a limit are in neither index.
alter table run
  add column limited boolean not null default false,
  add column turn_at timestamptz;
create index run_turn on run (tenant_id, flow_id, turn_at) where turn_at is not null;
create index run_under_way on run (tenant_id, flow_id) where limited and due_at is not null;
