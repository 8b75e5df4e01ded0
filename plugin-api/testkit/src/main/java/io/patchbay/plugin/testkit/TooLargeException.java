package io.patchbay.plugin.testkit;

import java.io.IOException;

/** A body that goes on after its limit. */
final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLargeException(long limit) {
    super("The body is larger than %,d bytes.".formatted(limit));
  }
}
