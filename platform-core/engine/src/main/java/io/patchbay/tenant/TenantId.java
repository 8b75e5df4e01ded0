package io.patchbay.tenant;

/**
 * The stable, opaque id of a tenant (not its name or slug, which a person may change).
 *
 * @param value 1 to 64 characters
 */
public record TenantId(String value) {
  public TenantId {
    if (value.isBlank() || value.length() > 64) {
      throw new IllegalArgumentException("A tenant id has 1 to 64 characters: '" + value + "'.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
