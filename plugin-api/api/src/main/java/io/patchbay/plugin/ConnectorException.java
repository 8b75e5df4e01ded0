package io.patchbay.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a connector: typed data first, a sentence second. Make one with a factory and refine
 * it: {@code ConnectorException.rateLimited("…", Duration.ofSeconds(30)).remote(429, "slow_down",
 * "…")}. Never put a secret into a message.
 */
public final class ConnectorException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_REMOTE_TEXT = 1_000;

  private final ErrorKind kind;
  private final String text;
  private final boolean retryable;
  private final @Nullable Duration retryAfter;
  private final int remoteStatus;
  private final @Nullable String remoteCode;
  private final @Nullable String remoteMessage;
  private final transient List<Problem> problems;

  private ConnectorException(
      ErrorKind kind,
      String text,
      boolean retryable,
      @Nullable Duration retryAfter,
      int remoteStatus,
      @Nullable String remoteCode,
      @Nullable String remoteMessage,
      List<Problem> problems,
      @Nullable Throwable cause) {
    super(text, cause);
    this.kind = kind;
    this.text = text;
    this.retryable = retryable;
    this.retryAfter = retryAfter;
    this.remoteStatus = remoteStatus;
    this.remoteCode = remoteCode;
    this.remoteMessage = remoteMessage;
    this.problems = problems;
  }

  /** A failure with the retry facts that are usual for its kind. */
  public static ConnectorException of(ErrorKind kind, String message) {
    return of(kind, message, null);
  }

  public static ConnectorException of(ErrorKind kind, String message, @Nullable Throwable cause) {
    return new ConnectorException(
        kind, message, kind.retryable(), null, 0, null, null, List.of(), cause);
  }

  public static ConnectorException invalidInput(String message) {
    return of(ErrorKind.INVALID_INPUT, message);
  }

  /** Several problems of one input, all at once. */
  public static ConnectorException invalidInput(String what, List<Problem> problems) {
    return withProblems(ErrorKind.INVALID_INPUT, what, problems);
  }

  public static ConnectorException authentication(String message) {
    return of(ErrorKind.AUTHENTICATION, message);
  }

  public static ConnectorException notFound(String message) {
    return of(ErrorKind.NOT_FOUND, message);
  }

  public static ConnectorException conflict(String message) {
    return of(ErrorKind.CONFLICT, message);
  }

  /**
   * @param retryAfter how long the other side asked to wait, or null if it did not say
   */
  public static ConnectorException rateLimited(String message, @Nullable Duration retryAfter) {
    return of(ErrorKind.RATE_LIMITED, message).retryAfter(retryAfter);
  }

  public static ConnectorException unavailable(String message) {
    return of(ErrorKind.UNAVAILABLE, message);
  }

  public static ConnectorException badResponse(String message) {
    return of(ErrorKind.BAD_RESPONSE, message);
  }

  public static ConnectorException badResponse(String what, List<Problem> problems) {
    return withProblems(ErrorKind.BAD_RESPONSE, what, problems);
  }

  public static ConnectorException outcomeUnknown(String message, @Nullable Throwable cause) {
    return of(ErrorKind.OUTCOME_UNKNOWN, message, cause);
  }

  private static ConnectorException withProblems(
      ErrorKind kind, String what, List<Problem> problems) {
    String message =
        problems.stream()
            .limit(20)
            .map(Problem::toString)
            .collect(Collectors.joining("; ", what + ": ", ""));
    return new ConnectorException(
        kind, message, kind.retryable(), null, 0, null, null, List.copyOf(problems), null);
  }

  /** The same failure, marked as worth trying again or not. */
  public ConnectorException retryable(boolean worthTryingAgain) {
    return new ConnectorException(
        kind,
        text,
        worthTryingAgain,
        retryAfter,
        remoteStatus,
        remoteCode,
        remoteMessage,
        problems,
        getCause());
  }

  /** The same failure with the least time to wait before the next try; negative counts as zero. */
  public ConnectorException retryAfter(@Nullable Duration wait) {
    Duration least = wait != null && wait.isNegative() ? Duration.ZERO : wait;
    return new ConnectorException(
        kind,
        text,
        retryable,
        least,
        remoteStatus,
        remoteCode,
        remoteMessage,
        problems,
        getCause());
  }

  /** The same failure with what the other side said, in its own words (cut to 1,000 characters). */
  public ConnectorException remote(int status, @Nullable String code, @Nullable String message) {
    return new ConnectorException(
        kind, text, retryable, retryAfter, status, cut(code), cut(message), problems, getCause());
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= MAX_REMOTE_TEXT
        ? text
        : text.substring(0, MAX_REMOTE_TEXT) + "…";
  }

  public ErrorKind kind() {
    return kind;
  }

  public boolean retryable() {
    return retryable;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** The HTTP status of the other side's answer, if there was one. */
  public OptionalInt remoteStatus() {
    return remoteStatus == 0 ? OptionalInt.empty() : OptionalInt.of(remoteStatus);
  }

  /** The other side's own code for this failure. */
  public Optional<String> remoteCode() {
    return Optional.ofNullable(remoteCode);
  }

  /** The other side's own words. */
  public Optional<String> remoteMessage() {
    return Optional.ofNullable(remoteMessage);
  }

  /** What is wrong with the input or the answer, place by place. */
  public List<Problem> problems() {
    return problems;
  }

  @Override
  public String getMessage() {
    return text;
  }
}
