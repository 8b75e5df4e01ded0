package io.patchbay.plugin.pf4j;

import io.patchbay.plugin.host.Bundle;
import io.patchbay.plugin.host.PluginRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One small PF4J manager for each loaded version: a single manager knows one version of a plugin
 * only, and here several serve at once. Bundles are unpacked into a folder of their own under the
 * work folder, which belongs to this process alone.
 */
public final class Pf4jPluginRuntime implements PluginRuntime {

  private final Path workFolder;
  private final ApiOnlyClassLoader api = new ApiOnlyClassLoader();

  /**
   * @param workFolder emptied now: what lies there is left over from an earlier process
   */
  public Pf4jPluginRuntime(Path workFolder) {
    this.workFolder = workFolder;
    try {
      BundleFolder.delete(workFolder);
      Files.createDirectories(workFolder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder " + workFolder + " for unpacked plugins cannot be written.", e);
    }
  }

  @Override
  public Loaded load(Bundle bundle) {
    try {
      Path folder = BundleFolder.unpack(bundle, workFolder);
      return new Pf4jPlugin(bundle, folder, api);
    } catch (IOException e) {
      throw new UncheckedIOException("Plugin " + bundle.name() + " cannot be unpacked.", e);
    }
  }
}
