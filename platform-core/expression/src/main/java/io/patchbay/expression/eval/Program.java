package io.patchbay.expression.eval;

import io.patchbay.expression.EvaluationContext;
import io.patchbay.expression.ExpressionException;
import io.patchbay.expression.ExpressionException.Kind;
import io.patchbay.expression.value.Exhausted;
import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.JsonWriter;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A whole compiled expression and its edge to the outside: errors and results. */
public final class Program {
  private final Code code;
  private final List<String> globals;
  private final Set<String> names;

  Program(Code code, List<String> globals) {
    this.code = code;
    this.globals = List.copyOf(globals);
    this.names = Collections.unmodifiableSet(new LinkedHashSet<>(globals));
  }

  public Set<String> variables() {
    return names;
  }

  public Optional<JsonNode> first(JsonNode input, EvaluationContext context)
      throws ExpressionException {
    Meter meter = new Meter(context.budget());
    return guarded(
        meter,
        () -> {
          JsonNode v = AssignCodes.first(code, env(meter, context), input);
          return v == null ? Optional.empty() : Optional.of(leave(meter, v));
        });
  }

  public List<JsonNode> all(JsonNode input, EvaluationContext context) throws ExpressionException {
    Meter meter = new Meter(context.budget());
    return guarded(
        meter,
        () -> {
          List<JsonNode> outputs = new ArrayList<>();
          code.eval(
              env(meter, context),
              input,
              null,
              (v, p) -> {
                meter.bytes(16);
                outputs.add(leave(meter, v));
              });
          return outputs;
        });
  }

  private JsonNode leave(Meter meter, JsonNode v) {
    return code.borrows() ? v : Sizes.result(meter, v);
  }

  private Env env(Meter meter, EvaluationContext context) {
    JsonNode[] values = new JsonNode[globals.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = context.variables().get(globals.get(i));
      if (value == null) {
        throw JqError.of("The variable $" + globals.get(i) + " has no value");
      }
      values[i] = value;
    }
    return Env.root(meter, values, context.clock());
  }

  private static <T> T guarded(Meter meter, Supplier<T> evaluation) throws ExpressionException {
    try {
      return evaluation.get();
    } catch (JqError e) {
      JsonNode value = raised(meter, e.value());
      String message =
          value.isString() ? value.stringValue() : "(not a string): " + JsonWriter.shortened(value);
      throw new ExpressionException(e.raised() ? Kind.ERROR : Kind.TYPE, message, value);
    } catch (Exhausted e) {
      throw new ExpressionException(e.kind(), String.valueOf(e.getMessage()), null);
    } catch (StackOverflowError _) {
      throw new ExpressionException(
          Kind.BUDGET_DEPTH, String.valueOf(meter.tooDeep().getMessage()), null);
    }
  }

  /** A value that was raised leaves as a result does. */
  private static JsonNode raised(Meter meter, JsonNode value) throws ExpressionException {
    try {
      meter.depth = 0;
      return Sizes.result(meter, value);
    } catch (Exhausted e) {
      throw new ExpressionException(e.kind(), String.valueOf(e.getMessage()), null);
    }
  }
}
