package io.patchbay.http.call;

import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;

/** The call cannot be made as the flow describes it. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorType type;

  Refusal(ErrorType type, String message) {
    super(message);
    this.type = type;
  }

  FlowError error() {
    return FlowError.of(type, "The HTTP call cannot be made.", getMessage());
  }
}
