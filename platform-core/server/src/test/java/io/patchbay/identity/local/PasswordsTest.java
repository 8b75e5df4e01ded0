package io.patchbay.identity.local;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.platform.rest.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

  private final Passwords passwords = new Passwords();

  @Test
  void aHashMatchesItsPasswordOnly() {
    String hash = passwords.hash("correct horse battery");
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assertTrue(passwords.matches("correct horse battery", hash));
    assertFalse(passwords.matches("correct horse batterz", hash));
    assertNotEquals(hash, passwords.hash("correct horse battery"));
  }

  @Test
  void whoHasNoAccountHasNoPasswordEither() {
    assertFalse(passwords.matches("nobody has this password", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "aaaaaaaaaaaaaaaa", "ada@example.org1", "ADA@example.org!!"})
  void weakPasswordsAreRefused(String password) {
    assertThrows(Problem.class, () -> PasswordRules.check("/p", password, "ada@example.org"));
  }

  @Test
  void aSentenceIsFine() {
    assertDoesNotThrow(() -> PasswordRules.check("/p", "the operator of these tests", "operator"));
  }
}
