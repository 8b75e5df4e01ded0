-- Decisions that runs wait for. One row a call: its key is the idempotency key of the call, so that a repeated call finds it again.
create table approval (
  tenant_id text not null references tenant on delete cascade,
  id uuid not null,
  run_id uuid not null,
  step_id text not null,
  call_key text not null,
  flow_id text not null,
  test boolean not null,
  title text not null,
  message text not null default '',
  details text,
  choices text[] not null,
  assignees text[] not null,
  escalate_at timestamptz,
  escalate_to text[] not null default '{}',
  escalated_at timestamptz,
  deadline_at timestamptz,
  -- What the deadline decides; null: the step fails.
  at_deadline text,
  state text not null check (state in ('open', 'decided', 'expired', 'withdrawn')),
  decision text,
  comment text,
  decided_by text,
  decided_via text check (decided_via in ('console', 'link', 'deadline')),
  decided_at timestamptz,
  -- The link that lets somebody without an account decide: found by its hash, shown again from its sealed form.
  link_hash bytea not null,
  link_sealed bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index approval_call on approval (tenant_id, call_key);
create unique index approval_link on approval (link_hash);
create index approval_open on approval (tenant_id, id) where state = 'open';
create index approval_run on approval (tenant_id, run_id);
call tenant_table('approval');
call engine_table('approval');
