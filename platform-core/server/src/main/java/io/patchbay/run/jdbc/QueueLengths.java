package io.patchbay.run.jdbc;

import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.tenant.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How many runs of tenants wait to be started, and how many may. */
public final class QueueLengths {

  /** Of an installation that says nothing else. */
  public static final int DEFAULT_LIMIT = 100_000;

  /**
   * @param queued counted up to the limit
   */
  public record Length(int queued, int limit) {}

  private static final String COUNT =
      "select k.id, l.most, (select count(*) from (select 1 from run r where r.tenant_id = k.id"
          + " and r.state = 'QUEUED' limit l.most) c)::int"
          + " from unnest(?::text[]) as k(id) left join tenant_quota q on q.tenant_id = k.id"
          + " cross join lateral (select coalesce(q.max_queued, ?) as most) l";

  private final EngineDatabase database;

  public QueueLengths(EngineDatabase database) {
    this.database = database;
  }

  public Map<TenantId, Length> of(Collection<TenantId> tenants) {
    return database.inTransaction(
        c -> {
          try (PreparedStatement count = c.prepareStatement(COUNT)) {
            count.setArray(
                1, c.createArrayOf("text", tenants.stream().map(TenantId::value).toArray()));
            count.setInt(2, DEFAULT_LIMIT);
            Map<TenantId, Length> lengths = new HashMap<>();
            try (ResultSet rows = count.executeQuery()) {
              while (rows.next()) {
                lengths.put(
                    new TenantId(rows.getString(1)), new Length(rows.getInt(3), rows.getInt(2)));
              }
            }
            return lengths;
          }
        });
  }

  /** Tenants with a limit of running runs. */
  public Set<String> limited() {
    return database.inTransaction(
        c -> {
          try (PreparedStatement select =
                  c.prepareStatement(
                      "select tenant_id from tenant_quota where max_running is not null");
              ResultSet rows = select.executeQuery()) {
            Set<String> limited = new HashSet<>();
            while (rows.next()) {
              limited.add(rows.getString(1));
            }
            return limited;
          }
        });
  }
}
