package io.patchbay.event.jdbc;

import io.patchbay.run.Accepted;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.Signal;
import io.patchbay.run.jdbc.EventSubscriptions;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.jdbc.RunAcceptance;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one transaction of the dispatcher decides: runs to start and steps to wake. Written at its
 * end, runs in the order in which every writer locks them.
 */
final class Deliveries {

  private record Wake(RunId run, String stepId, EventRows.Logged event, boolean last) {}

  private record Start(NewRun run, List<Long> positions) {}

  private final TenantId tenant;
  private final List<Wake> wakes = new ArrayList<>();
  private final List<Start> starts = new ArrayList<>();
  private final Set<String> ended = new LinkedHashSet<>();

  Deliveries(TenantId tenant) {
    this.tenant = tenant;
  }

  /**
   * @param last the step wants no more after this one
   */
  void wake(RunId run, String stepId, EventRows.Logged event, boolean last) {
    String step = run + "!" + stepId;
    if (!ended.contains(step)) {
      wakes.add(new Wake(run, stepId, event, last));
      if (last) {
        ended.add(step);
      }
    }
  }

  void start(NewRun run, List<Long> positions) {
    starts.add(new Start(run, positions));
  }

  boolean isEmpty() {
    return wakes.isEmpty() && starts.isEmpty();
  }

  /** Answers the runs that were woken or started. */
  Set<RunId> write(Connection connection, PostgresRunStore store, RunAcceptance acceptance)
      throws SQLException {
    Set<RunId> runs = new LinkedHashSet<>();
    try (PreparedStatement delivery =
        connection.prepareStatement(
            "insert into event_delivery (tenant_id, position, run_id, step_id)"
                + " values (?, ?, ?, ?) on conflict do nothing")) {
      // The sort is stable: the events of a step stay in their order.
      wakes.sort(Comparator.comparing(Wake::run));
      for (Wake wake : wakes) {
        if (wake(connection, store, wake)) {
          runs.add(wake.run);
          add(delivery, wake.event.position(), wake.run, wake.stepId);
        }
      }
      List<Accepted> accepted =
          acceptance.accept(
              connection, starts.stream().map(s -> RunAcceptance.Request.of(s.run)).toList());
      for (int i = 0; i < accepted.size(); i++) {
        runs.add(accepted.get(i).run());
        for (long position : starts.get(i).positions) {
          add(delivery, position, accepted.get(i).run(), "");
        }
        if (!accepted.get(i).duplicate()) {
          listenFrom(connection, starts.get(i));
        }
      }
      delivery.executeBatch();
    }
    return runs;
  }

  private boolean wake(Connection connection, PostgresRunStore store, Wake wake)
      throws SQLException {
    Signal signal =
        new Signal(wake.stepId, Long.toString(wake.event.position()), wake.event.event());
    boolean alive = store.signal(connection, tenant, wake.run, signal);
    if (!alive || wake.last) {
      EventSubscriptions.delete(connection, tenant.value(), wake.run.value(), wake.stepId);
    }
    return alive;
  }

  private void add(PreparedStatement delivery, long position, RunId run, String stepId)
      throws SQLException {
    delivery.setString(1, tenant.value());
    delivery.setLong(2, position);
    delivery.setObject(3, run.value());
    delivery.setString(4, stepId);
    delivery.addBatch();
  }

  /** A run that an event started listens to what came after that event. */
  private void listenFrom(Connection connection, Start start) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update run set event_position = ? where tenant_id = ? and id = ?")) {
      update.setLong(1, start.positions.stream().mapToLong(Long::longValue).max().orElse(0));
      update.setString(2, tenant.value());
      update.setObject(3, start.run.id().value());
      update.executeUpdate();
    }
  }
}
