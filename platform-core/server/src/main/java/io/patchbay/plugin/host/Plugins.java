package io.patchbay.plugin.host;

import io.patchbay.connector.Catalogue;
import io.patchbay.connector.CatalogueReader;
import io.patchbay.connector.FlowUses;
import io.patchbay.connector.FlowUses.FunctionUse;
import io.patchbay.connector.FunctionName;
import io.patchbay.plugin.host.PluginStore.Source;
import io.patchbay.plugin.host.PluginStore.State;
import io.patchbay.plugin.host.PluginStore.StoredVersion;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an operator does with plugins. */
public final class Plugins {

  private final PluginStore store;
  private final PluginHost host;
  private final BundleReader reader;
  private final FlowUses uses;
  private final InstantSource clock;

  public Plugins(
      PluginStore store, PluginHost host, BundleReader reader, FlowUses uses, InstantSource clock) {
    this.store = store;
    this.host = host;
    this.reader = reader;
    this.uses = uses;
    this.clock = clock;
  }

  /**
   * Installs a bundle. A new plugin, and a version newer than the active one, becomes active; an
   * older one is only made available. Installing the same bundle again changes nothing; a version
   * that ends in {@code -SNAPSHOT} is replaced by its new content.
   *
   * @throws BundleRefused says why and what to do
   */
  public Bundle install(byte[] zip, Source source) {
    Bundle bundle = reader.read(zip);
    State state = store.load();
    var same = state.find(bundle.pluginId(), bundle.version());
    if (same.isPresent()) {
      if (same.get().sha256().equals(bundle.sha256())) {
        host.refresh();
        return bundle;
      }
      if (!mayReplace(same.get(), source)) {
        throw new BundleRefused(
            "plugin.version-exists",
            "Cannot install plugin %s: this version is installed with other content. Give the"
                    .formatted(bundle.name())
                + " changed plugin a new version number.");
      }
      boolean wasActive = bundle.version().equals(state.active().get(bundle.pluginId()));
      refuseForeignConnectors(bundle, state);
      store.remove(bundle.pluginId(), bundle.version());
      store.insert(bundle, source, clock.instant(), wasActive);
      host.refresh();
      return bundle;
    }
    refuseForeignConnectors(bundle, state);
    String active = state.active().get(bundle.pluginId());
    boolean newest = active == null || semantic(bundle.version()).compareTo(semantic(active)) > 0;
    store.insert(bundle, source, clock.instant(), newest);
    host.refresh();
    return bundle;
  }

  /** Snapshots change by nature; what comes with the platform changes with the platform. */
  private static boolean mayReplace(StoredVersion installed, Source source) {
    return installed.version().endsWith("-SNAPSHOT")
        || (source == Source.BUNDLED && installed.source() == Source.BUNDLED);
  }

  private static void refuseForeignConnectors(Bundle bundle, State state) {
    Set<String> ids = new HashSet<>();
    bundle.catalogue().connectors().forEach(c -> ids.add(c.id()));
    for (StoredVersion other : state.versions()) {
      if (other.pluginId().equals(bundle.pluginId())) {
        continue;
      }
      for (Catalogue.Connector connector :
          CatalogueReader.read(other.catalogueJson()).connectors()) {
        if (ids.contains(connector.id())) {
          throw new BundleRefused(
              "plugin.connector-clash",
              "Cannot install plugin %s: connector '%s' belongs to plugin '%s' already. Remove that"
                      .formatted(bundle.name(), connector.id(), other.pluginId())
                  + " plugin first, or give the connector another id.");
        }
      }
    }
  }

  /**
   * Makes an installed version the active one, be it newer or older, and lifts its quarantine.
   *
   * @return false when this version is not installed
   */
  public boolean activate(String pluginId, String version) {
    boolean done = store.activate(pluginId, version);
    host.refresh();
    return done;
  }

  /** What removing a version would do, or did. */
  public sealed interface Removal {
    record Removed() implements Removal {}

    record NotInstalled() implements Removal {}

    /** Published flows need it. */
    record InUse(List<FunctionUse> uses) implements Removal {}
  }

  /** Removes a version. When it was the active one, the newest of the others takes its place. */
  public Removal remove(String pluginId, String version, boolean force) {
    State state = store.load();
    var stored = state.find(pluginId, version);
    if (stored.isEmpty()) {
      return new Removal.NotInstalled();
    }
    List<FunctionUse> needing = needing(stored.get(), state);
    if (!force && !needing.isEmpty()) {
      return new Removal.InUse(needing);
    }
    store.remove(pluginId, version);
    if (version.equals(state.active().get(pluginId))) {
      newestBeside(version, pluginId, state).ifPresent(next -> store.activate(pluginId, next));
    }
    host.refresh();
    return new Removal.Removed();
  }

  private static Optional<String> newestBeside(String version, String pluginId, State state) {
    return state.versions().stream()
        .filter(v -> v.pluginId().equals(pluginId) && !v.version().equals(version))
        .filter(v -> !v.quarantined())
        .map(StoredVersion::version)
        .max(Comparator.comparing(Plugins::semantic));
  }

  /** Published flows that name functions which only this installed version offers. */
  public List<FunctionUse> needing(StoredVersion version, State state) {
    Set<String> own = functions(version);
    for (StoredVersion other : state.versions()) {
      if (other.pluginId().equals(version.pluginId())
          && !other.version().equals(version.version())
          && !other.quarantined()) {
        own.removeAll(functions(other));
      }
    }
    return uses(version, own);
  }

  private List<FunctionUse> uses(StoredVersion version, Set<String> functions) {
    Set<String> connectors = new HashSet<>();
    CatalogueReader.read(version.catalogueJson()).connectors().forEach(c -> connectors.add(c.id()));
    return uses.ofConnectors(connectors).stream()
        .filter(use -> functions.contains(use.function() + ":" + use.version()))
        .toList();
  }

  /** How many published flows this version serves right now. */
  public int flowsServed(StoredVersion version) {
    Set<String> flows = new HashSet<>();
    for (FunctionUse use : uses(version, functions(version))) {
      FunctionName name = FunctionName.parse(use.function()).orElseThrow();
      for (Catalogue.FunctionType type : Catalogue.FunctionType.values()) {
        host.serving(name.connector(), type, name.function(), use.version())
            .filter(o -> o.pluginVersion().equals(version.version()))
            .ifPresent(o -> flows.add(use.tenant().value() + "/" + use.flowId()));
      }
    }
    return flows.size();
  }

  private static Set<String> functions(StoredVersion version) {
    Set<String> names = new HashSet<>();
    for (Catalogue.Connector connector :
        CatalogueReader.read(version.catalogueJson()).connectors()) {
      for (Catalogue.FunctionType type : Catalogue.FunctionType.values()) {
        connector
            .functions(type)
            .forEach(f -> names.add(connector.id() + "." + f.id() + ":" + f.version()));
      }
    }
    return names;
  }

  private static SemanticVersion semantic(String version) {
    return SemanticVersion.parse(version).orElseThrow();
  }
}
