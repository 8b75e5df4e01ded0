package io.patchbay.bench.load;

import io.patchbay.launcher.Ports;
import io.patchbay.launcher.Product;
import io.patchbay.launcher.liberty.JvmOptions;
import io.patchbay.launcher.liberty.LibertyNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A servlet that answers a constant, on the same Liberty with the same configuration and JVM. */
record BareServlet(Path home, Path work) {

  /** By name: nothing here loads it, so that this program needs no servlet library. */
  private static final String CLASS = "io/patchbay/bench/load/ConstantServlet.class";

  ServerSubject start(int connections) throws IOException {
    int port = Ports.any();
    LibertyNode node =
        new LibertyNode(
            new Product(product()),
            "bare",
            work.resolve("bare-liberty"),
            work.resolve("bare-logs"),
            port,
            Map.of(
                "PATCHBAY_DB_URL",
                "jdbc:postgresql://127.0.0.1:1/none",
                "PATCHBAY_DB_APP_PASSWORD",
                "none",
                "PATCHBAY_DB_ENGINE_PASSWORD",
                "none"),
            new JvmOptions(Optional.empty(), Optional.empty(), false));
    Process process = node.start();
    node.awaitReady(process, Duration.ofMinutes(2));
    return new ServerSubject(
        "W1 bare servlet",
        process,
        new Target(port, "/constant", Workload.ORDER),
        connections,
        200,
        () -> -1,
        null,
        new Usage());
  }

  /** A product like the built one, but for its application. */
  private Path product() throws IOException {
    Product real = new Product(home);
    Path copy = work.resolve("bare-product");
    Path server = copy.resolve("platform-core/server/target/server");
    Files.createDirectories(server.resolve("apps"));
    Files.copy(real.server().resolve("server.xml"), server.resolve("server.xml"));
    Files.createSymbolicLink(server.resolve("jdbc"), real.server().resolve("jdbc"));
    Path launcher = copy.resolve("platform-core/launcher/target");
    Files.createDirectories(launcher.resolve("liberty"));
    Files.createSymbolicLink(launcher.resolve("liberty/wlp"), real.liberty());
    war(server.resolve("apps/patchbay-server.war"));
    return copy;
  }

  private static void war(Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
        InputStream type =
            Objects.requireNonNull(BareServlet.class.getResourceAsStream("/" + CLASS))) {
      zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + CLASS));
      type.transferTo(zip);
      zip.closeEntry();
    }
  }
}
