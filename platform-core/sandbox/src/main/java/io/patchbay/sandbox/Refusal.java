package io.patchbay.sandbox;

/**
 * A third party says no; its {@link Party#error} gives the sentence the shape that is usual there.
 */
public final class Refusal extends RuntimeException {

  private final int status;
  private final String code;

  public Refusal(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
