package io.patchbay.flow.syntax;

import io.patchbay.flow.ParseLimits;
import io.patchbay.flow.syntax.SourceNode.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds the tree from parser events. Recursion is bounded by the depth limit. */
final class TreeBuilder {
  private final String text;
  private final ParseLimits limits;
  private final List<SyntaxProblem> problems;
  private final Map<String, SourceNode> anchors = new HashMap<>();
  private final CodePoints offsets;
  private final ScalarReader scalars;
  private int nodes;

  TreeBuilder(String text, ParseLimits limits, List<SyntaxProblem> problems) {
    this.text = text;
    this.limits = limits;
    this.problems = problems;
    this.offsets = new CodePoints(text);
    this.scalars = new ScalarReader(text, offsets);
  }

  @Nullable SourceNode build(Iterator<Event> events) {
    SourceNode root = null;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof NodeEvent node) {
        if (root != null) {
          problems.add(
              new SyntaxProblem(
                  "flow.not-yaml",
                  "The text holds more than one document: keep one flow a text and remove `---`.",
                  span(event, event)));
          return root;
        }
        root = node(node, events, 0);
      }
    }
    if (root == null) {
      problems.add(
          new SyntaxProblem(
              "flow.empty", "The text is empty: start with `document:`.", Span.START));
    }
    return root;
  }

  private SourceNode node(NodeEvent event, Iterator<Event> events, int depth) {
    if (depth > limits.depth()) {
      throw limit(event, "nested more than " + limits.depth() + " levels deep", "Flatten it.");
    }
    SourceNode node =
        switch (event) {
          case ScalarEvent scalar -> scalars.read(scalar, span(event, event));
          case SequenceStartEvent _ -> sequence(event, events, depth);
          case MappingStartEvent _ -> mapping(event, events, depth);
          case AliasEvent alias -> alias(alias);
          default -> throw new IllegalStateException(event.toString());
        };
    nodes += event instanceof AliasEvent ? node.size() : 1;
    if (nodes > limits.nodes()) {
      throw limit(
          event,
          "longer than " + limits.nodes() + " values with its aliases written out",
          "Keep data out of the flow.");
    }
    Optional<Anchor> anchor = event instanceof AliasEvent ? Optional.empty() : event.getAnchor();
    anchor.ifPresent(a -> anchors.put(a.getValue(), node));
    return node;
  }

  private SourceNode alias(AliasEvent event) {
    SourceNode target = anchors.get(event.getAlias().getValue());
    if (target == null) {
      throw limit(
          event,
          "using the alias '*" + event.getAlias().getValue() + "', which has no anchor before it",
          "Define it first.");
    }
    return target;
  }

  private SourceNode sequence(NodeEvent start, Iterator<Event> events, int depth) {
    List<SourceNode> items = new ArrayList<>();
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    int size = 1;
    Event event = events.next();
    while (event instanceof NodeEvent item) {
      SourceNode node = node(item, events, depth + 1);
      items.add(node);
      json.add(node.json());
      size += node.size();
      event = events.next();
    }
    return new SourceNode.Sequence(span(start, event), List.copyOf(items), json, size);
  }

  private SourceNode mapping(NodeEvent start, Iterator<Event> events, int depth) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    int size = 1;
    Event event = events.next();
    while (event instanceof NodeEvent keyEvent) {
      SourceNode key = node(keyEvent, events, depth + 1);
      SourceNode value = node((NodeEvent) events.next(), events, depth + 1);
      size += 1 + value.size();
      String name = keyName(keyEvent, key);
      if (entries.containsKey(name)) {
        problems.add(
            new SyntaxProblem(
                "flow.duplicate-key",
                "'"
                    + name
                    + "' stands twice in the same object (first in line "
                    + entries.get(name).keySpan().line()
                    + "): remove one.",
                key.span()));
      } else {
        entries.put(name, new Entry(name, key.span(), value));
        json.set(name, value.json());
      }
      event = events.next();
    }
    return new SourceNode.Mapping(span(start, event), entries, json, size);
  }

  private String keyName(NodeEvent event, SourceNode key) {
    if (key instanceof SourceNode.Scalar scalar) {
      return event instanceof ScalarEvent e ? e.getValue() : scalar.json().asString();
    }
    problems.add(
        new SyntaxProblem(
            "flow.not-json",
            "A key must be text, this one is " + key.kindName() + ". Did a quote go missing?",
            key.span()));
    return key.json().toString();
  }

  private YamlText.LimitReached limit(Event event, String what, String advice) {
    return new YamlText.LimitReached(
        new SyntaxProblem(
            "flow.too-complex",
            "The document cannot be read: it is " + what + ". " + advice,
            span(event, event)));
  }

  private Span span(Event start, Event end) {
    Mark from = start.getStartMark().orElseThrow();
    Mark to = end.getEndMark().orElseThrow();
    boolean block = start != end && end.getStartMark().orElseThrow().getIndex() == to.getIndex();
    if (block && to.getLine() > from.getLine()) {
      return trimmed(from, to);
    }
    return new Span(from.getLine() + 1, from.getColumn() + 1, to.getLine() + 1, to.getColumn() + 1);
  }

  /** Block collections end where the next token starts: take the last character before it. */
  private Span trimmed(Mark from, Mark to) {
    int end = offsets.offset(to.getIndex());
    int line = to.getLine() + 1;
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
      line -= text.charAt(end) == '\n' ? 1 : 0;
    }
    int lineStart = text.lastIndexOf('\n', end - 1) + 1;
    return new Span(from.getLine() + 1, from.getColumn() + 1, line, end - lineStart + 1);
  }
}
