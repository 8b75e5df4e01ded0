package io.patchbay.plugin.host;

import io.patchbay.connector.Catalogue;
import io.patchbay.connector.Catalogue.FunctionType;
import io.patchbay.connector.CatalogueReader;
import io.patchbay.connector.Connectors;
import io.patchbay.connector.OfferedConnector;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.host.PluginStore.State;
import io.patchbay.plugin.host.PluginStore.StoredVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's picture of the plugin store: the connectors on offer, and the versions whose classes
 * are loaded, which happens at the first call. {@link #refresh()} brings it up to date.
 */
public final class PluginHost implements Connectors, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

  private record Key(String pluginId, String version, String sha256) {}

  private record Picture(State state, Map<String, List<OfferedConnector>> offers) {}

  private final PluginStore store;
  private final PluginRuntime runtime;
  private final BundleReader reader;
  private final Map<Key, LoadedVersion> loaded = new HashMap<>();
  private volatile Picture picture = new Picture(new State(-1, List.of(), Map.of()), Map.of());

  public PluginHost(PluginStore store, PluginRuntime runtime, BundleReader reader) {
    this.store = store;
    this.runtime = runtime;
    this.reader = reader;
  }

  /** Looks whether the store has changed, here or on another node, and follows. */
  public synchronized void refresh() {
    if (store.revision() == picture.state().revision()) {
      return;
    }
    State state = store.load();
    picture = new Picture(state, offers(state));
    loaded
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone =
                  state
                      .find(entry.getKey().pluginId(), entry.getKey().version())
                      .filter(v -> v.sha256().equals(entry.getKey().sha256()))
                      .isEmpty();
              if (gone) {
                entry.getValue().retire();
              }
              return gone;
            });
  }

  public State state() {
    return picture.state();
  }

  @Override
  public List<OfferedConnector> all() {
    return picture.offers().values().stream()
        .flatMap(List::stream)
        .filter(OfferedConnector::active)
        .sorted(Comparator.comparing(o -> o.connector().label().toLowerCase(Locale.ROOT)))
        .toList();
  }

  @Override
  public Optional<OfferedConnector> find(String connectorId) {
    return offersOf(connectorId).stream().filter(OfferedConnector::active).findFirst();
  }

  @Override
  public Optional<OfferedConnector> serving(
      String connectorId, FunctionType type, String functionId, String functionVersion) {
    return offersOf(connectorId).stream()
        .filter(o -> o.function(type, functionId, functionVersion).isPresent())
        .findFirst();
  }

  private List<OfferedConnector> offersOf(String connectorId) {
    return picture.offers().getOrDefault(connectorId, List.of());
  }

  /** A loaded version which the caller has entered and must leave. */
  LoadedVersion enter(String pluginId, String version) throws PluginCallFailed {
    while (true) {
      LoadedVersion candidate = loadedVersion(pluginId, version);
      if (candidate.enter()) {
        return candidate;
      }
    }
  }

  private synchronized LoadedVersion loadedVersion(String pluginId, String version)
      throws PluginCallFailed {
    StoredVersion stored =
        picture
            .state()
            .find(pluginId, version)
            .orElseThrow(() -> unavailable(pluginId, version, "it is not installed any more"));
    if (stored.quarantined()) {
      throw unavailable(
          pluginId,
          version,
          "it is in quarantine ("
              + stored.quarantine()
              + "); an operator can activate it again or go back to another version");
    }
    Key key = new Key(pluginId, version, stored.sha256());
    LoadedVersion known = loaded.get(key);
    if (known != null) {
      return known;
    }
    byte[] content =
        store
            .content(pluginId, version)
            .filter(bytes -> BundleReader.sha256(bytes).equals(stored.sha256()))
            .orElseThrow(
                () ->
                    unavailable(pluginId, version, "its stored bundle is missing or was changed"));
    Bundle bundle = reader.read(content);
    LoadedVersion fresh = new LoadedVersion(bundle, runtime.load(bundle));
    loaded.put(key, fresh);
    LOG.info("Plugin {} {} is loaded.", pluginId, version);
    return fresh;
  }

  private static PluginCallFailed unavailable(String pluginId, String version, String why) {
    return PluginCallFailed.of(
        ErrorKind.UNAVAILABLE, "Cannot call plugin '%s' %s: %s.".formatted(pluginId, version, why));
  }

  /** Puts a version out of use everywhere; calls inside it go on. */
  void quarantine(String pluginId, String version, String reason) {
    LOG.error("Plugin {} {} goes into quarantine: {}", pluginId, version, reason);
    store.quarantine(pluginId, version, reason);
    refresh();
  }

  private static Map<String, List<OfferedConnector>> offers(State state) {
    Map<String, List<OfferedConnector>> offers = new HashMap<>();
    for (StoredVersion version : state.versions()) {
      boolean active = version.version().equals(state.active().get(version.pluginId()));
      for (Catalogue.Connector connector : catalogue(version).connectors()) {
        offers
            .computeIfAbsent(connector.id(), id -> new ArrayList<>())
            .add(new OfferedConnector(version.pluginId(), version.version(), active, connector));
      }
    }
    // The active version first, then the others from the newest to the oldest.
    offers
        .values()
        .forEach(
            list ->
                list.sort(
                    Comparator.comparing(OfferedConnector::active)
                        .thenComparing(o -> semantic(o.pluginVersion()))
                        .reversed()));
    return offers;
  }

  private static SemanticVersion semantic(String version) {
    return SemanticVersion.parse(version).orElseGet(() -> new SemanticVersion(0, 0, 0, ""));
  }

  private static Catalogue catalogue(StoredVersion version) {
    try {
      return CatalogueReader.read(version.catalogueJson());
    } catch (IllegalArgumentException e) {
      LOG.error(
          "The stored catalogue of plugin {} {} cannot be read: {}",
          version.pluginId(),
          version.version(),
          e.getMessage());
      return new Catalogue("", List.of());
    }
  }

  @Override
  public synchronized void close() {
    loaded.values().forEach(LoadedVersion::retire);
    loaded.clear();
  }
}
