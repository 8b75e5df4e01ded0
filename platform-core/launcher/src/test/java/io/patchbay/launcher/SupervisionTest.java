package io.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.launcher.process.ChildProcess;
import io.patchbay.launcher.process.Children;
import io.patchbay.launcher.process.KnownProcess;
import io.patchbay.launcher.process.Supervised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
class SupervisionTest {

  @TempDir private Path temp = Path.of("");

  @Test
  void startsADeadChildAgainAndRemembersTheNewOne() throws Exception {
    Children children = new Children(temp.resolve("children"));
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    try (Supervised supervised =
        new Supervised(
            "sleeper",
            children,
            () -> sleeper(600),
            process -> Children.stop(process, Duration.ofSeconds(5)),
            told::add)) {
      ProcessHandle first = supervised.process();
      assertEquals(first.pid(), children.orphans().getFirst().pid());
      first.destroyForcibly();
      assertTrue(String.valueOf(told.poll(20, TimeUnit.SECONDS)).contains("stopped unexpectedly"));
      assertTrue(String.valueOf(told.poll(20, TimeUnit.SECONDS)).contains("started again"));
      assertNotEquals(first.pid(), supervised.process().pid());
      assertEquals(supervised.process().pid(), children.orphans().getFirst().pid());
    }
    assertTrue(children.orphans().isEmpty());
    assertTrue(told.isEmpty());
  }

  @Test
  void aProcessIsKnownByNumberAndStartTogether() throws IOException {
    ProcessHandle process = sleeper(600);
    try {
      KnownProcess known = KnownProcess.of("sleeper", process);
      assertEquals(known, KnownProcess.read(known.line()).orElseThrow());
      assertTrue(known.find().isPresent());
      KnownProcess namesake = new KnownProcess("x", process.pid(), Instant.EPOCH);
      assertTrue(namesake.find().isEmpty());
      assertTrue(KnownProcess.read("half a li").isEmpty());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void anInterruptFromTheTerminalDoesNotReachAChild() throws Exception {
    ProcessHandle child = sleeper(600);
    untilItRuns(child, "sleep");
    assertEquals(
        0, new ProcessBuilder("kill", "-INT", String.valueOf(child.pid())).start().waitFor());
    assertEquals(
        0, new ProcessBuilder("kill", "-HUP", String.valueOf(child.pid())).start().waitFor());
    assertFalse(Children.ended(child, Duration.ofMillis(300)));
    assertTrue(Children.stop(child, Duration.ofSeconds(5)));
  }

  /** The shell that shields the child has become the child. */
  private static void untilItRuns(ProcessHandle child, String command) {
    Instant end = Instant.now().plusSeconds(20);
    while (!child.info().command().orElse("").contains(command)) {
      assertTrue(Instant.now().isBefore(end), "it does not start");
      Thread.onSpinWait();
    }
  }

  @Test
  void keepsTheLogsOfFourRunsBefore() throws Exception {
    Path log = temp.resolve("echo.log");
    for (int run = 1; run <= 7; run++) {
      ChildProcess.start(List.of("echo", "run " + run), Map.of(), log).waitFor();
    }
    assertEquals("run 7", ChildProcess.tail(log, 5));
    assertEquals("run 3", Files.readString(temp.resolve("echo.log.4")).strip());
    assertFalse(Files.exists(temp.resolve("echo.log.5")));
  }

  private ProcessHandle sleeper(int seconds) throws IOException {
    return ChildProcess.start(
            List.of("sleep", String.valueOf(seconds)), Map.of(), temp.resolve("sleeper.log"))
        .toHandle();
  }
}
