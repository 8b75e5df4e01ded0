package io.patchbay.call.openapi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Writes values in the styles of OpenAPI, percent-encoded. */
final class ParameterText {
  private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

  private ParameterText() {}

  /** The text that takes the place of {@code {name}} in a path. */
  static String path(Parameter p, JsonNode value) {
    String name = encode(p.name());
    return switch (p.style()) {
      case LABEL -> "." + joined(p, value, p.explode() ? "." : ",");
      case MATRIX -> matrix(p, value, name);
      case SIMPLE, FORM, SPACE_DELIMITED, PIPE_DELIMITED, TAB_DELIMITED, DEEP_OBJECT ->
          joined(p, value, ",");
    };
  }

  private static String matrix(Parameter p, JsonNode value, String name) {
    if (value.isContainer() && p.explode()) {
      return pairs(p, value).stream().map(pair -> ";" + pair).collect(Collectors.joining());
    }
    String text = joined(p, value, ",");
    return text.isEmpty() ? ";" + name : ";" + name + "=" + text;
  }

  /** {@code name=value} pairs for a query. */
  static List<String> query(Parameter p, JsonNode value) {
    if (value.isObject() && p.style() == Parameter.Style.DEEP_OBJECT) {
      List<String> pairs = new ArrayList<>();
      deep(p, p.name(), value, pairs);
      return pairs;
    }
    if (value.isContainer() && p.explode() && !p.json()) {
      return pairs(p, value);
    }
    String separator =
        switch (p.style()) {
          case SPACE_DELIMITED -> "%20";
          case PIPE_DELIMITED -> "%7C";
          case TAB_DELIMITED -> "%09";
          case SIMPLE, LABEL, MATRIX, FORM, DEEP_OBJECT -> ",";
        };
    return List.of(encode(p.name()) + "=" + joined(p, value, separator));
  }

  /** The value of a header: not encoded. */
  static String header(Parameter p, JsonNode value) {
    if (p.json()) {
      return value.toString();
    }
    if (value.isArray()) {
      return value.values().stream().map(ParameterText::plain).collect(Collectors.joining(","));
    }
    if (value.isObject()) {
      return value.properties().stream()
          .map(m -> m.getKey() + (p.explode() ? "=" : ",") + plain(m.getValue()))
          .collect(Collectors.joining(","));
    }
    return plain(value);
  }

  private static void deep(Parameter p, String name, JsonNode value, List<String> pairs) {
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String inner = name + "[" + member.getKey() + "]";
      if (member.getValue().isObject()) {
        deep(p, inner, member.getValue(), pairs);
      } else if (member.getValue().isArray()) {
        member.getValue().values().forEach(each -> pairs.add(encode(inner) + "=" + value(p, each)));
      } else {
        pairs.add(encode(inner) + "=" + value(p, member.getValue()));
      }
    }
  }

  private static List<String> pairs(Parameter p, JsonNode value) {
    return value.isArray()
        ? value.values().stream().map(each -> encode(p.name()) + "=" + value(p, each)).toList()
        : value.properties().stream()
            .map(m -> encode(m.getKey()) + "=" + value(p, m.getValue()))
            .toList();
  }

  private static String joined(Parameter p, JsonNode value, String separator) {
    if (p.json()) {
      return encode(value.toString());
    }
    if (value.isArray()) {
      return value.values().stream()
          .map(each -> value(p, each))
          .collect(Collectors.joining(separator));
    }
    if (value.isObject()) {
      String between = p.explode() ? "=" : separator.equals(".") ? "," : separator;
      return value.properties().stream()
          .map(m -> encode(m.getKey()) + between + value(p, m.getValue()))
          .collect(Collectors.joining(separator));
    }
    return value(p, value);
  }

  private static String value(Parameter p, JsonNode value) {
    String encoded = encode(plain(value));
    return p.allowReserved() && p.place() == Parameter.Place.QUERY
        ? reserved(plain(value))
        : encoded;
  }

  static String plain(JsonNode value) {
    return value.isContainer() ? value.toString() : value.asString("");
  }

  /** Keeps reserved characters but those that would begin another part of the address. */
  private static String reserved(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean keep = RESERVED.indexOf(c) >= 0 && "#[]&+".indexOf(c) < 0;
              String one = Character.toString(c);
              out.append(keep ? one : encode(one));
            });
    return out.toString();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%7E", "~");
  }
}
