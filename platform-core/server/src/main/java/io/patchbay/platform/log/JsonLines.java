package io.patchbay.platform.log;

import io.patchbay.platform.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import tools.jackson.databind.node.ObjectNode;

/**
 * One record, one line of JSON: time (RFC 3339, UTC), level, logger, message, thread, node, then
 * the log context of the thread (tenant, run, step …) and the error with its stack. Must be called
 * on the thread that logs.
 */
final class JsonLines extends Formatter {

  private static final int MAX_MESSAGE = 16_000;
  private static final int MAX_STACK = 16_000;

  private final String node;

  JsonLines(String node) {
    this.node = node;
  }

  @Override
  public String format(LogRecord record) {
    ObjectNode line = Json.MAPPER.createObjectNode();
    line.put("time", record.getInstant().toString());
    line.put("level", level(record.getLevel()));
    line.put("logger", record.getLoggerName());
    line.put("message", shortened(formatMessage(record), MAX_MESSAGE));
    line.put("thread", Thread.currentThread().getName());
    line.put("node", node);
    @Nullable Map<String, String> context = MDC.getCopyOfContextMap();
    if (context != null) {
      context.forEach((name, value) -> line.put(name, value));
    }
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      StringWriter stack = new StringWriter();
      thrown.printStackTrace(new PrintWriter(stack));
      line.put("error", thrown.toString());
      line.put("stack", shortened(stack.toString(), MAX_STACK));
    }
    return Json.MAPPER.writeValueAsString(line) + "\n";
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "error";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "warn";
    }
    return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
  }

  private static String shortened(@Nullable String text, int most) {
    if (text == null) {
      return "";
    }
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
