package io.patchbay.bench.proof.installation;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for something to become true. */
public final class Waits {
  private Waits() {}

  /** Something that may fail while what it asks is down. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Whether it held before the time was over; a question that fails does not hold. */
  public static boolean until(Duration patience, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      if (holds(condition)) {
        return true;
      }
      if (System.nanoTime() > end) {
        return false;
      }
      pause(Duration.ofMillis(50));
    }
  }

  private static boolean holds(Condition condition) throws InterruptedException {
    try {
      return condition.holds();
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception notNow) {
      return false;
    }
  }

  public static void pause(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
