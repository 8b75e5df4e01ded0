package io.patchbay.call;

import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;

/** A call cannot be made as the flow or the document describes it; nothing was sent. */
public final class CallRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorType type;

  /**
   * @param message why and what to do, for the author of the flow
   */
  public CallRefused(ErrorType type, String message) {
    super(message);
    this.type = type;
  }

  public static CallRefused configuration(String message) {
    return new CallRefused(ErrorType.CONFIGURATION, message);
  }

  public static CallRefused validation(String message) {
    return new CallRefused(ErrorType.VALIDATION, message);
  }

  public CallOutcome outcome(String call) {
    return new CallOutcome.Failed(
        FlowError.of(type, "'" + call + "' cannot be called.", getMessage()), RetryFacts.PERMANENT);
  }
}
