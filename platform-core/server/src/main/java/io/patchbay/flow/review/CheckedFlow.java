package io.patchbay.flow.review;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowOutline;
import io.patchbay.flow.Problem;
import io.patchbay.flow.jpa.FlowHead;
import java.util.List;
import java.util.Optional;

/**
 * What was found in a text.
 *
 * @param flow present when it can run
 * @param head present when the text shows a name
 */
public record CheckedFlow(
    Optional<FlowDefinition> flow,
    List<Problem> problems,
    Optional<FlowOutline> outline,
    Optional<FlowHead> head) {

  public CheckedFlow {
    problems = List.copyOf(problems);
  }

  public boolean isValid() {
    return flow.isPresent() && problems.stream().noneMatch(Problem::isError);
  }
}
