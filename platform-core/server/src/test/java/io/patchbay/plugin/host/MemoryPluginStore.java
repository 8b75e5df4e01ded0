package io.patchbay.plugin.host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The store without a database. */
public final class MemoryPluginStore implements PluginStore {

  private final List<StoredVersion> versions = new ArrayList<>();
  private final Map<String, String> active = new HashMap<>();
  private final Map<String, byte[]> contents = new HashMap<>();
  private long revision = 1;

  @Override
  public synchronized long revision() {
    return revision;
  }

  @Override
  public synchronized State load() {
    return new State(revision, versions, active);
  }

  @Override
  public synchronized Optional<byte[]> content(String pluginId, String version) {
    return Optional.ofNullable(contents.get(pluginId + ":" + version));
  }

  @Override
  public synchronized boolean insert(Bundle b, Source source, Instant at, boolean activate) {
    if (contents.containsKey(b.pluginId() + ":" + b.version())) {
      return false;
    }
    versions.add(
        new StoredVersion(
            b.pluginId(),
            b.version(),
            b.apiVersion(),
            b.provider(),
            b.description(),
            b.sha256(),
            source,
            at,
            null,
            b.catalogueJson()));
    contents.put(b.pluginId() + ":" + b.version(), b.content());
    if (activate) {
      active.put(b.pluginId(), b.version());
    }
    revision++;
    return true;
  }

  @Override
  public synchronized boolean activate(String pluginId, String version) {
    if (!contents.containsKey(pluginId + ":" + version)) {
      return false;
    }
    active.put(pluginId, version);
    note(pluginId, version, null);
    return true;
  }

  @Override
  public synchronized void quarantine(String pluginId, String version, String reason) {
    note(pluginId, version, reason);
  }

  private void note(String pluginId, String version, String reason) {
    versions.replaceAll(
        v ->
            v.pluginId().equals(pluginId) && v.version().equals(version)
                ? new StoredVersion(
                    v.pluginId(),
                    v.version(),
                    v.apiVersion(),
                    v.provider(),
                    v.description(),
                    v.sha256(),
                    v.source(),
                    v.installedAt(),
                    reason,
                    v.catalogueJson())
                : v);
    revision++;
  }

  @Override
  public synchronized void remove(String pluginId, String version) {
    versions.removeIf(v -> v.pluginId().equals(pluginId) && v.version().equals(version));
    contents.remove(pluginId + ":" + version);
    active.remove(pluginId, version);
    revision++;
  }
}
