package io.patchbay.member;

import io.patchbay.identity.Role;
import java.time.Instant;
import java.util.UUID;

/** An open offer of membership. */
public record Invitation(
    UUID id, String email, Role role, String invitedBy, Instant createdAt, Instant expiresAt) {}
