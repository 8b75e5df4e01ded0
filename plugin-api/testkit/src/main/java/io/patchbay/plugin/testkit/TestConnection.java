package io.patchbay.plugin.testkit;

import io.patchbay.plugin.AccessTokens;
import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.spi.KeptTokens;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a connector under test. Actions and triggers are named by id, or by {@code
 * id:version}.
 */
public final class TestConnection {
  private final TestPlatform platform;
  private final Object settings;
  private final AccessTokens tokens;
  private final Duration patience;

  TestConnection(TestPlatform platform, Object settings) {
    this(platform, settings, new KeptTokens(platform.clock()), Duration.ofSeconds(30));
  }

  private TestConnection(
      TestPlatform platform, Object settings, AccessTokens tokens, Duration patience) {
    this.platform = platform;
    this.settings = settings;
    this.tokens = tokens;
    this.patience = patience;
  }

  /** The same connection, whose calls have this much time; 30 seconds by default. */
  public TestConnection within(Duration time) {
    return new TestConnection(platform, settings, tokens, time);
  }

  public CheckResult check() {
    return platform.dispatcher().check(settings, context(newKey(), 1));
  }

  /** Runs an action as a step of its own: with a new idempotency key. */
  public Map<String, @Nullable Object> run(
      String action, Map<String, ? extends @Nullable Object> input) {
    return attempt(newKey(), 1, action, input)
        .orElseThrow(() -> new AssertionError("Action '" + action + "' found nothing."));
  }

  /** As {@link #run}, for an action that may find nothing. */
  public Optional<Map<String, @Nullable Object>> find(
      String action, Map<String, ? extends @Nullable Object> input) {
    return attempt(newKey(), 1, action, input);
  }

  /** One attempt of a step. Attempts of the same step have the same key. */
  public Optional<Map<String, @Nullable Object>> attempt(
      String key, int number, String action, Map<String, ? extends @Nullable Object> input) {
    Catalogue.Entry entry = platform.catalogue().requireAction(action);
    return Optional.ofNullable(
        platform
            .dispatcher()
            .invoke(entry.id(), entry.version(), input, settings, context(key, number)));
  }

  /** Settles an UNSAFE action, as the platform does when it does not know the outcome. */
  public Optional<Map<String, @Nullable Object>> lookUp(
      String key, String action, Map<String, ? extends @Nullable Object> input) {
    Catalogue.Entry entry = platform.catalogue().requireAction(action);
    return platform
        .dispatcher()
        .lookUp(entry.id(), entry.version(), input, settings, context(key, 1));
  }

  /** A polling trigger, with the cursor and the memory that the platform keeps for it. */
  public TestPoll poll(String trigger, Map<String, ? extends @Nullable Object> params) {
    return new TestPoll(
        this, Catalogue.require(platform.catalogue().pollingTriggers(), trigger), params);
  }

  /** A webhook trigger. */
  public TestWebhook webhook(
      String trigger, Map<String, ? extends @Nullable Object> params, URI callbackUrl) {
    return new TestWebhook(
        this,
        Catalogue.require(platform.catalogue().webhookTriggers(), trigger),
        params,
        callbackUrl);
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  TestPlatform platform() {
    return platform;
  }

  Object settings() {
    return settings;
  }

  TestContext context(String key, int attempt) {
    return new TestContext(
        platform.client(),
        platform.json(),
        tokens,
        platform.log(),
        platform.clock(),
        platform.clock().instant().plus(patience),
        key,
        attempt,
        Optional.empty(),
        platform.clock().instant(),
        100,
        URI.create("https://patchbay.invalid/not-a-webhook"));
  }
}
