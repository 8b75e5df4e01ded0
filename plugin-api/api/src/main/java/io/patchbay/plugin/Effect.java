package io.patchbay.plugin;

/**
 * What running an action twice does to the other system. Decides what the platform may repeat after
 * a fault.
 */
public enum Effect {
  /** Changes nothing. */
  READ,
  /**
   * Changes something, and twice leaves the same state as once: a PUT of a whole object, a delete.
   */
  IDEMPOTENT,
  /**
   * The other side recognises {@link ActionContext#idempotencyKey()}: the same key twice acts once.
   */
  KEYED,
  /**
   * Twice acts twice. Needs a look-up action, by which the platform settles a step whose outcome it
   * does not know.
   */
  UNSAFE;

  /**
   * Whether the platform may run a step of this effect again after a retryable failure of the given
   * kind, without first looking up what became of it.
   */
  public boolean mayRepeatAfter(ErrorKind kind) {
    return switch (this) {
      case READ, IDEMPOTENT, KEYED -> true;
      case UNSAFE -> kind.surelyWithoutEffect();
    };
  }
}
