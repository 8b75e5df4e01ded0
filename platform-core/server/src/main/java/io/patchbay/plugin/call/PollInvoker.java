package io.patchbay.plugin.call;

import io.patchbay.call.RetryFacts;
import io.patchbay.flow.FlowError;
import io.patchbay.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks a connector's polling trigger for news. The caller owns cursor, schedule and duplicates. */
public interface PollInvoker {

  /**
   * @param function {@code connector.trigger}
   * @param connection the tenant's name for it, or null when the connector needs none
   * @param params the trigger's parameters, a JSON object
   * @param cursor of the last accepted page, null at the first poll
   * @param since from when on news are wanted
   */
  record PollCall(
      TenantId tenant,
      String function,
      String version,
      @Nullable String connection,
      JsonNode params,
      @Nullable String cursor,
      Instant since,
      int pageSize,
      Instant deadline) {}

  /**
   * @param key the same for the same event: for the removal of duplicates
   */
  record Item(String key, JsonNode value) {}

  sealed interface PollOutcome {
    /**
     * @param more true: ask again at once with the new cursor
     */
    record Page(List<Item> items, String cursor, boolean more) implements PollOutcome {
      public Page {
        items = List.copyOf(items);
      }
    }

    record Failed(FlowError error, RetryFacts retry) implements PollOutcome {}
  }

  /** Returns by the deadline and a few seconds at most; every failure is an outcome. */
  PollOutcome poll(PollCall call) throws InterruptedException;
}
