package io.patchbay.bench.load;

import java.sql.SQLException;

/**
 * Fills the tables with copies of runs that really happened, with their journal and exchanges, each
 * copy at a time of its own in the past. The schema's columns are asked for, not known.
 */
record StoredRuns(Folder folder) {

  private static final String COPY =
      """
      create schema if not exists bench;
      create or replace function bench.earlier(id uuid, by_ms bigint) returns uuid language sql immutable as $$
        select (lpad(to_hex(('x' || lpad(left(replace(id::text, '-', ''), 12), 16, '0'))::bit(64)::bigint - by_ms), 12, '0')
                || substr(replace(id::text, '-', ''), 13))::uuid $$;
      create or replace function bench.multiply(flow text, copies bigint, step_ms bigint) returns void language plpgsql as $$
      declare t text; id_column text; columns text; vals text;
      begin
        create temp table model on commit drop as
          select tenant_id, id from run where flow_id = flow and state = 'SUCCEEDED' order by id desc limit 1000;
        analyze model;
        foreach t in array array['run', 'journal', 'exchange'] loop
          id_column := case t when 'run' then 'id' else 'run_id' end;
          select string_agg(quote_ident(column_name), ', ' order by ordinal_position),
                 string_agg(case when column_name in (id_column, 'id') and data_type = 'uuid' then format('bench.earlier(s.%I, k * %s)', column_name, step_ms)
                                 when data_type like 'timestamp%' then format('s.%I - k * interval ''%s milliseconds''', column_name, step_ms)
                                 else format('s.%I', column_name) end, ', ' order by ordinal_position)
            into columns, vals from information_schema.columns where table_schema = 'public' and table_name = t and is_generated = 'NEVER';
          execute format('insert into %I (%s) select %s from generate_series(1, %s) k, model m join %I s on s.tenant_id = m.tenant_id and s.%I = m.id',
                         t, columns, vals, copies, t, id_column);
        end loop;
        insert into ledger (tenant_id, id, accepted, removed, at)
          select tenant_id, gen_random_uuid(), count(*) * copies, 0, now() from model group by tenant_id;
      end $$;
      """;

  /** Copies the newest thousand runs of the flow so often, one minute apart. */
  void multiply(String flow, int copies) throws SQLException {
    Runs runs = new Runs(folder);
    runs.execute(COPY);
    runs.execute("select bench.multiply('" + flow + "', " + copies + ", 60000)");
    runs.execute("vacuum analyze run");
    runs.execute("vacuum analyze journal");
    runs.execute("vacuum analyze exchange");
    runs.execute("checkpoint");
  }

  double count() throws SQLException {
    return new Runs(folder).number("select count(*) from run");
  }
}
