package io.patchbay.platform.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MetricsTest {

  private final Metrics metrics = new Metrics();

  @Test
  void writesWhatPrometheusReads() {
    metrics.count("patchbay_runs_total", "Runs", "state", "done");
    metrics.count("patchbay_runs_total", "Runs", "state", "done");
    metrics.gauge("patchbay_queue", "Waiting", () -> 3);
    assertEquals(
        """
        # HELP patchbay_queue Waiting
        # TYPE patchbay_queue gauge
        patchbay_queue 3.0
        # HELP patchbay_runs_total Runs
        # TYPE patchbay_runs_total counter
        patchbay_runs_total{state="done"} 2
        """,
        metrics.text());
  }

  @Test
  void bucketsAreCumulative() {
    metrics.duration("step_seconds", "Steps", 0.02);
    metrics.duration("step_seconds", "Steps", 40);
    String text = metrics.text();
    assertTrue(text.contains("step_seconds_bucket{le=\"0.01\"} 0"), text);
    assertTrue(text.contains("step_seconds_bucket{le=\"0.025\"} 1"), text);
    assertTrue(text.contains("step_seconds_bucket{le=\"60.0\"} 2"), text);
    assertTrue(text.contains("step_seconds_count 2"), text);
  }

  @Test
  void labelsCannotBreakOutOrGrowWithoutEnd() {
    metrics.count("a_total", "A", "kind", "x\"} 1\nevil 2");
    assertTrue(metrics.text().contains("a_total{kind=\"x\\\"} 1\\nevil 2\"} 1"), metrics.text());
    for (int i = 0; i < 1_000; i++) {
      metrics.count("b_total", "B", "kind", "k" + i);
    }
    assertEquals(200, metrics.text().lines().filter(l -> l.startsWith("b_total{")).count());
  }
}
