package io.patchbay.plugin.host;

/** A bundle cannot be installed. The code names a page of the error reference. */
public final class BundleRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  public BundleRefused(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
