package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Party;
import io.patchbay.sandbox.Refusal;
import io.patchbay.sandbox.Reply;
import io.patchbay.sandbox.Request;
import io.patchbay.sandbox.Routes;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A FHIR R4 server for the four resources that a hospital and its laboratory exchange. */
public final class Fhir implements Party {

  private static final String TYPE = "application/fhir+json;charset=utf-8";

  private final String id;
  private final String about;
  private final FhirStore store;

  public Fhir(String id, String about, InstantSource clock) {
    this.id = id;
    this.about = about;
    this.store = new FhirStore(clock);
    FhirSamples.all().forEach(store::put);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String about() {
    return about
        + " Patient, ServiceRequest, Observation, DiagnosticReport: read, search (_id, identifier,"
        + " patient, status, family, birthdate, code, based-on, _count), create (If-None-Exist),"
        + " update (If-Match), transaction bundle.";
  }

  @Override
  public void routes(Routes routes) {
    routes
        .get("metadata", this::capabilities)
        .get("{type}", this::search)
        .get("{type}/{id}", this::read)
        .post("{type}", this::create)
        .put("{type}/{id}", this::update)
        .post("", this::transaction);
  }

  @Override
  public Reply error(int status, String code, String message) {
    String issue =
        switch (status) {
          case 404 -> "not-found";
          case 409, 412 -> "conflict";
          case 429 -> "throttled";
          case 422, 400 -> "invalid";
          default -> status < 500 ? "not-supported" : "exception";
        };
    return fhir(
        status,
        Json.of(
            "resourceType",
            "OperationOutcome",
            "issue",
            List.of(
                Json.of(
                    "severity",
                    "error",
                    "code",
                    issue,
                    "details",
                    Json.of("text", code),
                    "diagnostics",
                    message))));
  }

  private static Reply fhir(int status, JsonNode body) {
    return Reply.of(status, TYPE, Json.bytes(body));
  }

  private Reply resource(int status, ObjectNode resource) {
    JsonNode meta = resource.path("meta");
    return fhir(status, resource).with("ETag", "W/\"" + meta.path("versionId").asString() + "\"");
  }

  private Reply capabilities(Request request) {
    return fhir(
        200,
        Json.of(
            "resourceType", "CapabilityStatement",
            "status", "active",
            "kind", "instance",
            "fhirVersion", "4.0.1",
            "format", List.of("json"),
            "rest",
                List.of(
                    Json.of(
                        "mode",
                        "server",
                        "resource",
                        FhirStore.TYPES.stream().map(t -> Json.of("type", t)).toList()))));
  }

  private Reply read(Request request) {
    String type = FhirStore.known(request.variable("type"));
    return resource(200, store.require(type, request.variable("id")));
  }

  private Reply search(Request request) {
    String type = FhirStore.known(request.variable("type"));
    Map<String, String> wanted = new LinkedHashMap<>();
    request.query().forEach((name, values) -> wanted.put(name, values.getFirst()));
    wanted.remove("_fault");
    wanted.remove("_format");
    int count = Math.clamp(parsed(wanted.remove("_count")), 1, 200);
    List<ObjectNode> found = store.search(type, wanted);
    String self = request.base() + "/" + id + "/";
    return fhir(
        200,
        Json.of(
            "resourceType", "Bundle",
            "type", "searchset",
            "total", found.size(),
            "link", List.of(Json.of("relation", "self", "url", self + type)),
            "entry",
                found.stream()
                    .limit(count)
                    .map(
                        one ->
                            Json.of(
                                "fullUrl",
                                self + type + "/" + one.path("id").asString(),
                                "resource",
                                one,
                                "search",
                                Json.of("mode", "match")))
                    .toList()));
  }

  private static int parsed(@org.jspecify.annotations.Nullable String count) {
    try {
      return count == null ? 50 : Integer.parseInt(count);
    } catch (NumberFormatException notANumber) {
      throw Request.invalid("_count", "must be a whole number");
    }
  }

  private synchronized Reply create(Request request) {
    String type = FhirStore.known(request.variable("type"));
    ObjectNode wanted = store.check(type, request.json());
    Optional<String> condition = request.header("if-none-exist");
    if (condition.isPresent()) {
      List<ObjectNode> there = store.search(type, FhirStore.conditions(condition.get()));
      if (there.size() == 1) {
        return resource(200, there.getFirst());
      }
      if (there.size() > 1) {
        throw new Refusal(412, "multiple-matches", "If-None-Exist matches several resources.");
      }
    }
    ObjectNode created = store.create(type, wanted);
    return resource(201, created).with("Location", location(request, created));
  }

  private synchronized Reply update(Request request) {
    String type = FhirStore.known(request.variable("type"));
    String resourceId = request.variable("id");
    ObjectNode wanted = store.check(type, request.json());
    if (!wanted.path("id").asString(resourceId).equals(resourceId)) {
      throw Request.invalid("id", "must be the id of the address, '" + resourceId + "'");
    }
    Optional<ObjectNode> before = store.find(type, resourceId);
    String version = before.map(b -> b.path("meta").path("versionId").asString()).orElse("0");
    String expected = request.header("if-match").orElse("W/\"" + version + "\"");
    if (!expected.equals("W/\"" + version + "\"")) {
      throw new Refusal(412, "version-conflict", "The current version is W/\"" + version + "\".");
    }
    ObjectNode after = store.put(wanted.deepCopy().put("id", resourceId));
    return resource(before.isPresent() ? 200 : 201, after)
        .with("Location", location(request, after));
  }

  private String location(Request request, ObjectNode resource) {
    return "%s/%s/%s/%s/_history/%s"
        .formatted(
            request.base(),
            id,
            resource.path("resourceType").asString(),
            resource.path("id").asString(),
            resource.path("meta").path("versionId").asString());
  }

  /** All entries or none: every entry is checked before the first is stored. */
  private synchronized Reply transaction(Request request) {
    ObjectNode bundle = request.json();
    if (!bundle.path("type").asString("").equals("transaction")) {
      throw new Refusal(400, "bundle", "Only a Bundle of type 'transaction' can be posted here.");
    }
    List<JsonNode> entries = request.requiredList("entry");
    Map<String, String> names = new LinkedHashMap<>();
    List<ObjectNode> prepared = entries.stream().map(entry -> prepare(entry, names)).toList();
    List<ObjectNode> answers =
        prepared.stream()
            .map(one -> store.put((ObjectNode) renamed(one, names)))
            .map(
                one ->
                    Json.of(
                        "response",
                        Json.of(
                            "status",
                            one.path("meta").path("versionId").asString().equals("1")
                                ? "201 Created"
                                : "200 OK",
                            "location",
                            location(request, one)
                                .substring((request.base() + "/" + id + "/").length()),
                            "etag",
                            "W/\"" + one.path("meta").path("versionId").asString() + "\"")))
            .toList();
    return fhir(
        200, Json.of("resourceType", "Bundle", "type", "transaction-response", "entry", answers));
  }

  private ObjectNode prepare(JsonNode entry, Map<String, String> names) {
    String method = entry.path("request").path("method").asString("");
    String[] url = entry.path("request").path("url").asString("").split("/");
    String type = FhirStore.known(url[0]);
    if (!(entry.path("resource") instanceof ObjectNode resource)) {
      throw new Refusal(400, "bundle", "Each entry needs a resource.");
    }
    ObjectNode checked = store.check(type, resource).deepCopy();
    switch (method) {
      case "POST" -> checked.put("id", store.newId());
      case "PUT" -> checked.put("id", url.length == 2 ? url[1] : store.newId());
      default -> throw new Refusal(422, "bundle", "Entries can POST or PUT, not '" + method + "'.");
    }
    names.put(entry.path("fullUrl").asString(""), type + "/" + checked.path("id").asString());
    return checked;
  }

  private static JsonNode renamed(JsonNode node, Map<String, String> names) {
    if (node instanceof StringNode text && names.containsKey(text.stringValue())) {
      return StringNode.valueOf(names.getOrDefault(text.stringValue(), ""));
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = Json.of();
      object.properties().forEach(m -> copy.set(m.getKey(), renamed(m.getValue(), names)));
      return copy;
    }
    if (node.isArray()) {
      return Json.array(node.valueStream().map(item -> renamed(item, names)).toList());
    }
    return node;
  }
}
