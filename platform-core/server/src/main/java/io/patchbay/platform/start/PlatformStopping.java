package io.patchbay.platform.start;

/** The server is about to stop: take no new work, finish or hand over what is under way. */
public record PlatformStopping() {}
