package io.patchbay.plugin.testkit;

import io.patchbay.plugin.Effect;
import io.patchbay.plugin.PluginApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The catalogue entry of one connector, as the processor wrote it. */
public final class Catalogue {
  private final Map<String, @Nullable Object> connector;

  private Catalogue(Map<String, @Nullable Object> connector) {
    this.connector = connector;
  }

  static Catalogue of(Class<?> connector) {
    String dispatcher = connector.getName() + "Dispatcher";
    return objects(read(connector), "connectors")
        .filter(c -> dispatcher.equals(c.get("dispatcher")))
        .findFirst()
        .map(Catalogue::new)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The catalogue has no connector "
                        + connector.getSimpleName()
                        + ". Annotate it with @Connector and compile it with the annotation"
                        + " processor."));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> read(Class<?> connector) {
    try (InputStream in = connector.getResourceAsStream("/" + PluginApi.CATALOGUE_PATH)) {
      if (in == null) {
        throw new IllegalStateException(
            "There is no %s on the class path. Compile the connector with patchbay-plugin-processor on the processor path."
                .formatted(PluginApi.CATALOGUE_PATH));
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return (Map<String, @Nullable Object>) Objects.requireNonNull(new JacksonText().parse(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Stream<Map<String, @Nullable Object>> objects(
      Map<String, @Nullable Object> in, String name) {
    return in.get(name) instanceof List<?> list
        ? list.stream().map(o -> (Map<String, @Nullable Object>) Objects.requireNonNull(o))
        : Stream.empty();
  }

  public String id() {
    return String.valueOf(connector.get("id"));
  }

  public boolean hasCheck() {
    return Boolean.TRUE.equals(connector.get("check"));
  }

  public List<ConnectionKindEntry> connectionKinds() {
    return objects(connector, "connectionKinds").map(ConnectionKindEntry::new).toList();
  }

  public List<Entry> actions() {
    return objects(connector, "actions").map(Entry::new).toList();
  }

  public List<Entry> pollingTriggers() {
    return objects(connector, "pollingTriggers").map(Entry::new).toList();
  }

  public List<Entry> webhookTriggers() {
    return objects(connector, "webhookTriggers").map(Entry::new).toList();
  }

  /** The newest version of an action, or the one named as {@code id:version}. */
  public Entry requireAction(String name) {
    return require(actions(), name);
  }

  static Entry require(List<Entry> entries, String name) {
    return entries.stream()
        .filter(e -> e.name().equals(name) || e.id().equals(name))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> new IllegalArgumentException("The connector has no '" + name + "'."));
  }

  /** One way to connect. */
  public record ConnectionKindEntry(Map<String, @Nullable Object> values) {
    public String id() {
      return String.valueOf(values.get("id"));
    }

    public Map<String, @Nullable Object> settingsSchema() {
      return object(values, "settingsSchema").orElseThrow();
    }

    /** The names of the settings that are secret. */
    public List<String> secretNames() {
      Map<String, @Nullable Object> properties =
          object(settingsSchema(), "properties").orElse(Map.of());
      return properties.keySet().stream()
          .filter(
              name ->
                  object(properties, name)
                      .flatMap(p -> object(p, "x-patchbay"))
                      .map(hints -> Boolean.TRUE.equals(hints.get("secret")))
                      .orElse(false))
          .toList();
    }
  }

  /** An action or a trigger. */
  public record Entry(Map<String, @Nullable Object> values) {
    public String id() {
      return String.valueOf(values.get("id"));
    }

    public String version() {
      return String.valueOf(values.get("version"));
    }

    /** {@code id:version}. */
    public String name() {
      return id() + ":" + version();
    }

    public Effect effect() {
      return Effect.valueOf(String.valueOf(values.get("effect")).toUpperCase(Locale.ROOT));
    }

    public Optional<Map<String, @Nullable Object>> object(String name) {
      return Catalogue.object(values, name);
    }

    public Map<String, @Nullable Object> sampleInput() {
      return object("sampleInput")
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "Action '%s' has no sample input: give each required component of its input a sample."
                          .formatted(id())));
    }
  }

  @SuppressWarnings("unchecked")
  private static Optional<Map<String, @Nullable Object>> object(
      Map<String, @Nullable Object> in, String name) {
    return in.get(name) instanceof Map<?, ?> map
        ? Optional.of((Map<String, @Nullable Object>) map)
        : Optional.empty();
  }
}
