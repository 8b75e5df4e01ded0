package io.patchbay.operator.jdbc;

import io.patchbay.audit.Actor;
import io.patchbay.audit.AuditTrail;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.jdbc.QueueLengths;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** What operators grant tenants. */
@Singleton
public class TenantQuotas {

  /**
   * One tenant's.
   *
   * @param weight its share when runs are started: a tenant of weight 2 starts twice as many as one
   *     of weight 1 while both have some that wait
   * @param maxRunning runs at once over all nodes; null: no limit
   * @param maxQueued with more that wait to be started nothing is accepted
   */
  public record Quota(int weight, @Nullable Integer maxRunning, int maxQueued, int version) {}

  private static final Quota STANDARD = new Quota(1, null, QueueLengths.DEFAULT_LIMIT, 0);

  private final EngineDatabase database;
  private final AuditTrail audit;

  @Inject
  public TenantQuotas(EngineDatabase database, AuditTrail audit) {
    this.database = database;
    this.audit = audit;
  }

  public Quota of(TenantId tenant) {
    return database.inTransaction(
        c -> {
          try (PreparedStatement select =
              c.prepareStatement(
                  "select weight, max_running, max_queued, version from tenant_quota"
                      + " where tenant_id = ?")) {
            select.setString(1, tenant.value());
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? new Quota(
                      row.getInt(1), row.getObject(2, Integer.class), row.getInt(3), row.getInt(4))
                  : STANDARD;
            }
          }
        });
  }

  /** False: it is no longer at this version. */
  public boolean change(TenantId tenant, Quota quota, Actor by) {
    return database.inTransaction(
        c -> {
          try (PreparedStatement save =
              c.prepareStatement(
                  "insert into tenant_quota as q (tenant_id, weight, max_running, max_queued)"
                      + " values (?, ?, ?, ?) on conflict (tenant_id) do update set"
                      + " weight = excluded.weight, max_running = excluded.max_running,"
                      + " max_queued = excluded.max_queued, version = q.version + 1"
                      + " where q.version = ?")) {
            save.setString(1, tenant.value());
            save.setInt(2, quota.weight());
            save.setObject(3, quota.maxRunning(), Types.INTEGER);
            save.setInt(4, quota.maxQueued());
            save.setInt(5, quota.version());
            if (save.executeUpdate() == 0) {
              return false;
            }
            audit.done(
                c,
                tenant,
                by,
                "tenant.quota",
                tenant.value(),
                "weight "
                    + quota.weight()
                    + ", running "
                    + (quota.maxRunning() == null ? "without limit" : quota.maxRunning())
                    + ", queued "
                    + quota.maxQueued());
            return true;
          }
        });
  }
}
