package io.patchbay.plugin.processor;

import io.patchbay.plugin.Action;
import io.patchbay.plugin.ConnectionKind;
import io.patchbay.plugin.Connector;
import io.patchbay.plugin.PollingTrigger;
import io.patchbay.plugin.webhook.WebhookTrigger;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** A connector as its annotations declare it. */
record ConnectorModel(
    TypeElement element,
    Connector facts,
    String packageName,
    String javaName,
    String settingsType,
    List<Kind> kinds,
    Optional<String> checkMethod,
    List<ActionModel> actions,
    List<PollModel> polls,
    List<WebhookModel> webhooks,
    List<RecordModel> records,
    List<TypeModel.EnumType> enums,
    boolean closeable) {

  record Kind(ConnectionKind facts, RecordModel record) {}

  record ActionModel(
      Action facts,
      String method,
      RecordModel input,
      RecordModel output,
      boolean mayBeEmpty,
      Optional<String> lookup) {
    String key() {
      return facts.id() + ":" + facts.version();
    }
  }

  record PollModel(PollingTrigger facts, String method, RecordModel params, RecordModel item) {
    String key() {
      return facts.id() + ":" + facts.version();
    }
  }

  record WebhookModel(
      WebhookTrigger facts, String javaName, RecordModel params, RecordModel event) {
    String key() {
      return facts.id() + ":" + facts.version();
    }
  }

  /** The simple name of the generated class. */
  String dispatcherName() {
    return element.getSimpleName() + "Dispatcher";
  }

  String dispatcherClass() {
    return packageName.isEmpty() ? dispatcherName() : packageName + "." + dispatcherName();
  }
}
