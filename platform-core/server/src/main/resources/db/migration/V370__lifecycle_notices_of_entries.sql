-- A notice names what a run wrote at once, by its first and last entry; without them it is the end of the run. In the order of the
-- numbers the notices of a run are in the order of its writes.
alter table lifecycle_notice drop constraint lifecycle_notice_pkey;
alter table lifecycle_notice
  add column number bigint generated always as identity,
  add column first_sequence bigint,
  add column last_sequence bigint;
alter table lifecycle_notice add primary key (tenant_id, number);
