package io.patchbay.run.jdbc;

import io.patchbay.run.RunState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Notes the ends of runs for tenants in which somebody listens to them, in the transaction of the
 * end. For all others it costs one look into a set.
 */
final class LifecycleNotices {

  /** A run that ended. */
  record Ended(String tenant, UUID run, RunState state) {}

  private volatile Map<String, Set<RunState>> wanted = Map.of();

  void watch(Map<String, Set<RunState>> ends) {
    wanted = Map.copyOf(ends);
  }

  /** Whether somebody listens to such ends. */
  boolean wanted(String tenant, RunState state) {
    return wanted.getOrDefault(tenant, Set.of()).contains(state);
  }

  void write(Connection connection, List<Ended> runs) throws SQLException {
    List<Ended> noted = runs.stream().filter(run -> wanted(run.tenant, run.state)).toList();
    if (noted.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into lifecycle_notice (tenant_id, run_id) values (?, ?)"
                + " on conflict do nothing")) {
      for (Ended run : noted) {
        insert.setString(1, run.tenant);
        insert.setObject(2, run.run);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
