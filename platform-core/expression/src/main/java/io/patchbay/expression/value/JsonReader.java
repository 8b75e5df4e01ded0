package io.patchbay.expression.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;

/** Reads JSON text under a budget; also the word nan, as jq does. */
public final class JsonReader {
  private final Meter meter;
  private final String text;
  private int pos;
  private int depth;

  private JsonReader(Meter meter, String text) {
    this.meter = meter;
    this.text = text;
  }

  public static JsonNode read(Meter meter, String text) {
    meter.steps(text.length() >> 5);
    JsonReader reader = new JsonReader(meter, text);
    JsonNode value = reader.value();
    reader.blank();
    if (reader.pos < text.length()) {
      throw reader.error("Unexpected extra JSON values");
    }
    return value;
  }

  private JsonNode value() {
    blank();
    meter.step();
    if (pos >= text.length()) {
      throw error("Unfinished JSON term");
    }
    char c = text.charAt(pos);
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> {
        String s = string();
        meter.text(s.length());
        yield Json.text(s);
      }
      default -> {
        if (c == '-' || (c >= '0' && c <= '9') || c == '.') {
          yield number();
        }
        yield word();
      }
    };
  }

  private JsonNode object() {
    down();
    Map<String, JsonNode> map = Json.newMap(4);
    pos++;
    blank();
    if (!take('}')) {
      do {
        blank();
        if (pos >= text.length() || text.charAt(pos) != '"') {
          throw error("Object keys must be strings");
        }
        String key = string();
        blank();
        if (!take(':')) {
          throw error("Objects must consist of key:value pairs");
        }
        meter.bytes(72 + 2L * key.length());
        map.put(key, value());
        blank();
      } while (take(','));
      if (!take('}')) {
        throw error("Expected separator between values");
      }
    }
    depth--;
    meter.object(0);
    return Json.object(map);
  }

  private JsonNode array() {
    down();
    List<JsonNode> items = new ArrayList<>();
    pos++;
    blank();
    if (!take(']')) {
      do {
        meter.bytes(24);
        items.add(value());
        blank();
      } while (take(','));
      if (!take(']')) {
        throw error("Expected separator between values");
      }
    }
    depth--;
    meter.array(0);
    return Json.array(items);
  }

  private void down() {
    if (++depth > meter.maxDepth()) {
      throw JqError.of("Exceeds depth limit for parsing (" + meter.maxDepth() + ")");
    }
  }

  private JsonNode number() {
    int start = pos;
    take('-');
    int digits = digits();
    if (take('.')) {
      digits += digits();
    }
    if (digits > 0 && pos < text.length() && (text.charAt(pos) | 32) == 'e') {
      pos++;
      if (!take('+')) {
        take('-');
      }
      if (digits() == 0) {
        digits = 0;
      }
    }
    if (digits == 0 || (pos < text.length() && Character.isLetterOrDigit(text.charAt(pos)))) {
      throw error("Invalid numeric literal");
    }
    return Numbers.parse(text.substring(start, pos));
  }

  private int digits() {
    int start = pos;
    while (pos < text.length() && text.charAt(pos) >= '0' && text.charAt(pos) <= '9') {
      pos++;
    }
    return pos - start;
  }

  private JsonNode word() {
    int start = pos;
    while (pos < text.length() && Character.isLetterOrDigit(text.charAt(pos))) {
      pos++;
    }
    return switch (text.substring(start, pos)) {
      case "null" -> Json.NULL;
      case "true" -> Json.TRUE;
      case "false" -> Json.FALSE;
      case "nan", "NaN" -> DoubleNode.valueOf(Double.NaN);
      default -> throw error("Invalid literal");
    };
  }

  private String string() {
    int start = ++pos;
    while (pos < text.length() && text.charAt(pos) != '"' && text.charAt(pos) != '\\') {
      pos++;
    }
    if (pos < text.length() && text.charAt(pos) == '"') {
      return text.substring(start, pos++);
    }
    StringBuilder out = new StringBuilder(text.substring(start, pos));
    while (pos < text.length()) {
      char c = text.charAt(pos++);
      if (c == '"') {
        return out.toString();
      }
      out.append(c == '\\' ? escape() : c);
    }
    throw error("Unfinished string");
  }

  private char escape() {
    char c = pos < text.length() ? text.charAt(pos++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int value = 0;
        for (int i = 0; i < 4; i++) {
          int digit = pos < text.length() ? Character.digit(text.charAt(pos++), 16) : -1;
          if (digit < 0) {
            throw error("Invalid \\uXXXX escape");
          }
          value = value * 16 + digit;
        }
        yield (char) value;
      }
      default -> throw error("Invalid escape");
    };
  }

  private boolean take(char c) {
    if (pos < text.length() && text.charAt(pos) == c) {
      pos++;
      return true;
    }
    return false;
  }

  private void blank() {
    while (pos < text.length()) {
      char c = text.charAt(pos);
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\ufeff') {
        return;
      }
      pos++;
    }
  }

  private JqError error(String problem) {
    String shown = text.length() > 60 ? text.substring(0, 57) + "..." : text;
    return JqError.of(problem + " at character " + pos + " (while parsing '" + shown + "')");
  }
}
