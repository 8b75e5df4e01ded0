package io.patchbay.flow.rest;

import io.patchbay.flow.Problem;
import java.util.List;
import java.util.Locale;

/** A problem of a text with its place. */
public record FlowProblemView(
    String severity,
    String code,
    String message,
    String pointer,
    int line,
    int column,
    int endLine,
    int endColumn) {

  static List<FlowProblemView> of(List<Problem> problems) {
    return problems.stream()
        .map(
            p ->
                new FlowProblemView(
                    p.severity().name().toLowerCase(Locale.ROOT),
                    p.code(),
                    p.message(),
                    p.pointer(),
                    p.line(),
                    p.column(),
                    p.endLine(),
                    p.endColumn()))
        .toList();
  }
}
