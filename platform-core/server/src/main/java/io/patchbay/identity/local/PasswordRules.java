package io.patchbay.identity.local;

import io.patchbay.platform.rest.Problem;
import java.util.Locale;

/** What a password must be: long. Rules about characters make weaker ones. */
public final class PasswordRules {

  private PasswordRules() {}

  public static void check(String pointer, String password, String login) {
    if (password.length() < Passwords.MIN_LENGTH) {
      throw Problem.invalid(
          pointer,
          "too-short",
          "A password has at least " + Passwords.MIN_LENGTH + " characters. A sentence is fine.");
    }
    if (password.length() > Passwords.MAX_LENGTH) {
      throw Problem.invalid(
          pointer, "too-long", "A password has at most " + Passwords.MAX_LENGTH + " characters.");
    }
    boolean monotonous = password.chars().distinct().count() < 4;
    boolean named = password.toLowerCase(Locale.ROOT).replace(login, "").length() < 6;
    if (monotonous || named) {
      throw Problem.invalid(
          pointer,
          "too-simple",
          "The password repeats few characters or is little more than the login. Choose another.");
    }
  }
}
