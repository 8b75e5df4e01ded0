package io.patchbay.call;

import io.patchbay.flow.FlowError;
import tools.jackson.databind.JsonNode;

/** How a call ended. An invoker returns one of these and throws only when it is interrupted. */
public sealed interface CallOutcome {
  record Succeeded(JsonNode output) implements CallOutcome {}

  /** It is certain that the call did not take effect. */
  record Failed(FlowError error, RetryFacts retry) implements CallOutcome {}

  /** The call may or may not have taken effect (cut connection, deadline after sending). */
  record Unknown(FlowError error) implements CallOutcome {}
}
