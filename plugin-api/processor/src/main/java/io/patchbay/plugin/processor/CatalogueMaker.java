package io.patchbay.plugin.processor;

import io.patchbay.plugin.Connector;
import io.patchbay.plugin.PluginApi;
import io.patchbay.plugin.processor.ConnectorModel.ActionModel;
import io.patchbay.plugin.processor.ConnectorModel.PollModel;
import io.patchbay.plugin.processor.ConnectorModel.WebhookModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue: everything the platform and the console need to know without loading a class of
 * the plugin.
 */
final class CatalogueMaker {
  private CatalogueMaker() {}

  static Map<String, @Nullable Object> catalogue(List<ConnectorModel> connectors) {
    Map<String, @Nullable Object> catalogue = new LinkedHashMap<>();
    catalogue.put("formatVersion", PluginApi.CATALOGUE_FORMAT);
    catalogue.put("apiVersion", PluginApi.VERSION);
    catalogue.put("connectors", connectors.stream().map(CatalogueMaker::connector).toList());
    return catalogue;
  }

  private static Map<String, @Nullable Object> connector(ConnectorModel model) {
    Connector facts = model.facts();
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("id", facts.id());
    entry.put("label", facts.label());
    entry.put("help", facts.help());
    entry.put("icon", facts.icon().isEmpty() ? null : facts.icon());
    entry.put("docs", facts.docs().isEmpty() ? null : facts.docs());
    entry.put("dispatcher", model.dispatcherClass());
    entry.put("connectionKinds", model.kinds().stream().map(CatalogueMaker::kind).toList());
    entry.put("check", model.checkMethod().isPresent());
    entry.put("actions", model.actions().stream().map(CatalogueMaker::action).toList());
    entry.put("pollingTriggers", model.polls().stream().map(CatalogueMaker::poll).toList());
    entry.put("webhookTriggers", model.webhooks().stream().map(CatalogueMaker::webhook).toList());
    return entry;
  }

  private static Map<String, @Nullable Object> kind(ConnectorModel.Kind kind) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("id", kind.facts().id());
    entry.put("label", kind.facts().label());
    entry.put("help", kind.facts().help());
    entry.put("auth", kind.facts().auth().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (!kind.facts().tokenUrl().isEmpty() || !kind.facts().authorizationUrl().isEmpty()) {
      Map<String, @Nullable Object> oauth2 = new LinkedHashMap<>();
      oauth2.put("authorizationUrl", kind.facts().authorizationUrl());
      oauth2.put("tokenUrl", kind.facts().tokenUrl());
      oauth2.put("scopes", List.of(kind.facts().scopes()));
      entry.put("oauth2", oauth2);
    }
    entry.put("settingsSchema", SchemaMaker.input(kind.record()));
    return entry;
  }

  private static Map<String, @Nullable Object> action(ActionModel action) {
    Map<String, @Nullable Object> entry =
        head(
            action.facts().id(),
            action.facts().version(),
            action.facts().label(),
            action.facts().help());
    entry.put("effect", action.facts().effect().name().toLowerCase(Locale.ROOT));
    entry.put("lookup", action.lookup().orElse(null));
    entry.put("inputSchema", SchemaMaker.input(action.input()));
    entry.put("outputSchema", SchemaMaker.output(action.output(), action.mayBeEmpty()));
    entry.put("sampleInput", SampleMaker.sample(action.input()));
    entry.put("sampleOutput", SampleMaker.sample(action.output()));
    return entry;
  }

  private static Map<String, @Nullable Object> poll(PollModel poll) {
    Map<String, @Nullable Object> entry =
        head(poll.facts().id(), poll.facts().version(), poll.facts().label(), poll.facts().help());
    entry.put("interval", poll.facts().interval());
    entry.put("paramsSchema", SchemaMaker.input(poll.params()));
    entry.put("itemSchema", SchemaMaker.output(poll.item(), false));
    entry.put("sampleParams", SampleMaker.sample(poll.params()));
    entry.put("sampleItem", SampleMaker.sample(poll.item()));
    return entry;
  }

  private static Map<String, @Nullable Object> webhook(WebhookModel webhook) {
    Map<String, @Nullable Object> entry =
        head(
            webhook.facts().id(),
            webhook.facts().version(),
            webhook.facts().label(),
            webhook.facts().help());
    entry.put("paramsSchema", SchemaMaker.input(webhook.params()));
    entry.put("itemSchema", SchemaMaker.output(webhook.event(), false));
    entry.put("sampleParams", SampleMaker.sample(webhook.params()));
    entry.put("sampleItem", SampleMaker.sample(webhook.event()));
    return entry;
  }

  private static Map<String, @Nullable Object> head(
      String id, String version, String label, String help) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("id", id);
    entry.put("version", version);
    entry.put("label", label);
    entry.put("help", help);
    return entry;
  }
}
