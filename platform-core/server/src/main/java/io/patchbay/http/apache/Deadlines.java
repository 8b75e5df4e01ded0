package io.patchbay.http.apache;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends what goes on for too long. Setting and clearing cost no queue and no lock, because nearly
 * every alarm is cleared long before its time; one thread looks over all of them while there are
 * any, so that an alarm rings at most {@value #LOOK_MS} ms late.
 */
final class Deadlines implements AutoCloseable {

  private static final long LOOK_MS = 25;

  /** One deadline. */
  static final class Alarm {
    private final long at;
    private final Runnable action;
    private volatile boolean rung;

    private Alarm(long at, Runnable action) {
      this.at = at;
      this.action = action;
    }

    boolean rung() {
      return rung;
    }
  }

  private final Set<Alarm> alarms = ConcurrentHashMap.newKeySet();
  private final Thread watcher;
  private volatile boolean idle;
  private volatile boolean closed;

  Deadlines(String name) {
    this.watcher = Thread.ofPlatform().daemon().name(name).start(this::watch);
  }

  /**
   * @param action called once on a virtual thread of its own, unless cleared before
   */
  Alarm set(Duration left, Runnable action) {
    Alarm alarm = new Alarm(System.nanoTime() + left.toNanos(), action);
    alarms.add(alarm);
    if (idle) {
      LockSupport.unpark(watcher);
    }
    return alarm;
  }

  void clear(Alarm alarm) {
    alarms.remove(alarm);
  }

  private void watch() {
    while (!closed) {
      if (alarms.isEmpty()) {
        idle = true;
        if (alarms.isEmpty() && !closed) {
          LockSupport.park(this);
        }
        idle = false;
      } else {
        LockSupport.parkNanos(this, LOOK_MS * 1_000_000);
        ring(System.nanoTime());
      }
    }
  }

  private void ring(long now) {
    for (Alarm alarm : alarms) {
      if (alarm.at - now <= 0 && alarms.remove(alarm)) {
        alarm.rung = true;
        Thread.startVirtualThread(alarm.action);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watcher);
  }
}
