package io.patchbay.platform.rest;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a request.
 *
 * @param pointer JSON pointer into the request; empty for the whole
 * @param line where in a text that the request carries, from 1; null when it carries none
 */
public record FieldProblem(
    String pointer, String code, String message, @Nullable Integer line, @Nullable Integer column) {

  public FieldProblem(String pointer, String code, String message) {
    this(pointer, code, message, null, null);
  }
}
