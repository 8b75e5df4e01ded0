package io.patchbay.bench.load;

import io.patchbay.launcher.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for child processes to listen, and ends them. */
final class Processes {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private Processes() {}

  static void awaitListening(String name, Process process, int port, Path log) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!listens(port)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new BenchProblem(
            name + " did not start. The end of its log:\n" + ChildProcess.tail(log, 20));
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Ends it when this program is interrupted. */
  static void endWithUs(Process process) {
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
  }

  static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
