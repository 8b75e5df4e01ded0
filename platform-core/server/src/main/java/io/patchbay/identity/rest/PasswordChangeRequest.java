package io.patchbay.identity.rest;

/** The present password and the next. */
public record PasswordChangeRequest(String currentPassword, String newPassword) {
  @Override
  public String toString() {
    return "•••";
  }
}
