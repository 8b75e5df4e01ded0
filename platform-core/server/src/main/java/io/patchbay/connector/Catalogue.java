package io.patchbay.connector;

import io.patchbay.call.EffectKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The catalogue of one plugin version, as its build wrote it. The JSON trees in it are never
 * modified.
 */
public record Catalogue(String apiVersion, List<Connector> connectors) {

  public Catalogue {
    connectors = List.copyOf(connectors);
  }

  /**
   * @param dispatcher the generated class through which the connector is called
   */
  public record Connector(
      String id,
      String label,
      String help,
      @Nullable String icon,
      String dispatcher,
      boolean checkable,
      List<Kind> connectionKinds,
      List<Function> actions,
      List<Function> pollingTriggers,
      List<Function> webhookTriggers) {

    public Connector {
      connectionKinds = List.copyOf(connectionKinds);
      actions = List.copyOf(actions);
      pollingTriggers = List.copyOf(pollingTriggers);
      webhookTriggers = List.copyOf(webhookTriggers);
    }

    public Optional<Kind> kind(String kindId) {
      return connectionKinds.stream().filter(k -> k.id().equals(kindId)).findFirst();
    }

    /** The kind that needs neither credentials nor settings, if there is one. */
    public Optional<Kind> kindWithoutSettings() {
      return connectionKinds.stream()
          .filter(k -> k.auth().equals("none") && k.settingsSchema().path("required").isEmpty())
          .findFirst();
    }

    public boolean needsConnection() {
      return !connectionKinds.isEmpty() && kindWithoutSettings().isEmpty();
    }

    public List<Function> functions(FunctionType type) {
      return switch (type) {
        case ACTION -> actions;
        case POLLING_TRIGGER -> pollingTriggers;
        case WEBHOOK_TRIGGER -> webhookTriggers;
      };
    }
  }

  /** One way to connect. */
  public record Kind(String id, String label, String help, String auth, JsonNode settingsSchema) {}

  public enum FunctionType {
    ACTION,
    POLLING_TRIGGER,
    WEBHOOK_TRIGGER
  }

  /**
   * An action or a trigger.
   *
   * @param effect of an action; triggers read
   * @param lookup the action that settles an uncertain one
   * @param interval of a polling trigger, ISO-8601
   */
  public record Function(
      String id,
      String version,
      String label,
      String help,
      EffectKind effect,
      @Nullable String lookup,
      @Nullable String interval,
      JsonNode inputSchema,
      JsonNode outputSchema,
      @Nullable JsonNode sampleInput,
      @Nullable JsonNode sampleOutput) {}
}
