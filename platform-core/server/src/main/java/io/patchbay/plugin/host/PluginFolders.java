package io.patchbay.plugin.host;

import io.patchbay.plugin.host.PluginStore.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the bundles that lie in folders. Each look takes the files that are new or changed; a
 * file that still grows is left for the next look. Taking a file away removes nothing: operators
 * remove plugins in the console.
 */
public final class PluginFolders {

  private static final Logger LOG = LoggerFactory.getLogger(PluginFolders.class);

  /**
   * @param source what is noted for bundles of this folder
   */
  public record Folder(Path path, Source source) {}

  private record Stamp(long size, long modified) {}

  private final List<Folder> folders;
  private final Plugins plugins;
  private final InstantSource clock;
  private final Map<Path, Stamp> seen = new HashMap<>();
  private final Map<Path, Stamp> taken = new HashMap<>();
  private final Map<Path, FailedBundle> failed = new ConcurrentHashMap<>();

  public PluginFolders(List<Folder> folders, Plugins plugins, InstantSource clock) {
    this.folders = List.copyOf(folders);
    this.plugins = plugins;
    this.clock = clock;
  }

  public List<FailedBundle> failed() {
    return List.copyOf(failed.values());
  }

  /** At start: takes everything that is there, also files that were written just now. */
  public synchronized void takeAll() {
    folders.forEach(folder -> look(folder, true));
  }

  /** Now and then: takes what is new and has stopped growing since the last look. */
  public synchronized void look() {
    folders.forEach(folder -> look(folder, false));
  }

  private void look(Folder folder, boolean atOnce) {
    if (!Files.isDirectory(folder.path())) {
      return;
    }
    failed.keySet().removeIf(file -> !Files.exists(file));
    try (Stream<Path> files = Files.list(folder.path())) {
      for (Path file : files.filter(PluginFolders::isBundle).sorted().toList()) {
        Stamp stamp = new Stamp(Files.size(file), Files.getLastModifiedTime(file).toMillis());
        boolean quiet = atOnce || stamp.equals(seen.put(file, stamp));
        if (quiet && !stamp.equals(taken.get(file))) {
          taken.put(file, stamp);
          take(file, folder.source());
        }
      }
    } catch (IOException e) {
      LOG.warn("The plugin folder {} cannot be read.", folder.path(), e);
    }
  }

  private static boolean isBundle(Path file) {
    return Files.isRegularFile(file)
        && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private void take(Path file, Source source) throws IOException {
    failed.remove(file);
    String sha256 = "";
    try {
      if (Files.size(file) > BundleLimits.DEFAULT.zippedBytes()) {
        throw new BundleRefused(
            "plugin.bundle-too-large",
            "Cannot install the bundle: it is larger than %,d bytes."
                .formatted(BundleLimits.DEFAULT.zippedBytes()));
      }
      byte[] zip = Files.readAllBytes(file);
      sha256 = BundleReader.sha256(zip);
      Bundle bundle = plugins.install(zip, source);
      LOG.info("Plugin {} from {} is installed.", bundle.name(), file.getFileName());
    } catch (BundleRefused e) {
      LOG.warn("{}: {}", file.getFileName(), e.getMessage());
      failed.put(
          file,
          new FailedBundle(
              file.getFileName().toString(),
              sha256,
              String.valueOf(e.getMessage()),
              source,
              clock.instant()));
    }
  }
}
