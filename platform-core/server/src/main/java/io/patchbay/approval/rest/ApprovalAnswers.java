package io.patchbay.approval.rest;

import io.patchbay.approval.Approval;
import io.patchbay.approval.Decision;
import io.patchbay.approval.jdbc.Approvals;
import io.patchbay.audit.Actor;
import io.patchbay.platform.rest.Checks;
import io.patchbay.platform.rest.Problem;
import io.patchbay.run.start.RunEngine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Takes a decision, however it came in. */
@Singleton
public class ApprovalAnswers {

  private static final int MAX_COMMENT = 2_000;

  private final Approvals approvals;
  private final RunEngine engine;

  @Inject
  public ApprovalAnswers(Approvals approvals, RunEngine engine) {
    this.approvals = approvals;
    this.engine = engine;
  }

  void take(
      Approval approval,
      String choice,
      @Nullable String comment,
      String by,
      String via,
      Actor actor) {
    Checks checks = new Checks();
    if (!approval.choices().contains(choice)) {
      checks.problem("/decision", "wrong-value", "decision is one of " + approval.choices() + ".");
    }
    checks.length("/comment", comment, 0, MAX_COMMENT).done();
    String said = comment == null || comment.isBlank() ? null : comment.strip();
    if (!approval.isOpen()
        || !approvals.decide(approval, new Decision(choice, said, by, via, actor))) {
      throw closed(approvals.find(approval.tenant(), approval.id()).orElse(approval));
    }
    engine.woken(approval.tenant(), approval.run());
  }

  private static Problem closed(Approval approval) {
    String why =
        switch (approval.state()) {
          case OPEN -> "its run is just being changed. Try again";
          case DECIDED -> "it was decided already: " + approval.decision();
          case EXPIRED -> "its deadline has passed";
          case WITHDRAWN -> "its run no longer waits for it";
        };
    return Problem.conflict(
        "approval.closed", "Cannot decide '" + approval.title() + "': " + why + ".");
  }
}
