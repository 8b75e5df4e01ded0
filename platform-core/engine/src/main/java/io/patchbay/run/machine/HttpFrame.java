package io.patchbay.run.machine;

import io.patchbay.call.EffectKind;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.flow.task.AuthenticationRule;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.Template;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code call: http}. */
final class HttpFrame extends CallFrame {
  private static final String SECRET_HEADER =
      ".*(authorization|cookie|token|secret|password|api-?key).*";

  private final Task.CallHttp task;
  private String shownAs = "http";

  HttpFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.CallHttp task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  CallRequest request() throws EvaluationException {
    String method = evaluate(task.method()).asString("get").toUpperCase(Locale.ROOT);
    JsonNode endpoint = evaluate(task.endpoint());
    String uri =
        task.endpoint().literal().isPresent()
            ? UriTemplate.expand(endpoint.asString(), input())
            : endpoint.isObject() ? endpoint.path("uri").asString("") : endpoint.asString("");
    shownAs = method + " " + UriTemplate.withoutQuery(uri);
    return new CallRequest.Http(
        method,
        uri,
        texts(task.headers(), "headers"),
        texts(task.query(), "query"),
        task.body() == null ? null : evaluate(task.body()),
        task.output(),
        task.redirect(),
        authentication(task.authentication()));
  }

  private JsonNode evaluate(Template template) throws EvaluationException {
    return template.evaluate(input(), variables(null));
  }

  private Map<String, String> texts(@Nullable Template template, String what)
      throws EvaluationException {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonNode value = template == null ? null : evaluate(template);
    if (value == null || value.isNull()) {
      return texts;
    }
    if (!value.isObject()) {
      throw EvaluationException.expression(
          "'" + task.name() + "' cannot be sent", "`" + what + "` must be an object of texts.");
    }
    value.properties().stream()
        .filter(member -> !member.getValue().isNull())
        .forEach(
            member ->
                texts.put(
                    member.getKey(),
                    member.getValue().isContainer()
                        ? member.getValue().toString()
                        : member.getValue().asString()));
    return texts;
  }

  private @Nullable HttpAuthentication authentication(@Nullable AuthenticationRule rule)
      throws EvaluationException {
    if (rule == null) {
      return null;
    }
    return rule.secret() != null
        ? HttpAuthentication.bySecret(rule.kind(), rule.secret())
        : new HttpAuthentication(rule.kind(), null, evaluate(rule.properties()));
  }

  /** By the method; {@code metadata.patchbay.effect} of the task knows better. */
  @Override
  EffectKind effectOf(CallRequest call) {
    String told = task.source().at("/metadata/patchbay/effect").asString("");
    for (EffectKind kind : EffectKind.values()) {
      if (kind.name().equalsIgnoreCase(told)) {
        return kind;
      }
    }
    return switch (((CallRequest.Http) call).method()) {
      case "GET", "HEAD", "OPTIONS" -> EffectKind.READ;
      case "PUT", "DELETE" -> EffectKind.IDEMPOTENT;
      default -> EffectKind.KEYED;
    };
  }

  @Override
  JsonNode shown(CallRequest call) {
    CallRequest.Http http = (CallRequest.Http) call;
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("method", http.method());
    node.put("uri", http.uri());
    ObjectNode headers = node.putObject("headers");
    http.headers()
        .forEach(
            (name, value) ->
                headers.put(
                    name, name.toLowerCase(Locale.ROOT).matches(SECRET_HEADER) ? "•••" : value));
    ObjectNode query = node.putObject("query");
    http.query()
        .forEach(
            (name, value) ->
                query.put(
                    name, name.toLowerCase(Locale.ROOT).matches(SECRET_HEADER) ? "•••" : value));
    if (http.body() != null) {
      node.set("body", http.body());
    }
    return node;
  }

  @Override
  String detail() {
    return shownAs;
  }
}
