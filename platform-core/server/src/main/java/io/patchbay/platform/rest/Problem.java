package io.patchbay.platform.rest;

import java.io.Serial;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the caller is told (RFC 9457). The detail says what could not be done, why, and
 * what to do; the code is stable and has a page in docs/errors.
 */
public final class Problem extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String title;
  private final transient List<FieldProblem> errors;
  private final int retryAfterSeconds;

  private Problem(
      int status,
      String code,
      String title,
      String detail,
      List<FieldProblem> errors,
      int retryAfterSeconds,
      @Nullable Throwable cause) {
    super(detail, cause);
    this.status = status;
    this.code = code;
    this.title = title;
    this.errors = List.copyOf(errors);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public static Problem of(int status, String code, String title, String detail) {
    return new Problem(status, code, title, detail, List.of(), 0, null);
  }

  /** The request is understood and something in it is wrong: all of it at once. */
  public static Problem invalid(List<FieldProblem> errors) {
    return invalid("request.invalid", errors);
  }

  public static Problem invalid(String code, List<FieldProblem> errors) {
    String detail =
        errors.size() == 1
            ? errors.getFirst().message()
            : errors.size() + " values of the request are not valid; see errors.";
    return new Problem(422, code, "Not valid", detail, errors, 0, null);
  }

  public static Problem invalid(String pointer, String code, String message) {
    return invalid(List.of(new FieldProblem(pointer, code, message)));
  }

  /** The request itself cannot be read. */
  public static Problem unreadable(String code, String detail) {
    return of(400, code, "Request cannot be read", detail);
  }

  public static Problem unauthorized() {
    return of(
        401,
        "session.required",
        "Not signed in",
        "This needs a signed-in caller. Sign in, or send a personal API token.");
  }

  public static Problem forbidden(String code, String detail) {
    return of(403, code, "Not allowed", detail);
  }

  /** What does not exist and what is another tenant's look the same. */
  public static Problem notFound(String kind, String name) {
    return of(
        404,
        kind + ".not-found",
        "Not found",
        "There is no "
            + kind.replace('-', ' ')
            + " '"
            + shortened(name)
            + "' here. It may have been deleted.");
  }

  public static Problem conflict(String code, String detail) {
    return of(409, code, "Conflict", detail);
  }

  public static Problem tooLarge(String what, long limitBytes) {
    return of(
        413,
        "request.too-large",
        "Too large",
        "The " + what + " is larger than " + limitBytes + " bytes, which is the limit.");
  }

  public static Problem unavailable(String code, String detail, int retryAfterSeconds) {
    return new Problem(503, code, "Not available now", detail, List.of(), retryAfterSeconds, null);
  }

  public static Problem tooMany(String code, String detail, int retryAfterSeconds) {
    return new Problem(429, code, "Too many attempts", detail, List.of(), retryAfterSeconds, null);
  }

  private static String shortened(String name) {
    return name.length() <= 80 ? name : name.substring(0, 80) + "…";
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String title() {
    return title;
  }

  public String detail() {
    String message = getMessage();
    return message == null ? title : message;
  }

  public List<FieldProblem> errors() {
    return errors;
  }

  public OptionalInt retryAfterSeconds() {
    return retryAfterSeconds > 0 ? OptionalInt.of(retryAfterSeconds) : OptionalInt.empty();
  }
}
