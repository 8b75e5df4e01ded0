package io.patchbay.identity.local;

import io.patchbay.identity.Account;
import io.patchbay.identity.jdbc.Accounts;
import io.patchbay.identity.jdbc.SignInFailures;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Checks a login and a password, slowly for everybody and slower for those who guess. */
@Singleton
public class LocalSignIn {

  /** How an attempt ended. A wrong login and a wrong password look the same. */
  public sealed interface Outcome {

    record Welcome(Account account) implements Outcome {}

    record Refused() implements Outcome {}

    /** Too many failures: the password was not looked at. */
    record Locked(Duration delay) implements Outcome {}
  }

  private final Accounts accounts;
  private final Passwords passwords;
  private final SignInFailures failures;

  @Inject
  public LocalSignIn(Accounts accounts, Passwords passwords, SignInFailures failures) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.failures = failures;
  }

  public Outcome attempt(String login, String password, String address) {
    Duration wait = failures.admit(login, address);
    if (wait.isPositive()) {
      return new Outcome.Locked(wait);
    }
    Optional<Account> account = accounts.findByLogin(login);
    boolean right =
        password.length() <= Passwords.MAX_LENGTH
            && passwords.matches(password, account.map(Account::passwordHash).orElse(null));
    if (account.isEmpty() || !right) {
      return new Outcome.Refused();
    }
    failures.succeeded(login, address);
    return new Outcome.Welcome(account.get());
  }
}
