package io.patchbay.bench.proof.installation;

import io.patchbay.launcher.Product;
import io.patchbay.launcher.liberty.JvmOptions;
import io.patchbay.launcher.liberty.LibertyNode;
import io.patchbay.launcher.process.Children;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One server that can be killed, frozen, woken, asked to end and started again. */
public final class Node {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration BETWEEN = Duration.ofSeconds(45);

  private final LibertyNode liberty;
  private @Nullable Process process;

  Node(Product product, String name, Path root, int port, Map<String, String> environment) {
    JvmOptions jvm = new JvmOptions(Optional.empty(), Optional.empty(), false);
    this.liberty =
        new LibertyNode(
            product,
            name,
            root.resolve("liberty").resolve(name),
            root.resolve("logs"),
            port,
            environment,
            jvm);
  }

  public String name() {
    return liberty.name();
  }

  public int port() {
    return liberty.port();
  }

  public void start() throws IOException {
    process = liberty.start();
  }

  public void awaitReady() {
    liberty.awaitReady(required(), PATIENCE);
  }

  public boolean isReady() {
    return liberty.isReady();
  }

  private Process required() {
    Process one = process;
    if (one == null) {
      throw new IllegalStateException(name() + " was not started.");
    }
    return one;
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() {
    ProcessHandle handle = required().toHandle();
    handle.destroyForcibly();
    Children.ended(handle, Duration.ofSeconds(10));
  }

  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    String pid = String.valueOf(required().pid());
    new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
  }

  /** SIGTERM; how long it took to end, or empty when it did not. */
  public Optional<Duration> terminate() {
    long start = System.nanoTime();
    ProcessHandle handle = required().toHandle();
    handle.destroy();
    boolean ended = Children.ended(handle, BETWEEN);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    if (!ended) {
      kill();
      return Optional.empty();
    }
    return Optional.of(took);
  }

  void close() throws IOException, InterruptedException {
    Process one = process;
    if (one != null && one.isAlive()) {
      thaw();
      kill();
    }
  }
}
