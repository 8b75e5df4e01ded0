package io.patchbay.plugin;

/** What kind of failure it was. The kind decides what the platform does next; flows catch by it. */
public enum ErrorKind {
  /** The input breaks a rule of the action or of the other side. */
  INVALID_INPUT("invalid-input", false, true),
  /** The credentials are missing, wrong or expired. The connection is shown as failing. */
  AUTHENTICATION("authentication", false, true),
  /** The credentials are right and do not allow this. */
  FORBIDDEN("forbidden", false, true),
  /** There is no such thing. */
  NOT_FOUND("not-found", false, true),
  /** The thing is in a state that does not allow this, or exists already. */
  CONFLICT("conflict", false, true),
  /** Too many requests: nothing was done; repeated no earlier than the other side asked for. */
  RATE_LIMITED("rate-limited", true, true),
  /**
   * No answer in time to a request that changes nothing. For one that may have acted use
   * OUTCOME_UNKNOWN.
   */
  TIMEOUT("timeout", true, false),
  /** The other side could not be reached or said that it is not there: nothing was done. */
  UNAVAILABLE("unavailable", true, true),
  /** The other side failed while handling the request. */
  REMOTE_ERROR("remote-error", true, false),
  /** The answer came and cannot be understood. */
  BAD_RESPONSE("bad-response", false, false),
  /**
   * The request was sent and no answer came: it may have acted or not. Never report this as
   * "failed".
   */
  OUTCOME_UNKNOWN("outcome-unknown", true, false),
  /** The run was cancelled. */
  CANCELLED("cancelled", false, false),
  /** The plugin broke its contract, or threw something that is not a ConnectorException. */
  BUG("bug", false, false);

  private final String code;
  private final boolean retryable;
  private final boolean surelyWithoutEffect;

  ErrorKind(String code, boolean retryable, boolean surelyWithoutEffect) {
    this.code = code;
    this.retryable = retryable;
    this.surelyWithoutEffect = surelyWithoutEffect;
  }

  /** The name used in flows, logs and answers; never changes. */
  public String code() {
    return code;
  }

  /** Whether trying again may help, unless the exception says otherwise. */
  public boolean retryable() {
    return retryable;
  }

  /** Whether a failure of this kind means that the other side did not act. */
  public boolean surelyWithoutEffect() {
    return surelyWithoutEffect;
  }
}
