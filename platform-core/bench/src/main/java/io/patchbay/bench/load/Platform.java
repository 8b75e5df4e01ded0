package io.patchbay.bench.load;

import io.patchbay.bench.BackEndCrashes;
import io.patchbay.launcher.Ports;
import io.patchbay.launcher.Product;
import io.patchbay.launcher.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The platform that is measured: the built product, started by its own launcher with its own
 * defaults, except that no ahead-of-time cache is made while it is measured.
 */
final class Platform implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Folder folder;
  private final @Nullable Process launcher;
  private final boolean keep;

  private Platform(Folder folder, @Nullable Process launcher, boolean keep) {
    this.folder = folder;
    this.launcher = launcher;
    this.keep = keep;
  }

  static Platform open(Options options, Path home, Path work) throws IOException {
    if (options.attach().isPresent()) {
      Folder folder = new Folder(options.attach().get());
      if (!folder.runs()) {
        throw new BenchProblem(
            "Nothing runs on " + folder.root() + ". Start it with --data FOLDER --keep first.");
      }
      return new Platform(folder, null, true);
    }
    Path data = options.data().orElse(work.resolve("data"));
    Files.createDirectories(work);
    return start(home, new Folder(data), work.resolve("platform.log"), options.keep());
  }

  static Platform start(Path home, Folder folder, Path log, boolean keep) throws IOException {
    Path launcher = home.resolve("platform-core/launcher/target");
    List<String> command =
        List.of(
            Product.java(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-Dpatchbay.home=" + home,
            "-cp",
            launcher.resolve("patchbay-launcher.jar") + ":" + launcher.resolve("lib") + "/*",
            "io.patchbay.launcher.Main",
            "run",
            "--data",
            folder.root().toString(),
            "--port",
            String.valueOf(Ports.any()),
            "--no-sandbox");
    Process process =
        ChildProcess.start(
            command, Map.of("PATCHBAY_AOT", "no", "PATCHBAY_EGRESS_ALLOW", "127.0.0.1:*"), log);
    if (!keep) {
      Processes.endWithUs(process);
    }
    Platform platform = new Platform(folder, process, keep);
    try {
      platform.awaitReady(log);
    } catch (RuntimeException failed) {
      process.destroy();
      throw failed;
    }
    return platform;
  }

  private void awaitReady(Path log) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!folder.runs()) {
      if (System.nanoTime() > end || launcher == null || !launcher.isAlive()) {
        throw new BenchProblem(
            "The platform did not start. The end of its log:\n" + ChildProcess.tail(log, 20));
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  Folder folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    if (keep || launcher == null) {
      System.out.println(
          "The platform goes on running: --attach " + folder.root() + " uses it again.");
      return;
    }
    launcher.destroy();
    try {
      if (!launcher.waitFor(90, TimeUnit.SECONDS)) {
        launcher.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    List<String> crashes = BackEndCrashes.below(folder.root());
    if (!crashes.isEmpty()) {
      throw new BenchProblem(
          "PostgreSQL crashed meanwhile, the figures mean nothing: " + String.join("\n", crashes));
    }
  }
}
