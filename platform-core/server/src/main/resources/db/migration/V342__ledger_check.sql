-- The ledger is checked every minute without counting all runs: what ended is counted once, when it has ended for good.

-- Ended runs that are kept, by state: those that finished before the mark.
create table ended_total (
  tenant_id text not null,
  state text not null,
  runs bigint not null,
  primary key (tenant_id, state)
);
call tenant_table('ended_total');
call engine_table('ended_total');
revoke insert, update, delete on ended_total from ${appRole};

create table ledger_mark (
  only_one boolean primary key default true check (only_one),
  finished_before timestamptz not null,
  recounted_at timestamptz not null default '-infinity'
);
grant select on ledger_mark to ${appRole};
grant select, update on ledger_mark to ${engineRole};
insert into ledger_mark (finished_before) values ('-infinity');

-- What the last check of a tenant found.
create table ledger_check (
  tenant_id text primary key,
  checked_at timestamptz not null,
  difference bigint not null,
  differs_since timestamptz
);
call tenant_table('ledger_check');
call engine_table('ledger_check');
revoke insert, update, delete on ledger_check from ${appRole};
