package io.patchbay.event.jdbc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events a list shows; null: all.
 *
 * @param search part of id, type, source or subject
 */
public record EventListFilter(
    @Nullable String type,
    @Nullable String source,
    @Nullable String subject,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String search) {}
