package io.patchbay.secret;

import io.patchbay.tenant.TenantId;

/**
 * Seals and opens secrets. Safe for use by many threads. The plain bytes belong to the caller, who
 * drops them soon and never logs them.
 */
public interface SecretVault {

  byte[] seal(TenantId tenant, SecretPlace place, byte[] plain);

  /**
   * @throws SealBroken when the value was not sealed for this tenant and place, was changed, or its
   *     key is gone
   */
  byte[] open(TenantId tenant, SecretPlace place, byte[] sealed);

  /** True when the value is sealed with a key that is no longer the tenant's newest. */
  boolean isOutdated(TenantId tenant, byte[] sealed);

  /**
   * Gives the tenant a new key for all further sealing. What was sealed before can still be opened.
   */
  void rotate(TenantId tenant);

  /** Destroys the tenant's keys: nothing of this tenant can be opened ever again. */
  void destroy(TenantId tenant);

  /** Drops the tenant's keys from this node's memory; what is stored stays. */
  void forget(TenantId tenant);
}
