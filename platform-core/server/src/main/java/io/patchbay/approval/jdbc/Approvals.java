package io.patchbay.approval.jdbc;

import io.patchbay.approval.Approval;
import io.patchbay.approval.ApprovalRequest;
import io.patchbay.approval.Decision;
import io.patchbay.audit.AuditTrail;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.json.Json;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.secret.SecretPlace;
import io.patchbay.secret.SecretVault;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Opens approvals and closes them. As the engine, because a decision wakes its run in the same
 * transaction and a link is looked up before its tenant is known. Every other statement names its
 * tenant.
 */
@Singleton
public class Approvals {

  /** What the names of the functions begin with. */
  public static final String FUNCTIONS = "approval.";

  private static final String LINK_PREFIX = "pba_";

  private final EngineDatabase database;
  private final SecretVault vault;
  private final AuditTrail audit;
  private final PostgresRunStore runs;
  private final InstantSource clock;

  @Inject
  public Approvals(
      EngineDatabase database,
      SecretVault vault,
      AuditTrail audit,
      PostgresRunStore runs,
      InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.audit = audit;
    this.runs = runs;
    this.clock = clock;
  }

  /** Opens an approval, or finds the one that the same call opened before. */
  public Approval open(ApprovalRequest request) {
    UUID id = Rows.newId(clock.instant());
    OpaqueToken link = OpaqueToken.random(LINK_PREFIX);
    byte[] sealed =
        vault.seal(request.tenant(), place(id), link.value().getBytes(StandardCharsets.UTF_8));
    return database.inTransaction(
        connection -> {
          insert(connection, request, id, link, sealed);
          return findByCall(connection, request.tenant(), request.callKey()).orElseThrow();
        });
  }

  private void insert(
      Connection connection, ApprovalRequest request, UUID id, OpaqueToken link, byte[] sealed)
      throws SQLException {
    JsonNode details = request.details();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into approval (tenant_id, id, run_id, step_id, call_key, flow_id, test, title,"
                + " message, details, choices, assignees, escalate_at, escalate_to, deadline_at,"
                + " at_deadline, state, link_hash, link_sealed, created_at) values (?, ?, ?, ?, ?,"
                + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)"
                + " on conflict (tenant_id, call_key) do nothing")) {
      int at = 0;
      insert.setString(++at, request.tenant().value());
      insert.setObject(++at, id);
      insert.setObject(++at, request.run().value());
      insert.setString(++at, request.stepId());
      insert.setString(++at, request.callKey());
      insert.setString(++at, request.flowId());
      insert.setBoolean(++at, request.test());
      insert.setString(++at, request.title());
      insert.setString(++at, request.message());
      insert.setString(++at, details == null ? null : Json.MAPPER.writeValueAsString(details));
      insert.setArray(++at, connection.createArrayOf("text", request.choices().toArray()));
      insert.setArray(++at, connection.createArrayOf("text", request.assignees().toArray()));
      time(insert, ++at, request.escalateAt());
      insert.setArray(++at, connection.createArrayOf("text", request.escalateTo().toArray()));
      time(insert, ++at, request.deadline());
      insert.setString(++at, request.atDeadline());
      insert.setBytes(++at, link.hash());
      insert.setBytes(++at, sealed);
      insert.setObject(++at, Rows.timestamp(clock.instant()));
      insert.executeUpdate();
    }
  }

  private static void time(PreparedStatement statement, int at, @Nullable Instant value)
      throws SQLException {
    statement.setObject(at, Rows.timestampOrNull(value), Types.TIMESTAMP_WITH_TIMEZONE);
  }

  /** The approval that this call opened. */
  public Optional<Approval> findByCall(TenantId tenant, String callKey) {
    return database.inTransaction(connection -> findByCall(connection, tenant, callKey));
  }

  private static Optional<Approval> findByCall(
      Connection connection, TenantId tenant, String callKey) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            ApprovalRows.SELECT + " where a.tenant_id = ? and a.call_key = ?")) {
      select.setString(1, tenant.value());
      select.setString(2, callKey);
      return first(ApprovalRows.read(select));
    }
  }

  public Optional<Approval> find(TenantId tenant, UUID id) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  ApprovalRows.SELECT + " where a.tenant_id = ? and a.id = ?")) {
            select.setString(1, tenant.value());
            select.setObject(2, id);
            return first(ApprovalRows.read(select));
          }
        });
  }

  /** The approval that a link opens, while its tenant is active. */
  public Optional<Approval> find(OpaqueToken link) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  ApprovalRows.SELECT
                      + " join tenant t on t.id = a.tenant_id and t.state = 'active'"
                      + " where a.link_hash = ?")) {
            select.setBytes(1, link.hash());
            return first(ApprovalRows.read(select));
          }
        });
  }

  private static Optional<Approval> first(List<Approval> found) {
    return found.stream().findFirst();
  }

  /** The word behind the approval's link. */
  public Optional<OpaqueToken> link(TenantId tenant, UUID id) {
    Optional<byte[]> sealed =
        database.inTransaction(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "select link_sealed from approval where tenant_id = ? and id = ?")) {
                select.setString(1, tenant.value());
                select.setObject(2, id);
                try (ResultSet row = select.executeQuery()) {
                  return row.next() ? Optional.of(row.getBytes(1)) : Optional.<byte[]>empty();
                }
              }
            });
    return sealed.map(
        s -> new OpaqueToken(new String(vault.open(tenant, place(id), s), StandardCharsets.UTF_8)));
  }

  private static SecretPlace place(UUID id) {
    return new SecretPlace("approval", id.toString(), "link_sealed");
  }

  /** Decides an open approval and wakes its run; false when it was no longer open. */
  public boolean decide(Approval approval, Decision decision) {
    boolean done =
        database.inTransaction(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "update approval set state = 'decided', decision = ?, comment = ?,"
                          + " decided_by = ?, decided_via = ?, decided_at = ? where tenant_id = ?"
                          + " and id = ? and state = 'open'")) {
                update.setString(1, decision.choice());
                update.setString(2, decision.comment());
                update.setString(3, decision.by());
                update.setString(4, decision.via());
                update.setObject(5, Rows.timestamp(clock.instant()));
                update.setString(6, approval.tenant().value());
                update.setObject(7, approval.id());
                if (update.executeUpdate() == 0) {
                  return false;
                }
              }
              runs.wake(connection, approval.tenant(), approval.run());
              audit.done(
                  connection,
                  approval.tenant(),
                  decision.actor(),
                  "approval.decide",
                  approval.title(),
                  decision.choice() + ", run " + approval.run());
              return true;
            });
    if (done) {
      runs.signal();
    }
    return done;
  }

  /** The deadline has passed: closes an open approval with what it decides. */
  public Approval expire(Approval approval) {
    String choice = approval.atDeadline();
    database.transact(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update approval set state = 'expired', decision = ?, decided_via = 'deadline',"
                      + " decided_at = ? where tenant_id = ? and id = ? and state = 'open'")) {
            update.setString(1, choice);
            update.setObject(2, Rows.timestamp(clock.instant()));
            update.setString(3, approval.tenant().value());
            update.setObject(4, approval.id());
            update.executeUpdate();
          }
        });
    return find(approval.tenant(), approval.id()).orElse(approval);
  }

  /** Asks those as well who stand behind the first ones. */
  public Approval escalate(Approval approval) {
    database.transact(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update approval set escalated_at = ? where tenant_id = ? and id = ? and"
                      + " escalated_at is null")) {
            update.setObject(1, Rows.timestamp(clock.instant()));
            update.setString(2, approval.tenant().value());
            update.setObject(3, approval.id());
            update.executeUpdate();
          }
        });
    return find(approval.tenant(), approval.id()).orElse(approval);
  }

  /** The step no longer waits. */
  public void withdraw(TenantId tenant, UUID run, String stepId) {
    database.transact(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update approval set state = 'withdrawn' where tenant_id = ? and run_id = ?"
                      + " and step_id = ? and state = 'open'")) {
            update.setString(1, tenant.value());
            update.setObject(2, run);
            update.setString(3, stepId);
            update.executeUpdate();
          }
        });
  }
}
