package io.patchbay.plugin.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Compile errors with advice. Reading goes on after an error, so that all are seen at once. */
final class Diagnostics {
  private final Messager messager;
  private int errors;

  Diagnostics(Messager messager) {
    this.messager = messager;
  }

  void error(Element where, String what, @Nullable Object... arguments) {
    errors++;
    messager.printMessage(Diagnostic.Kind.ERROR, what.formatted(arguments), where);
  }

  int errors() {
    return errors;
  }
}
