package io.patchbay.flow.syntax;

import io.patchbay.flow.syntax.SourceNode.Entry;
import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.syntax.SourceNode.Sequence;
import org.jspecify.annotations.Nullable;

/** Where the members of a document stand in its text. */
public record Positions(SourceNode root) {

  /** The place of a JSON pointer; the nearest place around it when there is none such. */
  public Span at(String pointer) {
    return walk(pointer, false);
  }

  /** As {@link #at}, but the place of the key when the pointer ends in one. */
  public Span ofKey(String pointer) {
    return walk(pointer, true);
  }

  private Span walk(String pointer, boolean key) {
    SourceNode node = root;
    Span span = root.span();
    for (String part : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      String name = part.replace("~1", "/").replace("~0", "~");
      @Nullable SourceNode next = null;
      if (node instanceof Mapping mapping) {
        Entry entry = mapping.entries().get(name);
        if (entry != null) {
          next = entry.value();
          span = key ? entry.keySpan() : next.span();
        }
      } else if (node instanceof Sequence list && name.matches("\\d{1,9}")) {
        int index = Integer.parseInt(name);
        if (index < list.items().size()) {
          next = list.items().get(index);
          span = next.span();
        }
      }
      if (next == null) {
        return span;
      }
      node = next;
    }
    return span;
  }
}
