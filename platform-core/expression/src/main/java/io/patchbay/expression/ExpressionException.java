package io.patchbay.expression;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An evaluation ended without a result. It carries no stack trace: the cause is in the data. */
public final class ExpressionException extends Exception {
  /** Why. */
  public enum Kind {
    /** The expression raised it with {@code error}. */
    ERROR,
    /** A value does not fit the operation. */
    TYPE,
    BUDGET_STEPS,
    BUDGET_DEPTH,
    BUDGET_BYTES,
    BUDGET_TIME,
    /** The thread was interrupted; its interrupt status is still set. */
    INTERRUPTED
  }

  private final Kind kind;
  private final transient @Nullable JsonNode value;

  public ExpressionException(Kind kind, String message, @Nullable JsonNode value) {
    super(message, null, false, false);
    this.kind = kind;
    this.value = value;
  }

  public Kind kind() {
    return kind;
  }

  /** What {@code try … catch .} would see; empty for everything that cannot be caught. */
  public Optional<JsonNode> value() {
    return Optional.ofNullable(value);
  }

  public boolean isBudget() {
    return switch (kind) {
      case BUDGET_STEPS, BUDGET_DEPTH, BUDGET_BYTES, BUDGET_TIME -> true;
      case ERROR, TYPE, INTERRUPTED -> false;
    };
  }
}
