package io.patchbay.expression.builtin;

import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.JsonWriter;
import io.patchbay.expression.value.Meter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** The formats that start with an at sign. */
public final class Formats {
  public static final Set<String> NAMES =
      Set.of(
          "text", "json", "csv", "tsv", "html", "uri", "urid", "sh", "base64", "base64d", "base32",
          "base32d");
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Formats() {}

  public static String apply(Meter meter, String format, JsonNode v) {
    return switch (format) {
      case "text" -> text(meter, v);
      case "json" -> JsonWriter.write(meter, v);
      case "csv" -> row(meter, v, "csv", ",", Formats::quoteCsv);
      case "tsv" -> row(meter, v, "tsv", "\t", Formats::escapeTsv);
      case "html" -> html(meter, text(meter, v));
      case "uri" -> uri(meter, text(meter, v));
      case "urid" -> unUri(meter, text(meter, v));
      case "sh" -> shell(meter, v);
      case "base64" -> base64(meter, text(meter, v));
      case "base64d" -> unBase64(meter, text(meter, v));
      case "base32" -> base32(meter, text(meter, v));
      case "base32d" -> unBase32(meter, text(meter, v));
      default -> throw JqError.of(format + " is not a valid format");
    };
  }

  private static String text(Meter meter, JsonNode v) {
    return v.isString() ? v.stringValue() : JsonWriter.write(meter, v);
  }

  private static String row(
      Meter meter, JsonNode v, String name, String separator, UnaryOperator<String> quote) {
    if (!v.isArray()) {
      throw JqError.of(Json.describe(v) + " cannot be " + name + "-formatted, only array");
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < v.size(); i++) {
      JsonNode cell = v.get(i);
      if (i > 0) {
        out.append(separator);
      }
      switch (cell.getNodeType()) {
        case NULL, MISSING -> {}
        case STRING, BINARY, POJO -> {
          meter.text(2L * cell.asString().length());
          out.append(quote.apply(cell.asString()));
        }
        case NUMBER, BOOLEAN -> out.append(JsonWriter.write(meter, cell));
        case ARRAY, OBJECT -> throw JqError.of(Json.describe(cell) + " is not valid in a csv row");
      }
      meter.text(2);
    }
    return out.toString();
  }

  private static String quoteCsv(String s) {
    return '"' + s.replace("\"", "\"\"") + '"';
  }

  private static String escapeTsv(String s) {
    return s.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String html(Meter meter, String s) {
    meter.text(s.length());
    StringBuilder out = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      String entity =
          switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '\'' -> "&#39;";
            case '"' -> "&quot;";
            default -> "";
          };
      if (entity.isEmpty()) {
        out.append(c);
      } else {
        meter.bytes(12);
        out.append(entity);
      }
    }
    return out.toString();
  }

  private static String uri(Meter meter, String s) {
    byte[] bytes = StringFunctions.utf8(meter, s);
    meter.text(3L * bytes.length);
    StringBuilder out = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      if (b > 0 && UNRESERVED.indexOf(b) >= 0) {
        out.append((char) b);
      } else {
        out.append('%').append(hex(b >> 4)).append(hex(b));
      }
    }
    return out.toString();
  }

  private static char hex(int v) {
    return "0123456789ABCDEF".charAt(v & 15);
  }

  private static String unUri(Meter meter, String s) {
    byte[] in = StringFunctions.utf8(meter, s);
    meter.text(in.length);
    byte[] out = new byte[in.length];
    int size = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '%') {
        out[size++] = in[i];
        continue;
      }
      int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw JqError.of(Json.describe(Json.text(s)) + " is not a valid uri encoding");
      }
      out[size++] = (byte) (high * 16 + low);
      i += 2;
    }
    return new String(out, 0, size, StandardCharsets.UTF_8);
  }

  private static String shell(Meter meter, JsonNode v) {
    if (!v.isArray()) {
      return shellWord(meter, v);
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < v.size(); i++) {
      if (i > 0) {
        out.append(' ');
      }
      out.append(shellWord(meter, v.get(i)));
    }
    return out.toString();
  }

  private static String shellWord(Meter meter, JsonNode v) {
    if (v.isContainer()) {
      throw JqError.of(Json.describe(v) + " can not be escaped for shell");
    }
    if (!v.isString()) {
      return JsonWriter.write(meter, v);
    }
    meter.text(4L * v.stringValue().length());
    return "'" + v.stringValue().replace("'", "'\\''") + "'";
  }

  private static String base64(Meter meter, String s) {
    byte[] bytes = StringFunctions.utf8(meter, s);
    meter.text(2L * bytes.length);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String unBase64(Meter meter, String s) {
    meter.text(s.length());
    int end = s.length();
    while (end > 0 && s.charAt(end - 1) == '=') {
      end--;
    }
    if (end % 4 == 1) {
      throw JqError.of(Json.describe(Json.text(s)) + " trailing base64 byte found");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(s.substring(0, end));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw JqError.of(Json.describe(Json.text(s)) + " is not valid base64 data");
    }
  }

  private static String base32(Meter meter, String s) {
    byte[] bytes = StringFunctions.utf8(meter, s);
    meter.text(2L * bytes.length);
    StringBuilder out = new StringBuilder(bytes.length * 2);
    for (int i = 0; i < bytes.length; i += 5) {
      long group = 0;
      int size = Math.min(5, bytes.length - i);
      for (int j = 0; j < 5; j++) {
        group = (group << 8) | (j < size ? bytes[i + j] & 0xff : 0);
      }
      int digits = (size * 8 + 4) / 5;
      for (int j = 0; j < 8; j++) {
        out.append(j < digits ? BASE32.charAt((int) (group >> (35 - 5 * j)) & 31) : '=');
      }
    }
    return out.toString();
  }

  private static String unBase32(Meter meter, String s) {
    meter.text(s.length());
    byte[] out = new byte[s.length()];
    int size = 0;
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < s.length() && s.charAt(i) != '='; i++) {
      int digit = BASE32.indexOf(s.charAt(i));
      if (digit < 0) {
        throw JqError.of(Json.describe(Json.text(s)) + " is not valid base32 data");
      }
      buffer = ((buffer << 5) | digit) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        out[size++] = (byte) (buffer >> bits);
      }
    }
    return new String(out, 0, size, StandardCharsets.UTF_8);
  }
}
