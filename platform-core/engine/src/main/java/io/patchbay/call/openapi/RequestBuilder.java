package io.patchbay.call.openapi;

import io.patchbay.call.CallRefused;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One request; takes the given parameters away as it uses them. */
final class RequestBuilder {
  private final OpenApiDocument document;
  private final OpenApiDocument.Operation operation;
  private final Map<String, JsonNode> given;
  private final List<String> query = new ArrayList<>();
  private final List<String> cookies = new ArrayList<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final ObjectNode form = JsonNodeFactory.instance.objectNode();
  private boolean hasForm;
  private String path;
  private @Nullable JsonNode body;

  RequestBuilder(
      OpenApiDocument document, OpenApiDocument.Operation operation, Map<String, JsonNode> given) {
    this.document = document;
    this.operation = operation;
    this.given = given;
    this.path = operation.path();
  }

  OpenApiRequest build() throws CallRefused {
    Set<String> known = new LinkedHashSet<>();
    for (Parameter parameter : parameters().values()) {
      known.add(parameter.name());
      JsonNode value = given.remove(parameter.name());
      if (value == null && parameter.place() == Parameter.Place.BODY) {
        value = given.remove("body");
      }
      if (value != null) {
        put(parameter, value);
      } else if (parameter.required() && parameter.place() != Parameter.Place.BODY) {
        throw CallRefused.validation(
            "The operation needs the parameter '"
                + parameter.name()
                + "', which is not in `parameters`.");
      }
    }
    keys(known);
    String base =
        document.isSwagger2()
            ? ServerAddress.swagger2(document.root(), document.address())
            : ServerAddress.openApi3(
                operation.node(), operation.pathItem(), document.root(), document.address(), given);
    body();
    if (!given.isEmpty()) {
      throw CallRefused.validation(
          "The operation has no parameter '"
              + String.join("', '", given.keySet())
              + "'"
              + (known.isEmpty() ? "." : ": it has " + String.join(", ", known) + "."));
    }
    if (!cookies.isEmpty()) {
      headers.put("Cookie", String.join("; ", cookies));
    }
    accept();
    String text = base + path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    try {
      return new OpenApiRequest(
          operation.method().toUpperCase(Locale.ROOT), URI.create(text), headers, body);
    } catch (IllegalArgumentException e) {
      throw CallRefused.configuration("The operation's address '" + base + path + "' is not one.");
    }
  }

  /** Those of the operation come before those of its path. */
  private Map<String, Parameter> parameters() throws CallRefused {
    Map<String, Parameter> all = new LinkedHashMap<>();
    for (JsonNode list :
        List.of(operation.node().path("parameters"), operation.pathItem().path("parameters"))) {
      for (JsonNode each : list.values()) {
        Parameter parameter = Parameter.of(document.references().resolve(each));
        all.putIfAbsent(parameter.place() + " " + parameter.name(), parameter);
      }
    }
    return all;
  }

  private void put(Parameter parameter, JsonNode value) throws CallRefused {
    switch (parameter.place()) {
      case PATH -> {
        String text = ParameterText.path(parameter, value);
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
          throw CallRefused.validation(
              "The parameter '"
                  + parameter.name()
                  + "' is part of the path and must not be empty"
                  + " or dots.");
        }
        path = path.replace("{" + parameter.name() + "}", text);
      }
      case QUERY -> query.addAll(ParameterText.query(parameter, value));
      case HEADER -> headers.put(parameter.name(), ParameterText.header(parameter, value));
      case COOKIE -> cookies.addAll(ParameterText.query(parameter, value));
      case BODY -> body = value;
      case FORM_DATA -> {
        hasForm = true;
        form.set(parameter.name(), value);
      }
    }
  }

  /** API keys are no parameters in the document; a flow may give them as such. */
  private void keys(Set<String> known) throws CallRefused {
    JsonNode schemes =
        document.isSwagger2()
            ? document.root().path("securityDefinitions")
            : document.root().path("components").path("securitySchemes");
    for (JsonNode each : schemes.values()) {
      JsonNode scheme = document.references().resolve(each);
      String name = scheme.path("name").asString("");
      if (scheme.path("type").asString("").equals("apiKey") && given.containsKey(name)) {
        known.add(name);
        put(Parameter.of(scheme), given.remove(name));
      }
    }
  }

  private void body() throws CallRefused {
    if (document.isSwagger2()) {
      if (hasForm) {
        body = form;
      }
      if (body != null) {
        contentType(names(consumes()));
      }
      return;
    }
    JsonNode declared = document.references().resolve(operation.node().path("requestBody"));
    if (declared.isMissingNode()) {
      return;
    }
    body = given.remove("body");
    if (body == null && !given.isEmpty()) {
      ObjectNode rest = JsonNodeFactory.instance.objectNode();
      given.forEach(rest::set);
      given.clear();
      body = rest;
    }
    if (body != null) {
      contentType(declared.path("content").properties().stream().map(Map.Entry::getKey).toList());
    } else if (declared.path("required").asBoolean(false)) {
      throw CallRefused.validation(
          "The operation needs a body: put it under `body` in `parameters`.");
    }
  }

  private JsonNode consumes() {
    JsonNode own = operation.node().path("consumes");
    return own.isArray() ? own : document.root().path("consumes");
  }

  private void contentType(List<String> offered) {
    String usual = hasForm ? "application/x-www-form-urlencoded" : "application/json";
    String chosen =
        offered.stream()
            .filter(type -> hasForm ? type.contains("form") : isJson(type))
            .findFirst()
            .or(() -> offered.stream().findFirst())
            .orElse(usual);
    headers.putIfAbsent("Content-Type", chosen.contains("*") ? usual : chosen);
  }

  private void accept() throws CallRefused {
    List<String> types = new ArrayList<>();
    if (document.isSwagger2()) {
      JsonNode own = operation.node().path("produces");
      types.addAll(names(own.isArray() ? own : document.root().path("produces")));
    } else {
      for (Map.Entry<String, JsonNode> answer : operation.node().path("responses").properties()) {
        if (answer.getKey().startsWith("2") || answer.getKey().equals("default")) {
          document.references().resolve(answer.getValue()).path("content").properties().stream()
              .map(Map.Entry::getKey)
              .forEach(types::add);
        }
      }
    }
    boolean json = types.stream().anyMatch(RequestBuilder::isJson);
    String wanted =
        types.stream()
            .filter(type -> !json || isJson(type))
            .distinct()
            .limit(5)
            .collect(Collectors.joining(", "));
    if (!wanted.isEmpty()) {
      headers.putIfAbsent("Accept", wanted);
    }
  }

  private static List<String> names(JsonNode list) {
    return list.values().stream().map(each -> each.asString("")).toList();
  }

  private static boolean isJson(String type) {
    return type.toLowerCase(Locale.ROOT).contains("json");
  }
}
