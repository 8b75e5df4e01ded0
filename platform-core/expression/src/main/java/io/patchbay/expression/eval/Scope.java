package io.patchbay.expression.eval;

import org.jspecify.annotations.Nullable;

/**
 * What names mean at a place, innermost first.
 *
 * @param depth bindings that exist at run time here
 */
record Scope(@Nullable Scope parent, @Nullable Entry entry, int depth) {
  static final Scope ROOT = new Scope(null, null, 0);

  /** A name. {@code depth} is the number of bindings when it was made, itself included. */
  sealed interface Entry {
    String name();

    record Variable(String name, int depth, int slot) implements Entry {}

    record Parameter(String name, int depth) implements Entry {}

    record Label(String name, int depth) implements Entry {}

    record Defined(String name, NameCodes.Function function) implements Entry {}
  }

  Scope variable(String name) {
    return new Scope(this, new Entry.Variable(name, depth + 1, -1), depth + 1);
  }

  /** One of several names that share one binding: the first of them makes it. */
  Scope slot(String name, int slot) {
    int at = slot == 0 ? depth + 1 : depth;
    return new Scope(this, new Entry.Variable(name, at, slot), at);
  }

  Scope parameter(String name) {
    return new Scope(this, new Entry.Parameter(name, depth + 1), depth + 1);
  }

  Scope label(String name) {
    return new Scope(this, new Entry.Label(name, depth + 1), depth + 1);
  }

  Scope defined(NameCodes.Function function) {
    return new Scope(this, new Entry.Defined(function.name, function), depth);
  }
}
