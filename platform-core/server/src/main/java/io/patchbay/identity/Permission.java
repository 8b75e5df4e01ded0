package io.patchbay.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a route asks of its caller; the API document names the same word as {@code x-permission}.
 */
public enum Permission {
  /** Nobody needs to be signed in. */
  PUBLIC("public", null),
  SIGNED_IN("signed-in", null),
  OPERATOR("operator", null),
  TENANT_READ("tenant.read", Role.VIEWER),
  TENANT_WRITE("tenant.write", Role.OWNER),
  MEMBER_READ("member.read", Role.VIEWER),
  MEMBER_WRITE("member.write", Role.OWNER),
  AUDIT_READ("audit.read", Role.VIEWER),
  CONNECTION_READ("connection.read", Role.VIEWER),
  CONNECTION_WRITE("connection.write", Role.BUILDER),
  FLOW_READ("flow.read", Role.VIEWER),
  FLOW_WRITE("flow.write", Role.BUILDER),
  FLOW_PUBLISH("flow.publish", Role.BUILDER),
  RUN_READ("run.read", Role.VIEWER),
  RUN_START("run.start", Role.BUILDER),
  EVENT_READ("event.read", Role.VIEWER),
  EVENT_WRITE("event.write", Role.BUILDER),
  APPROVAL_READ("approval.read", Role.VIEWER),
  /** Whoever is asked may decide, whatever the role. */
  APPROVAL_DECIDE("approval.decide", Role.VIEWER);

  private final String word;
  private final @Nullable Role least;

  Permission(String word, @Nullable Role least) {
    this.word = word;
    this.least = least;
  }

  public String word() {
    return word;
  }

  /** The least role that grants it; empty when no role of a tenant does. */
  public Optional<Role> leastRole() {
    return Optional.ofNullable(least);
  }

  public boolean grantedBy(Role role) {
    return least != null && role.includes(least);
  }

  public static List<String> wordsOf(Role role) {
    return Arrays.stream(values()).filter(p -> p.grantedBy(role)).map(Permission::word).toList();
  }
}
