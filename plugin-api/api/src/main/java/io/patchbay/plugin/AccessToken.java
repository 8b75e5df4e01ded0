package io.patchbay.plugin;

import java.time.Instant;

/**
 * @param expiresAt when the other side stops accepting it; the platform fetches another one a
 *     little earlier
 */
public record AccessToken(Secret value, Instant expiresAt) {}
