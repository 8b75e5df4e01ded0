package io.patchbay.call;

/** What a call does to the world, and so what may be done when its outcome is unknown. */
public enum EffectKind {
  /** Changes nothing: may always be repeated. */
  READ,
  /** Repeating it with the same input leaves the same state: may be repeated. */
  IDEMPOTENT,
  /** The other side recognises the idempotency key: may be repeated with the same key. */
  KEYED,
  /**
   * Repeating it does it twice: never repeated by the platform; a person or a look-up settles it.
   */
  UNSAFE;

  public boolean isRepeatable() {
    return this != UNSAFE;
  }
}
