package io.patchbay.call.openapi;

import io.patchbay.call.CallRefused;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The address that an operation's path is appended to. */
public final class ServerAddress {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]{1,100})}");

  private ServerAddress() {}

  /** Swagger 2: schemes, host and base path; what is missing is as in the document's address. */
  static String swagger2(JsonNode root, URI document) {
    String scheme = String.valueOf(document.getScheme()).toLowerCase(Locale.ROOT);
    Set<String> schemes = new java.util.LinkedHashSet<>();
    root.path("schemes").values().forEach(each -> schemes.add(each.asString("")));
    if (schemes.contains("https")) {
      scheme = "https";
    } else if (schemes.contains("http")) {
      scheme = "http";
    }
    String host = root.path("host").asString(String.valueOf(document.getRawAuthority()));
    return scheme + "://" + host + withoutSlash(root.path("basePath").asString(""));
  }

  /** OpenAPI 3: the first of the nearest list of servers. */
  static String openApi3(
      JsonNode operation,
      JsonNode pathItem,
      JsonNode root,
      URI document,
      Map<String, JsonNode> given)
      throws CallRefused {
    JsonNode server = root.path("servers").path(0);
    for (JsonNode nearer : new JsonNode[] {pathItem, operation}) {
      if (nearer.path("servers").path(0).isObject()) {
        server = nearer.path("servers").path(0);
      }
    }
    String url = filled(server, given);
    try {
      URI resolved = document.resolve(url.isEmpty() ? "/" : url);
      return withoutSlash(resolved.toString());
    } catch (IllegalArgumentException e) {
      throw CallRefused.configuration("The document's server address '" + url + "' is not one.");
    }
  }

  /** The variables of the servers that apply, with their own defaults. */
  public static String filled(JsonNode server, Map<String, JsonNode> given) throws CallRefused {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : server.path("variables").properties()) {
      JsonNode told = given.remove(member.getKey());
      String value =
          told == null ? member.getValue().path("default").asString("") : ParameterText.plain(told);
      JsonNode choices = member.getValue().path("enum");
      if (choices.isArray()
          && !choices.isEmpty()
          && choices.values().stream().noneMatch(c -> c.asString("").equals(value))) {
        throw CallRefused.validation(
            "'"
                + value
                + "' is not a value of the server variable '"
                + member.getKey()
                + "': the document allows "
                + choices
                + ".");
      }
      values.put(member.getKey(), value);
    }
    Matcher matcher = VARIABLE.matcher(server.path("url").asString(""));
    StringBuilder url = new StringBuilder();
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null) {
        throw CallRefused.configuration(
            "The document does not declare its server variable '" + matcher.group(1) + "'.");
      }
      matcher.appendReplacement(url, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(url).toString();
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
