package io.patchbay.audit;

import io.patchbay.audit.AuditEvent.Outcome;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Writes the audit trail, in the transaction of what it tells about: what rolls back was not done
 * and leaves no entry. Entries of one tenant wait for each other until their transactions end, so
 * record last. Say what and to what, never a secret or a payload.
 */
@Singleton
public class AuditTrail {

  /** The chain of what belongs to no tenant. */
  public static final String PLATFORM = "platform";

  private static final int MAX_TEXT = 500;

  private final AuditKey key;
  private final EngineDatabase engine;
  private final InstantSource clock;

  @Inject
  public AuditTrail(AuditKey key, EngineDatabase engine, InstantSource clock) {
    this.key = key;
    this.engine = engine;
    this.clock = clock;
  }

  /** What the request's caller did in the request's tenant; inside the transaction that did it. */
  public void done(
      EntityManager em, RequestContext request, String action, String target, String detail) {
    done(em, request.tenant(), request.actor(), action, target, detail);
  }

  public void done(
      EntityManager em, TenantId tenant, Actor actor, String action, String target, String detail) {
    em.unwrap(org.hibernate.Session.class)
        .doWork(
            connection ->
                append(connection, tenant.value(), actor, action, target, Outcome.DONE, detail));
  }

  /** As the engine, in its transaction. */
  public void done(
      Connection connection,
      TenantId tenant,
      Actor actor,
      String action,
      String target,
      String detail)
      throws SQLException {
    append(connection, tenant.value(), actor, action, target, Outcome.DONE, detail);
  }

  /** What concerns the installation, in a transaction of its own. */
  public void platform(Actor actor, String action, String target, Outcome outcome, String detail) {
    engine.transact(connection -> platform(connection, actor, action, target, outcome, detail));
  }

  /** What concerns the installation, in the engine's transaction. */
  public void platform(
      Connection connection,
      Actor actor,
      String action,
      String target,
      Outcome outcome,
      String detail)
      throws SQLException {
    append(connection, PLATFORM, actor, action, target, outcome, detail);
  }

  private void append(
      Connection connection,
      String tenant,
      Actor actor,
      String action,
      String target,
      Outcome outcome,
      String detail)
      throws SQLException {
    try (PreparedStatement first =
        connection.prepareStatement(
            "insert into audit_head (tenant_id, number, mac) values (?, 0, ''::bytea)"
                + " on conflict do nothing")) {
      first.setString(1, tenant);
      first.executeUpdate();
    }
    long number;
    byte[] before;
    try (PreparedStatement head =
        connection.prepareStatement(
            "select number, mac from audit_head where tenant_id = ? for update")) {
      head.setString(1, tenant);
      try (ResultSet row = head.executeQuery()) {
        row.next();
        number = row.getLong(1) + 1;
        before = row.getBytes(2);
      }
    }
    AuditEvent event =
        new AuditEvent(
            number,
            AuditKey.micros(clock.instant()),
            shortened(actor.name()),
            shortened(action),
            shortened(target),
            shortened(actor.address()),
            outcome,
            shortened(detail),
            new byte[0]);
    byte[] mac = key.seal(tenant, before, event);
    insert(connection, tenant, event, mac);
    try (PreparedStatement head =
        connection.prepareStatement(
            "update audit_head set number = ?, mac = ? where tenant_id = ?")) {
      head.setLong(1, number);
      head.setBytes(2, mac);
      head.setString(3, tenant);
      head.executeUpdate();
    }
  }

  private static void insert(Connection connection, String tenant, AuditEvent event, byte[] mac)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into audit_event (tenant_id, number, at, actor, action, target, address,"
                + " outcome, detail, mac) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, tenant);
      insert.setLong(2, event.number());
      insert.setTimestamp(3, Timestamp.from(event.at()));
      insert.setString(4, event.actor());
      insert.setString(5, event.action());
      insert.setString(6, event.target());
      insert.setString(7, event.address());
      insert.setString(8, event.outcome().name().toLowerCase(Locale.ROOT));
      insert.setString(9, event.detail());
      insert.setBytes(10, mac);
      insert.executeUpdate();
    }
  }

  private static String shortened(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= MAX_TEXT ? clean : clean.substring(0, MAX_TEXT - 1) + "…";
  }
}
