package io.patchbay.flow;

/** What survives a crash. */
public enum Durability {
  /** Every finished step. */
  STANDARD,
  /** The run itself; its steps run again from the last wait, with the same idempotency keys. */
  EXPRESS
}
