package io.patchbay.run;

import java.time.Duration;

/**
 * A node has room for a run that is about to be accepted.
 *
 * @param lease how long the run stays its own without renewal
 */
public record Offer(String node, Duration lease) {}
