package io.patchbay.plugin.call;

import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;

/** A call could not even be prepared: no such function, no such connection. */
final class NotCallable extends Exception {
  private static final long serialVersionUID = 1L;

  NotCallable(String message) {
    super(message);
  }

  FlowError error() {
    return FlowError.of(ErrorType.CONFIGURATION, "The step cannot be called.", getMessage());
  }

  RetryFacts retry() {
    return RetryFacts.PERMANENT;
  }
}
