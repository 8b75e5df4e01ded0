package io.patchbay.platform.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.platform.json.Json;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

class JsonLinesTest {

  @Test
  void aRecordIsOneLineWithRunAndTenant() {
    LogRecord record = new LogRecord(Level.WARNING, "step failed\nsecond line \"quoted\"");
    record.setLoggerName("io.patchbay.run");
    record.setThrown(new IllegalStateException("why"));
    MDC.put("tenant", "t1");
    MDC.put("run", "r1");
    String line;
    try {
      line = new JsonLines("node-7").format(record);
    } finally {
      MDC.clear();
    }
    assertEquals(1, line.lines().count(), line);
    JsonNode json = Json.MAPPER.readTree(line);
    assertEquals("warn", json.path("level").asString());
    assertEquals("t1", json.path("tenant").asString());
    assertEquals("r1", json.path("run").asString());
    assertEquals("node-7", json.path("node").asString());
    assertTrue(json.path("stack").asString().contains("JsonLinesTest"));
  }
}
