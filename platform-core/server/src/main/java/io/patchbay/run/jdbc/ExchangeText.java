package io.patchbay.run.jdbc;

import io.patchbay.http.Header;
import io.patchbay.http.RecordedExchange;
import io.patchbay.platform.json.Json;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * An exchange as JSON text, as {@link Json#MAPPER} writes and reads it: one is written for every
 * request that is sent, and finding out anew what a record consists of costs more than writing it.
 */
final class ExchangeText {

  private ExchangeText() {}

  static String of(RecordedExchange exchange) {
    StringWriter text = new StringWriter(1_024);
    try (JsonGenerator json = Json.MAPPER.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringProperty("method", exchange.method());
      json.writeStringProperty("url", exchange.url());
      headers(json, "requestHeaders", exchange.requestHeaders());
      body(json, "requestBody", exchange.requestBody());
      Integer status = exchange.status();
      if (status != null) {
        json.writeNumberProperty("status", status);
      }
      headers(json, "responseHeaders", exchange.responseHeaders());
      body(json, "responseBody", exchange.responseBody());
      String error = exchange.error();
      if (error != null) {
        json.writeStringProperty("error", error);
      }
      json.writeStringProperty("startedAt", exchange.startedAt().toString());
      json.writeStringProperty("duration", exchange.duration().toString());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void headers(JsonGenerator json, String name, List<Header> headers) {
    json.writeArrayPropertyStart(name);
    for (Header header : headers) {
      json.writeStartObject();
      json.writeStringProperty("name", header.name());
      json.writeStringProperty("value", header.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void body(JsonGenerator json, String name, RecordedExchange.Body body) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("text", body.text());
    json.writeNumberProperty("size", body.size());
    json.writeBooleanProperty("complete", body.complete());
    json.writeEndObject();
  }
}
