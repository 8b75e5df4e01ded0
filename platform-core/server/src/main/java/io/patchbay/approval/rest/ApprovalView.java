package io.patchbay.approval.rest;

import io.patchbay.approval.Approval;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An approval as a member sees it.
 *
 * @param mine whether the caller is asked
 */
public record ApprovalView(
    String id,
    String runId,
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
    String state,
    boolean mine,
    @Nullable String decision,
    @Nullable String comment,
    @Nullable String decidedBy,
    @Nullable String decidedVia,
    @Nullable Instant decidedAt,
    Instant createdAt) {

  static ApprovalView of(Approval a, boolean mine) {
    return new ApprovalView(
        a.id().toString(),
        a.run().toString(),
        a.stepId(),
        a.flowId(),
        a.flowName(),
        a.test(),
        a.title(),
        a.message(),
        a.details(),
        a.choices(),
        a.assignees(),
        a.escalateAt(),
        a.escalateTo(),
        a.escalatedAt(),
        a.deadline(),
        a.atDeadline(),
        a.state().word(),
        mine,
        a.decision(),
        a.comment(),
        a.decidedBy(),
        a.decidedVia(),
        a.decidedAt(),
        a.createdAt());
  }
}
