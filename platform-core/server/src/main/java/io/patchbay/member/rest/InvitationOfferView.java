package io.patchbay.member.rest;

import io.patchbay.identity.Role;
import java.time.Instant;

/** What an invitation link offers. */
public record InvitationOfferView(
    String tenantName,
    Role role,
    String email,
    String invitedBy,
    Instant expiresAt,
    boolean accountExists) {}
