package io.patchbay.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person, or a program that acts as one.
 *
 * @param passwordHash null when the account signs in elsewhere
 */
public record Account(
    UUID id,
    String login,
    String name,
    @Nullable String email,
    @Nullable String passwordHash,
    boolean operator,
    boolean mustChangePassword) {

  @Override
  public String toString() {
    return login;
  }
}
