package io.patchbay.run.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Notes the ends of runs for tenants in which somebody listens to them, in the transaction of the
 * end. For all others it costs one look into a set.
 */
final class LifecycleNotices {

  /** A run that ended. */
  record Ended(String tenant, UUID run) {}

  private volatile Set<String> tenants = Set.of();

  void watch(Set<String> listening) {
    tenants = Set.copyOf(listening);
  }

  void write(Connection connection, List<Ended> runs) throws SQLException {
    Set<String> listening = tenants;
    List<Ended> noted = runs.stream().filter(run -> listening.contains(run.tenant)).toList();
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
