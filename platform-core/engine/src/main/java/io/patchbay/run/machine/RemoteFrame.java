package io.patchbay.run.machine;

import io.patchbay.call.EffectKind;
import io.patchbay.call.Endpoint;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.flow.task.AuthenticationRule;
import io.patchbay.flow.task.EndpointRule;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.Template;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A call whose parts are written in the flow itself: addresses, headers, authentication. */
abstract class RemoteFrame extends CallFrame {
  private static final Pattern SECRET_NAME =
      Pattern.compile("authorization|cookie|token|secret|password|api-?key");

  private @Nullable JsonNode authorization;

  RemoteFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
  }

  @Override
  final @Nullable JsonNode authorization() {
    return authorization;
  }

  final JsonNode evaluate(Template template) throws EvaluationException {
    return template.evaluate(input(), variables(null));
  }

  /** The value, or an empty object. */
  final JsonNode object(@Nullable Template template, String what) throws EvaluationException {
    JsonNode value = template == null ? null : evaluate(template);
    if (value == null || value.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!value.isObject()) {
      throw cannot("`" + what + "` must be an object.");
    }
    return value;
  }

  final String text(Template template, String what) throws EvaluationException {
    String text = findText(template, what);
    if (text == null) {
      throw cannot("`" + what + "` is empty.");
    }
    return text;
  }

  final @Nullable String findText(@Nullable Template template, String what)
      throws EvaluationException {
    JsonNode value = template == null ? null : evaluate(template);
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isContainer()) {
      throw cannot("`" + what + "` must be text.");
    }
    return value.asString();
  }

  final Map<String, String> texts(@Nullable Template template, String what)
      throws EvaluationException {
    Map<String, String> texts = new LinkedHashMap<>();
    object(template, what).properties().stream()
        .filter(member -> !member.getValue().isNull())
        .forEach(member -> texts.put(member.getKey(), written(member.getValue())));
    return texts;
  }

  static String written(JsonNode value) {
    return value.isContainer() ? value.toString() : value.asString();
  }

  final EvaluationException cannot(String why) {
    return EvaluationException.expression("'" + task().name() + "' cannot be sent", why);
  }

  /** Evaluated first: what it gives is {@code $authorization} for the rest. */
  final @Nullable HttpAuthentication authenticate(@Nullable AuthenticationRule rule)
      throws EvaluationException {
    HttpAuthentication evaluated = authentication(rule);
    authorization = evaluated == null ? null : Authorizations.describe(evaluated);
    return evaluated;
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

  final Endpoint endpoint(EndpointRule rule) throws EvaluationException {
    return new Endpoint(uri(rule.uri()), authentication(rule.authentication()));
  }

  final String uri(Template template) throws EvaluationException {
    JsonNode endpoint = evaluate(template);
    if (template.literal().isPresent()) {
      return UriTemplate.expand(endpoint.asString(), input());
    }
    return endpoint.isObject() ? endpoint.path("uri").asString("") : endpoint.asString("");
  }

  /** What {@code metadata.patchbay.effect} of the task says, if it says something. */
  final EffectKind effectOr(EffectKind usual) {
    String told = task().source().at("/metadata/patchbay/effect").asString("");
    for (EffectKind kind : EffectKind.values()) {
      if (kind.name().equalsIgnoreCase(told)) {
        return kind;
      }
    }
    return usual;
  }

  /** For the journal: without what looks like a credential by its name. */
  static ObjectNode masked(Map<String, ?> texts) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    texts.forEach((name, value) -> node.put(name, isSecret(name) ? "•••" : value.toString()));
    return node;
  }

  static JsonNode masked(JsonNode value) {
    if (!value.isObject()
        || value.properties().stream().noneMatch(member -> isSecret(member.getKey()))) {
      return value;
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    value
        .properties()
        .forEach(
            member -> {
              if (isSecret(member.getKey())) {
                node.put(member.getKey(), "•••");
              } else {
                node.set(member.getKey(), member.getValue());
              }
            });
    return node;
  }

  private static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
  }
}
