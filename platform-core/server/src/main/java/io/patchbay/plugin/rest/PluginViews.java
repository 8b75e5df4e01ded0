package io.patchbay.plugin.rest;

import io.patchbay.connector.Catalogue.Connector;
import io.patchbay.connector.CatalogueReader;
import io.patchbay.plugin.host.FailedBundle;
import io.patchbay.plugin.host.PluginFolders;
import io.patchbay.plugin.host.PluginHost;
import io.patchbay.plugin.host.PluginStore.State;
import io.patchbay.plugin.host.PluginStore.StoredVersion;
import io.patchbay.plugin.host.Plugins;
import io.patchbay.plugin.host.SemanticVersion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts plugins, their versions and files that could not be installed into one list. */
@Singleton
public class PluginViews {

  private final PluginHost host;
  private final Plugins plugins;
  private final PluginFolders folders;

  @Inject
  public PluginViews(PluginHost host, Plugins plugins, PluginFolders folders) {
    this.host = host;
    this.plugins = plugins;
    this.folders = folders;
  }

  /** By id. A file that could not be installed is listed under its name. */
  public List<PluginView> all() {
    host.refresh();
    State state = host.state();
    Map<String, PluginView> views = new TreeMap<>();
    state.versions().stream()
        .collect(Collectors.groupingBy(StoredVersion::pluginId))
        .forEach((id, versions) -> views.put(id, view(id, versions, state)));
    for (FailedBundle failure : folders.failed()) {
      views.putIfAbsent(failure.file(), view(failure));
    }
    return List.copyOf(views.values());
  }

  public Optional<PluginView> find(String pluginId) {
    return all().stream().filter(p -> p.id().equals(pluginId)).findFirst();
  }

  private PluginView view(String id, List<StoredVersion> versions, State state) {
    String active = state.active().get(id);
    List<StoredVersion> newestFirst =
        versions.stream()
            .sorted(
                Comparator.comparing(
                        (StoredVersion v) -> SemanticVersion.parse(v.version()).orElseThrow())
                    .reversed())
            .toList();
    StoredVersion shown =
        newestFirst.stream()
            .filter(v -> v.version().equals(active))
            .findFirst()
            .orElse(newestFirst.getFirst());
    List<Connector> connectors = CatalogueReader.read(shown.catalogueJson()).connectors();
    return new PluginView(
        id,
        connectors.size() == 1 ? connectors.getFirst().label() : id,
        shown.description(),
        shown.provider(),
        active,
        newestFirst.stream()
            .map(v -> PluginVersionView.of(v, v.version().equals(active), plugins.flowsServed(v)))
            .toList(),
        connectors.stream().map(Connector::id).toList());
  }

  private static PluginView view(FailedBundle failure) {
    return new PluginView(
        failure.file(),
        failure.file(),
        "",
        "",
        null,
        List.of(
            new PluginVersionView(
                "",
                "failed",
                failure.reason(),
                PluginVersionView.word(failure.source()),
                failure.sha256(),
                false,
                "",
                failure.at(),
                0)),
        List.of());
  }
}
