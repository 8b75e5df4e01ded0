package io.patchbay.bench.expression;

import io.patchbay.expression.ExpressionSyntaxException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One evaluation of a sample, in each of the ways that are compared. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // set up by the harness
public class EvaluationBenchmark {
  @Param public Sample sample;

  private JsonNode input;
  private UnaryOperator<JsonNode> byHand;
  private UnaryOperator<JsonNode> patchbay;
  private UnaryOperator<JsonNode> unmetered;
  private JacksonJq jacksonJq;

  @Setup
  public void prepare() throws ExpressionSyntaxException {
    input = JsonMapper.builder().build().readTree(Sample.INPUT);
    byHand = sample.byHand;
    patchbay = new AsInARun(sample.source);
    unmetered = Unmetered.expression(sample.source);
    jacksonJq = new JacksonJq(sample.source, Sample.INPUT);
    requireSame(byHand.apply(input), patchbay.apply(input));
    requireSame(byHand.apply(input), unmetered.apply(input));
    String other = String.valueOf(jacksonJq.evaluate(AsInARun.NAMES));
    requireSame(byHand.apply(input), JsonMapper.builder().build().readTree(other));
  }

  private static void requireSame(JsonNode expected, JsonNode actual) {
    if (!expected.equals(actual)) {
      throw new IllegalStateException("expected " + expected + ", got " + actual);
    }
  }

  @Benchmark
  public Object handCoded() {
    return byHand.apply(input);
  }

  @Benchmark
  public Object patchbay() {
    return patchbay.apply(input);
  }

  @Benchmark
  public Object unmetered() {
    return unmetered.apply(input);
  }

  @Benchmark
  public Object jacksonJq() {
    return jacksonJq.evaluate(AsInARun.NAMES);
  }

  @Benchmark
  public Object jacksonJqBare() {
    return jacksonJq.evaluate();
  }
}
