package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Bounded;
import io.patchbay.sandbox.Ids;
import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Refusal;
import io.patchbay.sandbox.Request;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Resources of a FHIR server: newest versions, and the search parameters it knows. */
final class FhirStore {

  static final List<String> TYPES =
      List.of("Patient", "ServiceRequest", "Observation", "DiagnosticReport");

  private final Bounded<ObjectNode> resources = new Bounded<>(20_000);
  private final Ids ids = new Ids();
  private final InstantSource clock;

  FhirStore(InstantSource clock) {
    this.clock = clock;
  }

  static String known(String type) {
    if (TYPES.contains(type)) {
      return type;
    }
    throw new Refusal(
        404,
        "not-supported",
        "Unknown resource type '" + type + "': this server has " + TYPES + ".");
  }

  String newId() {
    return ids.next("r-").toLowerCase(java.util.Locale.ROOT);
  }

  Optional<ObjectNode> find(String type, String id) {
    return resources.find(type + "/" + id);
  }

  ObjectNode require(String type, String id) {
    return find(type, id)
        .orElseThrow(
            () -> new Refusal(404, "not-found", "Resource " + type + "/" + id + " is not known."));
  }

  ObjectNode create(String type, ObjectNode wanted) {
    return put(wanted.deepCopy().put("id", newId()));
  }

  /** Stores the next version. */
  synchronized ObjectNode put(ObjectNode resource) {
    String type = resource.path("resourceType").asString();
    String id = resource.path("id").asString();
    int version =
        find(type, id).map(before -> before.path("meta").path("versionId").asInt(0)).orElse(0) + 1;
    ObjectNode stored = Json.of("resourceType", type, "id", id);
    stored.setAll(resource);
    stored.set(
        "meta",
        Json.of("versionId", String.valueOf(version), "lastUpdated", clock.instant().toString()));
    return resources.put(type + "/" + id, stored);
  }

  /** The few rules of R4 that a sender gets wrong most often. */
  ObjectNode check(String type, ObjectNode resource) {
    if (!resource.path("resourceType").asString("").equals(type)) {
      throw Request.invalid("resourceType", "must be '" + type + "'");
    }
    List<String> required =
        switch (type) {
          case "ServiceRequest" -> List.of("status", "intent", "subject");
          case "Observation", "DiagnosticReport" -> List.of("status", "code");
          default -> List.of();
        };
    for (String field : required) {
      if (resource.path(field).isMissingNode()) {
        throw new Refusal(
            422, "required", type + "." + field + ": minimum required = 1, but only found 0.");
      }
    }
    return resource;
  }

  static Map<String, String> conditions(String query) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String pair : query.replaceFirst("^\\?", "").split("&")) {
      String[] halves = pair.split("=", 2);
      wanted.put(halves[0], halves.length == 2 ? halves[1] : "");
    }
    return wanted;
  }

  List<ObjectNode> search(String type, Map<String, String> wanted) {
    Stream<ObjectNode> found =
        resources.all().stream().filter(one -> one.path("resourceType").asString().equals(type));
    for (Map.Entry<String, String> parameter : wanted.entrySet()) {
      found = found.filter(one -> matches(one, parameter.getKey(), parameter.getValue()));
    }
    return found.toList();
  }

  private static boolean matches(ObjectNode one, String parameter, String value) {
    return switch (parameter) {
      case "_id" -> one.path("id").asString().equals(value);
      case "identifier" -> token(one.path("identifier"), "system", "value", value);
      case "patient", "subject" -> reference(one.path("subject"), value);
      case "based-on" -> one.path("basedOn").valueStream().anyMatch(ref -> reference(ref, value));
      case "status" -> one.path("status").asString("").equals(value);
      case "code" -> token(one.path("code").path("coding"), "system", "code", value);
      case "birthdate" -> one.path("birthDate").asString("").equals(value);
      case "family", "name" ->
          one.path("name").valueStream().anyMatch(name -> named(name, parameter, value));
      default ->
          throw new Refusal(400, "not-supported", "Unknown search parameter '" + parameter + "'.");
    };
  }

  private static boolean token(JsonNode list, String system, String code, String value) {
    String[] halves = value.split("\\|", 2);
    return list.valueStream()
        .anyMatch(
            one ->
                one.path(code).asString("").equals(halves[halves.length - 1])
                    && (halves.length == 1 || one.path(system).asString("").equals(halves[0])));
  }

  private static boolean reference(JsonNode reference, String value) {
    String to = reference.path("reference").asString("");
    return to.equals(value) || to.endsWith("/" + value);
  }

  private static boolean named(JsonNode name, String parameter, String value) {
    String text = name.path("family").asString("");
    if (parameter.equals("name")) {
      text += " " + name.path("given");
    }
    return text.toLowerCase(java.util.Locale.ROOT)
        .contains(value.toLowerCase(java.util.Locale.ROOT));
  }
}
