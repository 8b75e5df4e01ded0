package io.patchbay.incontainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Copies of the built server folder, and free ports for them. */
final class ServerFolder {

  private ServerFolder() {}

  static Path built() {
    return Path.of(System.getProperty("patchbay.server", "../server/target/server"));
  }

  /** Copies the built server folder with all that is in it. */
  static void copyTo(Path target) {
    Path source = built();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a test's folder, as far as it goes: what is still open elsewhere stays. */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | RuntimeException e) {
      System.getLogger("io.patchbay.incontainer")
          .log(System.Logger.Level.WARNING, folder + " is left behind: " + e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
