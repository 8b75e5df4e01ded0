package io.patchbay.secret;

import io.patchbay.tenant.TenantId;
import java.util.Optional;

/** Keeps one wrapped keyset a tenant, shared by all nodes. */
public interface KeysetStore {

  /**
   * @param version grows with every change
   */
  record WrappedKeyset(byte[] bytes, long version) {}

  Optional<WrappedKeyset> find(TenantId tenant);

  /** Keeps a first keyset; when another node was quicker, that one stays and is returned. */
  WrappedKeyset insertIfAbsent(TenantId tenant, byte[] bytes);

  /** Replaces the keyset of that version; false when it has changed since. */
  boolean replace(TenantId tenant, long version, byte[] bytes);

  void delete(TenantId tenant);
}
