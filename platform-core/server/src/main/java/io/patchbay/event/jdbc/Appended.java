package io.patchbay.event.jdbc;

/**
 * @param position in the log of the tenant
 * @param duplicate an event with this source and id was there before, at this position
 */
public record Appended(long position, boolean duplicate) {}
