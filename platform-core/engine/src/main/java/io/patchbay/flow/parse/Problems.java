package io.patchbay.flow.parse;

import io.patchbay.flow.Problem;
import io.patchbay.flow.syntax.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems, up to a limit. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();
  private final int limit;

  public Problems(int limit) {
    this.limit = limit;
  }

  public void error(String code, String message, String pointer, Span span) {
    add(Problem.Severity.ERROR, code, message, pointer, span);
  }

  public void warning(String code, String message, String pointer, Span span) {
    add(Problem.Severity.WARNING, code, message, pointer, span);
  }

  private void add(
      Problem.Severity severity, String code, String message, String pointer, Span span) {
    if (found.size() < limit) {
      found.add(
          new Problem(
              severity,
              code,
              message,
              pointer,
              span.line(),
              span.column(),
              span.endLine(),
              span.endColumn()));
    }
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(Problem::isError);
  }

  /** In the order of the text. */
  public List<Problem> sorted() {
    return found.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }
}
