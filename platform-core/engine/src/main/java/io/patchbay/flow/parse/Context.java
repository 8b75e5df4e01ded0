package io.patchbay.flow.parse;

import io.patchbay.flow.ParseLimits;
import io.patchbay.flow.syntax.Positions;
import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.syntax.SourceNode.Scalar;
import io.patchbay.flow.syntax.SourceNode.Sequence;
import io.patchbay.flow.syntax.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parsers of one document share. */
final class Context {
  private final Positions positions;
  private final ParseLimits limits;
  private final Problems problems;
  private int tasks;

  Context(SourceNode root, ParseLimits limits, Problems problems) {
    this.positions = new Positions(root);
    this.limits = limits;
    this.problems = problems;
  }

  Problems problems() {
    return problems;
  }

  Span spanOf(String pointer) {
    return positions.at(pointer);
  }

  /** Counts a task; false when there are too many (said once). */
  boolean countTask(Place place) {
    tasks++;
    if (tasks == limits.tasks() + 1) {
      problems.error(
          "flow.too-complex",
          "The flow has more than "
              + limits.tasks()
              + " tasks. Move parts of it into flows of their own and call them with `run:"
              + " workflow`.",
          place.pointer(),
          place.span());
    }
    return tasks <= limits.tasks();
  }

  @Nullable Fields object(Place place, String what) {
    if (place.node() instanceof Mapping mapping) {
      return new Fields(this, mapping, place.pointer(), what);
    }
    wrongKind(place, what, "an object");
    return null;
  }

  List<SourceNode> list(Place place, String what) {
    if (place.node() instanceof Sequence sequence) {
      return sequence.items();
    }
    wrongKind(place, what, "a list");
    return List.of();
  }

  @Nullable String text(Place place, String what) {
    if (place.node() instanceof Scalar scalar && scalar.json().isString()) {
      return scalar.json().stringValue();
    }
    boolean quotable = place.node() instanceof Scalar scalar && !scalar.json().isNull();
    wrongKind(place, what, quotable ? "text: put it in quotes" : "text");
    return null;
  }

  void wrongKind(Place place, String what, String wanted) {
    problems.error(
        "flow.wrong-kind",
        upper(what) + " must be " + wanted + "; this is " + place.node().kindName() + ".",
        place.pointer(),
        place.span());
  }

  void notSupported(String what, String instead, String pointer, Span span) {
    problems.error(
        "flow.not-supported", upper(what) + " is not supported yet. " + instead, pointer, span);
  }

  private static String upper(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
