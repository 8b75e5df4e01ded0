package io.patchbay.secret;

/** The platform must not start: without the right master key it cannot read its credentials. */
public final class MasterKeyRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MasterKeyRefused(String message) {
    super(message);
  }

  public MasterKeyRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
