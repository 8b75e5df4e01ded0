package io.patchbay.run.jdbc;

import io.patchbay.run.RunState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Notes what runs write and how they end for tenants in which somebody listens to that, in the
 * transaction of the write. For all others it costs one look into a map.
 */
final class LifecycleNotices {

  /** A run that ended. */
  record Ended(String tenant, UUID run, RunState state) {}

  /**
   * @param first null, as {@code last}: the end of the run
   */
  private record Notice(String tenant, UUID run, @Nullable Long first, @Nullable Long last) {}

  private record Wanted(int kinds, Set<RunState> ends) {}

  private volatile Map<String, Wanted> wanted = Map.of();

  void watch(Map<String, LifecycleInterest> interests) {
    Map<String, Wanted> now = new HashMap<>();
    interests.forEach(
        (tenant, interest) -> now.put(tenant, new Wanted(interest.kinds(), interest.ends())));
    wanted = Map.copyOf(now);
  }

  /** Nobody listens to anything: what follows need not be called. */
  boolean none() {
    return wanted.isEmpty();
  }

  /** Whether a write of this kind is noted. */
  boolean wants(String tenant, JournalRows.Prepared written, @Nullable RunState end) {
    Wanted of = wanted.get(tenant);
    return of != null
        && ((written.kinds() & of.kinds) != 0 || (end != null && of.ends.contains(end)));
  }

  /** What the runs wrote, before their ends. */
  void entries(Connection connection, List<JournalRows.Row> rows) throws SQLException {
    Map<String, Wanted> now = wanted;
    if (now.isEmpty()) {
      return;
    }
    List<Notice> notices = new ArrayList<>();
    for (JournalRows.Row row : rows) {
      Wanted of = now.get(row.tenant());
      JournalRows.Prepared written = row.prepared();
      if (of != null && (written.kinds() & of.kinds) != 0) {
        notices.add(new Notice(row.tenant(), row.run(), written.first(), written.last()));
      }
    }
    insert(connection, notices);
  }

  void ends(Connection connection, List<Ended> runs) throws SQLException {
    Map<String, Wanted> now = wanted;
    List<Notice> notices = new ArrayList<>();
    for (Ended run : runs) {
      Wanted of = now.get(run.tenant);
      if (of != null && of.ends.contains(run.state)) {
        notices.add(new Notice(run.tenant, run.run, null, null));
      }
    }
    insert(connection, notices);
  }

  private static void insert(Connection connection, List<Notice> notices) throws SQLException {
    if (notices.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into lifecycle_notice (tenant_id, run_id, first_sequence, last_sequence)"
                + " values (?, ?, ?, ?)")) {
      for (Notice notice : notices) {
        insert.setString(1, notice.tenant);
        insert.setObject(2, notice.run);
        insert.setObject(3, notice.first, Types.BIGINT);
        insert.setObject(4, notice.last, Types.BIGINT);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
