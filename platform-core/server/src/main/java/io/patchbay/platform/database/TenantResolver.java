package io.patchbay.platform.database;

import io.patchbay.tenant.TenantId;
import io.patchbay.tenant.TenantScope;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** Tells Hibernate the tenant of the scope; without one, a name that no tenant can have. */
public final class TenantResolver implements CurrentTenantIdentifierResolver<String> {

  private static final String NOBODY = "-";

  @Override
  public String resolveCurrentTenantIdentifier() {
    return TenantScope.current().map(TenantId::value).orElse(NOBODY);
  }

  @Override
  public boolean validateExistingCurrentSessions() {
    return true;
  }
}
