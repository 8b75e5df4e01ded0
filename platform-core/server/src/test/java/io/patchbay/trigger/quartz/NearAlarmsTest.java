package io.patchbay.trigger.quartz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.flow.FlowId;
import io.patchbay.tenant.TenantId;
import io.patchbay.trigger.jdbc.TimedFlow;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NearAlarmsTest {

  private final BlockingQueue<List<TimedFlow>> rung = new LinkedBlockingQueue<>();
  private final NearAlarms alarms = new NearAlarms(InstantSource.system(), 3, this::ring);

  @AfterEach
  void close() {
    alarms.close();
  }

  private void ring(List<TimedFlow> flows) {
    rung.add(flows);
    if (flows.contains(flow("bad"))) {
      throw new IllegalStateException("Cannot ring.");
    }
  }

  private static TimedFlow flow(String name) {
    return new TimedFlow(new TenantId("t"), new FlowId(name));
  }

  private List<TimedFlow> next() throws InterruptedException {
    List<TimedFlow> flows = rung.poll(10, TimeUnit.SECONDS);
    assertNotNull(flows, "nothing rings");
    return flows;
  }

  private static Instant in(long millis) {
    return Instant.now().plusMillis(millis);
  }

  @Test
  void thoseWhoseTimeHasComeRingTogetherUpToALimit() throws Exception {
    Instant now = Instant.now();
    for (String name : List.of("a", "b", "c", "d")) {
      alarms.set(flow(name), now);
    }
    alarms.start();
    assertEquals(3, next().size());
    assertEquals(1, next().size());
  }

  @Test
  void aFlowHasOneAlarm() throws Exception {
    alarms.set(flow("moved"), in(0));
    alarms.set(flow("moved"), in(200));
    alarms.set(flow("removed"), in(50));
    alarms.remove(flow("removed"));
    Instant before = Instant.now();
    alarms.start();
    assertEquals(List.of(flow("moved")), next());
    assertTrue(before.until(Instant.now(), ChronoUnit.MILLIS) >= 150);
    assertNull(rung.poll(300, TimeUnit.MILLISECONDS));
  }

  @Test
  void whatRingsLaterDoesSoThoughABellFailed() throws Exception {
    alarms.set(flow("bad"), in(0));
    alarms.set(flow("good"), in(100));
    alarms.start();
    assertEquals(Set.of(flow("bad"), flow("good")), Set.of(next().getFirst(), next().getFirst()));
  }
}
