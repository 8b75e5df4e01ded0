package io.patchbay.launcher.liberty;

import io.patchbay.launcher.FolderContent;
import io.patchbay.launcher.Ports;
import io.patchbay.launcher.Product;
import io.patchbay.launcher.postgres.DatabaseRoles;
import io.patchbay.launcher.postgres.EmbeddedPostgres;
import io.patchbay.launcher.process.Children;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JVM's ahead-of-time cache, once for each build: a second server on a scratch database
 * starts and ends in the background after the first successful start, and later starts are quicker.
 */
public final class Training {

  private static final String DATABASE = "patchbay_training";
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration ASSEMBLY = Duration.ofMinutes(5);
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Product product;
  private final Path folder;
  private final Path logs;
  private final DatabaseRoles roles;
  private volatile boolean stopped;
  private volatile @Nullable Process process;

  public Training(Product product, Path folder, Path logs, DatabaseRoles roles) {
    this.product = product;
    this.folder = folder;
    this.logs = logs;
    this.roles = roles;
  }

  /** Where the cache for this build and this JVM is, once it has been made. */
  public Path cacheFile() throws IOException {
    CRC32 build = new CRC32();
    try (CheckedInputStream war =
        new CheckedInputStream(Files.newInputStream(product.war()), build)) {
      war.skipNBytes(Files.size(product.war()));
    }
    build.update(System.getProperty("java.vm.version", "").getBytes(StandardCharsets.UTF_8));
    build.update(product.liberty().toString().getBytes(StandardCharsets.UTF_8));
    return folder.resolve("server-" + Long.toHexString(build.getValue()) + ".aot");
  }

  /** Trains unless that has been done; closing the result ends it. */
  public AutoCloseable inBackground(
      EmbeddedPostgres postgres, String password, Map<String, String> environment) {
    Thread thread =
        Thread.ofPlatform()
            .name("training")
            .daemon()
            .start(() -> train(postgres, password, environment));
    return () -> {
      stopped = true;
      Process running = process;
      if (running != null) {
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly();
      }
      thread.interrupt();
      thread.join(Duration.ofSeconds(5));
    };
  }

  private void train(EmbeddedPostgres postgres, String password, Map<String, String> environment) {
    try {
      Path file = cacheFile();
      if (Files.exists(file) || "no".equals(System.getenv("PATCHBAY_AOT"))) {
        return;
      }
      FolderContent.delete(folder);
      Files.createDirectories(folder);
      LockSupport.parkNanos(QUIET.toNanos());
      if (stopped) {
        return;
      }
      roles.prepareEmbedded(postgres, password, DATABASE);
      Path unfinished = folder.resolve("unfinished.aot");
      run(unfinished, environment(postgres, environment));
      if (!stopped && Files.exists(unfinished)) {
        deleteOthers(file);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      }
      roles.dropEmbedded(postgres, password, DATABASE);
      FolderContent.delete(folder.resolve("server"));
      FolderContent.delete(folder.resolve("data"));
    } catch (IOException | RuntimeException failed) {
      // the cache only saves time: the next start tries again
      System.getLogger(Training.class.getName())
          .log(System.Logger.Level.DEBUG, "no ahead-of-time cache", failed);
    }
  }

  private Map<String, String> environment(EmbeddedPostgres postgres, Map<String, String> from) {
    Map<String, String> environment = new LinkedHashMap<>(from);
    environment.putAll(roles.environment(postgres.address(DATABASE)));
    environment.put("PATCHBAY_DATA", folder.resolve("data").toString());
    environment.put("PATCHBAY_MASTER_KEY_FILE", folder.resolve("data/master.key").toString());
    return environment;
  }

  private void run(Path output, Map<String, String> environment) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    int port = Ports.any();
    LibertyNode node =
        new LibertyNode(
            product,
            "training",
            folder.resolve("server"),
            logs,
            port,
            environment,
            new JvmOptions(Optional.empty(), Optional.of(output), true));
    Process started = node.start();
    process = started;
    if (stopped) {
      started.destroyForcibly();
      return;
    }
    node.awaitReady(started, START);
    for (String path : List.of("/", "/api/v1/session", "/metrics", "/health/live")) {
      Requests.answers(port, path);
    }
    started.destroy();
    Children.ended(started.toHandle(), ASSEMBLY);
  }

  private void deleteOthers(Path file) throws IOException {
    try (Stream<Path> others = Files.list(folder)) {
      for (Path other : others.filter(one -> one.toString().endsWith(".aot")).toList()) {
        if (!other.equals(file) && !other.endsWith("unfinished.aot")) {
          Files.delete(other);
        }
      }
    }
  }
}
