package io.patchbay.plugin.host;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.spi.ConnectorDispatcher;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The only way into plugin code. Each call gets a thread of its own with the plugin's class loader
 * as context class loader, ends less than five seconds after its deadline whatever the plugin does,
 * and leaves only plain data behind. Whatever a plugin throws becomes a {@link PluginCallFailed};
 * repeated breaches of the contract put its version into quarantine.
 *
 * <p>The thread is a platform thread: a plugin that loops without end would take a carrier away
 * from all virtual threads, while the operating system shares a core among platform threads. Such a
 * thread cannot be stopped; it is given up, counted, and its class loader stays until it ends.
 */
public final class PluginGate {

  /** Between interrupting a call and giving it up. */
  static final Duration GRACE = Duration.ofMillis(4_500);

  /** Lets a call that watches its deadline end by itself, and say better why. */
  private static final long MILLIS_AFTER_DEADLINE = 300;

  private static final Duration GRACE_OF_CANCELLED = Duration.ofMillis(500);
  private static final int CALLS_PER_TENANT = 64;
  private static final int CALLS = 512;

  /**
   * A call to be made.
   *
   * @param dispatcher the class that the catalogue names for the connector
   * @param what the function, for messages and for counting strikes
   */
  public record Target(
      String pluginId,
      String pluginVersion,
      String dispatcher,
      String what,
      TenantId tenant,
      Instant deadline) {}

  /** Runs on the plugin's thread; its result must not hold objects of the plugin. */
  @FunctionalInterface
  public interface Work<T> {
    T run(ConnectorDispatcher connector) throws Exception;
  }

  private final PluginHost host;
  private final InstantSource clock;
  private final Duration grace;
  private final Strikes strikes = new Strikes();
  private final Semaphore all = new Semaphore(CALLS);
  private final Cache<TenantId, Semaphore> perTenant = Caffeine.newBuilder().weakValues().build();
  private final AtomicInteger givenUp = new AtomicInteger();

  public PluginGate(PluginHost host, InstantSource clock) {
    this(host, clock, GRACE);
  }

  PluginGate(PluginHost host, InstantSource clock, Duration grace) {
    this.host = host;
    this.clock = clock;
    this.grace = grace;
  }

  /** How many calls did not end when they had to and still run. */
  public int givenUp() {
    return givenUp.get();
  }

  public <T> T call(Target target, Work<T> work) throws PluginCallFailed, InterruptedException {
    Semaphore lane = perTenant.get(target.tenant(), t -> new Semaphore(CALLS_PER_TENANT));
    take(lane, target, "this tenant has " + CALLS_PER_TENANT + " plugin calls in flight");
    try {
      take(all, target, "this node has " + CALLS + " plugin calls in flight");
      try {
        return inside(target, work);
      } finally {
        all.release();
      }
    } finally {
      lane.release();
    }
  }

  private void take(Semaphore permits, Target target, String why)
      throws PluginCallFailed, InterruptedException {
    if (!permits.tryAcquire(millisLeft(target), TimeUnit.MILLISECONDS)) {
      throw PluginCallFailed.of(
          ErrorKind.UNAVAILABLE,
          "Cannot call " + target.what() + ": " + why + " until the deadline.");
    }
  }

  private <T> T inside(Target target, Work<T> work) throws PluginCallFailed, InterruptedException {
    LoadedVersion version = host.enter(target.pluginId(), target.pluginVersion());
    PluginCall<T> call;
    try {
      call = new PluginCall<>(version, target, work);
      call.start();
    } catch (Throwable e) {
      version.leave();
      throw e;
    }
    try {
      if (!call.await(millisLeft(target) + MILLIS_AFTER_DEADLINE)) {
        call.interrupt();
        if (!call.await(grace.toMillis())) {
          giveUp(call, target);
          throw tooLate(target, "did not react to being stopped");
        }
        if (call.ending() instanceof PluginCall.Ending.Threw<T>(var failure, var harmful)
            && failure.kind() == ErrorKind.CANCELLED) {
          throw tooLate(target, "was stopped");
        }
      }
    } catch (InterruptedException e) {
      call.interrupt();
      if (!call.endsWithin(GRACE_OF_CANCELLED.toMillis())) {
        countUntilDone(call);
      }
      throw e;
    }
    return settle(target, call);
  }

  private <T> T settle(Target target, PluginCall<T> call) throws PluginCallFailed {
    PluginCall.Ending<T> ending = call.ending();
    return switch (ending) {
      case PluginCall.Ending.Returned<T>(T value) -> {
        strikes.succeeded(target.pluginId(), target.pluginVersion(), target.what());
        yield value;
      }
      case PluginCall.Ending.Threw<T>(PluginCallFailed failure, boolean harmful) -> {
        if (failure.kind() == ErrorKind.BUG) {
          strike(
              target, harmful, Objects.requireNonNullElse(failure.getMessage(), "unknown failure"));
        }
        throw failure;
      }
    };
  }

  private void giveUp(PluginCall<?> call, Target target) {
    countUntilDone(call);
    strike(target, true, target.what() + " did not end at its deadline");
  }

  private void countUntilDone(PluginCall<?> call) {
    givenUp.incrementAndGet();
    call.whenDone(givenUp::decrementAndGet);
  }

  private void strike(Target target, boolean harmful, String why) {
    if (strikes.strike(
        target.pluginId(),
        target.pluginVersion(),
        target.what(),
        target.tenant(),
        harmful,
        clock.instant())) {
      host.quarantine(
          target.pluginId(),
          target.pluginVersion(),
          "%d failures in a row of %s; the last: %s".formatted(Strikes.OUT, target.what(), why));
    }
  }

  private static PluginCallFailed tooLate(Target target, String and) {
    return PluginCallFailed.of(
        ErrorKind.TIMEOUT,
        "Cannot wait any longer for "
            + target.what()
            + ": it did not end at its deadline and "
            + and
            + ".");
  }

  private long millisLeft(Target target) {
    return Math.max(0, Duration.between(clock.instant(), target.deadline()).toMillis());
  }
}
