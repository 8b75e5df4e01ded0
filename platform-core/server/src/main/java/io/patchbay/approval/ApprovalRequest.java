package io.patchbay.approval;

import io.patchbay.run.RunId;
import io.patchbay.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A decision to be asked for.
 *
 * @param callKey the idempotency key of the call that asks
 * @param choices at least two words, of which one will be the decision
 * @param assignees logins, and {@code role:viewer|builder|owner} for members of at least that role
 * @param escalateTo who is asked as well from {@code escalateAt} on
 * @param atDeadline the choice that the deadline makes; null: the step fails then
 */
public record ApprovalRequest(
    TenantId tenant,
    RunId run,
    String stepId,
    String callKey,
    String flowId,
    boolean test,
    String title,
    String message,
    @Nullable JsonNode details,
    List<String> choices,
    List<String> assignees,
    @Nullable Instant escalateAt,
    List<String> escalateTo,
    @Nullable Instant deadline,
    @Nullable String atDeadline) {
  public ApprovalRequest {
    choices = List.copyOf(choices);
    assignees = List.copyOf(assignees);
    escalateTo = List.copyOf(escalateTo);
  }

  /** How the console names a step: its task, and in loops the turn. */
  public static String stepId(String reference, String iteration) {
    return iteration.isEmpty() ? reference : reference + "@" + iteration;
  }
}
