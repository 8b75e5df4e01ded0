package io.patchbay.plugin.spi;

import io.patchbay.plugin.ActionContext;
import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.ConnectionContext;
import io.patchbay.plugin.PollContext;
import io.patchbay.plugin.PollPage;
import io.patchbay.plugin.webhook.WebhookContext;
import io.patchbay.plugin.webhook.WebhookRegistration;
import io.patchbay.plugin.webhook.WebhookRequest;
import io.patchbay.plugin.webhook.WebhookResult;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connector that offers nothing. */
public final class NoRecords implements ConnectorDispatcher {
  @Override
  public String connectorId() {
    return "none";
  }

  @Override
  public Object settings(String connectionKind, Map<String, ? extends @Nullable Object> values) {
    throw nothing();
  }

  @Override
  public CheckResult check(Object settings, ConnectionContext context) {
    throw nothing();
  }

  @Override
  public void validateInput(
      String action, String version, Map<String, ? extends @Nullable Object> input) {
    throw nothing();
  }

  @Override
  public Map<String, @Nullable Object> invoke(
      String action,
      String version,
      Map<String, ? extends @Nullable Object> input,
      Object settings,
      ActionContext context) {
    throw nothing();
  }

  @Override
  public Optional<Map<String, @Nullable Object>> lookUp(
      String action,
      String version,
      Map<String, ? extends @Nullable Object> input,
      Object settings,
      ActionContext context) {
    throw nothing();
  }

  @Override
  public PollPage<Map<String, @Nullable Object>> poll(
      String trigger,
      String version,
      Map<String, ? extends @Nullable Object> params,
      Object settings,
      PollContext context) {
    throw nothing();
  }

  @Override
  public WebhookRegistration register(
      String trigger,
      String version,
      Map<String, ? extends @Nullable Object> params,
      Object settings,
      WebhookContext context) {
    throw nothing();
  }

  @Override
  public WebhookResult<Map<String, @Nullable Object>> receive(
      String trigger,
      String version,
      WebhookRequest request,
      WebhookRegistration registration,
      Map<String, ? extends @Nullable Object> params,
      Object settings,
      ConnectionContext context) {
    throw nothing();
  }

  @Override
  public void unregister(
      String trigger,
      String version,
      WebhookRegistration registration,
      Map<String, ? extends @Nullable Object> params,
      Object settings,
      WebhookContext context) {
    throw nothing();
  }

  @Override
  public <T extends Record> Optional<RecordType<T>> recordType(Class<T> type) {
    return Optional.empty();
  }

  @Override
  public void close() {}

  private static IllegalArgumentException nothing() {
    return new IllegalArgumentException("This connector offers nothing.");
  }
}
