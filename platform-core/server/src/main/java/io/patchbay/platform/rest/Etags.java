package io.patchbay.platform.rest;

import org.jspecify.annotations.Nullable;

/** Entity tags of things with a version number. */
public final class Etags {

  private Etags() {}

  public static String of(int version) {
    return "\"" + version + "\"";
  }

  /** Refuses an update that names no version (428) or not the present one (412). */
  public static void require(@Nullable String ifMatch, int version) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw Problem.of(
          428,
          "request.if-match-missing",
          "Version needed",
          "Send the ETag of the version that you changed in If-Match.");
    }
    if (!ifMatch.strip().equals(of(version))) {
      throw stale();
    }
  }

  /** Somebody was faster. */
  public static Problem stale() {
    return Problem.of(
        412,
        "request.stale",
        "Changed meanwhile",
        "Somebody changed it after you read it. Read it again and repeat your change.");
  }
}
