package io.patchbay.identity.local;

import io.patchbay.identity.Account;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.identity.jdbc.Accounts;
import io.patchbay.platform.config.PlatformConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
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

  public void createIfNone() {
    if (!accounts.none()) {
      return;
    }
    String password = OpaqueToken.random("").value().substring(0, 20);
    Path file = config.data().resolve(FILE);
    Account operator =
        new Account(
            UUID.randomUUID(), LOGIN, "Operator", null, passwords.hash(password), true, true);
    try {
      Files.createDirectories(config.data());
      // The file first: an account whose password nobody knows would lock everybody out.
      Path written = write(file.resolveSibling(FILE + "." + config.node()), password);
      if (accounts.add(operator)) {
        Files.move(written, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        LOG.info("The one-time password of '{}' is in {}", LOGIN, file);
      } else {
        Files.delete(written);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write the first operator's password to '"
              + file
              + "': "
              + e.getMessage()
              + ". Make the data folder writable.",
          e);
    }
  }

  private static Path write(Path file, String password) throws IOException {
    Files.deleteIfExists(file);
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mine =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, mine);
    return Files.writeString(file, password + "\n");
  }
}
