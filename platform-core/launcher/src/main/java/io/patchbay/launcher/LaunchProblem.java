package io.patchbay.launcher;

/** Something a person can put right. The message says what, why and what to do. */
public final class LaunchProblem extends RuntimeException {

  /** Exit code for wrong arguments. */
  public static final int USAGE = 2;

  private final int exitCode;

  public LaunchProblem(String message) {
    this(1, message);
  }

  public LaunchProblem(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public LaunchProblem(String message, Throwable cause) {
    super(message, cause);
    this.exitCode = 1;
  }

  public int exitCode() {
    return exitCode;
  }
}
