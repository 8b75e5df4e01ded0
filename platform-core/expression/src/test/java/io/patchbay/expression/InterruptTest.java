package io.patchbay.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.expression.ExpressionException.Kind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An interrupted thread leaves soon, also from functions that loop in Java. */
class InterruptTest {
  private static final Budget ENDLESS =
      new Budget(Long.MAX_VALUE / 2, 512, 256L << 20, Duration.ofMinutes(5));

  /** Far more than it takes (some milliseconds), as the machine may be busy. */
  private static final long SOON = Duration.ofSeconds(2).toNanos();

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "[range(50000)] ~ sort_by(-.)",
        "[range(50000)] ~ group_by(. % 7)",
        "[range(50000)] ~ unique",
        "[range(50000)] ~ tojson",
        "[range(50000)] ~ implode",
        "[range(50000)] ~ reverse",
        "[range(50000)] ~ join(\"\")",
        "[range(50000)] ~ add",
        "[range(50000)] ~ map(. + 1)",
        "[range(50000)] ~ to_entries",
        "[range(50000)] ~ [paths]",
        "[range(50000)] ~ walk(.)",
        "[range(50000)] ~ indices([1, 2])",
        "[range(3000)] ~ . - [range(3000; 6000)]",
        "[range(3000)] ~ contains([range(3000)])",
        "[range(300) | [range(300)]] ~ transpose",
        "[range(300) | [range(300)]] ~ flatten",
        "[range(12) | [1, 2]] ~ [combinations]",
        "\"a\" * 300000 ~ test(\"(a+)+$b\")",
        "\"a\" * 300000 ~ gsub(\"a\"; \"b\")",
        "\"a\" * 300000 ~ [splits(\"aa\")]",
        "\"a\" * 300000 ~ contains(\"a\" * 150000 + \"b\")",
        "\"a\" * 300000 ~ indices(\"a\" * 150000)",
        "\"a\" * 300000 ~ split(\"aa\")",
        "\"a\" * 300000 ~ explode",
        "\"a\" * 300000 ~ ascii_upcase",
        "\"a\" * 300000 ~ @base64 | @base64d",
        "\"a\" * 300000 ~ @uri | @html",
        "\"[\" + \"1,\" * 100000 + \"1]\" ~ fromjson"
      })
  void leavesSoon(String value, String work) throws Exception {
    String source = value + " | . as $v | reduce range(1e15) as $i (0; ($v | " + work + ") | 0)";
    FutureTask<ExpressionException> task =
        new FutureTask<>(() -> Jq.failure(source, "null", ENDLESS));
    Thread thread = Thread.ofPlatform().start(task);
    while (thread.isAlive() && threads.getThreadCpuTime(thread.threadId()) < 60_000_000) {
      Thread.onSpinWait();
    }
    long start = System.nanoTime();
    thread.interrupt();
    assertEquals(Kind.INTERRUPTED, task.get().kind(), source);
    assertTrue(System.nanoTime() - start < SOON, source);
  }
}
