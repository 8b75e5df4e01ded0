package io.patchbay.plugin.processor;

import io.patchbay.plugin.processor.ConnectorModel.ActionModel;
import io.patchbay.plugin.processor.ConnectorModel.PollModel;
import io.patchbay.plugin.processor.ConnectorModel.WebhookModel;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Writes the class through which the platform calls the connector, without reflection. */
final class DispatcherWriter {
  private static final String VALUES = "Map<String, ?> ";
  private static final String JSON = "Map<String, Object>";

  private final ConnectorModel model;
  private final SourceText out = new SourceText();

  DispatcherWriter(ConnectorModel model) {
    this.model = model;
  }

  String source() {
    header();
    out.line("@SuppressWarnings({\"unchecked\", \"cast\", \"removal\", \"deprecation\"})");
    out.line("@NullUnmarked");
    out.line("public final class %s implements ConnectorDispatcher {", model.dispatcherName());
    out.indented(this::members);
    out.line("}");
    return out.toString();
  }

  private void header() {
    if (!model.packageName().isEmpty()) {
      out.line("package %s;", model.packageName());
      out.line("");
    }
    for (String type :
        List.of(
            "ActionContext",
            "CheckResult",
            "ConnectionContext",
            "ConnectorException",
            "PollContext",
            "PollPage",
            "spi.ConnectorDispatcher",
            "spi.FieldRule",
            "spi.JsonType",
            "spi.JsonTypes",
            "spi.ObjectReader",
            "spi.ObjectWriter",
            "spi.RecordType",
            "webhook.WebhookContext",
            "webhook.WebhookRegistration",
            "webhook.WebhookRequest",
            "webhook.WebhookResult")) {
      out.line("import io.patchbay.plugin.%s;", type);
    }
    out.line("import java.util.Map;");
    out.line("import java.util.Optional;");
    out.line("import org.jspecify.annotations.NullUnmarked;");
    out.line("");
    out.line("/** Generated from {@link %s}. */", model.element().getSimpleName());
  }

  private void members() {
    RecordTypeWriter types = new RecordTypeWriter(out);
    model.enums().forEach(e -> types.writeEnum(e, RecordTypeWriter.enumConstant(e)));
    model.records().forEach(types::writeRecord);
    out.line("private static final Map<Class<?>, RecordType<?>> RECORD_TYPES = Map.ofEntries(");
    String entries =
        String.join(
            ",\n      ",
            model.records().stream()
                .map(r -> "Map.entry(%s.class, %s)".formatted(r.javaName(), r.constant()))
                .toList());
    out.line("    " + entries + ");");
    out.line("");
    out.line("private final %s connector = new %s();", model.javaName(), model.javaName());
    for (WebhookModel webhook : model.webhooks()) {
      out.line(
          "private final %s %s = new %s();",
          webhook.javaName(), handler(webhook), webhook.javaName());
    }
    method("String connectorId()", () -> out.line("return %s;", Texts.literal(model.facts().id())));
    settings();
    check();
    actions();
    poll();
    webhooks();
    lifecycle();
  }

  private void method(String signature, Runnable body) {
    out.line("");
    out.line("@Override");
    out.line("public " + signature + " {");
    out.indented(body);
    out.line("}");
  }

  private <T> void dispatch(String what, List<T> all, Function<T, String> key, Consumer<T> body) {
    out.line("switch (%s) {", what);
    out.indented(
        () -> {
          for (T one : all) {
            out.line("case %s: {", Texts.literal(key.apply(one)));
            out.indented(() -> body.accept(one));
            out.line("}");
          }
          out.line("default:");
          out.line("  throw unknown(%s);", what);
        });
    out.line("}");
  }

  private void settings() {
    method(
        "Object settings(String connectionKind, " + VALUES + "values)",
        () ->
            dispatch(
                "connectionKind",
                model.kinds(),
                k -> k.facts().id(),
                k ->
                    out.line(
                        "return %s.readInput(\"connection\", values);", k.record().constant())));
  }

  private void check() {
    method(
        "CheckResult check(Object settings, ConnectionContext context)",
        () -> {
          if (model.checkMethod().isEmpty()) {
            out.line("return CheckResult.ok(\"This connector has no check.\");");
            return;
          }
          out.line("try {");
          out.line(
              "  return connector.%s((%s) settings, context);",
              model.checkMethod().get(), model.settingsType());
          out.line("} catch (ConnectorException e) {");
          out.line("  return CheckResult.failed(e);");
          out.line("}");
        });
  }

  private void actions() {
    method(
        "void validateInput(String action, String version, " + VALUES + "input)",
        () ->
            dispatch(
                "action + \":\" + version",
                model.actions(),
                ActionModel::key,
                a -> {
                  readInput(a.input(), "input of '" + a.facts().id() + "'", "input");
                  out.line("return;");
                }));
    method(
        JSON
            + " invoke(String action, String version, "
            + VALUES
            + "input, Object settings, ActionContext context)",
        () ->
            dispatch("action + \":\" + version", model.actions(), ActionModel::key, this::invoke));
    List<ActionModel> withLookup =
        model.actions().stream().filter(a -> a.lookup().isPresent()).toList();
    method(
        "Optional<"
            + JSON
            + "> lookUp(String action, String version, "
            + VALUES
            + "input, Object settings, ActionContext context)",
        () -> dispatch("action + \":\" + version", withLookup, ActionModel::key, this::lookUp));
  }

  private void readInput(RecordModel record, String what, String values) {
    out.line(
        "%s in = %s.readInput(%s, %s);",
        record.javaName(), record.constant(), Texts.literal(what), values);
  }

  private void invoke(ActionModel action) {
    readInput(action.input(), "input of '" + action.facts().id() + "'", "input");
    String call =
        "connector.%s(in, (%s) settings, context)".formatted(action.method(), model.settingsType());
    if (action.mayBeEmpty()) {
      out.line("return %s.map(%s::write).orElse(null);", call, action.output().constant());
    } else {
      out.line("return %s.write(%s);", action.output().constant(), call);
    }
  }

  private void lookUp(ActionModel action) {
    ActionModel lookup =
        model.actions().stream()
            .filter(a -> a.key().equals(action.lookup().orElse("")))
            .findFirst()
            .orElseThrow();
    out.line(
        "%s in = %s.readPartOf(%s, input);",
        lookup.input().javaName(),
        lookup.input().constant(),
        Texts.literal("input of '" + action.facts().id() + "'"));
    out.line(
        "return connector.%s(in, (%s) settings, context).map(%s::write);",
        lookup.method(), model.settingsType(), lookup.output().constant());
  }

  private void poll() {
    method(
        "PollPage<"
            + JSON
            + "> poll(String trigger, String version, "
            + VALUES
            + "params, Object settings, PollContext context)",
        () ->
            dispatch(
                "trigger + \":\" + version",
                model.polls(),
                PollModel::key,
                p -> {
                  readInput(p.params(), "parameters of '" + p.facts().id() + "'", "params");
                  out.line(
                      "return connector.%s(in, (%s) settings, context).map(%s::write);",
                      p.method(), model.settingsType(), p.item().constant());
                }));
  }

  private void webhooks() {
    method(
        "WebhookRegistration register(String trigger, String version, "
            + VALUES
            + "params, Object settings, WebhookContext context)",
        () ->
            webhook(
                h ->
                    "return "
                        + h
                        + ".register(in, ("
                        + model.settingsType()
                        + ") settings, context);"));
    method(
        "WebhookResult<"
            + JSON
            + "> receive(String trigger, String version, WebhookRequest request,"
            + " WebhookRegistration registration, "
            + VALUES
            + "params, Object settings, ConnectionContext context)",
        () ->
            dispatch(
                "trigger + \":\" + version",
                model.webhooks(),
                WebhookModel::key,
                w -> {
                  readInput(w.params(), "parameters of '" + w.facts().id() + "'", "params");
                  out.line(
                      "return %s.receive(request, registration, in, (%s) settings,"
                          + " context).map(%s::write);",
                      handler(w), model.settingsType(), w.event().constant());
                }));
    method(
        "void unregister(String trigger, String version, WebhookRegistration registration, "
            + VALUES
            + "params, Object settings, WebhookContext context)",
        () ->
            webhook(
                h ->
                    h
                        + ".unregister(registration, in, ("
                        + model.settingsType()
                        + ") settings, context); return;"));
  }

  private void webhook(Function<String, String> call) {
    dispatch(
        "trigger + \":\" + version",
        model.webhooks(),
        WebhookModel::key,
        w -> {
          readInput(w.params(), "parameters of '" + w.facts().id() + "'", "params");
          out.line(call.apply(handler(w)));
        });
  }

  private static String handler(WebhookModel webhook) {
    return webhook.facts().id() + "_" + webhook.facts().version().replace('.', '_');
  }

  private void lifecycle() {
    method(
        "<T extends Record> Optional<RecordType<T>> recordType(Class<T> type)",
        () -> out.line("return Optional.ofNullable((RecordType<T>) RECORD_TYPES.get(type));"));
    method(
        "void close()",
        () -> {
          if (model.closeable()) {
            out.line("try {");
            out.line("  connector.close();");
            out.line("} catch (Exception e) {");
            out.line(
                "  throw new IllegalStateException(\"Cannot close connector %s.\", e);",
                model.facts().id());
            out.line("}");
          }
        });
    out.line("");
    out.line("private static IllegalArgumentException unknown(String id) {");
    out.line(
        "  return new IllegalArgumentException(\"Connector '%s' has no '\" + id + \"'.\");",
        model.facts().id());
    out.line("}");
  }
}
