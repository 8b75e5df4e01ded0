package io.patchbay.plugin;

/** How a connection kind authenticates. */
public enum AuthScheme {
  NONE,
  BASIC,
  BEARER,
  API_KEY,
  OAUTH2_CLIENT_CREDENTIALS,
  /**
   * The platform asks the person for consent and keeps the tokens; the connector gets them from its
   * context.
   */
  @Incubating
  OAUTH2_AUTHORIZATION_CODE,
  CUSTOM
}
