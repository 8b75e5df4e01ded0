package io.patchbay.plugin.call;

import io.patchbay.connector.Catalogue.FunctionType;
import io.patchbay.plugin.PollPage;
import io.patchbay.plugin.call.ConnectorCaller.Circumstances;
import io.patchbay.plugin.host.PluginCallFailed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Polls through plugins. */
public final class PluginPollInvoker implements PollInvoker {

  private static final int MOST_ITEMS = 10_000;

  private final ConnectorCaller caller;

  public PluginPollInvoker(ConnectorCaller caller) {
    this.caller = caller;
  }

  @Override
  public PollOutcome poll(PollCall call) throws InterruptedException {
    PreparedCall prepared;
    try {
      prepared =
          caller.prepare(
              call.tenant(),
              FunctionType.POLLING_TRIGGER,
              call.function(),
              call.version(),
              call.connection());
    } catch (NotCallable e) {
      return new PollOutcome.Failed(e.error(), e.retry());
    }
    try {
      return caller.call(
          prepared,
          Circumstances.outsideRuns(call.tenant(), call.deadline(), "poll"),
          (connector, settings, loan) -> {
            try (LentPollContext context = new LentPollContext(loan, connector, call)) {
              return page(
                  connector.poll(
                      prepared.function().id(),
                      prepared.function().version(),
                      JdkJson.members(call.params()),
                      settings,
                      context));
            }
          });
    } catch (PluginCallFailed e) {
      return new PollOutcome.Failed(
          FlowErrors.of(prepared.name(), e, prepared.mask()), FlowErrors.retry(e));
    }
  }

  private static PollOutcome page(PollPage<Map<String, @Nullable Object>> page) {
    if (page.items().size() > MOST_ITEMS) {
      throw new IllegalStateException("A page has more than " + MOST_ITEMS + " items.");
    }
    List<Item> items =
        page.items().stream().map(k -> new Item(k.key(), JdkJson.toNode(k.item()))).toList();
    return new PollOutcome.Page(items, page.cursor(), page.more());
  }
}
