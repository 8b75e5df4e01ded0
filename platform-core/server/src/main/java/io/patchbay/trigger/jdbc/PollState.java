package io.patchbay.trigger.jdbc;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.plugin.call.PollInvoker;
import io.patchbay.run.Accepted;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.run.jdbc.RunAcceptance;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How far a poll has come.
 *
 * @param seen the newest keys, bounded, oldest first
 * @param since when it polled for the first time
 */
public record PollState(
    TenantId tenant, FlowId flow, @Nullable String cursor, Set<String> seen, Instant since) {

  static final int MAX_SEEN = 2_000;

  public static PollState load(Connection connection, TenantId tenant, FlowId flow, Instant now)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select cursor, seen, since from poll_cursor where tenant_id = ? and flow_id = ?")) {
      select.setString(1, tenant.value());
      select.setString(2, flow.value());
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          return new PollState(tenant, flow, null, Set.of(), now);
        }
        String[] seen = (String[]) rows.getArray("seen").getArray();
        return new PollState(
            tenant,
            flow,
            Rows.stringOrNull(rows, "cursor"),
            new LinkedHashSet<>(List.of(seen)),
            Rows.instant(rows, "since"));
      }
    }
  }

  /** Accepts the page's new items and moves the cursor. Answers how many runs began. */
  public int accept(
      Connection connection,
      FlowVersionRef version,
      PollInvoker.PollOutcome.Page page,
      InstantSource clock)
      throws SQLException {
    Set<String> keys = new LinkedHashSet<>(seen);
    List<RunAcceptance.Request> requests = new ArrayList<>();
    for (PollInvoker.Item item : page.items()) {
      if (keys.add(item.key())) {
        NewRun run =
            NewRun.of(
                    tenant,
                    RunId.create(clock.instant(), ThreadLocalRandom.current()),
                    version,
                    TriggerKind.POLL,
                    item.value())
                .withIdempotencyKey("poll:" + item.key());
        requests.add(new RunAcceptance.Request(run, item.key(), null, null));
      }
    }
    List<Accepted> accepted = new RunAcceptance(clock).accept(connection, requests);
    save(connection, page.cursor(), newest(keys), clock.instant());
    return (int) accepted.stream().filter(a -> !a.duplicate()).count();
  }

  private static List<String> newest(Set<String> keys) {
    List<String> all = List.copyOf(keys);
    return all.subList(Math.max(0, all.size() - MAX_SEEN), all.size());
  }

  private void save(Connection connection, String newCursor, List<String> keys, Instant now)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into poll_cursor (tenant_id, flow_id, cursor, seen, since, polled_at)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (tenant_id, flow_id) do update"
                + " set cursor = excluded.cursor, seen = excluded.seen,"
                + " polled_at = excluded.polled_at")) {
      upsert.setString(1, tenant.value());
      upsert.setString(2, flow.value());
      upsert.setString(3, newCursor);
      upsert.setArray(4, connection.createArrayOf("text", keys.toArray()));
      upsert.setObject(5, Rows.timestamp(since));
      upsert.setObject(6, Rows.timestamp(now));
      upsert.executeUpdate();
    }
  }
}
