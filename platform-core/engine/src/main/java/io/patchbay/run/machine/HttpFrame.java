package io.patchbay.run.machine;

import io.patchbay.call.EffectKind;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code call: http}. */
final class HttpFrame extends RemoteFrame {
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
    HttpAuthentication authentication = authenticate(task.endpoint().authentication());
    String method = evaluate(task.method()).asString("get").toUpperCase(Locale.ROOT);
    String uri = uri(task.endpoint().uri());
    shownAs = method + " " + UriTemplate.withoutQuery(uri);
    return new CallRequest.Http(
        method,
        uri,
        texts(task.headers(), "headers"),
        query(task.query()),
        task.body() == null ? null : evaluate(task.body()),
        task.output(),
        task.redirect(),
        authentication);
  }

  /** A list is a parameter that occurs several times. */
  private Map<String, List<String>> query(@Nullable Template template) throws EvaluationException {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : object(template, "query").properties()) {
      List<String> values = new ArrayList<>();
      for (JsonNode value :
          member.getValue().isArray() ? member.getValue().values() : List.of(member.getValue())) {
        if (!value.isNull()) {
          values.add(written(value));
        }
      }
      if (!values.isEmpty()) {
        query.put(member.getKey(), List.copyOf(values));
      }
    }
    return query;
  }

  /** By the method; {@code metadata.patchbay.effect} of the task knows better. */
  @Override
  EffectKind effectOf(CallRequest call) {
    return effectOr(
        switch (((CallRequest.Http) call).method()) {
          case "GET", "HEAD", "OPTIONS" -> EffectKind.READ;
          case "PUT", "DELETE" -> EffectKind.IDEMPOTENT;
          default -> EffectKind.KEYED;
        });
  }

  @Override
  JsonNode shown(CallRequest call) {
    CallRequest.Http http = (CallRequest.Http) call;
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("method", http.method());
    node.put("uri", http.uri());
    node.set("headers", masked(http.headers()));
    Map<String, String> query = new LinkedHashMap<>();
    http.query().forEach((name, values) -> query.put(name, String.join(", ", values)));
    node.set("query", masked(query));
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
