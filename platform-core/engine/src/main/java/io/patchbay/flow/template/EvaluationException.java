package io.patchbay.flow.template;

import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;

/** An expression, template or schema check failed; the error is not located yet. */
public final class EvaluationException extends Exception {
  private final transient FlowError error;

  public EvaluationException(FlowError error) {
    super(error.title());
    this.error = error;
  }

  public static EvaluationException expression(String title, String detail) {
    return new EvaluationException(FlowError.of(ErrorType.EXPRESSION, title, detail));
  }

  public FlowError error() {
    return error;
  }
}
