package io.patchbay.platform.start;

/**
 * The schema is current and the settings are read: features that work on their own (executors,
 * schedules, plugin folders) start now, as observers of this event. Use {@code @Priority} where the
 * order matters: plugins 100, flows 200, runs 300, triggers 400.
 */
public record PlatformStarted() {}
