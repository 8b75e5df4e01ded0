package io.patchbay.member.rest;

import io.patchbay.identity.Role;

/** Whom to invite. */
public record InvitationRequest(String email, Role role) {}
