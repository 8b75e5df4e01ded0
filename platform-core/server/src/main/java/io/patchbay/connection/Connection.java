package io.patchbay.connection;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tenant's way into one other system. It is made from settings that its connector has accepted,
 * checked when a person or a run tries it, and deleted when no flow that is on uses it. Prints
 * without secrets.
 *
 * @param name unique within the tenant; flows refer to it
 * @param settings without secrets; not modified
 * @param sealed the secrets, or null when there are none
 * @param secretFields which secret fields have a value
 * @param version grows with every change of the settings, not with checks
 */
public record Connection(
    UUID id,
    String name,
    String connector,
    String kind,
    ObjectNode settings,
    byte @Nullable [] sealed,
    List<String> secretFields,
    Status status,
    @Nullable String statusMessage,
    @Nullable Instant checkedAt,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  /** What the last check said. */
  public enum Status {
    UNCHECKED,
    OK,
    FAILING
  }

  public Connection {
    secretFields = List.copyOf(secretFields);
  }

  Connection with(
      String newKind,
      ObjectNode newSettings,
      byte @Nullable [] newSealed,
      List<String> newSecretFields,
      Instant now) {
    return new Connection(
        id,
        name,
        connector,
        newKind,
        newSettings,
        newSealed,
        newSecretFields,
        Status.UNCHECKED,
        null,
        null,
        createdAt,
        now,
        version);
  }

  @Override
  public String toString() {
    return "Connection[" + name + ", " + connector + "/" + kind + ", " + status + "]";
  }
}
