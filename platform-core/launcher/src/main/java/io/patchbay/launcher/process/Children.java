package io.patchbay.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The file of child processes. After a kill -9 of the launcher it tells the next one what to stop.
 */
public final class Children {

  private static final Duration POLL = Duration.ofMillis(50);

  private final Path file;
  private final Map<String, KnownProcess> alive = new LinkedHashMap<>();

  public Children(Path file) {
    this.file = file;
  }

  /** What the file names and still lives, the last started first. */
  public List<KnownProcess> orphans() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream()
        .flatMap(line -> KnownProcess.read(line).stream())
        .filter(process -> process.find().isPresent())
        .toList()
        .reversed();
  }

  public synchronized void add(KnownProcess process) throws IOException {
    alive.put(process.name(), process);
    write();
  }

  public synchronized void remove(String name) throws IOException {
    alive.remove(name);
    write();
  }

  private void write() throws IOException {
    List<String> lines = new ArrayList<>();
    alive.values().forEach(process -> lines.add(process.line()));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }

  /** Asks the process to end, waits that long, then ends it. Returns whether it ended by itself. */
  public static boolean stop(ProcessHandle process, Duration patience) {
    process.destroy();
    if (ended(process, patience)) {
      return true;
    }
    process.destroyForcibly();
    ended(process, Duration.ofSeconds(10));
    return false;
  }

  /** Waits until it has ended or the time is over; returns whether it has ended. */
  public static boolean ended(ProcessHandle process, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (KnownProcess.lives(process)) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }
}
