package io.patchbay.launcher.liberty;

import io.patchbay.launcher.LaunchProblem;
import io.patchbay.launcher.Product;
import io.patchbay.launcher.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One Open Liberty with the platform in it. */
public final class LibertyNode {

  private static final String SERVER = "patchbay";

  /** Liberty's message code: the server is up and its application is not. */
  private static final String APPLICATION_FAILED = "CWWKZ0002E";

  private static final Duration POLL = Duration.ofMillis(150);

  private final Product product;
  private final String name;
  private final Path folder;
  private final Path logs;
  private final int port;
  private final Map<String, String> environment;
  private final JvmOptions jvm;
  private @Nullable Path plain;

  /**
   * @param folder for the server's own files; its configuration is put there anew at each start
   */
  public LibertyNode(
      Product product,
      String name,
      Path folder,
      Path logs,
      int port,
      Map<String, String> environment,
      JvmOptions jvm) {
    this.product = product;
    this.name = name;
    this.folder = folder;
    this.logs = logs;
    this.port = port;
    this.environment = Map.copyOf(environment);
    this.jvm = jvm;
  }

  public String name() {
    return name;
  }

  public int port() {
    return port;
  }

  public Path log() {
    return logs.resolve(name + ".log");
  }

  /** Starts the process and returns at once. */
  public Process start() throws IOException {
    install();
    Path wlp = product.liberty();
    List<String> command = new ArrayList<>();
    if (jvm.background()) {
      command.addAll(List.of("nice", "-n", "19"));
    }
    command.add(Product.java());
    command.addAll(jvm.arguments());
    command.add("@" + wlp.resolve("lib/platform/java/java9.options"));
    command.add("-javaagent:" + wlp.resolve("bin/tools/ws-javaagent.jar"));
    command.add("-jar");
    command.add(wlp.resolve("bin/tools/ws-server.jar").toString());
    command.add(SERVER);
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.put("WLP_USER_DIR", plainFolder().toString());
    all.put("LOG_DIR", logs.resolve(name).toString());
    all.put("PATCHBAY_HTTP_PORT", String.valueOf(port));
    all.put("PATCHBAY_NODE", name);
    return ChildProcess.start(command, all, log());
  }

  private synchronized Path plainFolder() throws IOException {
    if (plain == null) {
      plain = PlainPath.of(folder);
    }
    return plain;
  }

  private void install() throws IOException {
    Path source = product.server();
    Path server = folder.resolve("servers").resolve(SERVER);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, server.resolve(source.relativize(file).toString()));
      }
    }
  }

  /** Keeps the target's time of change when nothing changed: Liberty then reuses what it cached. */
  private static void copy(Path from, Path to) throws IOException {
    if (to.getParent() instanceof Path parent) {
      Files.createDirectories(parent);
    }
    if (!Files.exists(to) || Files.mismatch(from, to) >= 0) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Throws {@link LaunchProblem} with the end of the log when it dies or takes too long. */
  public void awaitReady(Process process, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!isReady()) {
      try {
        if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          throw failed("ended with code " + process.exitValue());
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new LaunchProblem("Stopped while the server started.", stopped);
      }
      if (ChildProcess.tail(log(), 200).contains(APPLICATION_FAILED)) {
        throw failed("could not start the platform");
      }
      if (System.nanoTime() > end) {
        throw failed("was not ready after " + patience.toSeconds() + " seconds");
      }
    }
  }

  private LaunchProblem failed(String how) {
    return new LaunchProblem(
        "The server "
            + name
            + " "
            + how
            + ". The end of its log, "
            + log()
            + ":\n"
            + ChildProcess.tail(log(), 25));
  }

  public boolean isReady() {
    return isReady(port);
  }

  public static boolean isReady(int port) {
    return Requests.answers(port, "/health/ready") == 200;
  }
}
