-- Connections with sealed secrets, the tenants' wrapped keysets, and the plugins of the installation.

-- One keyset a tenant, wrapped by the master key. Written by the platform in transactions of its own: a key must be on disk
-- before anything sealed with it is.
create table tenant_keyset (
  tenant_id text primary key references tenant on delete cascade,
  version bigint not null,
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
call tenant_table('tenant_keyset');
revoke all on tenant_keyset from ${appRole};
call engine_table('tenant_keyset');

-- A fixed word sealed with the master key: tells at start whether the key is the right one.
create table master_key_proof (
  one boolean primary key default true check (one),
  sealed bytea not null,
  created_at timestamptz not null default now()
);
grant select, insert on master_key_proof to ${engineRole};

create table connection (
  tenant_id text not null references tenant on delete cascade,
  id uuid not null,
  name text not null check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  connector text not null,
  kind text not null,
  settings text not null,
  secrets bytea,
  secret_fields text not null default '[]',
  status text not null default 'unchecked' check (status in ('unchecked', 'ok', 'failing')),
  status_message text,
  checked_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
call tenant_table('connection');

-- Plugins belong to the installation, not to a tenant: operators manage them, all tenants use them.
create table plugin_bundle (
  plugin_id text not null,
  version text not null,
  api_version text not null,
  provider text not null,
  description text not null,
  sha256 text not null,
  source text not null check (source in ('bundled', 'uploaded', 'dropped')),
  installed_at timestamptz not null,
  quarantine text,
  catalogue text not null,
  content bytea not null,
  primary key (plugin_id, version)
);
alter table plugin_bundle alter column content set storage external;
grant select, insert, update, delete on plugin_bundle to ${engineRole};

create table plugin_active (
  plugin_id text primary key,
  version text not null,
  foreign key (plugin_id, version) references plugin_bundle on delete cascade
);
grant select, insert, update, delete on plugin_active to ${engineRole};

-- Grows with every change of the two tables above: nodes look here whether they have to follow.
create table plugin_revision (
  one boolean primary key default true check (one),
  number bigint not null
);
insert into plugin_revision (number) values (1);
grant select, update on plugin_revision to ${engineRole};
