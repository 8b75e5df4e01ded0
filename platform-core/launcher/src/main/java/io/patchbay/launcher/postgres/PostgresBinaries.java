package io.patchbay.launcher.postgres;

import io.patchbay.launcher.FolderContent;
import io.patchbay.launcher.LaunchProblem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL's programs, once for each version. */
final class PostgresBinaries {

  /** Must be the version of the binaries on the class path. */
  static final String VERSION = "18.6";

  private PostgresBinaries() {}

  /** The folder that holds {@code bin}. */
  static Path unpack(Path parent) throws IOException {
    Path folder = parent.resolve("programs-" + VERSION);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Path unfinished = parent.resolve("programs-" + VERSION + ".unfinished");
    FolderContent.delete(unfinished);
    Files.createDirectories(unfinished);
    String archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (packed == null) {
        throw new LaunchProblem(
            "There is no embedded PostgreSQL for this machine ("
                + System.getProperty("os.name")
                + ", "
                + System.getProperty("os.arch")
                + "). Start a PostgreSQL (15 to 17, or 18.2 and newer) yourself and give it with --database-url"
                + " postgresql://user:password@host:5432/database.");
      }
      extract(packed, unfinished);
    }
    Files.move(unfinished, folder);
    return folder;
  }

  static String archive(@Nullable String system, @Nullable String machine) {
    String os = system == null ? "" : system.toLowerCase(Locale.ROOT);
    String arch = machine == null ? "" : machine.toLowerCase(Locale.ROOT);
    String family = os.startsWith("mac") ? "darwin" : os.startsWith("linux") ? "linux" : os;
    String word =
        switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> arch;
        };
    return "postgres-" + family + "-" + word + ".txz";
  }

  private static void extract(InputStream packed, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("The archive leads outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }
}
