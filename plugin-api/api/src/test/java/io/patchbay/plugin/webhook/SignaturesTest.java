package io.patchbay.plugin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.plugin.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  @Test
  void signsAsRfc4231Says() {
    byte[] data = "what do ya want ".getBytes(StandardCharsets.UTF_8);
    byte[] more = "for nothing?".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        Signatures.hmacSha256Hex(Secret.of("Jefe"), data, more));
  }

  @Test
  void recentIsWithinTheToleranceOnBothSides() {
    Instant now = Instant.parse("2026-11-23T18:00:00Z");
    Duration five = Duration.ofMinutes(5);
    assertTrue(Signatures.recent(now.minusSeconds(300), now, five));
    assertTrue(Signatures.recent(now.plusSeconds(300), now, five));
    assertFalse(Signatures.recent(now.minusSeconds(301), now, five));
    assertFalse(Signatures.recent(now.plusSeconds(301), now, five));
  }
}
