package io.patchbay.event.jdbc;

import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.RunId;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.jdbc.RunAcceptance;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the events of each tenant to those who want them, in the order of the log, each once: the
 * runs that an event starts, the signals of those it wakes, and the position up to which all this
 * has been done are written in one transaction. Every node has a dispatcher; one at a time holds a
 * tenant's row.
 */
public final class EventDispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
  private static final int BATCH = 200;
  private static final Duration POLL = Duration.ofMillis(500);

  private static final String TENANTS =
      "select l.tenant_id from event_log l left join event_dispatch d using (tenant_id)"
          + " where l.last_position > coalesce(d.position, 0)"
          + " union select tenant_id from event_subscription where not caught_up";

  private record Round(boolean more, Set<RunId> runs) {}

  private final EngineDatabase database;
  private final PostgresRunStore store;
  private final RunAcceptance acceptance;
  private final InstantSource clock;
  private final BiConsumer<TenantId, RunId> woken;
  private final LifecycleEvents lifecycle;
  private final Strategies strategies = new Strategies();
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean stopping;
  private @Nullable Thread thread;

  /**
   * @param woken told of each run that was started or woken, after the commit
   */
  public EventDispatcher(
      EngineDatabase database,
      PostgresRunStore store,
      FlowDefinitions definitions,
      InstantSource clock,
      BiConsumer<TenantId, RunId> woken) {
    this.lifecycle = new LifecycleEvents(database, store, definitions, clock);
    this.database = database;
    this.store = store;
    this.acceptance = new RunAcceptance(clock);
    this.clock = clock;
    this.woken = woken;
  }

  public synchronized void start() {
    thread = Thread.ofPlatform().daemon().name("patchbay-events").start(this::loop);
  }

  /** There may be something to do. */
  public void wake() {
    bell.release();
  }

  public synchronized void stop() {
    stopping = true;
    wake();
    Thread running = thread;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void loop() {
    while (!stopping) {
      try {
        dispatchAll();
      } catch (DatabaseException e) {
        LOG.warn("Events cannot be handed out at the moment: {}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("Events cannot be handed out", e);
      }
      try {
        bell.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
        bell.drainPermits();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Hands out what there is. A tenant that another node is busy with is left to it. */
  public void dispatchAll() {
    lifecycle.watch();
    boolean untold = true;
    while (untold && !stopping) {
      untold = lifecycle.publish();
    }
    for (TenantId tenant : database.inTransaction(EventDispatcher::tenants)) {
      try {
        dispatch(tenant);
      } catch (DatabaseException e) {
        if (e.kind() == DatabaseException.Kind.UNAVAILABLE) {
          throw e;
        }
        LOG.warn("The events of tenant {} wait a moment: {}", tenant, e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("The events of tenant {} cannot be handed out", tenant, e);
      }
    }
  }

  private void dispatch(TenantId tenant) {
    boolean more = true;
    while (more && !stopping) {
      Round round = database.inTransaction(connection -> round(connection, tenant));
      more = round.more;
      if (!round.runs.isEmpty()) {
        store.signal();
        round.runs.forEach(run -> woken.accept(tenant, run));
      }
    }
  }

  private Round round(Connection connection, TenantId tenant) throws SQLException {
    long position = lock(connection, tenant);
    if (position < 0) {
      return new Round(false, Set.of());
    }
    Deliveries deliveries = new Deliveries(tenant);
    Subscriptions subscriptions = new Subscriptions(connection, tenant.value(), strategies);
    boolean behind = subscriptions.catchUp(position, deliveries);
    // Asked for first: whatever the log has up to here is then seen by the next statement.
    long last = lastPosition(connection, tenant);
    List<EventRows.Logged> events = EventRows.after(connection, tenant.value(), position, BATCH);
    if (!events.isEmpty()) {
      subscriptions.match(events, deliveries);
      Triggers.load(connection, tenant, strategies, clock.instant()).match(events, deliveries);
      long newest = events.getLast().position();
      last = events.size() == BATCH ? newest : Math.max(last, newest);
    }
    if (last > position) {
      move(connection, tenant, last);
    }
    Set<RunId> runs =
        deliveries.isEmpty() ? Set.of() : deliveries.write(connection, store, acceptance);
    return new Round(behind || events.size() == BATCH, runs);
  }

  /** The position of the tenant, its row locked; -1: another node is at it. */
  private static long lock(Connection connection, TenantId tenant) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into event_dispatch (tenant_id, position) select ?, 0 where not exists"
                + " (select 1 from event_dispatch where tenant_id = ?) on conflict do nothing")) {
      insert.setString(1, tenant.value());
      insert.setString(2, tenant.value());
      insert.executeUpdate();
    }
    return number(
        connection,
        "select position from event_dispatch where tenant_id = ? for update skip locked",
        tenant);
  }

  private static long lastPosition(Connection connection, TenantId tenant) throws SQLException {
    return number(connection, "select last_position from event_log where tenant_id = ?", tenant);
  }

  private static long number(Connection connection, String sql, TenantId tenant)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, tenant.value());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : -1;
      }
    }
  }

  private static void move(Connection connection, TenantId tenant, long position)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update event_dispatch set position = ? where tenant_id = ?")) {
      update.setLong(1, position);
      update.setString(2, tenant.value());
      update.executeUpdate();
    }
  }

  private static List<TenantId> tenants(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TENANTS);
        ResultSet rows = select.executeQuery()) {
      List<TenantId> tenants = new ArrayList<>();
      while (rows.next()) {
        tenants.add(new TenantId(rows.getString(1)));
      }
      return tenants;
    }
  }
}
