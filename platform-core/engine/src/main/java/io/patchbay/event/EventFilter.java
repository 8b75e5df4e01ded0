package io.patchbay.event;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.patchbay.expression.Budget;
import io.patchbay.expression.CompileOptions;
import io.patchbay.expression.EvaluationContext;
import io.patchbay.expression.Expression;
import io.patchbay.expression.ExpressionException;
import io.patchbay.expression.ExpressionSyntaxException;
import io.patchbay.flow.template.EvaluationInterrupted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Says whether an event is wanted, from the frozen form of a filter: JSON in which everything that
 * the flow knew when it began to listen is a value already. The same filter gives the same answer
 * on every node and at every replay. Thread-safe.
 *
 * <pre>{"with": {"type": {"is": "order.paid"}, "data": {"jq": ".total > $context.limit",
 *   "variables": {"context": {…}}}}, "correlate": {"order": {"from": ".subject", "is": "A-1"}}}
 * </pre>
 *
 * <p>{@code is}: text that is equal or, as a regular expression, fits the whole value; other values
 * must be equal, and of an object the members named. {@code jq}: its input is the attribute's
 * value; true or a value equal to the attribute's lets the event pass, an error does not.
 */
public final class EventFilter {
  private static final Budget BUDGET =
      Budget.STANDARD.withSteps(100_000).withTime(Duration.ofMillis(500));

  private sealed interface Test {
    boolean passes(JsonNode value);
  }

  private record Fits(JsonNode wanted, @Nullable Pattern pattern) implements Test {
    @Override
    public boolean passes(JsonNode value) {
      return contains(value, wanted)
          || pattern != null && value.isString() && pattern.matches(value.stringValue());
    }
  }

  private record Holds(Expression expression, Map<String, JsonNode> variables) implements Test {
    @Override
    public boolean passes(JsonNode value) {
      JsonNode result = evaluate(expression, value, variables);
      return result.isBoolean()
          ? result.booleanValue() || value.isBoolean() && value.equals(result)
          : !result.isNull() && result.equals(value);
    }
  }

  /**
   * What an event must have in common with others.
   *
   * @param is null: what the first event has
   */
  private record Link(String name, Expression from, @Nullable JsonNode is) {}

  private final Map<String, Test> tests = new LinkedHashMap<>();
  private final List<Link> links = new ArrayList<>();
  private final @Nullable String type;

  private EventFilter(JsonNode frozen) throws ExpressionSyntaxException {
    for (Map.Entry<String, JsonNode> member : frozen.path("with").properties()) {
      tests.put(member.getKey(), test(member.getValue()));
    }
    for (Map.Entry<String, JsonNode> member : frozen.path("correlate").properties()) {
      links.add(
          new Link(
              member.getKey(),
              compile(member.getValue().path("from").asString(""), List.of()),
              member.getValue().get("is")));
    }
    type =
        tests.get("type") instanceof Fits fits && fits.pattern() == null && fits.wanted().isString()
            ? fits.wanted().stringValue()
            : null;
  }

  /**
   * @throws IllegalArgumentException when this is no frozen filter
   */
  public static EventFilter of(JsonNode frozen) {
    try {
      return new EventFilter(frozen);
    } catch (ExpressionSyntaxException e) {
      throw new IllegalArgumentException("This filter cannot be read: " + e.problem(), e);
    }
  }

  /** The type that an event must have; empty: several or any. */
  public Optional<String> type() {
    return Optional.ofNullable(type);
  }

  /** The jq of the first correlation whose value is known beforehand. */
  public Optional<String> keyFrom() {
    return known().map(link -> link.from().source());
  }

  /** The value that {@link #keyFrom} must give, as JSON text. */
  public Optional<String> keyValue() {
    return known().map(link -> String.valueOf(link.is()));
  }

  /** A correlation whose value the first event decides. */
  public boolean hasOpenCorrelation() {
    return links.stream().anyMatch(link -> link.is() == null);
  }

  private Optional<Link> known() {
    return links.stream().filter(link -> link.is() != null).findFirst();
  }

  /** The attributes fit, and the correlations whose value is known beforehand. */
  public boolean matches(JsonNode event) {
    for (Map.Entry<String, Test> entry : tests.entrySet()) {
      if (!entry.getValue().passes(attribute(event, entry.getKey()))) {
        return false;
      }
    }
    for (Link link : links) {
      if (link.is() != null && !link.is().equals(value(link.from(), event))) {
        return false;
      }
    }
    return true;
  }

  /** The correlations whose value the first event decides, with what this event has. */
  public Map<String, JsonNode> correlation(JsonNode event) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (Link link : links) {
      if (link.is() == null) {
        values.put(link.name(), value(link.from(), event));
      }
    }
    return values;
  }

  /** What a correlation's jq gives for an event; null (JSON) when it fails. */
  public static JsonNode extract(String from, JsonNode event) {
    try {
      return value(compile(from, List.of()), event);
    } catch (ExpressionSyntaxException e) {
      return NullNode.getInstance();
    }
  }

  private static JsonNode value(Expression from, JsonNode event) {
    return evaluate(from, event, Map.of());
  }

  private static JsonNode attribute(JsonNode event, String name) {
    JsonNode value = event.get(name);
    return value == null ? NullNode.getInstance() : value;
  }

  private static Test test(JsonNode frozen) throws ExpressionSyntaxException {
    if (frozen.has("jq")) {
      Map<String, JsonNode> variables = new HashMap<>();
      frozen.path("variables").properties().forEach(v -> variables.put(v.getKey(), v.getValue()));
      return new Holds(compile(frozen.path("jq").asString(""), variables.keySet()), variables);
    }
    JsonNode wanted = frozen.path("is");
    return new Fits(wanted, wanted.isString() ? pattern(wanted.stringValue()) : null);
  }

  /** Only text that has more than dots of a regular expression is also tried as one. */
  private static @Nullable Pattern pattern(String text) {
    if (text.chars().noneMatch(c -> "^$*+?()[]{}|\\".indexOf(c) >= 0)) {
      return null;
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  private static Expression compile(String source, Iterable<String> names)
      throws ExpressionSyntaxException {
    List<String> all = new ArrayList<>();
    names.forEach(all::add);
    return Expression.compile(source, CompileOptions.withVariables(all.toArray(String[]::new)));
  }

  private static JsonNode evaluate(
      Expression expression, JsonNode input, Map<String, JsonNode> variables) {
    try {
      return expression
          .first(input, new EvaluationContext(variables, BUDGET, () -> Instant.EPOCH))
          .orElse(NullNode.getInstance());
    } catch (ExpressionException e) {
      if (e.kind() == ExpressionException.Kind.INTERRUPTED) {
        throw new EvaluationInterrupted();
      }
      return NullNode.getInstance();
    }
  }

  private static boolean contains(JsonNode value, JsonNode wanted) {
    if (!wanted.isObject()) {
      return wanted.equals(value);
    }
    for (Map.Entry<String, JsonNode> member : wanted.properties()) {
      JsonNode found = value.get(member.getKey());
      if (found == null || !contains(found, member.getValue())) {
        return false;
      }
    }
    return value.isObject();
  }
}
