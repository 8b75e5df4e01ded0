package io.patchbay.expression.value;

import io.patchbay.expression.Budget;
import io.patchbay.expression.ExpressionException.Kind;

/** Counts what one evaluation uses; belongs to one thread. */
public final class Meter {
  private static final int SLICE = 1024;

  private final Budget budget;
  private long deadline;
  private boolean timed;
  private final int maxDepth;
  private long reserve;
  private int left;
  private long bytesLeft;

  /** Current nesting of calls and generators; restored by whoever catches. */
  public int depth;

  public Meter(Budget budget) {
    this.budget = budget;
    this.maxDepth = budget.depth();
    this.left = (int) Math.min(SLICE, budget.steps());
    this.reserve = budget.steps() - left;
    this.bytesLeft = budget.bytes();
  }

  private static long nanos(Budget budget) {
    return budget.time().toSeconds() > 1_000_000 ? Long.MAX_VALUE / 4 : budget.time().toNanos();
  }

  /** One unit of work. */
  public void step() {
    if (--left < 0) {
      refill(0);
    }
  }

  /** Many units of work, before they are done. */
  public void steps(long n) {
    if (n > left) {
      refill(n - left);
    } else {
      left -= (int) n;
    }
  }

  private void refill(long missing) {
    if (Thread.currentThread().isInterrupted()) {
      throw new Exhausted(Kind.INTERRUPTED, "Evaluation was interrupted");
    }
    long now = System.nanoTime();
    if (!timed) {
      // reading the clock would double the time of a small expression, so the first slice is free
      timed = true;
      deadline = now + nanos(budget);
    } else if (now - deadline > 0) {
      throw new Exhausted(
          Kind.BUDGET_TIME, "Evaluation took longer than " + budget.time().toMillis() + " ms");
    }
    if (missing > reserve || reserve <= 0) {
      throw new Exhausted(
          Kind.BUDGET_STEPS, "Evaluation needed more than " + budget.steps() + " steps");
    }
    reserve -= missing;
    left = (int) Math.min(SLICE, reserve);
    reserve -= left;
  }

  public long used() {
    return budget.steps() - reserve - Math.max(0, left);
  }

  /** Announces an allocation before it is made. */
  public void bytes(long n) {
    if (n > bytesLeft) {
      throw new Exhausted(
          Kind.BUDGET_BYTES,
          "Evaluation needed more than " + budget.bytes() + " bytes for its values");
    }
    bytesLeft -= n;
  }

  public long bytesLeft() {
    return bytesLeft;
  }

  /** Gives back what is known to be garbage. */
  public void restoreBytes(long left) {
    bytesLeft = left;
  }

  public void array(long size) {
    bytes(40 + 8 * size);
    steps(1 + (size >> 4));
  }

  public void object(long size) {
    bytes(64 + 56 * size);
    steps(1 + (size >> 2));
  }

  public void text(long length) {
    bytes(48 + 2 * length);
    steps(1 + (length >> 6));
  }

  public void enter() {
    if (++depth > maxDepth) {
      throw tooDeep();
    }
  }

  public void exit() {
    depth--;
  }

  public int maxDepth() {
    return maxDepth;
  }

  /** For values nested deeper than the budget allows, and for a Java stack that ran out. */
  public Exhausted tooDeep() {
    return new Exhausted(
        Kind.BUDGET_DEPTH, "Evaluation was nested more than " + maxDepth + " levels deep");
  }
}
