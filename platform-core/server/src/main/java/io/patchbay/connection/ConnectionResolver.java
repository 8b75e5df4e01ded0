package io.patchbay.connection;

import io.patchbay.tenant.TenantId;
import java.util.Optional;

/** Gives running steps their connections. Only the tenant's own are found. Thread-safe. */
public interface ConnectionResolver {

  /**
   * @throws io.patchbay.secret.SealBroken when its secrets cannot be opened
   */
  Optional<ResolvedConnection> find(TenantId tenant, String name);

  /** Notes that the other side refused the credentials, for the list of connections. */
  void refused(TenantId tenant, String name, String message);
}
