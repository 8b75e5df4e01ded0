package io.patchbay.launcher;

import io.patchbay.launcher.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The sandbox as a child process. */
record SandboxProcess(Product product, Path logs, int port) {

  ProcessHandle start() throws IOException {
    List<String> command =
        List.of(
            Product.java(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            product.sandboxClassPath(),
            "io.patchbay.sandbox.Sandbox",
            "--port",
            String.valueOf(port));
    return ChildProcess.start(command, Map.of(), logs.resolve("sandbox.log")).toHandle();
  }

  void awaitReady(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!listens()) {
      if (System.nanoTime() > end) {
        throw new LaunchProblem(
            "The sandbox did not start. The end of its log:\n"
                + ChildProcess.tail(logs.resolve("sandbox.log"), 15)
                + "\nStart without it: ./patchbay run --no-sandbox");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
