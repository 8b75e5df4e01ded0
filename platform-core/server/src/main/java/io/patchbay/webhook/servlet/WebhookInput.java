package io.patchbay.webhook.servlet;

import io.patchbay.flow.template.SchemaViolation;
import io.patchbay.platform.rest.FieldProblem;
import io.patchbay.platform.rest.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** What a caller hears whose input does not fit the flow's schema: every place at once. */
final class WebhookInput {

  private static final int SHOWN = 100;
  private static final int IN_REASON = 5;

  private WebhookInput() {}

  static Problem refused(List<SchemaViolation> violations) {
    return Problem.invalid(
        "webhook.input",
        violations.stream()
            .limit(SHOWN)
            .map(v -> new FieldProblem(v.pointer(), "schema", v.message()))
            .toList());
  }

  /** For the list of firings. */
  static String reason(List<SchemaViolation> violations) {
    return "The input does not fit the flow's schema: "
        + violations.stream()
            .limit(IN_REASON)
            .map(SchemaViolation::toString)
            .collect(Collectors.joining("; "));
  }
}
