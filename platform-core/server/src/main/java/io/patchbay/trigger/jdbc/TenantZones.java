package io.patchbay.trigger.jdbc;

import io.patchbay.flow.TriggerSettings;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneId;

/** The time zone that a flow's schedule means: its own, else the tenant's. */
@Singleton
public class TenantZones {

  private final TenantTransactions transactions;

  @Inject
  public TenantZones(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  public ZoneId of(TenantId tenant, TriggerSettings trigger) {
    ZoneId own = trigger.timezone();
    if (own != null) {
      return own;
    }
    return transactions.inTransaction(
        tenant,
        em ->
            Zones.of(
                (String)
                    em.createNativeQuery(
                            "select time_zone from tenant where id = :id", String.class)
                        .setParameter("id", tenant.value())
                        .getSingleResult()));
  }
}
