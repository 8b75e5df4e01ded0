package io.patchbay.token;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A personal API token, without its value.
 *
 * @param tenant slug of the one tenant for which it is good; null for all of the account's
 */
public record ApiToken(
    UUID id,
    String name,
    String prefix,
    @Nullable String tenant,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {}
