package io.patchbay.operator.rest;

import org.jspecify.annotations.Nullable;

/** What a tenant shall be granted; without maxRunning no limit. */
public record QuotaRequest(int weight, @Nullable Integer maxRunning, int maxQueued) {}
