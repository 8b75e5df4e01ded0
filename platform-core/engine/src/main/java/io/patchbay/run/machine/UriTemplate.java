package io.patchbay.run.machine;

import io.patchbay.flow.template.EvaluationException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** URI templates of level 1: {@code {name}} is a top-level member of the input, percent-encoded. */
final class UriTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9_.-]+)}");

  private UriTemplate() {}

  static String expand(String template, JsonNode input) throws EvaluationException {
    Matcher matcher = VARIABLE.matcher(template);
    StringBuilder uri = new StringBuilder();
    while (matcher.find()) {
      JsonNode value = input.get(matcher.group(1));
      if (value == null || value.isNull() || value.isContainer()) {
        throw EvaluationException.expression(
            "The address '" + template + "' cannot be filled",
            "The input of the task has no text or number '" + matcher.group(1) + "'.");
      }
      String encoded =
          URLEncoder.encode(value.asString(), StandardCharsets.UTF_8).replace("+", "%20");
      matcher.appendReplacement(uri, Matcher.quoteReplacement(encoded));
    }
    return matcher.appendTail(uri).toString();
  }

  static String withoutQuery(String uri) {
    int end = uri.indexOf('?');
    return end < 0 ? uri : uri.substring(0, end);
  }
}
