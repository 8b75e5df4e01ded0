package io.patchbay.plugin.host;

import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.ErrorKind;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One call on its own thread. Leaves the version when the thread is done, however late. */
final class PluginCall<T> {

  private static final Logger LOG = LoggerFactory.getLogger(PluginCall.class);

  /** Enough for reading nested data; an endless recursion ends soon. */
  private static final long STACK_BYTES = 1024L * 1024;

  /** How a call ended. */
  sealed interface Ending<T> {
    record Returned<T>(T value) implements Ending<T> {}

    record Threw<T>(PluginCallFailed failure, boolean harmful) implements Ending<T> {}
  }

  private final LoadedVersion version;
  private final PluginGate.Target target;
  private final PluginGate.Work<T> work;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Ending<T> ending;
  private @Nullable Runnable afterwards;

  PluginCall(LoadedVersion version, PluginGate.Target target, PluginGate.Work<T> work) {
    this.version = version;
    this.target = target;
    this.work = work;
    var context = MDC.getCopyOfContextMap();
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("plugin-" + target.pluginId())
            .stackSize(STACK_BYTES)
            .inheritInheritableThreadLocals(false)
            .unstarted(
                () -> {
                  if (context != null) {
                    MDC.setContextMap(context);
                  }
                  run();
                });
    this.thread.setContextClassLoader(version.classLoader());
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      ending = outcome();
    } finally {
      MDC.clear();
      version.leave();
      Runnable last;
      synchronized (this) {
        done.countDown();
        last = afterwards;
      }
      if (last != null) {
        last.run();
      }
    }
  }

  private Ending<T> outcome() {
    try {
      return new Ending.Returned<>(work.run(version.dispatcher(target.dispatcher())));
    } catch (ConnectorException e) {
      return new Ending.Threw<>(PluginCallFailed.of(e), false);
    } catch (PluginCallFailed e) {
      return new Ending.Threw<>(e, false);
    } catch (InterruptedException e) {
      return new Ending.Threw<>(
          PluginCallFailed.of(ErrorKind.TIMEOUT, "The call of " + target.what() + " was stopped."),
          false);
    } catch (Throwable e) {
      return broken(e);
    }
  }

  private Ending<T> broken(Throwable e) {
    // Once, here: the exception itself must not leave, it may hold the plugin's classes.
    LOG.warn(
        "{} of plugin {} {} broke its contract.",
        target.what(),
        target.pluginId(),
        target.pluginVersion(),
        e);
    String message =
        "%s failed because of a mistake in plugin '%s' %s (%s). Tell the author of the plugin."
            .formatted(
                target.what(),
                target.pluginId(),
                target.pluginVersion(),
                e.getClass().getSimpleName());
    return new Ending.Threw<>(PluginCallFailed.of(ErrorKind.BUG, message), e instanceof Error);
  }

  void interrupt() {
    thread.interrupt();
  }

  boolean await(long millis) throws InterruptedException {
    return done.await(millis, TimeUnit.MILLISECONDS);
  }

  /** As {@link #await}, for a caller that was interrupted itself. */
  boolean endsWithin(long millis) {
    try {
      return await(millis);
    } catch (InterruptedException e) {
      return false;
    }
  }

  Ending<T> ending() {
    Ending<T> end = ending;
    if (end == null) {
      throw new IllegalStateException("The call has not ended.");
    }
    return end;
  }

  synchronized void whenDone(Runnable action) {
    if (done.getCount() == 0) {
      action.run();
    } else {
      afterwards = action;
    }
  }
}
