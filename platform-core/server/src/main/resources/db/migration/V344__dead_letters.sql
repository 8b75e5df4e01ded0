-- Dead letters: runs that failed or were given up, until a person replays or discards them.
alter table run add column letter text check (letter in ('replayed', 'discarded'));
alter table run add column letter_job uuid;
create index run_letter on run (tenant_id, id) where state in ('FAILED', 'DEAD') and letter is null and not test;
create index run_letter_job on run (tenant_id, letter_job) where letter_job is not null;

-- What a person does with many of them at once, a part after the other.
create table letter_job (
  tenant_id text not null references tenant on delete cascade,
  id uuid not null,
  action text not null check (action in ('replay', 'discard', 'restore')),
  published boolean not null,
  state text not null check (state in ('running', 'done', 'cancelled')),
  runs uuid[],
  flow_id text,
  from_at timestamptz,
  to_at timestamptz,
  search text,
  of_job uuid,
  after_run uuid not null default '00000000-0000-0000-0000-000000000000',
  total bigint not null,
  done bigint not null default 0,
  refused bigint not null default 0,
  started_by text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
call tenant_table('letter_job');
call engine_table('letter_job');
create index letter_job_running on letter_job (started_at) where state = 'running';

-- Which version a replay takes, and whether the flow is still there: not its text.
create policy engine_sees_all on flow for select to ${engineRole} using (true);
grant select (tenant_id, id, published_version, deleted_at) on flow to ${engineRole};
