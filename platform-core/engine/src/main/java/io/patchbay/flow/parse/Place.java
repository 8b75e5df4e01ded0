package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.Span;

/** A node of the document together with its pointer. */
record Place(SourceNode node, String pointer) {
  Span span() {
    return node.span();
  }
}
