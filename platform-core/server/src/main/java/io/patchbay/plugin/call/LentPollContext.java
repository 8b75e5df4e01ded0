package io.patchbay.plugin.call;

import io.patchbay.plugin.PollContext;
import io.patchbay.plugin.spi.ConnectorDispatcher;
import java.time.Instant;
import java.util.Optional;

/** The context of one poll. */
final class LentPollContext extends LentContext implements PollContext {

  private final PollInvoker.PollCall call;

  LentPollContext(Loan loan, ConnectorDispatcher connector, PollInvoker.PollCall call) {
    super(loan, connector);
    this.call = call;
  }

  @Override
  public Optional<String> cursor() {
    return Optional.ofNullable(call.cursor());
  }

  @Override
  public Instant since() {
    return call.since();
  }

  @Override
  public int pageSize() {
    return call.pageSize();
  }
}
