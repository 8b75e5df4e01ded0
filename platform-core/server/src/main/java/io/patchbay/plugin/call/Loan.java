package io.patchbay.plugin.call;

import io.patchbay.http.CallOrigin;
import io.patchbay.http.OutboundHttp;
import io.patchbay.http.SecretMask;
import io.patchbay.plugin.AccessTokens;
import io.patchbay.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What a call into a plugin works with.
 *
 * @param connector its id, for the log
 * @param mask knows the secrets of the connection
 * @param tokens of the connection, shared by its calls
 */
record Loan(
    TenantId tenant,
    String connector,
    CallOrigin origin,
    SecretMask mask,
    OutboundHttp http,
    AccessTokens tokens,
    InstantSource clock,
    Instant deadline,
    String idempotencyKey,
    int attempt) {}
