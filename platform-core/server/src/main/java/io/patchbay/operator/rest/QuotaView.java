package io.patchbay.operator.rest;

import org.jspecify.annotations.Nullable;

/** What a tenant is granted. */
public record QuotaView(int weight, @Nullable Integer maxRunning, int maxQueued) {}
