package io.patchbay.trigger.jdbc;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.Schedule;
import io.patchbay.flow.TriggerSettings;
import io.patchbay.flow.jpa.FlowTexts;
import io.patchbay.flow.jpa.TriggerRegistration;
import io.patchbay.platform.rest.Problem;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.tenant.TenantId;
import io.patchbay.trigger.schedule.FireTimes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the address book and the schedules in step with what is published and turned on. */
@Singleton
public class JdbcTriggerRegistration implements TriggerRegistration {

  private final FlowTexts texts;
  private final InstantSource clock;

  @Inject
  public JdbcTriggerRegistration(FlowTexts texts, InstantSource clock) {
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public void register(EntityManager em, TenantId tenant, FlowVersionRef version, boolean enabled) {
    FlowDefinition flow = parse(tenant, version);
    em.runWithConnection(
        (Connection c) -> {
          FlowUseRows.replace(c, tenant, version.flow(), flow);
          limit(c, tenant, version.flow(), flow.concurrency());
          clear(c, tenant, version.flow());
          TriggerSettings trigger = flow.trigger();
          switch (trigger.type()) {
            case WEBHOOK, API -> address(c, tenant, version, trigger, enabled);
            case SCHEDULE, POLL -> {
              if (enabled) {
                schedule(c, tenant, version, trigger);
              }
            }
            case PERSON, EVENT -> {}
          }
          if (enabled && trigger.schedule() instanceof Schedule.On on) {
            listen(c, tenant, version, on);
          }
        });
  }

  /** Not through the cache: the version's number is only certain after the commit. */
  private FlowDefinition parse(TenantId tenant, FlowVersionRef version) {
    String text =
        texts
            .find(tenant, version)
            .orElseThrow(() -> Problem.notFound("flow-version", version.toString()));
    return switch (FlowParser.parse(text)) {
      case ParseResult.Parsed parsed -> parsed.flow();
      case ParseResult.Invalid invalid ->
          throw Problem.conflict(
              "flow.not-runnable",
              "Cannot use version "
                  + version.number()
                  + ": this release of the platform does not take its text any more. Publish a"
                  + " corrected draft.");
    };
  }

  @Override
  public void remove(EntityManager em, TenantId tenant, FlowId flow) {
    em.runWithConnection(
        (Connection c) -> {
          clear(c, tenant, flow);
          FlowUseRows.delete(c, tenant, flow);
        });
  }

  /** Also of a flow that is off, or deleted: its runs go on within their limit. */
  private static void limit(
      Connection connection, TenantId tenant, FlowId flow, @Nullable Integer most)
      throws SQLException {
    try (PreparedStatement change =
        connection.prepareStatement(
            most == null
                ? "update flow_limit set max_running = null, applied = false"
                    + " where tenant_id = ? and flow_id = ? and max_running is not null"
                : "insert into flow_limit (tenant_id, flow_id, max_running) values (?, ?, ?)"
                    + " on conflict (tenant_id, flow_id) do update"
                    + " set max_running = excluded.max_running, applied = flow_limit.applied"
                    + " and flow_limit.max_running is not null")) {
      change.setString(1, tenant.value());
      change.setString(2, flow.value());
      if (most != null) {
        change.setInt(3, most);
      }
      change.executeUpdate();
    }
  }

  private static void clear(Connection connection, TenantId tenant, FlowId flow)
      throws SQLException {
    for (String table :
        new String[] {"webhook_path", "schedule", "event_trigger", "event_gathered"}) {
      try (PreparedStatement delete =
          connection.prepareStatement(
              "delete from " + table + " where tenant_id = ? and flow_id = ?")) {
        delete.setString(1, tenant.value());
        delete.setString(2, flow.value());
        delete.executeUpdate();
      }
    }
  }

  /** From the next event of the log on. */
  private static void listen(
      Connection connection, TenantId tenant, FlowVersionRef version, Schedule.On on)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into event_trigger (tenant_id, flow_id, flow_version, strategy, since)"
                + " select ?, ?, ?, ?, coalesce((select last_position from event_log"
                + " where tenant_id = ?), 0)")) {
      insert.setString(1, tenant.value());
      insert.setString(2, version.flow().value());
      insert.setInt(3, version.number());
      insert.setString(4, on.strategy().toString());
      insert.setString(5, tenant.value());
      insert.executeUpdate();
    }
  }

  /** An address that another flow has is refused only when this one shall listen there. */
  private static void address(
      Connection connection,
      TenantId tenant,
      FlowVersionRef version,
      TriggerSettings trigger,
      boolean enabled)
      throws SQLException {
    String path = trigger.path();
    if (path == null) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into webhook_path (tenant_id, path, flow_id, flow_version, enabled)"
                + " values (?, ?, ?, ?, ?) on conflict (tenant_id, path) do update"
                + " set flow_id = excluded.flow_id, flow_version = excluded.flow_version,"
                + " enabled = excluded.enabled"
                + " where excluded.enabled and not webhook_path.enabled")) {
      insert.setString(1, tenant.value());
      insert.setString(2, path);
      insert.setString(3, version.flow().value());
      insert.setInt(4, version.number());
      insert.setBoolean(5, enabled);
      if (insert.executeUpdate() == 0 && enabled) {
        throw Problem.conflict(
            "webhook.path-taken",
            "Cannot turn on the flow: '"
                + path
                + "' is the address of flow '"
                + holder(connection, tenant, path)
                + "', which is on. Choose another path, or turn that one off.");
      }
    }
  }

  private static String holder(Connection connection, TenantId tenant, String path)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select f.name from webhook_path w join flow f on f.tenant_id = w.tenant_id"
                + " and f.id = w.flow_id where w.tenant_id = ? and w.path = ?")) {
      select.setString(1, tenant.value());
      select.setString(2, path);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getString(1) : "?";
      }
    }
  }

  private void schedule(
      Connection connection, TenantId tenant, FlowVersionRef version, TriggerSettings trigger)
      throws SQLException {
    boolean poll = trigger.type() == TriggerSettings.Type.POLL;
    Schedule schedule = trigger.schedule();
    if (schedule == null && !poll) {
      return;
    }
    Instant now = clock.instant();
    Optional<Instant> next =
        poll || schedule == null
            ? Optional.of(now)
            : FireTimes.next(schedule, zone(connection, tenant, trigger), now);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into schedule (tenant_id, flow_id, flow_version, kind, next_at)"
                + " values (?, ?, ?, ?, ?)")) {
      insert.setString(1, tenant.value());
      insert.setString(2, version.flow().value());
      insert.setInt(3, version.number());
      insert.setString(4, poll ? "POLL" : "SCHEDULE");
      insert.setObject(
          5, Rows.timestampOrNull(next.orElse(null)), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
      insert.executeUpdate();
    }
  }

  private static ZoneId zone(Connection connection, TenantId tenant, TriggerSettings trigger)
      throws SQLException {
    ZoneId own = trigger.timezone();
    if (own != null) {
      return own;
    }
    try (PreparedStatement select =
        connection.prepareStatement("select time_zone from tenant where id = ?")) {
      select.setString(1, tenant.value());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Zones.of(rows.getString(1)) : Zones.of("UTC");
      }
    }
  }
}
