package io.patchbay.launcher.liberty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Liberty writes the place of an application into addresses, where a space becomes {@code %20}, and
 * not every library reads that back. Such a folder is reached through a link without spaces.
 */
final class PlainPath {

  private PlainPath() {}

  /** The folder itself, or a link to it in a private temporary folder that goes with this JVM. */
  static Path of(Path folder) throws IOException {
    if (folder.toString().matches("[\\w./+-]+")) {
      return folder;
    }
    Files.createDirectories(folder);
    Path parent = Files.createTempDirectory("patchbay");
    Path link = Files.createSymbolicLink(parent.resolve("server"), folder);
    parent.toFile().deleteOnExit();
    link.toFile().deleteOnExit();
    return link;
  }
}
