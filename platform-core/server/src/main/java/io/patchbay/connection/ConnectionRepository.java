package io.patchbay.connection;

import io.patchbay.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps connections. Every method is a transaction of its own, or part of the running one. */
public interface ConnectionRepository {

  /**
   * By name, ascending.
   *
   * @param after the name after which the list begins, or null
   * @param search an {@code ilike} pattern for name and connector, or null
   * @param connector only those of this connector, or null
   */
  List<Connection> list(
      TenantId tenant,
      @Nullable String after,
      @Nullable String search,
      @Nullable String connector,
      int rows);

  Optional<Connection> find(TenantId tenant, String name);

  /** False when the name is taken. */
  boolean insert(TenantId tenant, Connection connection);

  /** Saves the settings; empty when the version is not the stored one any more. */
  Optional<Connection> update(TenantId tenant, Connection connection);

  boolean delete(TenantId tenant, String name);

  /** Keeps what a check said; the version stays. */
  void saveStatus(
      TenantId tenant,
      String name,
      Connection.Status status,
      @Nullable String message,
      Instant checkedAt);

  /** Replaces sealed secrets by the same ones under another key; false when they changed. */
  boolean reseal(TenantId tenant, Connection connection, byte[] sealed);
}
