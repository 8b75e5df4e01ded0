package io.patchbay.call;

import io.patchbay.flow.FlowError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a call ended. An invoker returns one of these and throws only when it is interrupted. */
public sealed interface CallOutcome {
  record Succeeded(JsonNode output) implements CallOutcome {}

  /** It is certain that the call did not take effect. */
  record Failed(FlowError error, RetryFacts retry) implements CallOutcome {}

  /**
   * The call took effect and its answer comes later, such as the decision of a person. The same
   * call is made again, with the same key, at the time given and whenever the run is woken ({@link
   * io.patchbay.run.RunStore#wake}); in between the run costs no thread.
   *
   * @param askAgainAt null: only when the run is woken
   */
  record Pending(@Nullable Instant askAgainAt) implements CallOutcome {}

  /** The call may or may not have taken effect (cut connection, deadline after sending). */
  record Unknown(FlowError error) implements CallOutcome {}
}
