package io.patchbay.expression.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON text as jq's tojson prints it, charged while it grows. */
public final class JsonWriter {
  private static final int EXCERPT = 11;

  private final StringBuilder out = new StringBuilder();
  private final @Nullable Meter meter;
  private final int limit;
  private int charged;

  private JsonWriter(@Nullable Meter meter, int limit) {
    this.meter = meter;
    this.limit = limit;
  }

  public static String write(Meter meter, JsonNode v) {
    JsonWriter writer = new JsonWriter(meter, Integer.MAX_VALUE);
    writer.value(v, 0);
    writer.charge();
    return writer.out.toString();
  }

  /** The first characters of the text, for error messages about places. */
  public static String shortened(JsonNode v) {
    JsonWriter writer = new JsonWriter(null, 200);
    writer.value(v, 0);
    return Text.shortened(writer.out.toString());
  }

  /** The first bytes of the text, for error messages. */
  static String excerpt(JsonNode v) {
    JsonWriter writer = new JsonWriter(null, 64);
    writer.value(v, 0);
    String text = writer.out.toString();
    int bytes = 0;
    int cut = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      i += Character.charCount(c);
      if (bytes <= EXCERPT) {
        cut = i;
      }
      if (bytes > EXCERPT + 3) {
        return text.substring(0, cut) + "...";
      }
    }
    return text;
  }

  private void charge() {
    if (meter != null) {
      int grown = out.length() - charged;
      meter.bytes(2L * grown + 48);
      meter.steps(1 + (grown >> 6));
      charged = out.length();
    }
  }

  private void value(JsonNode v, int depth) {
    if (out.length() > limit) {
      return;
    }
    if (meter != null) {
      meter.step();
      if (out.length() - charged > 4096) {
        charge();
      }
      if (depth > meter.maxDepth()) {
        throw meter.tooDeep();
      }
    }
    switch (v.getNodeType()) {
      case NULL, MISSING -> out.append("null");
      case BOOLEAN -> out.append(v.booleanValue());
      case NUMBER -> out.append(Numbers.text(v));
      case STRING, BINARY, POJO -> string(v.asString());
      case ARRAY -> array(v, depth);
      case OBJECT -> object(v, depth);
    }
  }

  private void array(JsonNode v, int depth) {
    out.append('[');
    int size = v.size();
    for (int i = 0; i < size && out.length() <= limit; i++) {
      if (i > 0) {
        out.append(',');
      }
      value(v.get(i), depth + 1);
    }
    out.append(']');
  }

  private void object(JsonNode v, int depth) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<String, JsonNode> e : v.properties()) {
      if (out.length() > limit) {
        break;
      }
      if (!first) {
        out.append(',');
      }
      first = false;
      string(e.getKey());
      out.append(':');
      value(e.getValue(), depth + 1);
    }
    out.append('}');
  }

  private void string(String s) {
    if (meter != null) {
      charge();
      meter.bytes(2L * s.length());
    }
    out.append('"');
    int end = Math.min(s.length(), limit);
    for (int i = 0; i < end; i++) {
      char c = s.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20 || c == 0x7f) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
