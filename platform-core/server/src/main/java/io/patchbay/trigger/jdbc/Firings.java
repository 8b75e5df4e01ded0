package io.patchbay.trigger.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.patchbay.flow.FlowId;
import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.RunId;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.Columns;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what became of each firing of a trigger, so that "why did it not run?" has an answer. Of a
 * flood of equal refusals one a second is kept.
 */
@Singleton
public class Firings {

  private static final Logger LOG = LoggerFactory.getLogger(Firings.class);
  private static final Duration ONE_ROW = Duration.ofSeconds(1);
  private static final int MAX_REASON = 1_000;

  /** What was decided. */
  public enum Decision {
    ACCEPTED,
    DUPLICATE,
    REFUSED
  }

  /**
   * One firing.
   *
   * @param scheduledFor the time for which a schedule fired
   */
  public record Firing(
      TenantId tenant,
      FlowId flow,
      TriggerKind trigger,
      Decision decision,
      String reason,
      @Nullable RunId run,
      @Nullable Instant scheduledFor,
      @Nullable String idempotencyKey) {

    public static Firing refused(TenantId tenant, FlowId flow, TriggerKind trigger, String reason) {
      return new Firing(tenant, flow, trigger, Decision.REFUSED, reason, null, null, null);
    }
  }

  private record Same(String tenant, String flow, String reason) {}

  private final EngineDatabase database;
  private final InstantSource clock;
  private final Cache<Same, AtomicLong> recent =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(ONE_ROW).build();

  @Inject
  public Firings(EngineDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Keeps it unless the same was kept within the last second; never fails its caller. */
  public void note(Firing firing) {
    Same same = new Same(firing.tenant.value(), firing.flow.value(), firing.reason);
    AtomicLong count = recent.get(same, k -> new AtomicLong());
    if (count == null || count.getAndIncrement() > 0) {
      return;
    }
    try {
      database.transact(connection -> insert(connection, firing));
    } catch (DatabaseException e) {
      LOG.warn("A firing of flow {} could not be kept: {}", firing.flow, firing.reason, e);
    }
  }

  /** Keeps it in the caller's transaction. */
  public void insert(Connection connection, Firing firing) throws SQLException {
    insertAll(connection, List.of(firing));
  }

  /** Keeps them in the caller's transaction. */
  void insertAll(Connection connection, List<Firing> firings) throws SQLException {
    Instant now = clock.instant();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into firing (tenant_id, id, flow_id, trigger_kind, decision, reason, run_id,"
                + " scheduled_for, idempotency_key, at) select tenant_id, id, flow_id, trigger_kind,"
                + " decision, reason, run_id, scheduled_for::timestamptz, idempotency_key, ?"
                + " from unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],"
                + " ?::uuid[], ?::text[], ?::text[]) k(tenant_id, id, flow_id, trigger_kind,"
                + " decision, reason, run_id, scheduled_for, idempotency_key)")) {
      Columns columns = new Columns(connection, insert);
      columns.all(Rows.timestamp(now));
      columns.text(firings, firing -> firing.tenant.value());
      columns.uuid(firings, firing -> Rows.newId(now));
      columns.text(firings, firing -> firing.flow.value());
      columns.text(firings, firing -> firing.trigger.name());
      columns.text(firings, firing -> firing.decision.name().toLowerCase(Locale.ROOT));
      columns.plain(firings, firing -> shortened(firing.reason));
      columns.uuid(firings, firing -> firing.run == null ? null : firing.run.value());
      columns.time(firings, Firing::scheduledFor);
      columns.plain(firings, Firing::idempotencyKey);
      insert.executeUpdate();
    }
  }

  private static String shortened(String reason) {
    return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "…";
  }
}
