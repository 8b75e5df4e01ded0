package io.patchbay.plugin.testkit;

import io.patchbay.plugin.Effect;
import io.patchbay.plugin.ErrorKind;
import java.util.Set;

/** A bad answer, with the kinds of error that it may become. */
public enum Fault {
  UNAUTHORIZED(status(401, "", "{\"error\":\"who are you\"}"), Set.of(ErrorKind.AUTHENTICATION)),
  RATE_LIMITED(
      status(429, "Retry-After: 7\r\n", "{\"error\":\"slow down\"}"),
      Set.of(ErrorKind.RATE_LIMITED)),
  SERVER_ERROR(status(500, "", "{\"error\":\"boom\"}"), Set.of(ErrorKind.REMOTE_ERROR)),
  UNAVAILABLE(status(503, "", "{\"error\":\"later\"}"), Set.of(ErrorKind.UNAVAILABLE)),
  /** Takes the request and never answers. */
  HANG("", Set.of(ErrorKind.TIMEOUT, ErrorKind.OUTCOME_UNKNOWN)),
  /** Takes the request and closes the connection. */
  CUT("", Set.of(ErrorKind.UNAVAILABLE, ErrorKind.TIMEOUT, ErrorKind.OUTCOME_UNKNOWN)),
  /** Says it went well, in a body that is not JSON. */
  BAD_JSON(status(200, "", "{\"id\": \"1\", "), Set.of(ErrorKind.BAD_RESPONSE)),
  /** Says it went well, in a body that is JSON of another kind. */
  OTHER_JSON(status(200, "", "[[true]]"), Set.of(ErrorKind.BAD_RESPONSE));

  /** What {@link #RATE_LIMITED} asks for. */
  public static final int RETRY_AFTER_SECONDS = 7;

  private final String answer;
  private final Set<ErrorKind> kinds;

  Fault(String answer, Set<ErrorKind> kinds) {
    this.answer = answer;
    this.kinds = kinds;
  }

  private static String status(int status, String headers, String body) {
    return "HTTP/1.1 %d Whatever\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s"
        .formatted(status, headers, body.length(), body);
  }

  String answer() {
    return answer;
  }

  /** The kinds that an action of this effect may report. */
  public Set<ErrorKind> allowedKinds(Effect effect) {
    boolean noAnswer = this == HANG || this == CUT;
    return noAnswer && effect == Effect.UNSAFE ? Set.of(ErrorKind.OUTCOME_UNKNOWN) : kinds;
  }
}
