package io.patchbay.run.machine;

import io.patchbay.call.SecretRef;
import io.patchbay.flow.task.Task;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The values behind {@code $workflow}, {@code $task}, {@code $runtime} and {@code $secrets}. */
final class Environment {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonNode RUNTIME =
      JSON.objectNode()
          .put("name", "patchbay")
          .put("version", "1")
          .set("metadata", JSON.objectNode());

  private final Core core;
  private final ObjectNode secrets = JSON.objectNode();
  private @Nullable Instant startedAt;
  private @Nullable JsonNode workflow;

  Environment(Core core) {
    this.core = core;
    core.flow.secrets().forEach(name -> secrets.set(name, JSON.pojoNode(new SecretRef(name))));
  }

  JsonNode runtime() {
    return RUNTIME;
  }

  JsonNode secrets() {
    return secrets;
  }

  void started(Instant at) {
    startedAt = at;
  }

  JsonNode workflow() {
    core.journal.timeShown();
    JsonNode known = workflow;
    Instant start = startedAt;
    if (known == null && start != null) {
      known = describe(start);
      workflow = known;
    }
    return known == null ? JSON.nullNode() : known;
  }

  private JsonNode describe(Instant start) {
    ObjectNode node = JSON.objectNode();
    node.put("id", core.facts.run().toString());
    node.set("definition", core.flow.source());
    node.set("input", core.facts.input());
    node.set("startedAt", time(start));
    node.put("trigger", core.facts.trigger().name().toLowerCase(java.util.Locale.ROOT));
    return node;
  }

  JsonNode task(Task task, JsonNode input, @Nullable JsonNode output, Instant startedAt) {
    core.journal.timeShown();
    ObjectNode node = JSON.objectNode();
    node.put("name", task.name());
    node.put("reference", task.reference());
    node.set("definition", task.source());
    node.set("input", input);
    if (output != null) {
      node.set("output", output);
    }
    node.set("startedAt", time(startedAt));
    return node;
  }

  /** The task as the {@code when} of an extension sees it: with the members of its definition. */
  JsonNode extended(JsonNode described, Task task) {
    ObjectNode node = JSON.objectNode();
    task.source().properties().forEach(member -> node.set(member.getKey(), member.getValue()));
    described.properties().forEach(member -> node.set(member.getKey(), member.getValue()));
    return node;
  }

  private static JsonNode time(Instant at) {
    ObjectNode epoch = JSON.objectNode();
    epoch.put("seconds", at.getEpochSecond());
    epoch.put("milliseconds", at.toEpochMilli());
    ObjectNode node = JSON.objectNode();
    node.put("iso8601", at.toString());
    node.set("epoch", epoch);
    return node;
  }
}
