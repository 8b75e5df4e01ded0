-- An operator may ask a node to hand its runs over and claim no more; it answers in draining.
alter table node add column drain_wanted boolean not null default false;
alter table node add column runs_in_memory integer not null default 0;
alter table node add column writes_waiting integer not null default 0;
