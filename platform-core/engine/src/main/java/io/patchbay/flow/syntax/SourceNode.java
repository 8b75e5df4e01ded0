package io.patchbay.flow.syntax;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A piece of the document and where it stands. Aliases share the node of their anchor. */
public sealed interface SourceNode {
  Span span();

  /** The plain value, without positions. */
  JsonNode json();

  /** How many nodes it is when all aliases are written out. */
  int size();

  /** What to call it in a message. */
  String kindName();

  /**
   * @param entries in the order of the text
   */
  record Mapping(Span span, Map<String, Entry> entries, JsonNode json, int size)
      implements SourceNode {
    public @Nullable SourceNode get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    @Override
    public String kindName() {
      return "an object";
    }
  }

  record Entry(String key, Span keySpan, SourceNode value) {}

  record Sequence(Span span, List<SourceNode> items, JsonNode json, int size)
      implements SourceNode {
    @Override
    public String kindName() {
      return "a list";
    }
  }

  /**
   * @param raw the characters of the document from which the value was read
   */
  record Scalar(Span span, JsonNode json, RawScalar raw) implements SourceNode {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public String kindName() {
      return switch (json.getNodeType()) {
        case NULL -> "nothing";
        case STRING -> "text";
        case NUMBER -> "a number";
        case BOOLEAN -> "true or false";
        case ARRAY, OBJECT, BINARY, MISSING, POJO -> "a value";
      };
    }
  }
}
