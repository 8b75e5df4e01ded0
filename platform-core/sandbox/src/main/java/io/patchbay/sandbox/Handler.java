package io.patchbay.sandbox;

/** Answers one route. Called from many threads at once. */
@FunctionalInterface
public interface Handler {

  /** Throws {@link Refusal} to say no in the third party's own shape. */
  Reply handle(Request request);
}
