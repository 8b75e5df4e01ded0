package io.patchbay.token.rest;

import io.patchbay.token.ApiToken;

/** A token with its value, which is shown this once. */
public record NewToken(ApiToken token, String value) {
  @Override
  public String toString() {
    return token + " •••";
  }
}
