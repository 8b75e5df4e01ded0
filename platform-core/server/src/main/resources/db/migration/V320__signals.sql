-- What waiting steps of runs are told from outside. Kept until the journal has it; the bare row stays until the step no longer waits,
-- so that the same signal again is known.
create table signal (
  tenant_id text not null,
  run_id uuid not null,
  step_id text not null,
  id text not null,
  arrival bigint not null generated always as identity,
  payload text,
  payload_sha256 bytea,
  taken boolean not null default false,
  at timestamptz not null,
  primary key (tenant_id, run_id, step_id, id)
);
call tenant_table('signal');
call engine_table('signal');
