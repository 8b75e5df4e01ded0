package io.patchbay.platform.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of this installation. They come from environment variables, all of which start with
 * {@code PATCHBAY_}; docs/operations names them. All that is wrong is reported at once.
 */
public record PlatformConfig(
    Database ownerDatabase,
    Database appDatabase,
    Database engineDatabase,
    Path data,
    Path masterKeyFile,
    URI publicUrl,
    List<String> egressAllow,
    Optional<URI> sandboxUrl,
    List<Path> plugins,
    String node,
    Optional<String> metricsToken) {

  /** Where the database is and as whom to enter it. */
  public record Database(String url, String user, String password) {
    @Override
    public String toString() {
      return user + "@" + url.replaceAll("\\?.*", "");
    }
  }

  public PlatformConfig {
    egressAllow = List.copyOf(egressAllow);
    plugins = List.copyOf(plugins);
  }

  private static final class Holder {
    static final PlatformConfig CURRENT = from(process());
  }

  /** The environment; what it lacks, the server's bootstrap.properties may say. */
  private static Map<String, String> process() {
    Map<String, String> settings = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("PATCHBAY_")) {
        settings.put(name, System.getProperty(name));
      }
    }
    settings.putAll(System.getenv());
    return settings;
  }

  /** Without passwords. */
  @Override
  public String toString() {
    return "node " + node + " at " + publicUrl + ", data in " + data + ", database " + appDatabase;
  }

  /** The settings of this process. */
  public static PlatformConfig current() {
    return Holder.CURRENT;
  }

  public static PlatformConfig from(Map<String, String> environment) {
    Reader in = new Reader(environment);
    String url = in.required("PATCHBAY_DB_URL");
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      in.problems.add("PATCHBAY_DB_URL must start with jdbc:postgresql:");
    }
    Path data = Path.of(in.or("PATCHBAY_DATA", ".patchbay")).toAbsolutePath();
    PlatformConfig config =
        new PlatformConfig(
            new Database(
                url,
                in.or("PATCHBAY_DB_OWNER", "patchbay_owner"),
                in.or("PATCHBAY_DB_OWNER_PASSWORD", "")),
            new Database(
                url,
                in.or("PATCHBAY_DB_APP_USER", "patchbay_app"),
                in.or("PATCHBAY_DB_APP_PASSWORD", "")),
            new Database(
                url,
                in.or("PATCHBAY_DB_ENGINE_USER", "patchbay_engine"),
                in.or("PATCHBAY_DB_ENGINE_PASSWORD", "")),
            data,
            Path.of(in.or("PATCHBAY_MASTER_KEY_FILE", data.resolve("master.key").toString())),
            in.uri(
                "PATCHBAY_PUBLIC_URL", "http://localhost:" + in.or("PATCHBAY_HTTP_PORT", "8080")),
            in.list("PATCHBAY_EGRESS_ALLOW"),
            Optional.of(in.or("PATCHBAY_SANDBOX_URL", ""))
                .filter(s -> !s.isEmpty())
                .map(URI::create),
            in.list("PATCHBAY_PLUGINS").stream().map(Path::of).toList(),
            in.or("PATCHBAY_NODE", "node-1"),
            Optional.of(in.or("PATCHBAY_METRICS_TOKEN", "")).filter(s -> !s.isEmpty()));
    in.check();
    return config;
  }

  private static final class Reader {
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    Reader(Map<String, String> environment) {
      this.environment = environment;
    }

    String or(String name, String otherwise) {
      String value = environment.getOrDefault(name, "").strip();
      return value.isEmpty() ? otherwise : value;
    }

    String required(String name) {
      String value = or(name, "");
      if (value.isEmpty()) {
        problems.add(name + " is not set");
      }
      return value;
    }

    URI uri(String name, String otherwise) {
      URI uri = URI.create(or(name, otherwise));
      if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
        problems.add(name + " must be an http or https address, and is '" + uri + "'");
      }
      return uri;
    }

    List<String> list(String name) {
      return Arrays.stream(or(name, "").split(","))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .toList();
    }

    void check() {
      if (!problems.isEmpty()) {
        throw new IllegalStateException("Cannot start: " + String.join("; ", problems) + ".");
      }
    }
  }
}
