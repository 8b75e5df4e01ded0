package io.patchbay.plugin.spi;

import io.patchbay.plugin.ActionContext;
import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.ConnectionContext;
import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.PollContext;
import io.patchbay.plugin.PollPage;
import io.patchbay.plugin.webhook.WebhookContext;
import io.patchbay.plugin.webhook.WebhookRegistration;
import io.patchbay.plugin.webhook.WebhookRequest;
import io.patchbay.plugin.webhook.WebhookResult;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the platform calls one connector. The annotation processor generates the implementation, the
 * catalogue names its class, and its public constructor without parameters makes the connector.
 *
 * <p>Values cross this seam as JDK JSON values: {@code Map<String, Object>}, {@code List}, {@code
 * String}, {@code BigDecimal} (any {@code Number} is accepted), {@code Boolean}, null; secret
 * settings as {@code String} or {@code Secret}. Every method reads and checks its values first and
 * throws a {@link ConnectorException} of kind INVALID_INPUT with all problems at once; an id or
 * version that the connector does not have is an {@link IllegalArgumentException}.
 */
public interface ConnectorDispatcher extends AutoCloseable {
  String connectorId();

  /**
   * Reads the settings of a connection. The result is handed to the other methods; it prints
   * without secrets.
   */
  Object settings(String connectionKind, Map<String, ? extends @Nullable Object> values);

  /**
   * Runs the connector's check, or answers ok if it has none. Failures of the check come as
   * results.
   */
  CheckResult check(Object settings, ConnectionContext context);

  /** Checks an input without running the action. */
  void validateInput(String action, String version, Map<String, ? extends @Nullable Object> input);

  /**
   * Runs an action.
   *
   * @return the output as a JSON object; null if a look-up found nothing
   */
  @Nullable Map<String, @Nullable Object> invoke(
      String action,
      String version,
      Map<String, ? extends @Nullable Object> input,
      Object settings,
      ActionContext context);

  /**
   * Settles an UNSAFE action whose outcome is unknown, by its look-up action.
   *
   * @param input the input of the UNSAFE action; the look-up gets the part of it that it declares
   * @return the output the action had if it happened, empty if it did not happen
   */
  Optional<Map<String, @Nullable Object>> lookUp(
      String action,
      String version,
      Map<String, ? extends @Nullable Object> input,
      Object settings,
      ActionContext context);

  PollPage<Map<String, @Nullable Object>> poll(
      String trigger,
      String version,
      Map<String, ? extends @Nullable Object> params,
      Object settings,
      PollContext context);

  WebhookRegistration register(
      String trigger,
      String version,
      Map<String, ? extends @Nullable Object> params,
      Object settings,
      WebhookContext context);

  WebhookResult<Map<String, @Nullable Object>> receive(
      String trigger,
      String version,
      WebhookRequest request,
      WebhookRegistration registration,
      Map<String, ? extends @Nullable Object> params,
      Object settings,
      ConnectionContext context);

  void unregister(
      String trigger,
      String version,
      WebhookRegistration registration,
      Map<String, ? extends @Nullable Object> params,
      Object settings,
      WebhookContext context);

  /**
   * How a record of this connector is read and written; empty if the connector does not know the
   * class.
   */
  <T extends Record> Optional<RecordType<T>> recordType(Class<T> type);

  /** Closes the connector, if it can be closed. Nothing is called afterwards. */
  @Override
  void close();
}
