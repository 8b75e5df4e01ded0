package io.patchbay.tenant;

/**
 * Told to every feature of this node after the change is on disk. A deleted tenant's rows are gone
 * by then; what remains to be done is outside the database: caches, timers, runs under way.
 */
public record TenantChanged(TenantId tenant, Change change) {

  /** What happened to it. */
  public enum Change {
    CREATED,
    UPDATED,
    SUSPENDED,
    RESUMED,
    DELETED
  }
}
