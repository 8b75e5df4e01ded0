package io.patchbay.identity.rest;

/** A user name or e-mail address, and the password. */
public record SignInRequest(String login, String password) {
  @Override
  public String toString() {
    return login + " •••";
  }
}
