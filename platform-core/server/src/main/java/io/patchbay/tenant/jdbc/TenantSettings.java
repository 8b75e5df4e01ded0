package io.patchbay.tenant.jdbc;

import io.patchbay.audit.AuditTrail;
import io.patchbay.identity.CallerCache;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.tenant.Tenant;
import io.patchbay.tenant.TenantChanged;
import io.patchbay.tenant.TenantId;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What an owner may change about the own tenant. */
@Singleton
public class TenantSettings {

  /** The new values, all of them. */
  public record Settings(String name, String environment, String timeZone, int runRetentionDays) {}

  private final TenantTransactions transactions;
  private final AuditTrail audit;
  private final CallerCache callers;
  private final Event<TenantChanged> changes;

  @Inject
  public TenantSettings(
      TenantTransactions transactions,
      AuditTrail audit,
      CallerCache callers,
      Event<TenantChanged> changes) {
    this.transactions = transactions;
    this.audit = audit;
    this.callers = callers;
    this.changes = changes;
  }

  /** Changes the tenant if it is still at this version; false when somebody was faster. */
  public boolean change(RequestContext request, Tenant tenant, Settings settings) {
    boolean changed =
        transactions.inTransaction(
            tenant.id(),
            em -> {
              int rows =
                  em.createNativeQuery(
                          "update tenant set name = ?1, environment = ?2, time_zone = ?3,"
                              + " run_retention_days = ?4, version = version + 1 where id = ?5 and"
                              + " version = ?6")
                      .setParameter(1, settings.name())
                      .setParameter(2, settings.environment())
                      .setParameter(3, settings.timeZone())
                      .setParameter(4, settings.runRetentionDays())
                      .setParameter(5, tenant.id().value())
                      .setParameter(6, tenant.version())
                      .executeUpdate();
              if (rows == 1) {
                audit.done(em, request, "tenant.update", tenant.slug(), describe(tenant, settings));
              }
              return rows == 1;
            });
    if (changed) {
      callers.forgetAll();
      changes.fire(new TenantChanged(tenant.id(), TenantChanged.Change.UPDATED));
    }
    return changed;
  }

  /** How many flows the tenant has. */
  public int flows(TenantId tenant) {
    return transactions.inTransaction(
        tenant,
        em ->
            ((Number)
                    em.createNativeQuery("select count(*) from flow where deleted_at is null")
                        .getSingleResult())
                .intValue());
  }

  private static String describe(Tenant before, Settings after) {
    return "name '"
        + after.name()
        + "', environment '"
        + after.environment()
        + "', time zone "
        + after.timeZone()
        + ", runs kept "
        + before.runRetentionDays()
        + " → "
        + after.runRetentionDays()
        + " days";
  }
}
