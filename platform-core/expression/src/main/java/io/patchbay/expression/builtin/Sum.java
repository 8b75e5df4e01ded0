package io.patchbay.expression.builtin;

import io.patchbay.expression.eval.Operators;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Adds values; long texts and arrays grow in place. */
final class Sum {
  private final Meter meter;
  private JsonNode total = Json.NULL;
  private @Nullable StringBuilder text;
  private @Nullable List<JsonNode> items;

  Sum(Meter meter) {
    this.meter = meter;
  }

  void add(JsonNode v) {
    if (v.isString() && (text != null || total.isString())) {
      StringBuilder grown = text;
      if (grown == null) {
        grown = new StringBuilder(total.stringValue());
        text = grown;
      }
      meter.text(v.stringValue().length());
      grown.append(v.stringValue());
    } else if (v.isArray() && (items != null || total.isArray())) {
      List<JsonNode> grown = items;
      if (grown == null) {
        meter.array(total.size());
        grown = new ArrayList<>(total.size() + v.size());
        for (int i = 0; i < total.size(); i++) {
          grown.add(total.get(i));
        }
        items = grown;
      }
      meter.array(v.size());
      for (int i = 0; i < v.size(); i++) {
        grown.add(v.get(i));
      }
    } else {
      meter.step();
      total = Operators.add(meter, result(), v);
    }
  }

  JsonNode result() {
    if (text != null) {
      total = Json.text(text.toString());
      text = null;
    } else if (items != null) {
      total = Json.array(items);
      items = null;
    }
    return total;
  }
}
