package io.patchbay.member.rest;

import io.patchbay.member.Invitation;

/** The invitation with its link, which is shown this once. */
public record NewInvitation(Invitation invitation, String link) {}
