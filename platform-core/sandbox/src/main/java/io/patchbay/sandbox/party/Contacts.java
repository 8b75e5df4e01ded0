package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Bounded;
import io.patchbay.sandbox.Ids;
import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Refusal;
import io.patchbay.sandbox.Reply;
import io.patchbay.sandbox.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The contacts of the CRM. No two changes have the same time, so that a cursor can be a time. */
final class Contacts {

  private static final String[] FIRST = {
    "Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Frances", "Niklaus", "Radia", "Tony"
  };
  private static final String[] LAST = {
    "Lindqvist", "Okafor", "Moreau", "Tanaka", "Schneider", "Rossi", "Novak", "Silva", "Haddad"
  };
  private static final String[] COMPANY = {"Nordwind", "Acme", "Bluebird", "Kestrel"};
  private static final int SEEDED = 120;

  private final Bounded<ObjectNode> all = new Bounded<>(20_000);
  private final Ids ids = new Ids();
  private final InstantSource clock;
  private Instant lastChange = Instant.EPOCH;

  Contacts(InstantSource clock) {
    this.clock = clock;
    for (int i = 0; i < SEEDED; i++) {
      String first = FIRST[i % FIRST.length];
      String last = LAST[i % LAST.length];
      String company = COMPANY[i % COMPANY.length];
      put(
          ids.next("con_"),
          Json.of(
              "externalId", "C-" + (1000 + i),
              "name", first + " " + last,
              "email", (first + "." + last + i + "@example.com").toLowerCase(java.util.Locale.ROOT),
              "phone", "+4940555" + (1000 + i),
              "company", company),
          Instant.parse("2026-01-05T08:00:00Z").plus(Duration.ofHours(i * 3L)));
    }
  }

  Reply list(Request request) {
    int limit = request.limit(20, 200);
    String after =
        request
            .query("cursor")
            .map(Contacts::position)
            .or(() -> request.instant("since").map(Contacts::sortable))
            .orElse("");
    Optional<String> externalId = request.query("externalId");
    List<ObjectNode> found =
        changes()
            .filter(one -> sortKey(one).compareTo(after) >= 0)
            .filter(one -> externalId.map(one.path("externalId").asString("")::equals).orElse(true))
            .limit(limit + 1L)
            .toList();
    @Nullable String next = found.size() > limit ? cursor(sortKey(found.get(limit))) : null;
    return Reply.ok(Json.of("items", found.stream().limit(limit).toList(), "nextCursor", next));
  }

  Reply show(Request request) {
    return Reply.ok(require(request.variable("id")));
  }

  ObjectNode require(String id) {
    return all.require(id, "contact");
  }

  synchronized ObjectNode create(ObjectNode wanted) {
    check(wanted);
    String externalId = wanted.path("externalId").asString("");
    if (!externalId.isEmpty()
        && changes().anyMatch(one -> one.path("externalId").asString("").equals(externalId))) {
      throw new Refusal(
          409, "duplicate_external_id", "A contact has externalId '" + externalId + "' already.");
    }
    return put(ids.next("con_"), wanted, change());
  }

  synchronized ObjectNode update(String id, ObjectNode wanted) {
    ObjectNode before = require(id);
    ObjectNode merged = before.deepCopy();
    merged.setAll(wanted);
    check(merged);
    return put(id, merged, change());
  }

  private ObjectNode put(String id, ObjectNode from, Instant changed) {
    return all.put(
        id,
        Json.of(
            "id", id,
            "externalId", from.path("externalId").asString(null),
            "name", from.path("name").asString(null),
            "email", from.path("email").asString(null),
            "phone", from.path("phone").asString(null),
            "company", from.path("company").asString(null),
            "updatedAt", sortable(changed)));
  }

  private static void check(ObjectNode wanted) {
    if (wanted.path("name").asString("").isBlank()) {
      throw Request.invalid("name", "is required and must be a text");
    }
    if (!wanted.path("email").asString("").contains("@")) {
      throw Request.invalid("email", "is required and must be a mail address");
    }
  }

  private Stream<ObjectNode> changes() {
    return all.all().stream().sorted(Comparator.comparing(Contacts::sortKey));
  }

  private Instant change() {
    Instant now = Instant.ofEpochMilli(clock.instant().toEpochMilli());
    lastChange = now.isAfter(lastChange) ? now : lastChange.plusMillis(1);
    return lastChange;
  }

  private static String sortable(Instant time) {
    return java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
        .withZone(java.time.ZoneOffset.UTC)
        .format(time);
  }

  private static String sortKey(ObjectNode contact) {
    return contact.path("updatedAt").asString() + " " + contact.path("id").asString();
  }

  private static String cursor(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  private static String position(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOurs) {
      throw Request.invalid("cursor", "is not one that this service gave out");
    }
  }
}
