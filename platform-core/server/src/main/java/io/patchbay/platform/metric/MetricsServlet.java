package io.patchbay.platform.metric;

import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.config.Version;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Figures for Prometheus. From this machine they are open; from elsewhere they need the bearer
 * token of the setting PATCHBAY_METRICS_TOKEN, and without that setting they are not there. They
 * name no tenant.
 */
@WebServlet("/metrics")
public class MetricsServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1;

  private final transient Metrics metrics;
  private final transient Optional<String> token;

  @Inject
  public MetricsServlet(Metrics metrics, PlatformConfig config) {
    this.metrics = metrics;
    this.token = config.metricsToken();
    Runtime runtime = Runtime.getRuntime();
    metrics.gauge("patchbay_info", "Version of the platform", () -> 1, "version", Version.CURRENT);
    metrics.gauge(
        "process_uptime_seconds",
        "Since the process started",
        () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
    metrics.gauge(
        "jvm_memory_used_bytes", "Heap in use", () -> runtime.totalMemory() - runtime.freeMemory());
    metrics.gauge("jvm_memory_max_bytes", "Largest heap", runtime::maxMemory);
    metrics.gauge(
        "jvm_threads", "Platform threads", ManagementFactory.getThreadMXBean()::getThreadCount);
    metrics.gauge(
        "jvm_gc_seconds",
        "Spent in garbage collection",
        () ->
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(gc -> Math.max(0, gc.getCollectionTime()))
                    .sum()
                / 1000.0);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!local(request) && !authorized(request)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("text/plain; version=0.0.4; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(metrics.text().getBytes(StandardCharsets.UTF_8));
  }

  /** Not through a proxy: there the machine that asks is another one. */
  private static boolean local(HttpServletRequest request) throws IOException {
    return request.getHeader("X-Forwarded-For") == null
        && request.getHeader("Forwarded") == null
        && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
  }

  private boolean authorized(HttpServletRequest request) {
    String given = request.getHeader("Authorization");
    return given != null
        && token.isPresent()
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8),
            ("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8));
  }
}
