package io.patchbay.plugin;

/** What "test connection" found. */
public sealed interface CheckResult {

  /** The connection works. */
  record Ok(String message) implements CheckResult {}

  /** The connection does not work; the message says what to do about it. */
  record Failed(ErrorKind kind, String message) implements CheckResult {}

  /**
   * @param message what the check learnt, for a person: for example the account it is signed in to
   */
  static CheckResult ok(String message) {
    return new Ok(message);
  }

  static CheckResult failed(ErrorKind kind, String message) {
    return new Failed(kind, message);
  }

  static CheckResult failed(ConnectorException cause) {
    return new Failed(cause.kind(), cause.getMessage());
  }
}
