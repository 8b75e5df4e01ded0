package io.patchbay.bench.load;

/** Something a person can mend; the message says how. */
final class BenchProblem extends RuntimeException {

  BenchProblem(String message) {
    super(message);
  }

  BenchProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
