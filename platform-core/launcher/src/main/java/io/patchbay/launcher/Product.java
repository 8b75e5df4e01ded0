package io.patchbay.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/** The built product on disk: where the build left its parts. */
public record Product(Path home) {

  private static final String SERVER = "platform-core/server/target/server";
  private static final String LAUNCHER = "platform-core/launcher/target";

  public static String version() {
    try (InputStream file =
        Objects.requireNonNull(Product.class.getResourceAsStream("launcher.properties"))) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version", "unknown");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public Path war() {
    return built(server().resolve("apps/patchbay-server.war"));
  }

  /** A complete Liberty server folder: configuration, driver, application. */
  public Path server() {
    return built(home.resolve(SERVER));
  }

  public Path liberty() {
    return built(home.resolve(LAUNCHER).resolve("liberty/wlp"));
  }

  /** Class path of the sandbox. */
  public String sandboxClassPath() {
    return home.resolve(LAUNCHER).resolve("lib") + "/*";
  }

  /** The bundles that come with the product. */
  public List<Path> plugins() throws IOException {
    try (Stream<Path> files =
        Files.find(home.resolve("plugins"), 3, (path, any) -> isBundle(path))) {
      return files.sorted().toList();
    }
  }

  private static boolean isBundle(Path path) {
    return path.toString().endsWith(".zip")
        && path.getParent() instanceof Path parent
        && parent.endsWith("target");
  }

  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Path built(Path part) {
    if (Files.exists(part)) {
      return part;
    }
    throw new LaunchProblem(
        "A part of the product is not built: " + part + " is missing. Run ./patchbay build.");
  }
}
