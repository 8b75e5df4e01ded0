package io.patchbay.flow;

import java.util.Locale;

/** The standard error types of the flow language, each with its usual status. */
public enum ErrorType {
  CONFIGURATION(400),
  VALIDATION(400),
  EXPRESSION(400),
  AUTHENTICATION(401),
  AUTHORIZATION(403),
  TIMEOUT(408),
  COMMUNICATION(500),
  RUNTIME(500);

  private static final String BASE = "https://serverlessworkflow.io/spec/1.0.0/errors/";

  private final int status;

  ErrorType(int status) {
    this.status = status;
  }

  public String uri() {
    return BASE + name().toLowerCase(Locale.ROOT);
  }

  public int status() {
    return status;
  }

  /**
   * Whether two type URIs mean the same. The standard types occur under four bases in the
   * specification and its conformance kit; all are understood.
   */
  public static boolean matches(String actual, String wanted) {
    return actual.equals(wanted) || canonical(actual).equals(canonical(wanted));
  }

  private static String canonical(String uri) {
    if (!uri.startsWith("https://serverlessworkflow.io/")) {
      return uri;
    }
    String last = uri.substring(uri.lastIndexOf('/') + 1);
    for (ErrorType type : values()) {
      if (type.name().equalsIgnoreCase(last)) {
        return type.uri();
      }
    }
    return uri;
  }
}
