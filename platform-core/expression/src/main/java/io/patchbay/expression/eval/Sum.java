package io.patchbay.expression.eval;

import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/** Adds values; texts and arrays grow in place, and numbers are added without making nodes. */
final class Sum {
  private final Meter meter;
  private JsonNode total = Json.NULL;
  private @Nullable StringBuilder text;
  private @Nullable List<JsonNode> items;
  private Running running = Running.NONE;
  private long whole;
  private double real;

  private enum Running {
    NONE,
    WHOLE,
    REAL
  }

  Sum(Meter meter) {
    this.meter = meter;
  }

  void add(JsonNode v) {
    if (v instanceof NumericNode && number(v)) {
      return;
    }
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

  /** False when the total so far is no number. */
  private boolean number(JsonNode v) {
    if (running == Running.NONE) {
      if (text != null || items != null || !(total instanceof NumericNode)) {
        return false;
      }
      if (Numbers.isSmall(total)) {
        running = Running.WHOLE;
        whole = total.longValue();
      } else {
        running = Running.REAL;
        real = Numbers.toDouble(total);
      }
    }
    if (running == Running.WHOLE) {
      if (Numbers.isSmall(v)) {
        whole += v.longValue();
        if (!Numbers.isExact(whole)) {
          running = Running.REAL;
          real = whole;
        }
        return true;
      }
      running = Running.REAL;
      real = whole;
    }
    real += Numbers.toDouble(v);
    return true;
  }

  JsonNode result() {
    if (running != Running.NONE) {
      total = running == Running.WHOLE ? Numbers.of(whole) : Numbers.of(real);
      running = Running.NONE;
    } else if (text != null) {
      total = Json.text(text.toString());
      text = null;
    } else if (items != null) {
      total = Json.array(items);
      items = null;
    }
    return total;
  }
}
