-- What an operator grants a tenant: its weight when runs are started, and its limits. Without a row: weight 1, no limit of running runs,
-- 100,000 queued ones.
create table tenant_quota (
  tenant_id text primary key references tenant on delete cascade,
  weight integer not null default 1 check (weight between 1 and 100),
  max_running integer check (max_running between 1 and 100000),
  max_queued integer not null default 100000 check (max_queued between 1 and 100000000),
  version integer not null default 1
);
call tenant_table('tenant_quota');
call engine_table('tenant_quota');
-- A tenant does not grant itself more.
revoke insert, update, delete on tenant_quota from ${appRole};
