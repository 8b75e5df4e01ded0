package io.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {

  @TempDir private Path temp = Path.of("");

  @Test
  void oneOwnerAtATimeAndTheRefusalNamesIt() {
    Path file = temp.resolve("lock");
    try (DataLock _ = DataLock.acquire(file)) {
      LaunchProblem problem = assertThrows(LaunchProblem.class, () -> DataLock.acquire(file));
      String message = String.valueOf(problem.getMessage());
      assertTrue(message.contains("as process " + ProcessHandle.current().pid()), message);
      assertTrue(message.contains("./patchbay stop"), message);
    }
    try (DataLock _ = DataLock.acquire(file)) {
      assertEquals(ProcessHandle.current().pid(), DataLock.owner(file).orElseThrow().pid());
    }
  }

  @Test
  void aFileLeftByAKilledOwnerIsNoLock() throws IOException {
    Path file = temp.resolve("lock");
    Files.writeString(file, "launcher 1 2020-01-01T00:00:00Z and an old, longer text");
    try (DataLock _ = DataLock.acquire(file)) {
      assertTrue(DataLock.owner(file).isPresent());
    }
  }

  @Test
  void aTakenPortIsNamedWithAFreeOne() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      LaunchProblem problem = assertThrows(LaunchProblem.class, () -> Ports.requireFree(port));
      String message = String.valueOf(problem.getMessage());
      assertTrue(message.contains("port " + port + ": another program does"), message);
      assertTrue(message.contains("--port "), message);
      assertTrue(Ports.prefer(port) != port);
    }
  }
}
