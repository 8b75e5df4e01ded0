package io.patchbay.plugin.call;

import io.patchbay.connection.ResolvedConnection;
import io.patchbay.connector.OfferedConnector;
import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.Problem;
import io.patchbay.plugin.call.ConnectorCaller.Circumstances;
import io.patchbay.plugin.host.PluginCallFailed;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.util.List;

/** What connectors say about the settings of a connection, saved or not. */
public final class ConnectionProbe {

  private static final Duration READING = Duration.ofSeconds(10);
  private static final Duration CHECKING = Duration.ofSeconds(20);

  private final ConnectorCaller caller;

  public ConnectionProbe(ConnectorCaller caller) {
    this.caller = caller;
  }

  /** All problems of the settings at once; empty when they are fine. Calls nobody outside. */
  public List<Problem> problems(
      TenantId tenant, OfferedConnector offered, ResolvedConnection connection)
      throws PluginCallFailed, InterruptedException {
    try {
      return caller.callWith(
          offered,
          "the settings of " + offered.connector().id(),
          connection,
          about(tenant, READING),
          (connector, settings, loan) -> List.<Problem>of());
    } catch (PluginCallFailed e) {
      if (e.problems().isEmpty()) {
        throw e;
      }
      return e.problems();
    }
  }

  /** Runs the connector's check; its failures are results. */
  public CheckResult check(TenantId tenant, OfferedConnector offered, ResolvedConnection connection)
      throws InterruptedException {
    try {
      return caller.callWith(
          offered,
          "the check of " + offered.connector().id(),
          connection,
          about(tenant, CHECKING),
          (connector, settings, loan) -> {
            try (LentContext context = new LentContext(loan, connector)) {
              return masked(connector.check(settings, context), connection);
            }
          });
    } catch (PluginCallFailed e) {
      return CheckResult.failed(
          e.kind(), connection.mask().maskValues(String.valueOf(e.getMessage())));
    }
  }

  private static CheckResult masked(CheckResult result, ResolvedConnection connection) {
    return switch (result) {
      case CheckResult.Ok(String message) -> CheckResult.ok(connection.mask().maskValues(message));
      case CheckResult.Failed(var kind, String message) ->
          CheckResult.failed(kind, connection.mask().maskValues(message));
    };
  }

  private Circumstances about(TenantId tenant, Duration time) {
    return Circumstances.outsideRuns(
        tenant, caller.clock().instant().plus(time), "connection-check");
  }
}
