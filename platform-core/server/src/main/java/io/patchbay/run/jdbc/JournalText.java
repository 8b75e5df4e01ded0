package io.patchbay.run.jdbc;

import io.patchbay.call.EffectKind;
import io.patchbay.flow.FlowError;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;

/**
 * Entries that were written at once, as one JSON text: {@code v} are the values, each once however
 * many entries name it, {@code x} the hashes of those that stand in the payload table, {@code r}
 * the place of the value that stands in the run's row, its input, {@code e} the entries, which name
 * values by their place.
 */
final class JournalText {

  /** A value of the chunk that is on its way into other columns too is written once. */
  private final Map<JsonNode, Integer> places = new IdentityHashMap<>();

  private final List<Payloads.Stored> values = new ArrayList<>();
  private final StringBuilder entries = new StringBuilder(512);

  /** What the run began with. */
  private @Nullable JsonNode input;

  /** Adds an entry. */
  void add(JournalEntry entry) {
    if (entry.kind() == EntryKind.RUN_STARTED) {
      input = entry.input();
    }
    entries.append(entries.isEmpty() ? "{" : ",{").append("\"s\":").append(entry.sequence());
    text("k", entry.kind().name());
    text("r", entry.reference());
    text("i", entry.iteration());
    if (entry.attempt() != 1) {
      entries.append(",\"n\":").append(entry.attempt());
    }
    text("p", entry.stepId());
    text("d", entry.detail());
    value("a", entry.input());
    value("o", entry.output());
    FlowError error = entry.error();
    if (error != null) {
      entries.append(",\"f\":").append(JsonText.of(error.toJson()));
    }
    time("u", entry.dueAt());
    String key = entry.idempotencyKey();
    text("y", key == null ? "" : key);
    EffectKind effect = entry.effect();
    text("c", effect == null ? "" : effect.name());
    time("t", entry.at());
    if (!entry.startedAt().equals(entry.at())) {
      time("b", entry.startedAt());
    }
    entries.append('}');
  }

  private void text(String name, String text) {
    if (!text.isEmpty()) {
      entries.append(",\"").append(name).append("\":\"");
      JsonStringEncoder.getInstance().quoteAsString(JsonText.plain(text), entries);
      entries.append('"');
    }
  }

  private void time(String name, @Nullable Instant at) {
    if (at != null) {
      entries.append(",\"").append(name).append("\":[").append(at.getEpochSecond());
      entries.append(',').append(at.getNano()).append(']');
    }
  }

  private void value(String name, @Nullable JsonNode value) {
    if (value != null) {
      entries.append(",\"").append(name).append("\":").append(place(value));
    }
  }

  private int place(JsonNode value) {
    Integer known = places.get(value);
    if (known == null) {
      known = values.size();
      places.put(value, known);
      values.add(value == input ? Payloads.NOTHING : Payloads.of(value));
    }
    return known;
  }

  /** The text of a value, from an entry when one has it. */
  Payloads.Stored stored(@Nullable JsonNode value) {
    Integer known = value == null || value == input ? null : places.get(value);
    return known == null ? Payloads.of(value) : values.get(known);
  }

  List<Payloads.Stored> values() {
    return values;
  }

  /** The whole chunk; well-formed for a text column. */
  String text() {
    StringBuilder text = new StringBuilder(entries.length() + 512).append("{\"v\":[");
    StringBuilder hashes = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      Payloads.Stored value = values.get(i);
      byte[] hash = value.sha256();
      text.append(i == 0 ? "" : ",").append(value.inline());
      if (hash != null) {
        hashes.append(hashes.isEmpty() ? "" : ",").append('"').append(i).append("\":\"");
        hashes.append(HexFormat.of().formatHex(hash)).append('"');
      }
    }
    text.append(']');
    if (!hashes.isEmpty()) {
      text.append(",\"x\":{").append(hashes).append('}');
    }
    if (input != null) {
      text.append(",\"r\":").append(places.get(input));
    }
    return text.append(",\"e\":[").append(entries).append("]}").toString();
  }

  /** The hashes of values that stand in the payload table. */
  static List<String> hashes(JsonNode chunk) {
    List<String> hashes = new ArrayList<>();
    chunk.path("x").forEach(hash -> hashes.add(hash.asString()));
    return hashes;
  }

  /** Whether the run's input belongs to the chunk. */
  static boolean namesInput(JsonNode chunk) {
    return chunk.has("r");
  }

  /**
   * The entries of a chunk, in order.
   *
   * @param input the run's
   */
  static List<JournalEntry> entries(
      JsonNode chunk, JsonNode input, Function<String, JsonNode> payload) {
    List<JsonNode> values = new ArrayList<>();
    for (JsonNode value : chunk.path("v")) {
      JsonNode hash = chunk.path("x").get(Integer.toString(values.size()));
      values.add(hash == null ? value : payload.apply(hash.asString()));
    }
    if (namesInput(chunk)) {
      values.set(chunk.path("r").asInt(), input);
    }
    List<JournalEntry> read = new ArrayList<>();
    chunk.path("e").forEach(entry -> read.add(entry(entry, values)));
    return read;
  }

  private static JournalEntry entry(JsonNode e, List<JsonNode> values) {
    Instant at = required(time(e.get("t")));
    Instant startedAt = time(e.get("b"));
    JsonNode error = e.get("f");
    JsonNode key = e.get("y");
    JsonNode effect = e.get("c");
    return new JournalEntry(
        e.path("s").asLong(),
        EntryKind.valueOf(e.path("k").asString()),
        e.path("r").asString(""),
        e.path("i").asString(""),
        e.path("n").asInt(1),
        e.path("p").asString(""),
        e.path("d").asString(""),
        value(e.get("a"), values),
        value(e.get("o"), values),
        error == null ? null : FlowError.fromJson(error),
        time(e.get("u")),
        key == null ? null : key.asString(),
        effect == null ? null : EffectKind.valueOf(effect.asString()),
        startedAt == null ? at : startedAt,
        at);
  }

  private static @Nullable JsonNode value(@Nullable JsonNode place, List<JsonNode> values) {
    return place == null ? null : values.get(place.asInt());
  }

  private static @Nullable Instant time(@Nullable JsonNode pair) {
    return pair == null ? null : Instant.ofEpochSecond(pair.path(0).asLong(), pair.path(1).asInt());
  }

  private static Instant required(@Nullable Instant time) {
    if (time == null) {
      throw new IllegalStateException("An entry of a journal has no time.");
    }
    return time;
  }
}
