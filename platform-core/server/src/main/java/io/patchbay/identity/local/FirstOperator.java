package io.patchbay.identity.local;

import io.patchbay.identity.Account;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.identity.jdbc.Accounts;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.config.PrivateFile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An installation without accounts gets one: {@code operator}, whose one-time password goes to a
 * file that its owner alone can read, and must be changed at the first sign-in.
 */
@Singleton
public class FirstOperator {

  public static final String LOGIN = "operator";
  public static final String FILE = "operator-password.txt";

  private static final Logger LOG = LoggerFactory.getLogger(FirstOperator.class);

  private final Accounts accounts;
  private final Passwords passwords;
  private final PlatformConfig config;

  @Inject
  public FirstOperator(Accounts accounts, Passwords passwords, PlatformConfig config) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.config = config;
  }

  /** A one-time password that has been used up is of no use to anybody but a thief. */
  public void passwordChanged(String login) {
    if (login.equals(LOGIN)) {
      Path file = config.data().resolve(FILE);
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("Cannot delete '{}', which holds a password of the past: {}", file, e.toString());
      }
    }
  }

  public void createIfNone() {
    if (!accounts.none()) {
      return;
    }
    String password = OpaqueToken.random("").value().substring(0, 20);
    Account operator =
        new Account(
            UUID.randomUUID(), LOGIN, "Operator", null, passwords.hash(password), true, true);
    // The file first: an account whose password nobody knows would lock everybody out.
    Path file = config.data().resolve(FILE);
    Path mine = config.data().resolve(FILE + "." + config.node());
    PrivateFile.write(mine, password);
    try {
      if (accounts.add(operator)) {
        Files.move(mine, file, StandardCopyOption.REPLACE_EXISTING);
        LOG.info("The one-time password of '{}' is in {}", LOGIN, file);
      } else {
        Files.delete(mine);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write '" + file + "': " + e.getMessage(), e);
    }
  }
}
