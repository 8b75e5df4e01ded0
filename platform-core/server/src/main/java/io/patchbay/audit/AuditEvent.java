package io.patchbay.audit;

import java.time.Instant;

/**
 * One entry of a chain.
 *
 * @param number from 1, without gaps
 * @param at to the microsecond
 * @param mac covers all the other values and the entry before
 */
public record AuditEvent(
    long number,
    Instant at,
    String actor,
    String action,
    String target,
    String address,
    Outcome outcome,
    String detail,
    byte[] mac) {

  /** How it ended. */
  public enum Outcome {
    DONE,
    REFUSED
  }
}
