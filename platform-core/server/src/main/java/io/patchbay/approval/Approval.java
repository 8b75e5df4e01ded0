package io.patchbay.approval;

import io.patchbay.identity.Role;
import io.patchbay.run.RunId;
import io.patchbay.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A decision that a run asked for. It is open until somebody decides, its deadline passes, or its
 * run no longer waits for it.
 *
 * @param decision one of {@code choices}, also when the deadline made it; null while there is none
 */
public record Approval(
    TenantId tenant,
    UUID id,
    RunId run,
    String stepId,
    String flowId,
    String flowName,
    boolean test,
    String title,
    String message,
    @Nullable JsonNode details,
    List<String> choices,
    List<String> assignees,
    @Nullable Instant escalateAt,
    List<String> escalateTo,
    @Nullable Instant escalatedAt,
    @Nullable Instant deadline,
    @Nullable String atDeadline,
    State state,
    @Nullable String decision,
    @Nullable String comment,
    @Nullable String decidedBy,
    @Nullable String decidedVia,
    @Nullable Instant decidedAt,
    Instant createdAt) {

  /** Where a decision stands. */
  public enum State {
    OPEN,
    DECIDED,
    /** The deadline passed without a decision. */
    EXPIRED,
    /** The run ended or went on without it. */
    WITHDRAWN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether a member with this login and role may decide. */
  public boolean isFor(String login, Role role) {
    return Stream.concat(
            assignees.stream(), escalatedAt == null ? Stream.of() : escalateTo.stream())
        .anyMatch(
            who ->
                who.startsWith("role:")
                    ? role.includes(Role.of(who.substring("role:".length())))
                    : who.equalsIgnoreCase(login));
  }

  /** When its run has something to do about it; null: not before somebody decides. */
  public @Nullable Instant nextTime() {
    Instant escalation = escalatedAt == null ? escalateAt : null;
    if (escalation == null || deadline == null) {
      return escalation == null ? deadline : escalation;
    }
    return escalation.isBefore(deadline) ? escalation : deadline;
  }
}
