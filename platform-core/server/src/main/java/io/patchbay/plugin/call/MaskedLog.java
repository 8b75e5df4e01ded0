package io.patchbay.plugin.call;

import io.patchbay.http.SecretMask;
import io.patchbay.plugin.ConnectorLog;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.MessageFormatter;

/** A connector's log: secrets masked, line breaks removed, a bounded number of lines a call. */
final class MaskedLog implements ConnectorLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.patchbay.connector.log");
  private static final int MOST_LINES = 200;
  private static final int LONGEST = 4_000;

  private final String connector;
  private final SecretMask mask;
  private final AtomicInteger lines = new AtomicInteger();

  MaskedLog(String connector, SecretMask mask) {
    this.connector = connector;
    this.mask = mask;
  }

  @Override
  public void debug(String message, @Nullable Object... arguments) {
    if (LOG.isDebugEnabled() && room()) {
      LOG.debug("{}: {}", connector, text(message, arguments));
    }
  }

  @Override
  public void info(String message, @Nullable Object... arguments) {
    if (LOG.isInfoEnabled() && room()) {
      LOG.info("{}: {}", connector, text(message, arguments));
    }
  }

  @Override
  public void warn(String message, @Nullable Object... arguments) {
    if (LOG.isWarnEnabled() && room()) {
      LOG.warn("{}: {}", connector, text(message, arguments));
    }
  }

  private boolean room() {
    return lines.incrementAndGet() <= MOST_LINES;
  }

  /** Formatted here, so that no object of the plugin reaches the platform's log handlers. */
  private String text(String message, @Nullable Object[] arguments) {
    @Nullable Object[] texts =
        Arrays.stream(arguments).map(a -> a == null ? "null" : String.valueOf(a)).toArray();
    String line = MessageFormatter.arrayFormat(message, texts).getMessage();
    String masked = mask.maskValues(line == null ? "" : line).replaceAll("[\\r\\n]+", " ⏎ ");
    return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
  }
}
