package io.patchbay.bench.proof.installation;

import io.patchbay.launcher.DataFolder;
import io.patchbay.launcher.Ports;
import io.patchbay.launcher.Product;
import io.patchbay.launcher.Settings;
import io.patchbay.launcher.postgres.DatabaseRoles;
import io.patchbay.launcher.postgres.EmbeddedPostgres;
import io.patchbay.launcher.process.Children;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A fresh data folder with its own PostgreSQL (fsync on), nodes of the built product and a third
 * party. Closing it ends every process; the folder stays until the next proof of the same name, for
 * whoever wants to look.
 */
public final class Installation implements AutoCloseable {
  private final Path root;
  private final Product product;
  private final EmbeddedPostgres postgres;
  private final String password;
  private final DatabaseRoles roles;
  private final List<Node> nodes = new ArrayList<>();
  private final ThirdParty thirdParty;
  private final Thread hook = new Thread(this::close, "end what the proof started");

  private Installation(Path home, String name) throws IOException {
    this.root = home.resolve("target/proofs").resolve(name.toLowerCase(java.util.Locale.ROOT));
    this.product = new Product(home);
    delete(root);
    DataFolder folder = new DataFolder(root);
    for (Path part : List.of(folder.logs(), folder.run(), folder.secrets(), folder.plugins())) {
      Files.createDirectories(part);
    }
    Settings secrets = new Settings(folder.secrets().resolve("database.properties"));
    this.password = secrets.password(EmbeddedPostgres.ADMINISTRATOR);
    this.postgres = new EmbeddedPostgres(folder.postgres(), folder.logs(), Ports.any(), password);
    this.roles = new DatabaseRoles(secrets, _ -> Optional.empty());
    this.thirdParty = new ThirdParty();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** With the database up and no node yet. */
  public static Installation open(Path home, String name) throws IOException {
    Installation made = new Installation(home, name);
    Runtime.getRuntime().addShutdownHook(made.hook);
    try {
      made.postgres.start();
      made.roles.prepareEmbedded(made.postgres, made.password, "patchbay");
      return made;
    } catch (IOException | RuntimeException failed) {
      made.close();
      throw failed;
    }
  }

  public Node addNode() {
    return addNode(databaseAddress(), Map.of());
  }

  /**
   * @param jdbc where the node finds the database, perhaps through a proxy
   * @param more environment of this node alone
   */
  public Node addNode(String jdbc, Map<String, String> more) {
    Map<String, String> environment = new LinkedHashMap<>(roles.environment(jdbc));
    DataFolder folder = new DataFolder(root);
    environment.put("PATCHBAY_DATA", root.toString());
    environment.put("PATCHBAY_MASTER_KEY_FILE", folder.secrets().resolve("master.key").toString());
    environment.put("PATCHBAY_PLUGINS", folder.plugins().toString());
    environment.put("PATCHBAY_EGRESS_ALLOW", thirdParty.allowed());
    int port = Ports.any();
    environment.put("PATCHBAY_PUBLIC_URL", "http://localhost:" + port);
    environment.putAll(more);
    Node node = new Node(product, "node-" + (nodes.size() + 1), root, port, environment);
    nodes.add(node);
    return node;
  }

  /** Starts that many nodes, one after the other: the first one migrates. */
  public List<Node> start(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Node node = addNode();
      node.start();
      node.awaitReady();
    }
    return List.copyOf(nodes);
  }

  public Node node(int index) {
    return nodes.get(index);
  }

  public ThirdParty thirdParty() {
    return thirdParty;
  }

  public int databasePort() {
    return postgres.port();
  }

  public String databaseAddress() {
    return postgres.address("patchbay");
  }

  /** Past every wall: for the checker. */
  public Connection superuser() throws SQLException {
    return DriverManager.getConnection(databaseAddress(), EmbeddedPostgres.ADMINISTRATOR, password);
  }

  /** SIGKILL for the server and all its processes. */
  public void killDatabase() throws IOException {
    ProcessHandle server = postgres.postmaster().orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
    server.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    all.add(server);
    all.forEach(process -> Children.ended(process, Duration.ofSeconds(10)));
  }

  public void stopDatabase() throws IOException {
    postgres.stop();
  }

  public void startDatabase() throws IOException {
    postgres.start();
  }

  public Tenant tenant(String slug) {
    return Operator.of(root, nodes.getFirst().port()).tenant(slug);
  }

  @Override
  public void close() {
    try {
      for (Node node : nodes) {
        node.close();
      }
      thirdParty.close();
      postgres.stop();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    if (Thread.currentThread() != hook) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // it runs already
      }
    }
  }
}
