package io.patchbay.flow.task;

/** Where a flow goes after a task. */
public sealed interface Directive {
  /** To the next task of the list. */
  record Continue() implements Directive {}

  /** Out of this list of tasks. */
  record Exit() implements Directive {}

  /** To the end of the flow. */
  record End() implements Directive {}

  /** To another task of the same list. */
  record Jump(String task) implements Directive {}

  Directive CONTINUE = new Continue();

  static Directive of(String text) {
    return switch (text) {
      case "continue" -> CONTINUE;
      case "exit" -> new Exit();
      case "end" -> new End();
      default -> new Jump(text);
    };
  }

  /** As it is written. */
  default String text() {
    return switch (this) {
      case Continue _ -> "continue";
      case Exit _ -> "exit";
      case End _ -> "end";
      case Jump jump -> jump.task();
    };
  }
}
