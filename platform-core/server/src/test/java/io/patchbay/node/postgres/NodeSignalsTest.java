package io.patchbay.node.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.platform.database.TestDatabase;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database. */
class NodeSignalsTest {

  private final TestDatabase database = TestDatabase.shared();
  private final NodeSignals here = new NodeSignals(database.config());
  private final NodeSignals there = new NodeSignals(database.config());
  private final BlockingQueue<String> heardHere = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> heardThere = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws InterruptedException {
    here.on("runs", heardHere::add);
    there.on("runs", heardThere::add);
    here.start(new PlatformStarted());
    there.start(new PlatformStarted());
    // Whoever begins to listen may have missed something.
    assertEquals("", heardHere.poll(10, TimeUnit.SECONDS));
    assertEquals("", heardThere.poll(10, TimeUnit.SECONDS));
  }

  @AfterEach
  void stop() {
    here.stop(new PlatformStopping());
    there.stop(new PlatformStopping());
  }

  @Test
  void theOtherNodeHearsAtOnceAndTheOneThatSaidItDoesNot() throws InterruptedException {
    here.send("runs", "one");
    assertEquals("one", heardThere.poll(5, TimeUnit.SECONDS));
    there.send("runs", "two");
    assertEquals("two", heardHere.poll(5, TimeUnit.SECONDS));
    assertNull(heardThere.poll());
  }

  @Test
  void theSameHintManyTimesIsSaidFewTimes() throws InterruptedException {
    for (int i = 0; i < 100_000; i++) {
      here.send("runs", "same");
    }
    here.send("runs", "last");
    int same = 0;
    String heard;
    while (!"last".equals(heard = heardThere.poll(5, TimeUnit.SECONDS))) {
      assertNotNull(heard);
      same++;
    }
    assertTrue(same <= 20, "said " + same + " times");
  }

  @Test
  void listensAgainAfterTheConnectionBroke() throws Exception {
    try (Connection administrator = database.administrator();
        Statement statement = administrator.createStatement()) {
      breakAll(statement);
    }
    assertEquals("", heardThere.poll(10, TimeUnit.SECONDS));
    assertEquals("", heardHere.poll(10, TimeUnit.SECONDS));
    here.send("runs", "after");
    assertEquals("after", heardThere.poll(5, TimeUnit.SECONDS));
  }

  private static void breakAll(Statement statement) throws SQLException {
    statement.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name ="
            + " 'patchbay-signals'");
  }
}
