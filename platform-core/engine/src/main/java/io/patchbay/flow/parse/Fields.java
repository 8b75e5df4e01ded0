package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode.Entry;
import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.syntax.Span;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of one object of the document. Whatever is asked for counts as known; {@link #close}
 * reports the rest. Every method that finds the wrong thing reports it and returns null.
 */
final class Fields {
  private final Context context;
  private final Mapping mapping;
  private final String pointer;
  private final String what;
  private final Set<String> known = new LinkedHashSet<>();

  Fields(Context context, Mapping mapping, String pointer, String what) {
    this.context = context;
    this.mapping = mapping;
    this.pointer = pointer;
    this.what = what;
  }

  String pointer() {
    return pointer;
  }

  Span span() {
    return mapping.span();
  }

  Mapping mapping() {
    return mapping;
  }

  Map<String, Entry> entries() {
    return mapping.entries();
  }

  boolean has(String key) {
    known.add(key);
    return mapping.entries().containsKey(key);
  }

  @Nullable Place find(String key) {
    known.add(key);
    Entry entry = mapping.entries().get(key);
    return entry == null ? null : new Place(entry.value(), Pointers.child(pointer, key));
  }

  @Nullable Place require(String key) {
    Place place = find(key);
    if (place == null) {
      context
          .problems()
          .error(
              "flow.missing-member",
              "'" + key + "' is missing in " + what + ": add it.",
              pointer,
              firstLine());
    }
    return place;
  }

  @Nullable Fields findObject(String key, String name) {
    Place place = find(key);
    return place == null ? null : context.object(place, name);
  }

  @Nullable Fields requireObject(String key, String name) {
    Place place = require(key);
    return place == null ? null : context.object(place, name);
  }

  @Nullable String findText(String key) {
    Place place = find(key);
    return place == null ? null : context.text(place, "'" + key + "' in " + what);
  }

  @Nullable String requireText(String key) {
    Place place = require(key);
    return place == null ? null : context.text(place, "'" + key + "' in " + what);
  }

  boolean findFlag(String key, boolean otherwise) {
    Place place = find(key);
    if (place == null) {
      return otherwise;
    }
    JsonNode value = place.node().json();
    if (!value.isBoolean()) {
      context.wrongKind(place, "'" + key + "' in " + what, "true or false");
      return otherwise;
    }
    return value.booleanValue();
  }

  @Nullable Integer findCount(String key, int min, int max) {
    Place place = find(key);
    if (place == null) {
      return null;
    }
    JsonNode value = place.node().json();
    if (!value.isIntegralNumber() || value.asLong() < min || value.asLong() > max) {
      context.wrongKind(
          place, "'" + key + "' in " + what, "a whole number from " + min + " to " + max);
      return null;
    }
    return value.intValue();
  }

  /** One of a few words, in lower case as written in the language. */
  @Nullable String findChoice(String key, List<String> choices) {
    String text = findText(key);
    if (text != null && !choices.contains(text)) {
      Place place = find(key);
      if (place != null) {
        context
            .problems()
            .error(
                "flow.unknown-value",
                "'"
                    + text
                    + "' is not known as '"
                    + key
                    + "' in "
                    + what
                    + ": use one of "
                    + String.join(", ", choices)
                    + "."
                    + Names.suggestion(text, choices),
                place.pointer(),
                place.span());
      }
      return null;
    }
    return text;
  }

  /** Members that may be there and are of no use to the platform. */
  void allow(Collection<String> keys) {
    known.addAll(keys);
  }

  /** Reports every member that nobody asked for. */
  void close() {
    for (Entry entry : mapping.entries().values()) {
      if (!known.contains(entry.key())) {
        context
            .problems()
            .error(
                "flow.unknown-member",
                "'"
                    + entry.key()
                    + "' is not known in "
                    + what
                    + ", which may have "
                    + known.stream().sorted().collect(Collectors.joining(", "))
                    + "."
                    + Names.suggestion(entry.key(), known),
                Pointers.child(pointer, entry.key()),
                entry.keySpan());
      }
    }
  }

  private Span firstLine() {
    Span span = mapping.span();
    for (Entry entry : mapping.entries().values()) {
      return span.line() == entry.keySpan().line()
          ? entry.keySpan()
          : new Span(span.line(), span.column(), span.line(), span.column() + 1);
    }
    return span;
  }
}
