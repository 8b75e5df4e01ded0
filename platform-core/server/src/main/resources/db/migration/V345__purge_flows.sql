-- Flows that were deleted long ago and copies of drafts that no run names any more. As the owner, bound to the tenant: the engine sees no texts.
create function purge_flows(whose text, deleted_before timestamptz, unused_before timestamptz) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  before text := coalesce(current_setting('app.tenant', true), '');
  gone bigint;
  n bigint;
begin
  perform set_config('app.tenant', whose, true);
  delete from flow f where f.tenant_id = whose and f.deleted_at < deleted_before and not exists (
    select 1 from run r where r.tenant_id = whose and r.flow_id = f.id and r.state in ('QUEUED', 'RUNNING', 'WAITING', 'UNCERTAIN'));
  get diagnostics gone = row_count;
  delete from draft_copy d where d.tenant_id = whose and d.used_at < unused_before and not exists (
    select 1 from run r where r.tenant_id = whose and r.flow_id = d.flow_id and r.draft_hash = d.sha256);
  get diagnostics n = row_count;
  perform set_config('app.tenant', before, true);
  return gone + n;
end $$;
revoke execute on function purge_flows(text, timestamptz, timestamptz) from public;
grant execute on function purge_flows(text, timestamptz, timestamptz) to ${engineRole};
