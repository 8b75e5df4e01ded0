package io.patchbay.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.expression.ExpressionException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile expressions end soon, with a clean error, on a small stack. */
class BudgetTest {
  private static final int STACK = 512 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reduce range(40) as $i (\"x\"; .+.)",
        "\"x\" * 1e9",
        "\"xx\" * 1e12",
        ".[536870911] = 1",
        ".[1e8] = 1",
        "def f: f; f",
        "def f: 1+f; f",
        "def f: [f]; f",
        "def f: {a: f}; f",
        "def f: f|f; f",
        "def f: f,f; f",
        "def f(g): f(g|g); f(.)",
        "def f(g): g, f(g|.); f(1)",
        "def f(x): x | f(x|x); f(1)",
        "try (def f: 1+f; f) catch \"caught\"",
        "last(range(1e12))",
        "[range(1e9)]",
        "any(range(1e9); false)",
        "add(range(1e9))",
        "[limit(1e9; repeat(1))]",
        "[recurse(.+1)]",
        "[while(true; .)]",
        "until(false; .)",
        "[foreach range(1e9) as $i (0; .+1)]",
        "(\"a\"*100000) | test(\"(a{1,500}){1,2}b\")",
        "\"a\" | test(\"((a{100}){100}){100}\")",
        "\"a\" | test(\"((((a{1000}){1000}){1000}){1000}){1000}\")",
        "\"a\" | test(\"((a|b{900}c{900}){900})*\")",
        "(\"a\"*1000000) | [splits(\"\")]",
        "(\"a\"*1000000) | [match(\"(((((a)))))\"; \"g\")]",
        "reduce range(100) as $i (\"aaaaaaaaaa\"; @base64)",
        "reduce range(30) as $i (\"é\"; \"\\(.)\\(.)\\(.)\")",
        "reduce range(60) as $i (1; [.,.])",
        "reduce range(60) as $i (1; [.,.]) | tojson",
        "reduce range(60) as $i (1; [.,.]) | [..]",
        "reduce range(60) as $i (1; [.,.]) | [paths]",
        "reduce range(60) as $i (1; [.,.]) | flatten",
        "reduce range(60) as $i (1; [.,.]) as $a | $a == [$a[0], $a[1]] | not",
        "reduce range(60) as $i ({}; {a: ., b: .}) | walk(.)",
        "reduce range(60) as $i ({}; {a: ., b: .}) | [tostream]",
        "reduce range(100000) as $i (null; [.])",
        "reduce range(100000) as $i (null; [.]) | tojson",
        "[range(100)] | [., ., ., ., .] | [combinations]",
        "[range(1000000)] | implode | explode",
        "setpath([range(100000) | \"a\"]; 1)",
        "(\"a,\" * 1000000) | split(\",\")",
        "[range(3000)] | . - [range(3000; 6000)]",
        "[range(3000)] | contains([range(3000)])",
        "(\"x\" * 1000000) as $s | [range(1000) | $s + \"a\"]",
        "[range(10000)] as $a | [range(10000) | $a[1:]]"
      })
  void endsWithABudgetError(String source) throws InterruptedException {
    ExpressionException e = onSmallStack(source);
    assertTrue(e.isBudget(), () -> source + ": " + e.kind() + " " + e.getMessage());
    assertTrue(e.value().isEmpty());
  }

  private static ExpressionException onSmallStack(String source) throws InterruptedException {
    AtomicReference<ExpressionException> failure = new AtomicReference<>();
    AtomicReference<Throwable> other = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                failure.set(Jq.failure(source, "null", Budget.STANDARD));
              } catch (Throwable e) {
                other.set(e);
              }
            },
            "small stack",
            STACK);
    thread.start();
    thread.join(Duration.ofSeconds(20));
    assertEquals(Thread.State.TERMINATED, thread.getState(), source);
    Throwable unexpected = other.get();
    if (unexpected != null) {
      throw new AssertionError(source, unexpected);
    }
    return assertNotNullValue(failure.get());
  }

  private static <T> T assertNotNullValue(@Nullable T value) {
    assertNotNull(value);
    if (value == null) {
      throw new AssertionError();
    }
    return value;
  }

  @Test
  void eachLimitHasItsKind() {
    Budget budget = Budget.STANDARD;
    assertEquals(
        Kind.BUDGET_STEPS, Jq.failure("last(range(1e9))", "null", budget.withSteps(5000)).kind());
    assertEquals(
        Kind.BUDGET_DEPTH, Jq.failure("def f: 1+f; f", "null", budget.withDepth(20)).kind());
    assertEquals(
        Kind.BUDGET_BYTES, Jq.failure("\"x\"*2000", "null", budget.withBytes(1000)).kind());
    assertEquals(
        Kind.BUDGET_TIME,
        Jq.failure(
                "last(range(1e15))",
                "null",
                budget.withSteps(Long.MAX_VALUE / 2).withTime(Duration.ofMillis(20)))
            .kind());
  }

  @Test
  void stopsWhenTheThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertEquals(
          Kind.INTERRUPTED, Jq.failure("last(range(1e9))", "null", Budget.STANDARD).kind());
    } finally {
      assertTrue(Thread.interrupted(), "the interrupt status is kept");
    }
  }

  @Test
  void callsInTailPositionNeedNoDepth() {
    assertEquals("100000", Jq.out("0 | def f: if . < 100000 then .+1 | f else . end; f"));
    assertEquals("50000", Jq.out("0 | until(. >= 50000; .+1)"));
    assertEquals("30000", Jq.out("[limit(30000; repeat(1))] | length"));
  }

  @Test
  void garbageOfReduceIsGivenBack() {
    // every round copies the whole object: far more than the budget in sum, little at any time
    assertEquals("3000", Jq.out("reduce range(3000) as $i ({}; .[\"k\\($i)\"] += $i) | length"));
  }

  @Test
  void ordinaryWorkFitsTheStandardBudget() {
    assertEquals("100000", Jq.out("[range(100000)] | map(.+1) | length"));
    assertEquals("50000", Jq.out("[range(50000)] | sort_by(-.) | length"));
    assertEquals("10000", Jq.out("[range(10000) | {id: ., n: \"x\"}] | INDEX(.id) | length"));
    assertEquals("20000", Jq.out("[range(20000)] | .[] |= .+1 | length"));
  }

  @Test
  void manyThreadsShareOneExpression() throws InterruptedException {
    Expression sum = Jq.compile("[.[] | select(test(\"^a\"))] | length");
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.startVirtualThread(
              () -> {
                try {
                  for (int n = 0; n < 200; n++) {
                    assertEquals(
                        2,
                        sum.first(Jq.json("[\"a\",\"b\",\"ab\"]"), Map.of(), Budget.STANDARD)
                            .orElseThrow()
                            .intValue());
                  }
                } catch (ExpressionException | AssertionError e) {
                  failure.set(e);
                }
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(null, failure.get());
  }
}
