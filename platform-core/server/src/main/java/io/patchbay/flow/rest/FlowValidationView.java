package io.patchbay.flow.rest;

import io.patchbay.flow.FlowOutline;
import io.patchbay.flow.review.CheckedFlow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found in a text. */
public record FlowValidationView(
    boolean valid, List<FlowProblemView> problems, @Nullable FlowOutline outline) {

  static FlowValidationView of(CheckedFlow checked) {
    return new FlowValidationView(
        checked.isValid(), FlowProblemView.of(checked.problems()), checked.outline().orElse(null));
  }
}
