package io.patchbay.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is written: it ends soon, in values, an error of the language or a used-up budget, on a
 * small stack. {@code -Dpatchbay.fuzz.rounds=100000 -Dpatchbay.fuzz.seed=7} looks longer and
 * elsewhere.
 */
class FuzzTest {
  private static final int ROUNDS = Integer.getInteger("patchbay.fuzz.rounds", 3000);
  private static final long SEED = Long.getLong("patchbay.fuzz.seed", 20);
  private static final long CPU_LIMIT = Duration.ofSeconds(1).toNanos();
  private static final Budget BUDGET = new Budget(200_000, 256, 16L << 20, Duration.ofMillis(500));

  /** Results of steps and calls are garbage sooner or later, but are allocated all the same. */
  private static final long ALLOCATION_LIMIT = 8 * BUDGET.bytes() + 400 * BUDGET.steps();

  private static final List<String> INPUTS =
      List.of(
          "null",
          "{\"a\":[1,2,{\"b\":\"x\"}],\"c\":{\"d\":null},\"e\":\"2015-03-05T23:51:47Z\"}",
          "[3,1,2,\"b\",\"a\",[1],{\"a\":1}]",
          "\"a, b, c\"",
          "[[1,2],[3,4]]",
          "[{\"key\":\"a\",\"value\":1},{\"name\":\"b\"}]");

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private int compiled;
  private int values;
  private int errors;
  private int exhausted;

  @Test
  void whateverIsWrittenEndsCleanly() throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                rounds();
              } catch (Throwable e) {
                failure.set(e);
              }
            },
            "fuzz",
            512 * 1024);
    thread.start();
    thread.join();
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
    assertTrue(compiled > ROUNDS * 9 / 10, compiled + " of " + ROUNDS + " compile");
    assertTrue(values > ROUNDS / 20, "with values: " + values);
    assertTrue(errors > ROUNDS / 20, "with errors: " + errors);
    assertTrue(exhausted > ROUNDS / 100, "with a used-up budget: " + exhausted);
  }

  private void rounds() {
    List<String> functions =
        StreamSupport.stream(Jq.json(Jq.out("builtins")).spliterator(), false)
            .map(JsonNode::stringValue)
            .toList();
    for (int i = 0; i < ROUNDS; i++) {
      SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + i);
      String source = new Grammar(random, functions).expression(1 + random.nextInt(4));
      try {
        round(source, INPUTS.get(random.nextInt(INPUTS.size())));
      } catch (Throwable e) {
        throw new AssertionError("round " + i + ": " + source, e);
      }
    }
  }

  private void round(String source, String input) {
    Expression expression;
    try {
      expression = Expression.compile(source, CompileOptions.anyVariable());
    } catch (ExpressionSyntaxException _) {
      return;
    }
    compiled++;
    JsonNode in = Jq.json(input);
    long cpu = threads.getCurrentThreadCpuTime();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    try {
      expression.all(in, Map.of(), BUDGET);
      values++;
    } catch (ExpressionException e) {
      if (e.isBudget()) {
        exhausted++;
      } else {
        errors++;
      }
      assertTrue(e.getMessage() != null && e.getMessage().length() < 100_000_000, "message");
    }
    long usedCpu = threads.getCurrentThreadCpuTime() - cpu;
    long usedBytes = threads.getCurrentThreadAllocatedBytes() - allocated;
    assertTrue(usedCpu < CPU_LIMIT, () -> "CPU: " + usedCpu / 1_000_000 + " ms");
    assertTrue(usedBytes < ALLOCATION_LIMIT, () -> "allocated: " + (usedBytes >> 20) + " MiB");
    assertEquals(input.length() > 4, in.isContainer() || in.isString(), "the input is unchanged");
  }
}
