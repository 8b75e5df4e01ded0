package io.patchbay.member.rest;

import org.jspecify.annotations.Nullable;

/** Who accepts: a new person sets name and password, a known one gives the present password. */
public record InvitationAcceptance(@Nullable String name, String password) {
  @Override
  public String toString() {
    return "•••";
  }
}
