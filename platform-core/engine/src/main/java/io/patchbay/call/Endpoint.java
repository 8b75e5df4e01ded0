package io.patchbay.call;

import org.jspecify.annotations.Nullable;

/**
 * Where something is, and how to identify oneself there.
 *
 * @param uri templates expanded; not checked yet
 */
public record Endpoint(String uri, @Nullable HttpAuthentication authentication) {}
