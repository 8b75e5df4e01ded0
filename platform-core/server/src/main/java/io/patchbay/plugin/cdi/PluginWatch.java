package io.patchbay.plugin.cdi;

import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import io.patchbay.plugin.host.PluginFolders;
import io.patchbay.plugin.host.PluginHost;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs what lies in the plugin folders when the platform starts, then looks every two seconds
 * for new files and for what other nodes did.
 */
@Singleton
public class PluginWatch {

  private static final Logger LOG = LoggerFactory.getLogger(PluginWatch.class);
  private static final int SECONDS_BETWEEN_LOOKS = 2;

  private final PluginHost host;
  private final PluginFolders folders;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("plugin-watch").factory());
  private boolean failing;

  @Inject
  public PluginWatch(PluginHost host, PluginFolders folders) {
    this.host = host;
    this.folders = folders;
  }

  void start(@Observes @Priority(100) PlatformStarted started) {
    host.refresh();
    folders.takeAll();
    looks.scheduleWithFixedDelay(
        this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      host.refresh();
      folders.look();
      failing = false;
    } catch (RuntimeException e) {
      // The database may be away for a while: said once, tried again.
      if (!failing) {
        LOG.warn("Plugins could not be looked after; trying on.", e);
      }
      failing = true;
    }
  }

  void stop(@Observes PlatformStopping stopping) {
    looks.shutdownNow();
    host.close();
  }
}
