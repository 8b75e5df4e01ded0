package io.patchbay.approval.rest;

import io.patchbay.approval.Approval;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the link shows: nothing but the question and what became of it. */
public record ApprovalOfferView(
    String flowName,
    boolean test,
    String title,
    String message,
    @Nullable JsonNode details,
    List<String> choices,
    @Nullable Instant deadline,
    String state,
    @Nullable String decision,
    @Nullable Instant decidedAt,
    Instant createdAt) {

  static ApprovalOfferView of(Approval a) {
    return new ApprovalOfferView(
        a.flowName(),
        a.test(),
        a.title(),
        a.message(),
        a.details(),
        a.choices(),
        a.deadline(),
        a.state().word(),
        a.decision(),
        a.decidedAt(),
        a.createdAt());
  }
}
