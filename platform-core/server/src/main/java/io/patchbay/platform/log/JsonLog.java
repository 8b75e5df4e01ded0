package io.patchbay.platform.log;

import io.patchbay.platform.config.PlatformConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code logs/patchbay-<node>.0.jsonl} in the data folder, five files of 20 MB: what
 * Patchbay says from level info, what its libraries say from level warning.
 */
@Singleton
public class JsonLog {

  private static final int FILE_BYTES = 20 * 1024 * 1024;
  private static final int FILES = 5;

  private final PlatformConfig config;
  private @Nullable Handler handler;

  @Inject
  public JsonLog(PlatformConfig config) {
    this.config = config;
  }

  /** Begins; without a writable folder the server's own log remains. */
  public void open() {
    try {
      Path folder = Files.createDirectories(config.data().resolve("logs"));
      String name = "patchbay-" + config.node().replaceAll("[^A-Za-z0-9-]", "_") + ".%g.jsonl";
      Handler opened =
          new FileHandler(
              folder.toString().replace("%", "%%") + "/" + name, FILE_BYTES, FILES, true);
      opened.setEncoding("UTF-8");
      opened.setLevel(Level.INFO);
      opened.setFormatter(new JsonLines(config.node()));
      opened.setFilter(JsonLog::wanted);
      Logger.getLogger("").addHandler(opened);
      handler = opened;
    } catch (IOException e) {
      LoggerFactory.getLogger(JsonLog.class)
          .warn("No JSON log is written to the data folder: {}", e.getMessage());
    }
  }

  private static boolean wanted(LogRecord record) {
    String logger = record.getLoggerName();
    return (logger != null && logger.startsWith("io.patchbay"))
        || record.getLevel().intValue() >= Level.WARNING.intValue();
  }

  public void close() {
    Handler opened = handler;
    if (opened != null) {
      Logger.getLogger("").removeHandler(opened);
      opened.close();
    }
  }
}
