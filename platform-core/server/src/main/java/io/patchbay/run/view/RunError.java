package io.patchbay.run.view;

import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import org.jspecify.annotations.Nullable;

/** Why a run or step failed, with advice for the kinds that have one. */
public record RunError(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @Nullable String instance,
    @Nullable String stepId,
    @Nullable String advice) {

  public static @Nullable RunError of(@Nullable FlowError error) {
    if (error == null) {
      return null;
    }
    String title = error.title();
    return new RunError(
        error.type(),
        title == null ? "Error " + error.status() : title,
        error.status(),
        error.detail(),
        error.instance().isEmpty() ? null : error.instance(),
        error.instance().isEmpty() ? null : StepId.of(error.instance(), ""),
        advice(error));
  }

  private static @Nullable String advice(FlowError error) {
    if (error.is(ErrorType.AUTHENTICATION) || error.status() == 401) {
      return "Check the connection's credentials: open it and press Test connection.";
    }
    if (error.is(ErrorType.TIMEOUT)) {
      return "The other side was too slow. Raise the task's timeout, or retry on it.";
    }
    if (error.is(ErrorType.EXPRESSION)) {
      return "Try the expression on this step's input in the flow editor.";
    }
    if (error.status() == 429) {
      return "The other side limits calls. Retry with a delay, or call less often.";
    }
    if (error.is(ErrorType.COMMUNICATION) && error.status() >= 500) {
      return "The other side failed. Run it again, or add a retry to the task.";
    }
    return null;
  }
}
