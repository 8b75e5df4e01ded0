package io.patchbay.launcher;

import io.patchbay.launcher.liberty.JvmOptions;
import io.patchbay.launcher.liberty.LibertyNode;
import io.patchbay.launcher.liberty.Training;
import io.patchbay.launcher.postgres.DatabaseRoles;
import io.patchbay.launcher.postgres.EmbeddedPostgres;
import io.patchbay.launcher.process.Children;
import io.patchbay.launcher.process.Supervised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Starts database, sandbox and servers in this order, watches them, and stops them in the other
 * order when the process is asked to end.
 */
final class RunCommand {

  static final String DATABASE = "database";
  static final String SANDBOX = "sandbox";
  private static final Duration SERVER_PATIENCE = Duration.ofMinutes(5);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(45);

  private final Product product;
  private final Command.Run wanted;
  private final DataFolder folder;
  private final Progress progress;
  private final Settings secrets;
  private final Settings ports;
  private final Children children;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private boolean stopping;

  RunCommand(Product product, Command.Run wanted, DataFolder folder, Progress progress) {
    this.product = product;
    this.wanted = wanted;
    this.folder = folder;
    this.progress = progress;
    this.secrets = new Settings(folder.secrets().resolve("database.properties"));
    this.ports = new Settings(folder.ports());
    this.children = new Children(Orphans.childrenFile(folder));
  }

  /** Returns when everything has been stopped again. */
  void run() throws IOException, InterruptedException {
    try (DataLock _ = DataLock.acquire(folder.lock())) {
      Thread hook = new Thread(this::stop, "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        start();
      } catch (IOException | RuntimeException failed) {
        if (!isStopping()) {
          progress.failed();
          stop();
          throw failed;
        }
      }
      stopped.await();
    }
  }

  private void start() throws IOException {
    List<String> orphans = Orphans.stop(folder);
    if (!orphans.isEmpty()) {
      progress.say(
          "The last start was killed; stopped what it left: " + String.join(", ", orphans) + ".");
    }
    for (int node = 0; node < wanted.nodes(); node++) {
      Ports.requireFree(wanted.port() + node);
    }
    boolean first = ports.find("started").isEmpty();
    progress.say("Patchbay " + Product.version() + ", data in " + folder.root());
    DatabaseRoles roles =
        new DatabaseRoles(secrets, name -> Optional.ofNullable(System.getenv(name)));
    Map<String, String> environment = new LinkedHashMap<>();
    Optional<EmbeddedPostgres> embedded = database(roles, environment);
    sandbox(environment);
    plugins(environment);
    environment.put("PATCHBAY_DATA", folder.root().toString());
    environment.put("PATCHBAY_MASTER_KEY_FILE", folder.secrets().resolve("master.key").toString());
    environment.put("PATCHBAY_PUBLIC_URL", publicUrl());
    Training training =
        new Training(product, folder.liberty().resolve("training"), folder.logs(), roles);
    servers(environment, training);
    ports.put("started", "yes");
    new RunState(folder).write(wanted.port(), wanted.nodes());
    welcome(first);
    embedded.ifPresent(
        postgres ->
            own(
                training.inBackground(
                    postgres, secrets.password(EmbeddedPostgres.ADMINISTRATOR), environment)));
  }

  private String publicUrl() {
    return Optional.ofNullable(System.getenv("PATCHBAY_PUBLIC_URL"))
        .orElse("http://localhost:" + wanted.port());
  }

  private Optional<EmbeddedPostgres> database(DatabaseRoles roles, Map<String, String> environment)
      throws IOException {
    if (wanted.database().isPresent()) {
      DatabaseAddress address = wanted.database().get();
      progress.begin(DATABASE, "PostgreSQL at " + address.jdbc());
      roles.prepareExisting(address.jdbc(), address.user(), address.password());
      environment.putAll(roles.environment(address.jdbc()));
      progress.done();
      return Optional.empty();
    }
    int port = Ports.prefer(ports.number(DATABASE, 0));
    ports.put(DATABASE, String.valueOf(port));
    String password = secrets.password(EmbeddedPostgres.ADMINISTRATOR);
    progress.begin(DATABASE, "PostgreSQL " + EmbeddedPostgres.version() + " on 127.0.0.1:" + port);
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(folder.postgres(), folder.logs(), port, password);
    supervise(DATABASE, postgres::start, process -> postgres.stop());
    roles.prepareEmbedded(postgres, password, "patchbay");
    environment.putAll(roles.environment(postgres.address("patchbay")));
    progress.done();
    return Optional.of(postgres);
  }

  private void sandbox(Map<String, String> environment) throws IOException {
    if (!wanted.sandbox()) {
      return;
    }
    int port = Ports.prefer(ports.number(SANDBOX, wanted.port() + 10));
    ports.put(SANDBOX, String.valueOf(port));
    SandboxProcess sandbox = new SandboxProcess(product, folder.logs(), port);
    progress.begin(SANDBOX, "pretend third parties on http://127.0.0.1:" + port);
    supervise(SANDBOX, sandbox::start, process -> Children.stop(process, Duration.ofSeconds(5)));
    sandbox.awaitReady(Duration.ofSeconds(30));
    environment.put("PATCHBAY_SANDBOX_URL", "http://127.0.0.1:" + port);
    String allowed = Optional.ofNullable(System.getenv("PATCHBAY_EGRESS_ALLOW")).orElse("");
    environment.put(
        "PATCHBAY_EGRESS_ALLOW",
        allowed.isEmpty() ? "127.0.0.1:" + port : allowed + ",127.0.0.1:" + port);
    progress.done();
  }

  /** The bundles of this build, fresh at each start, and the folder where people drop theirs. */
  private void plugins(Map<String, String> environment) throws IOException {
    Path bundled = folder.root().resolve("bundled-plugins");
    FolderContent.delete(bundled);
    Files.createDirectories(bundled);
    for (Path bundle : product.plugins()) {
      Files.copy(
          bundle, bundled.resolve(bundle.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    environment.put("PATCHBAY_PLUGINS", bundled + "," + folder.plugins());
  }

  private void servers(Map<String, String> environment, Training training) throws IOException {
    JvmOptions jvm = new JvmOptions(Optional.of(training.cacheFile()), Optional.empty(), false);
    for (int number = 1; number <= wanted.nodes(); number++) {
      LibertyNode node =
          new LibertyNode(
              product,
              "node-" + number,
              folder.liberty().resolve("node-" + number),
              folder.logs(),
              wanted.port() + number - 1,
              environment,
              jvm);
      progress.begin("server", node.name() + " on http://localhost:" + node.port());
      @Nullable Process[] process = new Process[1];
      supervise(
          node.name(),
          () -> {
            Process one = node.start();
            process[0] = one;
            return one.toHandle();
          },
          one -> Children.stop(one, STOP_PATIENCE));
      Process first = java.util.Objects.requireNonNull(process[0]);
      node.awaitReady(first, SERVER_PATIENCE);
      progress.done();
    }
  }

  private void supervise(String name, Supervised.Starter starter, Supervised.Stopper stopper)
      throws IOException {
    synchronized (started) {
      if (isStopping()) {
        throw new LaunchProblem("Stopped while it started.");
      }
      started.push(new Supervised(name, children, starter, stopper, progress::say));
    }
  }

  private void own(AutoCloseable task) {
    synchronized (started) {
      started.push(task);
    }
  }

  private boolean isStopping() {
    synchronized (started) {
      return stopping;
    }
  }

  private void welcome(boolean first) throws IOException {
    progress.say("");
    progress.say("Patchbay is ready: " + publicUrl() + "/");
    if (first && Files.exists(folder.operatorPassword())) {
      String password = Files.readString(folder.operatorPassword()).strip();
      progress.say("Sign in as 'operator' with the one-time password  " + password);
    }
    progress.say("Logs are in " + folder.logs() + ". Stop with Ctrl-C or ./patchbay stop.");
  }

  private void stop() {
    synchronized (started) {
      if (stopping) {
        return;
      }
      stopping = true;
      boolean any = !started.isEmpty();
      if (any) {
        progress.say("");
        progress.say("Stopping…");
      }
      while (!started.isEmpty()) {
        try {
          started.pop().close();
        } catch (Exception failed) {
          progress.say("Could not stop a part cleanly: " + failed.getMessage());
        }
      }
      new RunState(folder).clear();
      if (any) {
        progress.say("Stopped. The data is kept in " + folder.root());
      }
      stopped.countDown();
    }
  }
}
