package io.patchbay.http;

/**
 * Receives every exchange, already masked, on the thread that made the call and before the caller
 * sees the answer. Must be quick and must not throw; an exception is logged and ignored.
 */
@FunctionalInterface
public interface ExchangeRecorder {

  void record(CallOrigin origin, RecordedExchange exchange);

  static ExchangeRecorder none() {
    return (origin, exchange) -> {};
  }
}
