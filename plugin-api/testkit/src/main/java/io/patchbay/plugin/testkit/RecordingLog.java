package io.patchbay.plugin.testkit;

import io.patchbay.plugin.ConnectorLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps the lines that a connector logs, as they would be printed. */
final class RecordingLog implements ConnectorLog {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void debug(String message, @Nullable Object... arguments) {
    add("DEBUG", message, arguments);
  }

  @Override
  public void info(String message, @Nullable Object... arguments) {
    add("INFO", message, arguments);
  }

  @Override
  public void warn(String message, @Nullable Object... arguments) {
    add("WARN", message, arguments);
  }

  private void add(String level, String message, @Nullable Object[] arguments) {
    StringBuilder line = new StringBuilder(level).append(' ');
    int from = 0;
    for (Object argument : arguments) {
      int at = message.indexOf("{}", from);
      if (at < 0) {
        break;
      }
      line.append(message, from, at).append(argument);
      from = at + 2;
    }
    lines.add(line.append(message.substring(from)).toString());
  }
}
