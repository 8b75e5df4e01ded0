package io.patchbay.connection;

import io.patchbay.connector.Catalogue.Kind;
import io.patchbay.connector.Connectors;
import io.patchbay.connector.OfferedConnector;
import io.patchbay.http.SecretMask;
import io.patchbay.plugin.Problem;
import io.patchbay.plugin.call.ConnectionProbe;
import io.patchbay.plugin.call.JdkJson;
import io.patchbay.plugin.host.PluginCallFailed;
import io.patchbay.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds what is wrong with settings, before they are saved or tried. */
final class SettingsCheck {

  static final int LARGEST_SETTINGS = 64 * 1024;
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";

  private final Connectors connectors;
  private final ConnectionProbe probe;

  SettingsCheck(Connectors connectors, ConnectionProbe probe) {
    this.connectors = connectors;
    this.probe = probe;
  }

  /** What is known once connector and kind are found. */
  record Known(OfferedConnector offered, Kind kind) {
    SecretFields secretFields() {
      return new SecretFields(kind.settingsSchema());
    }
  }

  static void name(String name, List<SettingsProblem> problems) {
    if (!name.matches(NAME)) {
      problems.add(
          new SettingsProblem(
              "/name",
              "malformed",
              "A connection's name has 1 to 63 small letters, digits and dashes and begins with a"
                  + " letter or digit."));
    }
  }

  Optional<Known> find(String connector, String kind, List<SettingsProblem> problems) {
    Optional<OfferedConnector> offered = connectors.find(connector);
    if (offered.isEmpty()) {
      problems.add(
          new SettingsProblem(
              "/connector",
              "unknown",
              "There is no connector '" + shortened(connector) + "' here."));
      return Optional.empty();
    }
    Optional<Kind> found = offered.get().connector().kind(kind);
    if (found.isEmpty()) {
      String possible =
          offered.get().connector().connectionKinds().stream()
              .map(Kind::id)
              .collect(Collectors.joining(", "));
      problems.add(
          new SettingsProblem(
              "/kind",
              "unknown",
              "Connector '%s' has no connection kind '%s'. Possible: %s."
                  .formatted(connector, shortened(kind), possible)));
    }
    return found.map(k -> new Known(offered.get(), k));
  }

  /** Asks the connector itself, whose generated reader knows every rule of every field. */
  List<SettingsProblem> settings(TenantId tenant, Known known, ObjectNode settings)
      throws PluginCallFailed, InterruptedException {
    if (settings.toString().length() > LARGEST_SETTINGS) {
      return List.of(
          new SettingsProblem(
              "/settings",
              "too-large",
              "The settings have more than " + LARGEST_SETTINGS + " characters."));
    }
    List<SettingsProblem> problems = new ArrayList<>();
    for (Problem problem :
        probe.problems(tenant, known.offered(), unsaved(known, "new", settings))) {
      problems.add(
          new SettingsProblem("/settings" + problem.pointer(), "not-accepted", sentence(problem)));
    }
    return problems;
  }

  static ResolvedConnection unsaved(Known known, String name, ObjectNode settings) {
    Map<String, JsonNode> secrets = known.secretFields().split(settings).secrets();
    return new ResolvedConnection(
        name,
        known.offered().connector().id(),
        known.kind().id(),
        0,
        JdkJson.members(settings),
        SecretFields.texts(secrets),
        SecretMask.of(SecretFields.texts(secrets)));
  }

  private static String sentence(Problem problem) {
    String field = problem.pointer().substring(problem.pointer().lastIndexOf('/') + 1);
    return field.isEmpty() ? problem.message() : "'" + field + "' " + problem.message() + ".";
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
