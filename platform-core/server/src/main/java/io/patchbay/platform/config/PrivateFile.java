package io.patchbay.platform.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** Small files that their owner alone may read. */
public final class PrivateFile {

  private PrivateFile() {}

  /** Writes it, whole or not at all, in place of an older one. */
  public static void write(Path file, String text) {
    try {
      Path fresh = fresh(file, text);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw refused(file, e);
    }
  }

  /** Reads it; if there is none, writes this text first. Of several nodes the first one wins. */
  public static String readOrCreate(Path file, String text) {
    try {
      if (!Files.exists(file)) {
        Path fresh = fresh(file, text);
        try {
          Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
          // another node was faster: its text counts
        } finally {
          Files.delete(fresh);
        }
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw refused(file, e);
    }
  }

  private static Path fresh(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mine =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Path fresh = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    Files.createFile(fresh, mine);
    Files.writeString(fresh, text + "\n");
    return fresh;
  }

  private static UncheckedIOException refused(Path file, IOException e) {
    return new UncheckedIOException(
        "Cannot write '" + file + "': " + e.getMessage() + ". Make the data folder writable.", e);
  }
}
