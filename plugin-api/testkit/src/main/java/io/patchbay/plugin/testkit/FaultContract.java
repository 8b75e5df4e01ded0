package io.patchbay.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.Effect;
import io.patchbay.plugin.ErrorKind;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever the other side does, a connector fails cleanly: the right kind, in time, without its
 * secrets.
 */
public interface FaultContract extends ConnectorFixture {

  /**
   * How this action fails on this fault. Override only for an action whose job is to hand on
   * whatever came.
   */
  default boolean failsOn(Catalogue.Entry action, Fault fault) {
    return true;
  }

  @TestFactory
  default Stream<DynamicTest> actionsFailCleanly() {
    return Catalogue.of(connector()).actions().stream()
        .flatMap(
            action ->
                Arrays.stream(Fault.values())
                    .filter(fault -> failsOn(action, fault))
                    .map(
                        fault ->
                            DynamicTest.dynamicTest(
                                action.id() + " on " + fault, () -> failsCleanly(action, fault))));
  }

  private void failsCleanly(Catalogue.Entry action, Fault fault) {
    try (FaultServer server = new FaultServer();
        TestPlatform platform = TestPlatform.of(connector())) {
      server.answerWith(fault);
      TestConnection connection =
          platform
              .connect(connectionKind(), settings(server.baseUri()))
              .within(Duration.ofMillis(1_500));
      ConnectorException e =
          assertThrows(
              ConnectorException.class,
              () ->
                  connection.attempt("the-key", 1, action.name(), input(action, server.baseUri())),
              "A failure must be a ConnectorException.");
      assertTrue(
          fault.allowedKinds(action.effect()).contains(e.kind()),
          () ->
              "Expected one of %s, got %s: %s"
                  .formatted(fault.allowedKinds(action.effect()), e.kind(), e.getMessage()));
      if (fault == Fault.RATE_LIMITED) {
        assertEquals(Optional.of(Duration.ofSeconds(Fault.RETRY_AFTER_SECONDS)), e.retryAfter());
        assertTrue(e.retryable());
      }
      assertNoSecrets(server, platform, e);
    }
  }

  private void assertNoSecrets(FaultServer server, TestPlatform platform, ConnectorException e) {
    String visible =
        e + " " + e.remoteMessage().orElse("") + " " + e.problems() + " " + platform.logLines();
    for (String name : secretNames()) {
      String secret = String.valueOf(settings(server.baseUri()).get(name));
      assertFalse(
          visible.contains(secret),
          () -> "The secret setting '" + name + "' is in an error or in the log.");
    }
  }

  private List<String> secretNames() {
    return Catalogue.of(connector()).connectionKinds().stream()
        .filter(kind -> kind.id().equals(connectionKind()))
        .flatMap(kind -> kind.secretNames().stream())
        .filter(settings(URI.create("http://127.0.0.1"))::containsKey)
        .toList();
  }

  @Test
  default void settingsPrintWithoutTheirSecrets() {
    try (FaultServer server = new FaultServer();
        TestPlatform platform = TestPlatform.of(connector())) {
      String printed =
          platform.connect(connectionKind(), settings(server.baseUri())).settings().toString();
      for (String name : secretNames()) {
        assertFalse(printed.contains(String.valueOf(settings(server.baseUri()).get(name))), name);
      }
    }
  }

  @Test
  default void checkSaysThatCredentialsAreRefused() {
    Assumptions.assumeTrue(Catalogue.of(connector()).hasCheck(), "The connector has no check.");
    try (FaultServer server = new FaultServer();
        TestPlatform platform = TestPlatform.of(connector())) {
      server.answerWith(Fault.UNAUTHORIZED);
      CheckResult result = platform.connect(connectionKind(), settings(server.baseUri())).check();
      assertEquals(
          ErrorKind.AUTHENTICATION, assertInstanceOf(CheckResult.Failed.class, result).kind());
    }
  }

  /** The first request of each attempt is compared, because the fault ends the attempt. */
  @TestFactory
  default Stream<DynamicTest> keyedActionsSendTheSameKeyAtEachAttempt() {
    return Catalogue.of(connector()).actions().stream()
        .filter(action -> action.effect() == Effect.KEYED)
        .map(action -> DynamicTest.dynamicTest(action.name(), () -> sendsItsKey(action)));
  }

  private void sendsItsKey(Catalogue.Entry action) {
    try (FaultServer server = new FaultServer();
        TestPlatform platform = TestPlatform.of(connector())) {
      server.answerWith(Fault.UNAVAILABLE);
      TestConnection connection = platform.connect(connectionKind(), settings(server.baseUri()));
      for (int number = 1; number <= 2; number++) {
        int attempt = number;
        assertThrows(
            ConnectorException.class,
            () ->
                connection.attempt(
                    "key-of-the-step", attempt, action.name(), input(action, server.baseUri())));
      }
      List<String> requests = server.requests();
      assertEquals(
          2, requests.size(), "An attempt sends one request and leaves repeating to the platform.");
      assertTrue(
          requests.stream().allMatch(r -> r.contains("key-of-the-step")),
          "The idempotency key is not sent.");
      assertEquals(
          requests.get(0), requests.get(1), "Two attempts of one step must ask for the same.");
    }
  }
}
