package io.patchbay.run.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.run.Lease;
import io.patchbay.run.RunId;
import io.patchbay.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class HeldLeasesTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private final HeldLeases held = new HeldLeases(10, 100, () -> NOW);

  private static Lease lease(String tenant) {
    RunId run = RunId.create(NOW, ThreadLocalRandom.current());
    return new Lease(new TenantId(tenant), run, "node", 1);
  }

  private List<Lease> take(String tenant, int runs) {
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      Lease lease = lease(tenant);
      held.add(lease);
      leases.add(lease);
    }
    return leases;
  }

  @Test
  void whoIsAloneHasHalfOfTheNode() {
    assertEquals(50, held.allowance("a"));
    take("a", 50);
    assertEquals(0, held.allowance("a"));
    assertFalse(held.promise("a"));
  }

  @Test
  void whoComesLaterFindsRoomAndTheFirstGivesWay() {
    List<Lease> first = take("a", 50);
    assertEquals(25, held.allowance("b"));
    take("b", 25);
    assertEquals(37 - 50, held.allowance("a"), "no more until it has fewer");
    first.subList(0, 20).forEach(held::remove);
    assertEquals(7, held.allowance("a"));
  }

  @Test
  void everyTenantHasItsOwnShareOfAFullNode() {
    for (int i = 0; i < 9; i++) {
      take("t" + i, 10);
    }
    assertEquals(10, held.allowance("late"));
    assertTrue(held.promise("late"));
    held.keep("late", null);
    assertEquals(10, held.allowance("late"), "what was promised and not taken is free again");
  }
}
