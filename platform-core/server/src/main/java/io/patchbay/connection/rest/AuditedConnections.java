package io.patchbay.connection.rest;

import io.patchbay.audit.Actor;
import io.patchbay.audit.AuditTrail;
import io.patchbay.connection.ConnectionHistory;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.tenant.TenantId;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Writes changes of connections into the audit trail, in the name of the request's caller. */
@Singleton
public class AuditedConnections implements ConnectionHistory {

  private final TenantTransactions transactions;
  private final AuditTrail audit;
  private final RequestContext request;

  @Inject
  public AuditedConnections(
      TenantTransactions transactions, AuditTrail audit, RequestContext request) {
    this.transactions = transactions;
    this.audit = audit;
    this.request = request;
  }

  @Override
  public void changed(TenantId tenant, String action, String name, String detail) {
    transactions.transact(tenant, em -> audit.done(em, tenant, actor(), action, name, detail));
  }

  /** Outside of requests it is the platform that acts. */
  private Actor actor() {
    try {
      return request.actor();
    } catch (ContextNotActiveException e) {
      return Actor.PLATFORM;
    }
  }
}
