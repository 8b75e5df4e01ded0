package io.patchbay.flow.task;

import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which errors a catch looks at; null members fit all. */
public record ErrorFilter(
    @Nullable String type,
    @Nullable Integer status,
    @Nullable String instance,
    @Nullable String title,
    @Nullable String details) {
  public static final ErrorFilter ALL = new ErrorFilter(null, null, null, null, null);

  public boolean fits(FlowError error) {
    return (type == null || ErrorType.matches(error.type(), type))
        && (status == null || status == error.status())
        && (instance == null || instance.equals(error.instance()))
        && (title == null || Objects.equals(title, error.title()))
        && (details == null || Objects.equals(details, error.detail()));
  }
}
