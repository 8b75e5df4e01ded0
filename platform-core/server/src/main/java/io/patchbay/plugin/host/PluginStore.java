package io.patchbay.plugin.host;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which plugin versions this installation has, shared by all nodes. Every change gives the store a
 * new revision.
 */
public interface PluginStore {

  enum Source {
    BUNDLED,
    UPLOADED,
    DROPPED
  }

  /**
   * @param quarantine why it is not called any more, or null
   */
  record StoredVersion(
      String pluginId,
      String version,
      String apiVersion,
      String provider,
      String description,
      String sha256,
      Source source,
      Instant installedAt,
      @Nullable String quarantine,
      String catalogueJson) {

    public boolean quarantined() {
      return quarantine != null;
    }
  }

  /**
   * @param active version by plugin id; a plugin may have none
   */
  record State(long revision, List<StoredVersion> versions, Map<String, String> active) {
    public State {
      versions = List.copyOf(versions);
      active = Map.copyOf(active);
    }

    public Optional<StoredVersion> find(String pluginId, String version) {
      return versions.stream()
          .filter(v -> v.pluginId().equals(pluginId) && v.version().equals(version))
          .findFirst();
    }
  }

  /** Grows with every change; cheap to ask. */
  long revision();

  State load();

  /** The bundle's bytes. */
  Optional<byte[]> content(String pluginId, String version);

  /**
   * Keeps a bundle. When this version is there already nothing changes, and false is returned.
   *
   * @param activate whether it becomes the active version in the same step
   */
  boolean insert(Bundle bundle, Source source, Instant at, boolean activate);

  /** Makes a version the active one and lifts its quarantine; false when it is not there. */
  boolean activate(String pluginId, String version);

  void quarantine(String pluginId, String version, String reason);

  /** Forgets a version; the plugin has no active version when it was that one. */
  void remove(String pluginId, String version);
}
