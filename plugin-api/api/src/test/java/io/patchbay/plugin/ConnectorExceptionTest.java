package io.patchbay.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectorExceptionTest {
  @Test
  void carriesRetryFactsAndTheRemoteWords() {
    ConnectorException e =
        ConnectorException.rateLimited("Too fast.", Duration.ofSeconds(-5))
            .remote(429, "slow", "x".repeat(5_000));
    assertTrue(e.retryable());
    assertEquals(Optional.of(Duration.ZERO), e.retryAfter());
    assertEquals(429, e.remoteStatus().orElseThrow());
    assertEquals(1_001, e.remoteMessage().orElseThrow().length());
  }

  @Test
  void namesAllProblemsInItsMessage() {
    ConnectorException e =
        ConnectorException.invalidInput(
            "The input is not valid",
            List.of(new Problem("/a", "is missing"), new Problem("/b/0", "must be text")));
    assertEquals("The input is not valid: /a: is missing; /b/0: must be text", e.getMessage());
  }

  @Test
  void anUnsafeActionIsRepeatedOnlyIfItSurelyDidNothing() {
    assertTrue(Effect.UNSAFE.mayRepeatAfter(ErrorKind.RATE_LIMITED));
    assertTrue(Effect.UNSAFE.mayRepeatAfter(ErrorKind.UNAVAILABLE));
    assertFalse(Effect.UNSAFE.mayRepeatAfter(ErrorKind.OUTCOME_UNKNOWN));
    assertFalse(Effect.UNSAFE.mayRepeatAfter(ErrorKind.REMOTE_ERROR));
    assertTrue(Effect.KEYED.mayRepeatAfter(ErrorKind.OUTCOME_UNKNOWN));
  }

  @Test
  void aSecretPrintsAsDots() {
    assertEquals("•••", "" + Secret.of("hunter2"));
    assertEquals(Secret.of("a"), Secret.of("a"));
  }
}
