package io.patchbay.flow;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What starts a flow: {@code document.metadata.patchbay.trigger} and {@code schedule}.
 *
 * @param path webhook or api: where it listens, starting with {@code /}
 * @param reply whether the caller gets the flow's answer or only a receipt
 * @param replyTimeout how long a synchronous caller waits before it gets a receipt
 * @param secret the name of the secret that callers of the webhook must know
 * @param signature {@code hmac-sha256} when the secret signs the body, {@code header} when it is
 *     sent
 * @param idempotencyKey jq over the input, gives the key
 * @param input {@code body}: the run's input is the body; {@code request}: an object with body,
 *     headers, query, method and path
 * @param poll poll only: what to ask
 * @param schedule schedule and poll: when; {@link Schedule.On}: events start it too
 * @param timezone for cron; null: the tenant's
 */
public record TriggerSettings(
    Type type,
    @Nullable String path,
    ReplyMode reply,
    Duration replyTimeout,
    @Nullable String secret,
    @Nullable String signature,
    @Nullable String idempotencyKey,
    InputMode input,
    @Nullable Poll poll,
    @Nullable Schedule schedule,
    @Nullable ZoneId timezone) {

  public static final Duration DEFAULT_REPLY_TIMEOUT = Duration.ofSeconds(10);

  public enum Type {
    PERSON,
    WEBHOOK,
    SCHEDULE,
    POLL,
    API,
    EVENT
  }

  public enum ReplyMode {
    SYNC,
    ASYNC
  }

  public enum InputMode {
    BODY,
    REQUEST
  }

  /**
   * A connector's polling trigger.
   *
   * @param function {@code connector.trigger}
   * @param parameters what the trigger's form asks for
   */
  public record Poll(
      String function, String version, @Nullable String connection, JsonNode parameters) {}

  /** Started by a person only. */
  public static TriggerSettings byPerson() {
    return new TriggerSettings(
        Type.PERSON,
        null,
        ReplyMode.ASYNC,
        DEFAULT_REPLY_TIMEOUT,
        null,
        null,
        null,
        InputMode.BODY,
        null,
        null,
        null);
  }
}
