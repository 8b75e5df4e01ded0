package io.patchbay.run;

/**
 * The durable answer to {@link RunStore#accept}.
 *
 * @param run the id of the run, or of the earlier one when this was a duplicate
 */
public record Accepted(RunId run, boolean duplicate) {}
