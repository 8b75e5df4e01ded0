package io.patchbay.expression.eval;

import java.util.List;

/** A function implemented here: makes the code of a call from the codes of its arguments. */
@FunctionalInterface
public interface Native {
  Code call(List<Code> arguments);
}
