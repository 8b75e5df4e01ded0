package io.patchbay.plugin;

import java.util.function.Supplier;

/**
 * The short-lived tokens of one connection, kept by the platform and never shared with another
 * connection.
 */
public interface AccessTokens {
  /**
   * The token kept under this name, or a fresh one. While one call fetches, the others wait for its
   * result. A failure of the fetch is thrown to all that wait and is not kept.
   *
   * @param name tells the tokens of one connection apart, for example by scope
   */
  Secret get(String name, Supplier<AccessToken> fetch);

  /**
   * Drops a token that the other side refused, so that the next {@link #get} fetches another one.
   */
  void forget(String name);
}
