package io.patchbay.run.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.platform.database.DatabaseException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    goOn.countDown();
    callers.shutdownNow();
  }

  /** Waits until it may go on. */
  private List<String> commit(List<String> requests) {
    batches.add(List.copyOf(requests));
    begun.countDown();
    try {
      assertTrue(goOn.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return requests.stream().map(r -> r + "!").toList();
  }

  private GroupCommit<String, String> blocking() {
    return new GroupCommit<>("tests", this::commit, 10, 2);
  }

  @Test
  void whatGathersDuringACommitGoesTogether() throws Exception {
    try (GroupCommit<String, String> commit = blocking()) {
      Future<String> first = callers.submit(() -> commit.submit("a", LONG));
      begun.await();
      Future<String> second = callers.submit(() -> commit.submit("b", LONG));
      Future<String> third = callers.submit(() -> commit.submit("b", LONG));
      while (commit.queued() < 2) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      assertEquals(List.of("a!", "b!", "b!"), List.of(first.get(), second.get(), third.get()));
      assertEquals(List.of(List.of("a"), List.of("b", "b")), batches);
    }
  }

  @Test
  void aLongLaneHoldsUpNoOther() throws Exception {
    try (GroupCommit<String, String> commit =
        new GroupCommit<>("tests", this::commit, 2, 100, 2, r -> r.startsWith("b") ? 1 : 0)) {
      callers.submit(() -> commit.submit("a", LONG));
      begun.await();
      for (int i = 0; i < 20; i++) {
        callers.submit(() -> commit.submit("a", LONG));
      }
      while (commit.queued() < 20) {
        Thread.onSpinWait();
      }
      Future<String> other = callers.submit(() -> commit.submit("b", LONG));
      while (commit.queued() < 21) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      assertEquals("b!", other.get());
      assertEquals(List.of("a", "a", "b"), batches.get(1), "two of the one, all of the other");
    }
  }

  @Test
  void callersWaitNoLongerThanTheyCan() throws Exception {
    try (GroupCommit<String, String> commit = blocking()) {
      Future<String> underWay = callers.submit(() -> commit.submit("a", LONG));
      begun.await();
      DatabaseException refused =
          assertThrows(DatabaseException.class, () -> commit.submit("b", SHORT));
      assertEquals(DatabaseException.Kind.UNAVAILABLE, refused.kind());
      assertEquals(0, commit.queued(), "what was given up takes no room");
      goOn.countDown();
      assertEquals("a!", underWay.get());
    }
    assertEquals(List.of(List.of("a")), batches, "what was given up is not written");
  }

  @Test
  void aCommitThatHangsHoldsItsCallersNoLongerThanTheyCan() throws Exception {
    try (GroupCommit<String, String> commit = blocking()) {
      assertThrows(DatabaseException.class, () -> commit.submit("a", SHORT));
      begun.await();
      goOn.countDown();
    }
  }

  @Test
  void moreThanFitAreRefusedAtOnce() throws Exception {
    try (GroupCommit<String, String> commit = blocking()) {
      callers.submit(() -> commit.submit("a", LONG));
      begun.await();
      callers.submit(() -> commit.submit("b", LONG));
      callers.submit(() -> commit.submit("c", LONG));
      while (commit.queued() < 2) {
        Thread.onSpinWait();
      }
      assertThrows(DatabaseException.class, () -> commit.submit("d", LONG));
      goOn.countDown();
    }
  }

  @Test
  void oneBadRequestFailsAlone() throws Exception {
    try (GroupCommit<String, String> commit =
        new GroupCommit<>(
            "tests",
            requests -> {
              if (requests.equals(List.of("a"))) {
                begun.countDown();
                try {
                  assertTrue(goOn.await(20, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
              if (requests.contains("bad")) {
                throw DatabaseException.of(new SQLException("no", "22021"));
              }
              return requests;
            },
            10,
            10)) {
      callers.submit(() -> commit.submit("a", LONG));
      begun.await();
      Future<String> good = callers.submit(() -> commit.submit("good", LONG));
      Future<String> bad = callers.submit(() -> commit.submit("bad", LONG));
      while (commit.queued() < 2) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      assertEquals("good", good.get());
      assertThrows(java.util.concurrent.ExecutionException.class, bad::get);
    }
  }
}
