package io.patchbay.member;

import io.patchbay.identity.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account in a tenant. */
public record Member(
    UUID accountId,
    String login,
    String name,
    @Nullable String email,
    Role role,
    Instant joinedAt,
    @Nullable Instant lastSeenAt) {}
