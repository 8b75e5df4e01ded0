package io.patchbay.launcher.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A child process that is started again when it dies, after 1, 2, 4 … 30 seconds; a life of a
 * minute forgives the deaths before it.
 */
public final class Supervised implements AutoCloseable {

  private static final Duration HEALTHY = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long LONGEST_PAUSE_SECONDS = 30;

  /** Starts the program and returns its process. */
  @FunctionalInterface
  public interface Starter {
    ProcessHandle start() throws IOException;
  }

  /** Ends the program in its own way. */
  @FunctionalInterface
  public interface Stopper {
    void stop(ProcessHandle process) throws IOException;
  }

  private final String name;
  private final Children children;
  private final Starter starter;
  private final Stopper stopper;
  private final Consumer<String> tell;
  private ProcessHandle process;
  private boolean stopping;
  private int deaths;
  private long startedAt;

  /** Starts it; the messages told are one line for a person each. */
  public Supervised(
      String name, Children children, Starter starter, Stopper stopper, Consumer<String> tell)
      throws IOException {
    this.name = name;
    this.children = children;
    this.starter = starter;
    this.stopper = stopper;
    this.tell = tell;
    this.process = starter.start();
    remember();
  }

  public String name() {
    return name;
  }

  public synchronized ProcessHandle process() {
    return process;
  }

  private void remember() throws IOException {
    startedAt = System.nanoTime();
    children.add(KnownProcess.of(name, process));
    ProcessHandle watched = process;
    Thread.ofVirtual()
        .name("watch-" + name)
        .start(
            () -> {
              while (KnownProcess.lives(watched)) {
                LockSupport.parkNanos(POLL.toNanos());
              }
              died(watched);
            });
  }

  private synchronized void died(ProcessHandle dead) {
    if (stopping || !dead.equals(process)) {
      return;
    }
    boolean healthy = System.nanoTime() - startedAt > HEALTHY.toNanos();
    deaths = healthy ? 1 : deaths + 1;
    long pause = Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(deaths - 1, 5));
    tell.accept("The " + name + " stopped unexpectedly; starting it again in " + pause + " s.");
    CompletableFuture.delayedExecutor(pause, TimeUnit.SECONDS).execute(this::again);
  }

  private synchronized void again() {
    if (stopping) {
      return;
    }
    try {
      process = starter.start();
      remember();
      tell.accept("The " + name + " was started again, as process " + process.pid() + ".");
    } catch (IOException | RuntimeException failed) {
      tell.accept("The " + name + " could not be started: " + failed.getMessage());
      died(process);
    }
  }

  /** Stops it for good. */
  @Override
  public void close() throws IOException {
    ProcessHandle last;
    synchronized (this) {
      stopping = true;
      last = process;
    }
    if (KnownProcess.lives(last)) {
      stopper.stop(last);
    }
    children.remove(name);
  }
}
