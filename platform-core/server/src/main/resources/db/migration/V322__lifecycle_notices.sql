-- Runs that ended while somebody listened to the ends of runs: each becomes a lifecycle event.
create table lifecycle_notice (
  tenant_id text not null,
  run_id uuid not null,
  primary key (tenant_id, run_id)
);
call tenant_table('lifecycle_notice');
call engine_table('lifecycle_notice');
